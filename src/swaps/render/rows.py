"""Rows of exchanges as tables: for readers a few columns that say it all, for programs every column."""

from collections.abc import Sequence
from typing import Literal

from swaps.index import Row
from swaps.query import COLUMNS
from swaps.render.table import Cell, Column, Table

HEADINGS = {
    "title": "what",
    "location": "where",
    "flows": "how many",
    "found": "found in",
    "date_earliest": "earliest",
    "date_latest": "latest",
}
FOR_READERS = ["id", "date", "title", "location", "flows"]
HIDDEN = ["span", "status"]
"""What a date needs besides, where there has been no handover: `2025-05 proposed`."""
COUNTS = ("flows", "released", "remains", "accompanying", "uncounted")
NUMBERS = ("_min", "_max", "named", "publishers", "disputed", "overlap")


def needed(columns: list[str] | None, form: str) -> list[str]:
    """Return the columns to ask for: those that are wanted, and what the date needs for readers."""
    if columns is not None:
        return [column for column in columns if column != "overlap"]
    return [*FOR_READERS, *HIDDEN] if form in ("table", "md") else list(COLUMNS)


def exchanges(rows: Sequence[Row], asked: list[str], columns: list[str] | None, form: str) -> Table:
    """Make the table of some exchanges; the last value of each row says whether it only overlaps the dates."""
    if columns is None and form in ("table", "md"):
        return Table(tuple(map(column, FOR_READERS)), [_for_reader(row) for row in rows])
    names = columns or [*asked, "overlap"]
    places = [asked.index(name) if name in asked else len(asked) for name in names]
    return Table(tuple(map(column, names)), [tuple(row[place] for place in places) for row in rows])


def column(name: str) -> Column:
    """Return the column of a name, with the heading that readers see."""
    align: Literal["left", "right"] = "right" if name.endswith(NUMBERS) else "left"
    return Column(name, HEADINGS.get(name, name.replace("_", " ")), align, counts=name in COUNTS)


def _for_reader(row: Row) -> tuple[Cell, ...]:
    name, date, title, location, flows, span, status, overlap = row
    when = date or f"{span or '?'} {status}"
    return name, f"~{when}" if overlap else when, title, location or "–", flows or "–"
