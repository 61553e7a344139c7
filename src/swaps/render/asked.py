"""What a stranger's SQL gave, as a table."""

from collections import Counter

from swaps.guard import Answer
from swaps.render.table import Cell, Column, Table


def table(answer: Answer) -> Table:
    """Make the table; a name that stands twice gets a number."""
    seen: Counter[str] = Counter()
    columns = []
    for number, name in enumerate(answer.columns):
        seen[name] += 1
        said = name if seen[name] == 1 else f"{name}_{seen[name]}"
        numeric = all(isinstance(row[number], int | float | None) for row in answer.rows) and bool(answer.rows)
        columns.append(Column(said, said, "right" if numeric else "left"))
    rows: list[tuple[Cell, ...]] = [tuple(cell.hex() if isinstance(cell, bytes) else cell for cell in row) for row in answer.rows]
    return Table(tuple(columns), rows)
