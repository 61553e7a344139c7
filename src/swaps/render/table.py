"""A table as a value, and as plain text: aligned, uncut, without colour."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple
from unicodedata import combining, east_asian_width

from swaps.counts import readable
from swaps.output import safe

NARROW = "[\x00-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2190-\u22ff]*"
"""Characters of one column each, letter by letter sure: Latin, Greek, Cyrillic, dashes, arrows."""
BAR = "bar"
"""The name of a column of bars; it comes last."""
BAR_LENGTH = 20
Cell = str | int | float | None


class Column(NamedTuple):
    """A column: its name in flat formats, its heading in a table, and whether its texts are counts."""

    name: str
    heading: str
    align: Literal["left", "right"] = "left"
    counts: bool = False


class Table(NamedTuple):
    """Columns and rows; `spots` finds what a terminal brings out in the last cell of a row."""

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    spots: Callable[[str], list[tuple[int, int]]] | None = None


def arranged(table: Table, names: list[str] | None, sort: str | None, reverse: bool, limit: int | None) -> Table:
    """Return the table with the columns that are named, sorted by one of its columns; what has no value there comes last."""
    places = {column.name: number for number, column in enumerate(table.columns)}
    rows = table.rows[::-1] if reverse and sort is None else table.rows
    if sort is not None:
        at = places[sort]
        known = sorted((row for row in rows if row[at] is not None), key=lambda row: _rank(row[at]), reverse=reverse)
        rows = known + [row for row in rows if row[at] is None]
    chosen = [places[name] for name in names or places]
    return Table(tuple(table.columns[n] for n in chosen), [tuple(row[n] for n in chosen) for row in rows[:limit]])


def _rank(cell: Cell) -> Any:
    return cell.casefold() if isinstance(cell, str) else cell


def shown(cell: Cell, counts: bool = False) -> str:
    """Return a cell as a reader sees it, safe and on one line."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return f"{cell:,}"
    text = safe(str(cell)).replace("\n", " ").replace("\t", " ")
    return readable(text) if counts else text


def body(table: Table) -> list[list[str]]:
    """Return the cells of the rows as a reader sees them."""
    return [[shown(cell, column.counts) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii() or re.fullmatch(NARROW, text):
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def plain(table: Table) -> str:
    """Set a table in plain text: two spaces between columns, nothing cut."""
    headings = [column.heading.upper() for column in table.columns]
    lines = [headings, *body(table)]
    widths = [max(map(width_of, cells)) for cells in zip(*lines, strict=True)]
    text = "\n".join(_line(cells, widths, table.columns) for cells in lines)
    return f"{text}\n"


def _line(cells: list[str], widths: list[int], columns: tuple[Column, ...]) -> str:
    parts = []
    for cell, width, column in zip(cells, widths, columns, strict=True):
        space = " " * (width - width_of(cell))
        parts.append(space + cell if column.align == "right" else cell + space)
    return "  ".join(parts).rstrip()
