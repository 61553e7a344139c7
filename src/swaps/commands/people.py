"""`swaps people`: everybody who is named, once."""

import click

from swaps import output
from swaps.commands.options import ColumnsCommand, catalogue_options, filters, no_such, outputs, show_table
from swaps.commands.settings import settings
from swaps.persons import people
from swaps.query import Query, UnknownName
from swaps.render.people import PEOPLE, ordered, people_table


class PeopleCommand(ColumnsCommand):
    """Its rows are people."""

    columns = tuple(PEOPLE)


@click.command("people", cls=PeopleCommand)
@filters
@outputs
@catalogue_options
@click.pass_context
def command(
    context: click.Context,
    query: Query,
    form: str,
    columns: list[str] | None,
    sort: str | None,
    reverse: bool,
    limit: int,
    raw: bool,
) -> None:
    """List the people who are named, each once. Their charges, time held, and what became of them.

    The filters choose the people: --by, --to, --party and --between hold of the leg that a person stands in. The row then
    tells of all records that name the person, offers among them.
    """
    try:
        found = ordered(people(settings(context).index(), query), PEOPLE, sort, reverse)[:limit]
    except UnknownName as error:
        no_such(error)
    if not found:
        output.remark("nobody matches")
    show_table(people_table(found, columns, form), form, raw)
