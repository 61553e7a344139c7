"""The tables of the index with a sentence on each column, from the comments of their definition."""

import os
import re

from swaps.files import PACKAGE
from swaps.render.table import Column, Table

TABLE = re.compile(r"CREATE (?:VIRTUAL )?TABLE (\w+)[^(]*\((.*?)\)(?: WITHOUT ROWID)?;(?:  -- ([^\n]*))?", re.DOTALL)
COMMENT = re.compile(r"--\s*(.*)")
NAME = re.compile(r'\s*"?(\w+)"?')
NO_COLUMN = ("PRIMARY", "tokenize")


def tables() -> Table:
    """Make the table of all tables and columns."""
    with open(os.path.join(PACKAGE, "schema.sql"), encoding="utf-8") as file:
        text = file.read()
    rows = [(name, column, said) for name, body, note in TABLE.findall(text) for column, said in _columns(body, note)]
    return Table((Column("table", "table"), Column("column", "column"), Column("holds", "holds")), rows)


def _columns(body: str, note: str) -> list[tuple[str, str]]:
    """Return the columns of one table; those that share a line, or end before a comment, share the comment."""
    found: list[tuple[str, str]] = []
    waiting: list[str] = []
    for line in body.split("\n"):
        code, _, _ = line.partition("--")
        comment = COMMENT.search(line)
        names = [match[1] for part in re.split(r",(?![^()]*\))", code) if (match := NAME.match(part)) and match[1] not in NO_COLUMN]
        waiting += names
        if comment and waiting:
            found += [(name, comment[1]) for name in waiting]
            waiting = []
    return found + [(name, note) for name in waiting]
