"""`swaps held`: who, of those exchanged later, was held on a day."""

import click

from swaps import output, persons
from swaps.commands.options import ColumnsCommand, catalogue_options, filters, no_such, outputs, show_table
from swaps.commands.settings import settings
from swaps.commands.types import Span
from swaps.query import Query, UnknownName
from swaps.render.people import HELD, held, held_remarks, held_table, ordered


class HeldCommand(ColumnsCommand):
    """Its rows are people held on a day."""

    columns = tuple(HELD)


@click.command("held", cls=HeldCommand)
@click.option("--on", "day", required=True, metavar="DATE", type=Span(), help="The day: 2023-12-01; or a month, or a year.")
@filters
@outputs
@catalogue_options
@click.pass_context
def command(
    context: click.Context, day: tuple[str, str], query: Query, form: str, columns: list[str] | None, sort: str | None,
    reverse: bool, limit: int, raw: bool,
) -> None:  # fmt: skip
    """List who was held on a day and exchanged later. Those held longest come first.

    Whoever was never exchanged is not in the catalogue, and so not in the list. The bars show the time held, up to that day
    (█) and after it (░). ~ marks those whose dates do not say for certain; --strict-dates leaves them out.
    """
    try:
        found, unknown = persons.held(settings(context).index(), query, *day)
    except UnknownName as error:
        no_such(error)
    rows = ordered(held(found, *day), HELD, sort, reverse)[:limit]
    show_table(held_table(rows, columns, form), form, raw)
    for said in held_remarks(rows, unknown):
        output.remark(said)
