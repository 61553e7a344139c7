"""A table as HTML for notebooks: data is text there, never markup."""

from html import escape

from swaps.render.table import Column, Table, body, shown

LISTED = 100
"""So many rows a notebook shows; a program gets all."""


def table(made: Table, caption: str) -> str:
    """Return a table as HTML."""
    heads = "".join(f"<th{_aligned(column)}>{escape(shown(column.heading))}</th>" for column in made.columns)
    listed = body(made._replace(rows=made.rows[:LISTED]))
    rows = "".join(f"<tr>{_cells(row, made.columns)}</tr>" for row in listed)
    more = f"<p>and {len(made.rows) - LISTED:,} more rows</p>" if len(made.rows) > LISTED else ""
    return f"<table><caption>{escape(shown(caption))}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _cells(row: list[str], columns: tuple[Column, ...]) -> str:
    return "".join(f"<td{_aligned(column)}>{escape(cell)}</td>" for cell, column in zip(row, columns, strict=True))


def _aligned(column: Column) -> str:
    return f' style="text-align: {column.align}"'
