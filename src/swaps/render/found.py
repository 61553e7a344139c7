"""What a search found, as a table: for readers the match in its context, for programs every column."""

from collections.abc import Sequence

from swaps.index import Row
from swaps.query import COLUMNS
from swaps.render.rows import column
from swaps.render.table import Table
from swaps.search import FOUND, MATCH, context, spots
from swaps.sound import is_spelled

FOR_READERS = ["id", "date", "span", "status"]


def needed(columns: list[str] | None, form: str) -> list[str]:
    """Return the columns to ask for."""
    if columns is not None:
        return [name for name in columns if name in COLUMNS]
    return FOR_READERS if form in ("table", "md") else list(COLUMNS)


def matches(rows: Sequence[Row], asked: list[str], columns: list[str] | None, form: str, text: str) -> Table:
    """Make the table of what matches a text; each row ends with where it was found, and with what."""
    if columns is None and form in ("table", "md"):
        shown = [(row[0], row[1] or f"{row[2]} {row[3]}", _how(row, text), context(row[-1], text)) for row in rows]
        return Table(tuple(map(column, ("id", "date", FOUND, MATCH))), shown, lambda said: spots(said, text))
    names = columns or [*asked, FOUND, MATCH]
    places = {**{name: number for number, name in enumerate(asked)}, FOUND: len(asked), MATCH: len(asked) + 1}
    return Table(tuple(map(column, names)), [tuple(row[places[name]] for name in names) for row in rows])


def only_heard(rows: Sequence[Row], text: str) -> str | None:
    """Say so where nothing that was found is spelled like the text."""
    if not rows or any(is_spelled(text, row[-1]) for row in rows):
        return None
    return f"nothing on record is spelled {text!r}: what is shown sounds like it"


def _how(row: Row, text: str) -> str:
    """Say where a match was found, and if need be that it only sounds like the text."""
    return row[-2] if is_spelled(text, row[-1]) else f"{row[-2]}, by sound"
