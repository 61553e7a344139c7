"""`swaps person`: one person, found by any spelling, with all that the catalogue tells."""

import click

from swaps import output, persons
from swaps.commands.options import catalogue_options, present, show_page
from swaps.commands.settings import Failure, settings
from swaps.commands.types import Named
from swaps.index import Index
from swaps.lives import life_of
from swaps.render import life
from swaps.render.page import as_markdown


@click.command("person")
@click.argument("name", nargs=-1, required=True, type=Named("person"), metavar="NAME")
@click.option("--format", "form", type=click.Choice(("text", "json", "md")), default="text", help="A page, or an object.")
@catalogue_options
@click.pass_context
def command(context: click.Context, name: tuple[str, ...], form: str) -> None:
    """Show a person by name or id, in any spelling on record: each detention and release, the offers, what came later.

    Where several people go by the name, they are listed, and none is shown.
    """
    index = settings(context).index()
    said = " ".join(name)
    found = persons.find(index, said)
    if len(found) != 1:
        raise Failure(several(said, found) if found else nobody(index, said))
    one = life_of(index, found[0][0])
    if form == "text":
        show_page(life.page(one))
    else:
        present(output.safe_json(life.as_json(one)) if form == "json" else as_markdown(life.page(one)))


def several(said: str, found: list[tuple[str, str]]) -> str:
    """List those who go by one name."""
    listed = [f"  {name} (swaps person {id})" for id, name in found]
    return "\n".join([f"{len(found):,} people go by {said!r}:", *listed])


def nobody(index: Index, said: str) -> str:
    """Say that nobody goes by a name; where it comes up all the same, or who may be meant."""
    records = persons.mentioned(index, said)
    if records:
        return f"{said!r} stands in no leg; the name comes up in {', '.join(records)}"
    close = persons.nearest(index, said)
    return f"nobody on record is called {said!r}" + (f": did you mean {' or '.join(close)}?" if close else "")
