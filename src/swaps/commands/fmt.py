"""`swaps fmt`: a catalogue in its usual form, its comments kept and its data untouched."""

from difflib import unified_diff

import click

from swaps import output
from swaps.commands.options import catalogue_options
from swaps.commands.settings import Failure, refuse_shipped, settings, validation
from swaps.commands.types import FilePath
from swaps.files import Files


@click.command("fmt")
@click.argument("paths", nargs=-1, type=FilePath(), metavar="[PATH]...")
@click.option("--check", is_flag=True, help="Write nothing; the exit code is 1 if something would change.")
@click.option("--diff", "shown", is_flag=True, help="Write nothing; show what would change.")
@catalogue_options
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], check: bool, shown: bool) -> None:
    """Bring catalogues into their usual form. That is the order of keys and records, the width of lines, the quotes.

    Comments go along with what they stand above, beside or below. The data are the same afterwards, which is checked
    before anything is written. A file with errors is left as it is.
    """
    failed = False
    for files in settings(context).catalogues(paths):
        refuse_shipped(files)
        broken = _broken(files)
        for path in files.paths:
            if path in broken:
                failed = True
                output.remark(f"swaps: {path} has errors, and is left as it is: {validation(path)}")
            elif check or shown:
                failed |= _compare(path, shown) and check
            else:
                _tidy(path)
    context.exit(1 if failed else 0)


def _broken(files: Files) -> set[str]:
    """Return the files that have errors."""
    from swaps.build import problems
    from swaps.problem import ERROR

    return {problem.path for problem in problems(files) if problem.level == ERROR}


def _versions(path: str) -> tuple[bytes, bytes]:
    """Return a file as it is, and as it should be."""
    from swaps import edit

    with open(path, "rb") as file:
        before = file.read()
    return before, edit.formatted(before)


def _compare(path: str, shown: bool) -> bool:
    """Say, or show, what would change in a file; return whether anything would."""
    before, after = (version.decode("utf-8-sig").splitlines(keepends=True) for version in _versions(path))
    if before == after:
        return False
    if shown:
        output.write(output.safe("".join(unified_diff(before, after, path, path))))
    else:
        output.remark(f"{path} is not in its usual form: run 'swaps fmt {path}'")
    return True


def _tidy(path: str) -> None:
    """Bring a file into its form."""
    from swaps import aside

    before, after = _versions(path)
    if before != after:
        try:
            aside.replace(path, before, after)
        except aside.Changed:
            raise Failure(f"{path} was written to meanwhile, and is left as it is: run this again") from None
        output.remark(f"{path} is in its usual form now")
