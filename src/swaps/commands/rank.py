"""`swaps rank`: since when an exchange is the largest, and its number among those like it."""

import click

from swaps import output
from swaps.commands.options import catalogue_options, present, show_page
from swaps.commands.settings import Failure, settings
from swaps.commands.types import Named
from swaps.precedents import NotCounted, rank
from swaps.read import sorted_out, unknown
from swaps.render import ranking


@click.command("rank")
@click.argument("name", type=Named("id"), metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "json", "md"]), default="text", help="A page, or all of it as JSON.")
@catalogue_options
@click.pass_context
def command(context: click.Context, name: str, form: str) -> None:
    """Rank an exchange among those before it. Largest since when, third through whom, first where.

    Everything is said as of the exchange's day and within this catalogue, with the exchanges behind it. Nothing is said
    that an unknown or disputed number, day or place could change; what was left out is named on standard error.
    """
    index = settings(context).index()
    _, wrong = sorted_out(index, [name])
    if wrong:
        raise Failure(unknown(index, name))
    try:
        found = rank(index, name)
    except NotCounted:
        raise Failure(f"{name} is no handover that counts: only those have a place among others") from None
    if form == "json":
        present(output.safe_json(ranking.as_json(found)))
    else:
        show_page(ranking.page(found), form)
    for one in found.silent:
        output.remark(f"not said: {one}")
