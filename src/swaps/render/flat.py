"""Tables for programs: JSON, JSON Lines, CSV, TSV and Markdown."""

import re

from swaps.output import safe, safe_json
from swaps.render.table import Cell, Table, body, plain

FORMULA = r"\s*[=+\-@\t\r＝＋－＠]"
"""What makes a spreadsheet take a text for a formula (OWASP: CSV injection)."""
ENDLESS = (float("inf"), float("-inf"))
"""Numbers that SQL can give, and JSON has not."""
MARKUP = r"([\\`*_\[\]|#~!])"


def json(table: Table, raw: bool = False) -> str:
    """Return a list of objects."""
    lines = [_object(table, row) for row in table.rows]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def jsonl(table: Table, raw: bool = False) -> str:
    """Return one object to a line."""
    return "".join(f"{_object(table, row)}\n" for row in table.rows)


def csv(table: Table, raw: bool = False) -> str:
    """Return comma-separated values, safe to open in a spreadsheet unless they are wanted raw."""
    return _separated(table, ",", raw)


def tsv(table: Table, raw: bool = False) -> str:
    """Return tab-separated values, safe to open in a spreadsheet unless they are wanted raw."""
    return _separated(table, "\t", raw)


def md(table: Table, raw: bool = False) -> str:
    """Return a Markdown table in which data is never markup."""
    rules = ["---:" if column.align == "right" else "---" for column in table.columns]
    lines = [[column.heading for column in table.columns], rules]
    lines += [[markdown(cell) for cell in row] for row in body(table)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def markdown(text: str) -> str:
    """Return text as Markdown that shows just that text."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")
    return re.sub(MARKUP, r"\\\1", text)


def _object(table: Table, row: tuple[Cell, ...]) -> str:
    from json import dumps

    values = {column.name: None if cell in ENDLESS else cell for column, cell in zip(table.columns, row, strict=True)}
    return safe_json(dumps(values, ensure_ascii=False))


def _separated(table: Table, delimiter: str, raw: bool) -> str:
    from csv import writer
    from io import StringIO

    out = StringIO()
    write = writer(out, delimiter=delimiter, lineterminator="\n").writerow
    write([column.name for column in table.columns])
    for row in table.rows:
        write([_cell(cell, raw) for cell in row])
    return out.getvalue()


def _cell(cell: Cell, raw: bool) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = safe(cell)
    return f"'{text}" if not raw and re.match(FORMULA, text) else text


def table(table: Table, raw: bool = False) -> str:
    """Return a plain table."""
    return plain(table)


FORMATS = {"table": table, "json": json, "jsonl": jsonl, "csv": csv, "tsv": tsv, "md": md}
