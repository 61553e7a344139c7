"""Sources as tables: one to a line, counted, or those whose addresses no longer answer."""

from collections.abc import Mapping, Sequence

from swaps.index import Row
from swaps.render.table import Column, Table
from swaps.sources import COLUMNS

FOR_READERS = ["publisher", "kind", "language", "published", "title", "record"]
COUNTED = ("sources", "records", "archived", "oldest", "newest")
ROT = ("state", "answer")
ROT_FOR_READERS = ["state", "answer", "url", "archive_url", "record"]
NUMBERS = ("sources", "records", "archived")
HEADINGS = {"archive_url": "archived copy", "url": "address"}


def listed(rows: Sequence[Row]) -> Table:
    """Make the table of the sources."""
    return Table(tuple(map(_column, COLUMNS)), [tuple(row) for row in rows])


def counted(rows: Sequence[Row], by: str, form: str) -> Table:
    """Make the table of a count; what has no label is named for readers."""
    for_readers = form in ("table", "md")
    label = f"(no {by} on record)" if for_readers else None
    return Table(tuple(map(_column, (by, *COUNTED))), [(label if row[0] is None else row[0], *row[1:]) for row in rows])


def rotten(rows: Sequence[Row], answers: Mapping[str, tuple[str, str]]) -> Table:
    """Make the table of the sources whose addresses gave an answer to complain of, the dead ones first."""
    at = COLUMNS.index("url")
    found = [(*answers[row[at]], *row) for row in rows if row[at] in answers]
    return Table(tuple(map(_column, (*ROT, *COLUMNS))), sorted(found, key=lambda row: str(row[0])))


def _column(name: str) -> Column:
    return Column(name, HEADINGS.get(name, name.replace("_", " ")), "right" if name in NUMBERS else "left")
