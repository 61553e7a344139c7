"""The precedents of an exchange as a page, and as JSON."""

import json
from collections.abc import Iterator
from typing import Any

from swaps.precedents import Precedent, Ranking
from swaps.render.page import Block, Page, block
from swaps.render.table import Cell, Column, Table

LISTED = 12
"""So many exchanges behind a statement are shown on a page; JSON has them all."""


def page(ranking: Ranking) -> Page:
    """Set precedents as a page: each statement with the exchanges behind it."""
    blocks = [block((ranking.title, "bold underline")), block(f"{ranking.id} · {ranking.date} · as of that day, {ranking.within}")]
    for one in ranking.precedents:
        blocks += [block(""), block((one.text, "bold"), f", {ranking.within}"), *_list(one)]
    if not ranking.precedents:
        blocks += [block(""), block("Nothing can be said of it that a number, a day or a place on record could not change.")]
    return blocks


def _list(one: Precedent) -> Iterator[Block]:
    shown = one.behind[:LISTED] if one.behind and one.behind[0].number else one.behind[-LISTED:]
    for behind in shown:
        number = f"  {behind.number}" if behind.number else ""
        yield block((behind.date, ""), "  ", (behind.id, "cyan"), f"  {behind.title}{number}", indent=2)
    more = len(one.behind) - LISTED
    if more > 0:
        which = f"{'smaller' if shown[0].number else 'earlier'} one{'s' if more > 1 else ''}"
        yield block(f"and {more:,} {which}: --format json lists them all", indent=2)
    if one.missing:
        yield block((one.missing, "dim"), indent=2)


def as_json(ranking: Ranking) -> str:
    """Write precedents as JSON."""
    head = {"id": ranking.id, "title": ranking.title, "date": ranking.date, "exchanges": ranking.exchanges}
    whole = head | {"precedents": statements(ranking), "silent": list(ranking.silent)}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def statements(ranking: Ranking) -> list[dict[str, Any]]:
    """Return the statements as plain values, each with the exchanges behind it."""
    return [
        {
            "statement": f"{one.text}, {ranking.within}",
            "behind": [behind._asdict() for behind in one.behind],
            "missing": one.missing,
        }
        for one in ranking.precedents
    ]


def table(ranking: Ranking) -> Table:
    """Make a table of the statements, with the ids of the exchanges behind them."""
    columns = (Column("statement", "statement"), Column("behind", "behind"), Column("missing", "missing"))
    rows: list[tuple[Cell, ...]] = [
        (f"{one.text}, {ranking.within}", " ".join(behind.id for behind in one.behind), one.missing) for one in ranking.precedents
    ]
    return Table(columns, rows)
