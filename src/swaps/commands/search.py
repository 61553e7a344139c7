"""`swaps search`: a text, wherever a record says it, however it is spelled."""

import click

from swaps import output
from swaps.commands.options import ColumnsCommand, catalogue_options, filters, no_such, outputs, show_table
from swaps.commands.settings import Failure, settings
from swaps.query import COLUMNS, Query, UnknownName
from swaps.render.found import matches, needed, only_heard
from swaps.search import FOUND, MATCH, near, search


class SearchCommand(ColumnsCommand):
    """A command whose rows also say where a match was found, and what it is."""

    columns = (*COLUMNS, FOUND, MATCH)


@click.command("search", cls=SearchCommand)
@click.argument("text", nargs=-1, required=True)
@filters
@outputs
@catalogue_options
@click.pass_context
def command(
    context: click.Context, text: tuple[str, ...], query: Query, form: str, columns: list[str] | None, sort: str, reverse: bool,
    limit: int, raw: bool,
) -> None:  # fmt: skip
    """Search names, titles, places, charges, notes and sources.

    Case, accents, apostrophes and the way a name is romanised do not matter; a name can be typed in its own script. What only
    sounds like it is marked. The last letters of a word may be missing. Words in quotes stand together: swaps search
    '"Joint Base Andrews"'.
    """
    index, wanted = settings(context).index(), " ".join(text)
    asked = needed(columns, form)
    try:
        rows = search(index, wanted, query._replace(sort=sort, reverse=reverse, limit=limit), asked)
    except UnknownName as error:
        no_such(error)
    if not rows and limit != 0:
        close = near(index, wanted)
        raise Failure(f"nothing matches {wanted!r}" + (f": did you mean {' or '.join(close)}?" if close else ""))
    show_table(matches(rows, asked, columns, form, wanted), form, raw)
    said = only_heard(rows, wanted)
    if said:
        output.remark(said)
