"""`swaps list`: the exchanges that match, oldest first."""

import click

from swaps import output
from swaps.commands.options import (
    TELLING,
    ColumnsCommand,
    catalogue_options,
    filters,
    no_such,
    outputs,
    say_whose_numbers,
    show_table,
)
from swaps.commands.settings import settings
from swaps.query import OVERLAP, Query, UnknownName, select
from swaps.render.rows import exchanges, needed

BIBLIOGRAPHY = ("plain", "bibtex", "ris", "csl-json")


@click.command("list", cls=ColumnsCommand)
@filters
@TELLING
@outputs
@click.option(
    "--bibliography",
    metavar="[FORMAT]",
    is_flag=False,
    flag_value="plain",
    type=click.Choice(BIBLIOGRAPHY),
    help="The records and their sources instead: plain, bibtex, ris or csl-json.",
)
@catalogue_options
@click.pass_context
def command(
    context: click.Context, query: Query, form: str, columns: list[str] | None, sort: str, reverse: bool, limit: int, raw: bool,
    bibliography: str | None,
) -> None:  # fmt: skip
    """List exchanges, oldest first.

    Repeating a filter means "or", different filters mean "and". A record whose date is imprecise matches if it can
    lie within --since and --until, and is marked with ~ where it need not.
    """
    wanted = ["id"] if bibliography else needed(columns, form)
    query = query._replace(sort=sort, reverse=reverse, limit=limit)
    index = settings(context).index()
    try:
        rows = select(index, query, [*wanted, OVERLAP])
    except UnknownName as error:
        no_such(error)
    if not rows and limit != 0:
        from swaps.unmatched import reasons

        output.remark("\n".join(["no exchange matches", *reasons(index, query)]))
    if bibliography:
        from swaps.commands.cite import write_bibliography

        write_bibliography(index, [row[0] for row in rows], bibliography)
        return
    show_table(exchanges(rows, wanted, columns, form), form, raw)
    say_whose_numbers(index, query)
