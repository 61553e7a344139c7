"""`swaps diff`: what a change of the catalogue means."""

import os

import click

from swaps.commands.options import catalogue_options, present
from swaps.commands.settings import Failure, settings
from swaps.commands.types import FilePath

FORMATS = ("text", "md", "json")


@click.command("diff")
@click.argument("old", type=FilePath())
@click.argument("new", type=FilePath(), required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="For a terminal, a pull request, a program.")
@catalogue_options
@click.pass_context
def command(context: click.Context, old: str, new: str | None, form: str) -> None:
    """Say what differs between two versions of the catalogue. They are files, folders or revisions of git.

    Without NEW, the catalogue as it is: `swaps diff main`. Where a record stands, what its file is called and in what
    order its lists are do not matter. An id that is gone, or that stands for another exchange, is refused with exit code 1.
    """
    from swaps import changes, revisions
    from swaps.render import changes as forms

    new = new or settings(context).files().name
    place = next((name for name in (new, old) if os.path.exists(name)), settings(context).files().name)
    try:
        versions = [changes.version(_texts(context, name, place)) for name in (old, new)]
    except (revisions.NoRevision, changes.Broken) as error:
        raise Failure(str(error)) from None
    found = changes.between(*versions)
    present(forms.FORMATS[form](found))
    if found.refused:
        context.exit(1)


def _texts(context: click.Context, name: str, place: str) -> "list[tuple[str, bytes]]":
    """Return the files of a version, which is a path or else a revision."""
    from swaps import revisions
    from swaps.files import opened

    if not os.path.exists(name):
        return revisions.texts(name, place)
    (found,) = settings(context).catalogues([name])
    texts = []
    for path in found.paths:
        with opened(path) as file:
            texts.append((path, file.read()))
    return texts
