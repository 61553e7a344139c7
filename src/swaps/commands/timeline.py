"""`swaps timeline`: exchanges on a time axis, in the terminal or as a picture."""

import click

from swaps import output, timeline
from swaps.commands.options import TELLING, catalogue_options, filters, no_such, present, say_whose_numbers, show_page
from swaps.commands.settings import settings
from swaps.commands.types import Word
from swaps.query import Query, UnknownName
from swaps.render import flat
from swaps.render.timeline import page, table


@click.command("timeline")
@filters
@TELLING
@click.option("--each", type=Word(timeline.EACH), metavar="UNIT", help="A line for each exchange, month or year.")
@click.option("--format", "form", type=click.Choice([*flat.FORMATS, "svg"]), default="table", help="svg is a picture.")
@catalogue_options
@click.pass_context
def command(context: click.Context, query: Query, each: str | None, form: str) -> None:
    """Put exchanges on a time axis. Bars show how many people went each way.

    A few exchanges have a line each, many are counted by month or year, unless --each says so. With --between A B, or with
    one --party, the bars are those of the two ways named; else each exchange shows its own two sides.
    """
    index = settings(context).index()
    try:
        found = timeline.timeline(index, query, each)
    except UnknownName as error:
        no_such(error)
    if not found.exchanges + found.uncounted:
        output.remark("no exchange matches")
    if form == "svg":
        from swaps.render.svg import picture

        present(picture(found))
    elif form == "table":
        show_page(page(found, output.width()))
    else:
        present(flat.FORMATS[form](table(found)))
    say_whose_numbers(index, query)
