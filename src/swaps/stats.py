"""Counting over a selection: by one or two dimensions, or as an overview.

Only records that count are counted (the rule stands in `counting`); the others are listed apart. A leg under several labels,
released jointly or handed over in several places, counts under each of them and once in the total.
"""

from collections.abc import Iterable
from typing import NamedTuple

from swaps import tallies
from swaps.according import releases
from swaps.counts import Count
from swaps.index import Index, Row
from swaps.query import Query, Where, conditions, resolved
from swaps.tallies import DIMENSIONS, Dimension


class Sum(NamedTuple):
    """A sum that says what it does not know: `open` of its terms are "at least", `unknown` nobody has counted."""

    low: int = 0
    high: int = 0
    open: int = 0
    about: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, numbers: Iterable[Row]) -> "Sum":
        """Add counts up, each given as smallest and largest number, whether about, and how many terms unknown."""
        total = cls()
        for low, high, about, unknown in numbers:
            open_end = low is not None and high is None and not unknown
            terms = (low or 0, low or 0 if high is None else high, open_end, about or 0, unknown or 0)
            total = cls(*(ours + theirs for ours, theirs in zip(total, terms, strict=True)))
        return total

    @property
    def text(self) -> str:
        """The sum for readers: `1,204 + 3 unknown`."""
        number = f"{'~' if self.about else ''}{self.low:,}" + (f"..{self.high:,}" if self.high > self.low else "")
        known = f"{number}{'+' if self.open else ''}"
        if not self.unknown:
            return known
        return f"{known} + {self.unknown:,} unknown" if self.low else f"{self.unknown:,} unknown"

    @property
    def most(self) -> int | None:
        """The largest number that it can mean; None where it is open."""
        return None if self.open or self.unknown else self.high

    @property
    def as_count(self) -> Count:
        """The sum as a count."""
        return Count(self.low, self.most, bool(self.about), self.unknown)


class Line(NamedTuple):
    """What is counted under one label, or under one label of each of two dimensions."""

    labels: tuple[str | None, ...]
    exchanges: int
    uncounted: int
    people: Sum
    remains: Sum
    accompanying: Sum


class Counted(NamedTuple):
    """The lines of a count, and the total, in which every leg counts once."""

    dimensions: tuple[Dimension, ...]
    lines: list[Line]
    total: Line
    shared: bool


class Overview(NamedTuple):
    """A selection in numbers."""

    records: int
    total: Line
    by_status: list[tuple[str, str, int]]
    named: int
    first: str
    last: str
    held: tuple[int, float, int] | None
    held_known: int
    days: Sum


def count_by(index: Index, query: Query, names: tuple[str, ...]) -> Counted:
    """Count the matching records by one or two dimensions."""
    query = resolved(index, query)
    where, (told, per) = conditions(index, query), releases(query.according_to)
    dimensions = tuple(DIMENSIONS[name] for name in names)
    of_people = any(dimension.of_people for dimension in dimensions)
    if len(names) == 1 and _is_all(query):
        lines = _ready(index, names[0])
    else:
        rows = index.ask(f"WITH {told}{tallies.counting(where.sql, dimensions, of_people)}", [*per, *where.params])
        lines = [_line(row, len(names)) for row in rows]
    first = dimensions[0]
    lines.sort(key=lambda line: _order(line, first.in_order))
    total = _total(index, query, where, of_people)
    shared = sum(line.exchanges for line in lines) > total.exchanges
    return Counted(dimensions, lines, total, shared)


def overview(index: Index, query: Query) -> Overview:
    """Put a selection in numbers."""
    query = resolved(index, query)
    where = conditions(index, query)
    everything = _is_all(query)
    facts = (
        tallies.Facts(*index.ask("SELECT * FROM overview")[0]) if everything else tallies.facts(index.ask, where.sql, where.params)
    )
    held = None if facts.median is None else (facts.least, facts.median, facts.most)
    days = Sum(facts.days_low, facts.days_high, unknown=facts.named - facts.known)
    total = _total(index, query, where, False)
    by_status = _uncounted(index, where, everything)
    return Overview(facts.records, total, by_status, facts.named, facts.first or "", facts.last or "", held, facts.known, days)


def _uncounted(index: Index, where: Where, everything: bool) -> list[tuple[str, str, int]]:
    """Return the kinds and statuses of the records that do not count, most first."""
    if everything:
        rows = index.ask("SELECT label, uncounted FROM tallies WHERE dimension = ? AND uncounted", [tallies.UNCOUNTED])
        return sorted(((*label.split(" "), number) for label, number in rows), key=lambda row: (-row[2], row))
    return index.ask(
        f"SELECT kind, status, count(*) FROM exchanges WHERE {where.sql} AND NOT counted GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
        where.params,
    )


def _total(index: Index, query: Query, where: Where, of_people: bool) -> Line:
    """Count everything once."""
    if _is_all(query):
        rows = _ready(index, tallies.ALL_PEOPLE if of_people else tallies.ALL_LEGS)
        return rows[0]._replace(labels=()) if rows else Line((), 0, 0, Sum(), Sum(), Sum())
    told, per = releases(query.according_to)
    return _line(index.ask(f"WITH {told}{tallies.totals(where.sql, of_people)}", [*per, *where.params])[0], 0)


def _is_all(query: Query) -> bool:
    """Whether a query is about the whole catalogue, as the records tell it: then the tallies answer it."""
    return query._replace(sort=None, reverse=False, limit=None) == Query()


def _ready(index: Index, name: str) -> list[Line]:
    """Return the tallies of a dimension."""
    return [_line(row[1:], 1) for row in index.ask("SELECT * FROM tallies WHERE dimension = ?", [name])]


def _line(row: Row, labels: int) -> Line:
    exchanges, uncounted, *numbers = row[labels:]
    return Line(row[:labels], exchanges, uncounted, *(Sum(*numbers[at : at + 5]) for at in (0, 5, 10)))


def _order(line: Line, in_order: bool) -> tuple[object, ...]:
    """Put years in order, all else by size; what has no label comes last."""
    labels = tuple(label or "" for label in line.labels)
    if in_order:
        return (line.labels[0] is None, labels)
    return (line.labels[0] is None, -line.exchanges, -line.people.low, -line.uncounted, labels)
