"""`swaps validate`: every problem of a catalogue, at its place, with what to type instead."""

import os

import click

from swaps import cache, output
from swaps.commands.options import catalogue_options
from swaps.commands.settings import settings
from swaps.commands.types import FilePath
from swaps.files import to_check
from swaps.problem import ERROR
from swaps.render import problems as forms


@click.command("validate")
@click.argument("paths", nargs=-1, type=FilePath(), metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(list(forms.FORMATS)), help="text, json, or github (default in a workflow).")
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@catalogue_options
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], form: str | None, strict: bool) -> None:
    """Check catalogues: files, or folders of .yaml files.

    A registry of parties, parties.yaml, can be checked alone. All problems are shown at once, each as file:line:column
    with what to type instead. The exit code is 1 if there are errors.
    """
    from swaps.build import problems

    chosen = settings(context)
    catalogues = chosen.catalogues(paths, to_check)
    folder = cache.folder() if chosen.use_cache else None
    found = []
    for files in catalogues:
        with output.Progress(f"reading {os.path.basename(files.name)}"):
            found += problems(files, folder)
    if strict:
        found = [problem._replace(level=ERROR) for problem in found]
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") else "text")
    output.write(forms.FORMATS[form](found))
    output.remark(forms.summary(found, [files.name for files in catalogues]))
    if any(problem.level == ERROR for problem in found):
        context.exit(1)
