"""`swaps person`: one person, found by any spelling, with all that the catalogue tells."""

import click

from swaps import output
from swaps.commands.options import catalogue_options, present, show_page
from swaps.commands.settings import Failure, settings
from swaps.commands.types import Named
from swaps.lives import NotOne, life_of, sought, unsure
from swaps.render import life


@click.command("person")
@click.argument("name", nargs=-1, required=True, type=Named("person"), metavar="NAME")
@click.option("--format", "form", type=click.Choice(("text", "json", "md")), default="text", help="A page, or an object.")
@catalogue_options
@click.pass_context
def command(context: click.Context, name: tuple[str, ...], form: str) -> None:
    """Show a person, found by id or by any spelling on record. Each detention and release, the offers, what came later.

    Where several people go by the name, they are listed, and none is shown.
    """
    index = settings(context).index()
    try:
        one = life_of(index, sought(index, " ".join(name)))
    except NotOne as error:
        raise Failure(str(error)) from None
    said = unsure(one, " ".join(name))
    if said:
        output.remark(said)
    if form == "json":
        present(output.safe_json(life.as_json(one)))
    else:
        show_page(life.page(one), form)
