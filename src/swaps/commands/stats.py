"""`swaps stats`: how many exchanges, and how many people in them."""

from collections.abc import Callable
from typing import Any

import click

from swaps import measures, output, stats
from swaps.commands.options import TELLING, catalogue_options, filters, no_such, say_whose_numbers, show_table
from swaps.commands.settings import settings
from swaps.commands.types import Word
from swaps.index import Index
from swaps.query import Query, UnknownName
from swaps.render import counted, flat, measured
from swaps.render.table import Table
from swaps.tallies import DIMENSIONS

MEANT = {
    "location": "place of the handover", "country": "country of the handover", "party": "the party that released",
    "captor": "who held them", "charge": "charge; of the people named", "citizenship": "citizenship; of the people named",
}  # fmt: skip
"""What some dimensions are of, where their name does not say it."""


def groupings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take one flag for each dimension, and pass on those that were given."""

    def collect(context: click.Context, parameter: click.Parameter, given: bool) -> None:
        if given:
            context.meta.setdefault("by", []).append(str(parameter.name).removeprefix("by_"))

    for name in reversed(DIMENSIONS):
        said = f"By {MEANT.get(name, name)}."
        option = click.option(f"--by-{name}", is_flag=True, expose_value=False, callback=collect, help=said)
        command = option(command)
    return command


Shown = tuple[Table, list[str]]


@click.command("stats")
@groupings
@click.option(
    "--measure",
    "name",
    type=Word({"counts": "How many exchanges, and people in them."} | measures.MEASURES),
    metavar="MEASURE",
    default="counts",
    help="counts, time-held, named, ratio or mediators.",
)
@filters
@TELLING
@click.option("--format", "form", type=click.Choice(list(flat.FORMATS)), default="table", help="How to write it.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many lines; the total is still of all.")
@click.option("--raw", is_flag=True, help="CSV and TSV without the guard against formulas in spreadsheets.")
@catalogue_options
@click.pass_context
def command(context: click.Context, query: Query, name: str, form: str, limit: int | None, raw: bool) -> None:
    """Count exchanges and the people released in them. Two --by options make a cross table.

    The living, the dead and those who came along are three sums. What was only offered is not counted, and what nobody
    has counted stands beside the sum as unknown. Without a --by option: the overview.

    Other measures: time-held (days that named people were held, best --by-captor), named (how many of the released are
    named), ratio (how many went each way between two parties), mediators (who mediates together with whom).
    """
    by = tuple(context.meta.get("by", ()))
    if len(by) > (2 if name == "counts" else 1):
        more = (
            "two --by options make a cross table: a third" if name == "counts" else f"--measure {name} goes by one thing: a second"
        )
        raise click.UsageError(f"{more} has no place in it")
    index = settings(context).index()
    try:
        table, said = (
            _counted(index, query, by, form, limit) if name == "counts" else _measured(index, query, name, by, form, limit)
        )
    except UnknownName as error:
        no_such(error)
    except measures.NoMeasure as error:
        raise click.UsageError(str(error)) from None
    show_table(table, form, raw)
    for remark in said:
        output.remark(remark)
    say_whose_numbers(index, query)


def _counted(index: Index, query: Query, by: tuple[str, ...], form: str, limit: int | None) -> Shown:
    if not by:
        return counted.overview(stats.overview(index, query), form), []
    found = stats.count_by(index, query, by)
    found = found._replace(lines=found.lines[:limit])
    return counted.table(found, form), counted.remarks(found)


def _measured(index: Index, query: Query, name: str, by: tuple[str, ...], form: str, limit: int | None) -> Shown:
    found = measures.measure(index, query, name, *by)
    return measured.table(found, form, limit), [found.said]
