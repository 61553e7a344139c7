"""`swaps stats`: how many exchanges, and how many people in them."""

from collections.abc import Callable
from typing import Any

import click

from swaps import output, stats
from swaps.commands.options import catalogue_options, filters, no_such, show_table
from swaps.commands.settings import settings
from swaps.query import Query, UnknownName
from swaps.render import counted, flat


def groupings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take one flag for each dimension, and pass on those that were given."""

    def collect(context: click.Context, parameter: click.Parameter, given: bool) -> None:
        if given:
            context.ensure_object(object)
            context.meta.setdefault("by", []).append(str(parameter.name).removeprefix("by_"))

    for name, dimension in reversed(stats.DIMENSIONS.items()):
        option = click.option(f"--by-{name}", is_flag=True, expose_value=False, callback=collect, help=f"By {dimension.heading}.")
        command = option(command)
    return command


@click.command("stats")
@groupings
@filters
@click.option("--format", "form", type=click.Choice(list(flat.FORMATS)), default="table", help="How to write it.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many lines; the total is still of all.")
@click.option("--raw", is_flag=True, help="CSV and TSV without the guard against formulas in spreadsheets.")
@catalogue_options
@click.pass_context
def command(context: click.Context, query: Query, form: str, limit: int | None, raw: bool) -> None:
    """Count exchanges and the people released in them; two --by options make a cross table.

    The living, the dead and those who came along are three sums. What was only offered is not counted, and what nobody
    has counted stands beside the sum as unknown. Without a --by option: the overview.
    """
    by = tuple(context.meta.get("by", ()))
    if len(by) > 2:
        raise click.UsageError("two --by options make a cross table: a third has no place in it")
    index = settings(context).index()
    try:
        if not by:
            show_table(counted.overview(stats.overview(index, query), form), form, raw)
            return
        found = stats.count_by(index, query, by)
    except UnknownName as error:
        no_such(error)
    found = found._replace(lines=found.lines[:limit])
    show_table(counted.table(found, form), form, raw)
    for said in counted.remarks(found):
        output.remark(said)
