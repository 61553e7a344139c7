"""Exchanges on a time axis: each one as a mark while they are few, and by months or years when they are many.

Where a record stands is the first day that it can stand on, as everywhere; that it can stand later is kept beside it. People go
two ways: those that the query names (`--between A B`, or one `--party`), else from the two sides of each exchange.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from swaps.according import releases
from swaps.english import the
from swaps.index import Index, Row
from swaps.query import Query, conditions, resolved
from swaps.stats import Sum
from swaps.wording import described

EACH = ("exchange", "month", "year")
FEW = 40
"""So many records still go on a line each."""
SIDES = (("one side", "one side"), ("the other", "the other side"))
"""What the ways are called where each exchange has its own."""
MONTHS = 36
"""A longer time is divided into years."""
OPEN = date.max.isoformat()
"""The last day of what has no end yet."""


class Leg(NamedTuple):
    """A leg of a record: who released, who received, how many living and how many dead."""

    by: tuple[str, ...]
    to: tuple[str, ...]
    people: Row
    dead: Row


class Way(NamedTuple):
    """A way that people go, by the parties at its ends; None at an end stands for anybody."""

    by: str | None = None
    to: str | None = None

    def takes(self, leg: Leg) -> bool:
        """Whether the people of a leg go this way."""
        return (self.by is None or self.by in leg.by) and (self.to is None or self.to in leg.to)


class Gone(NamedTuple):
    """How many people went one way, and from whom where the way does not say it."""

    people: Sum
    dead: Sum
    by: str = ""


class Mark(NamedTuple):
    """One record: from the first to the last day that it can stand on, and how many went each way; offered, if not counted."""

    id: str
    title: str
    when: str
    status: str
    counted: bool
    first: date
    last: date | None
    gone: tuple[Gone, ...] = ()


class Period(NamedTuple):
    """One month or year: `exchanges` stand in it, of which `unsure` can stand later; `earlier` ones can stand in it too."""

    label: str
    exchanges: int
    unsure: int
    earlier: int
    uncounted: int
    gone: tuple[Gone, ...]


class Timeline(NamedTuple):
    """A selection on a time axis: marks or periods; `ways` are named shortly and in full."""

    title: str
    version: str
    each: str
    exchanges: int
    uncounted: int
    ways: tuple[tuple[str, str], ...]
    marks: list[Mark]
    periods: list[Period]

    @property
    def is_named(self) -> bool:
        """Whether the ways are those of all exchanges."""
        return self.ways != SIDES


def timeline(index: Index, query: Query, each: str | None = None) -> Timeline:
    """Put a selection on a time axis: a line for each exchange, month or year, whichever fits unless it is said."""
    query = resolved(index, query)
    ways = _ways(query)
    marks, legs = _records(index, query)
    each = each or _fitting([mark.first for mark in marks.values()])
    if each == "exchange":
        listed = [mark._replace(gone=_gone(legs.get(n, []), ways)) for n, mark in marks.items()]
        periods, named = [], [_named(index, way) for way in ways] or [*SIDES]
    else:
        listed, periods = [], _periods(marks, legs, ways or [Way()], 7 if each == "month" else 4)
        named = [_named(index, way) for way in ways or [Way()]]
    counted = sum(mark.counted for mark in marks.values())
    said = described(index, query)
    title = f"Prisoner exchanges {said}".rstrip()
    return Timeline(title, index.files.version, each, counted, len(marks) - counted, tuple(named), listed, periods)


def _records(index: Index, query: Query) -> tuple[dict[int, Mark], dict[int, list[Leg]]]:
    """Return the matching records by their numbers, oldest first, and their legs."""
    where, (told, per) = conditions(index, query), releases(query.according_to)
    rows = index.ask(
        "SELECT n, id, title, coalesce(date, span), status, counted, date_earliest, date_latest FROM exchanges "
        f"WHERE {where.sql} AND date_earliest NOT NULL ORDER BY date_earliest, id", where.params,
    )  # fmt: skip
    marks = {
        n: Mark(
            name, title, when, status, bool(counted), date.fromisoformat(first), None if last == OPEN else date.fromisoformat(last)
        )
        for n, name, title, when, status, counted, first, last in rows
    }
    legs: dict[int, list[Leg]] = {}
    rows = index.ask(
        f"WITH {told}m AS (SELECT n FROM exchanges WHERE {where.sql}) SELECT r.n, r.by, r.\"to\", r.people_min, r.people_max, "
        "r.people_about, r.people_unknown, r.remains_min, r.remains_max, r.remains_about, r.remains_unknown "
        "FROM releases AS r JOIN m USING (n) ORDER BY r.n, r.leg", [*per, *where.params],
    )  # fmt: skip
    for n, by, to, *numbers in rows:
        legs.setdefault(n, []).append(
            Leg(tuple(by.split("+")), tuple(to.split("+")) if to else (), tuple(numbers[:4]), tuple(numbers[4:]))
        )
    return marks, legs


def _ways(query: Query) -> list[Way]:
    """Return the two ways that a query names, if it names two."""
    if len(query.between) == 1:
        ((a, b),) = query.between
        return [Way(a, b), Way(b, a)]
    if len(query.party) == 1:
        return [Way(by=query.party[0]), Way(to=query.party[0])]
    return []


def _named(index: Index, way: Way) -> tuple[str, str]:
    """Return a way in few characters, and in full."""
    if way.by and way.to:
        return f"{way.by}→{way.to}", f"{index.name_of(way.by)} → {index.name_of(way.to)}"
    if way.by:
        return f"by {way.by}", f"released by {the(index.name_of(way.by))}"
    return (f"to {way.to}", f"released to {the(index.name_of(way.to))}") if way.to else ("people", "people released")


def _fitting(days: list[date]) -> str:
    if len(days) <= FEW:
        return "exchange"
    first, last = min(days), max(days)
    return "month" if (last.year - first.year) * 12 + last.month - first.month < MONTHS else "year"


def _gone(legs: list[Leg], ways: list[Way]) -> tuple[Gone, ...]:
    """Return how many went each way: the ways given, else from the one side and from the other."""
    if ways:
        return tuple(_sum([leg for leg in legs if way.takes(leg)]) for way in ways)
    return tuple(_sum(part, "+".join(dict.fromkeys(party for leg in part for party in leg.by))) for part in sides(legs))


def _sum(legs: list[Leg], by: str = "") -> Gone:
    return Gone(Sum.of(leg.people for leg in legs), Sum.of(leg.dead for leg in legs), by)


def sides(legs: list[Leg]) -> tuple[list[Leg], list[Leg]]:
    """Part the legs of a record by side: whoever received from a party stands on the other side of it."""
    side: dict[str, int] = {}
    waiting = list(legs)
    while waiting:
        leg = next((one for one in waiting if side.keys() & {*one.by, *one.to}), waiting[0])
        waiting.remove(leg)
        here = next((side[party] for party in leg.by if party in side), None)
        there = next((side[party] for party in leg.to if party in side), None)
        mine = here if here is not None else 1 - there if there is not None else 0
        side |= {party: mine for party in leg.by if party not in side} | {party: 1 - mine for party in leg.to if party not in side}
    one, other = ([leg for leg in legs if side[leg.by[0]] == number] for number in (0, 1))
    return one, other


def _periods(marks: dict[int, Mark], legs: dict[int, list[Leg]], ways: list[Way], size: int) -> list[Period]:
    """Count by months or years, those in which nothing happened among them; `size` is the length of a label."""
    if not marks:
        return []
    found = {label: _Found([], [], [], []) for label in _labels(*_ends(marks.values(), size))}
    for n, mark in marks.items():
        first, last = (day.isoformat()[:size] for day in (mark.first, mark.last or mark.first))
        (found[first].counted if mark.counted else found[first].others).append(n)
        if mark.counted and last > first:
            found[first].unsure.append(n)
            for later in _labels(first, last)[1:]:
                found[later].earlier.append(n)
    return [
        Period(
            label,
            len(records.counted),
            len(records.unsure),
            len(records.earlier),
            len(records.others),
            _gone([leg for n in records.counted for leg in legs.get(n, [])], ways),
        )
        for label, records in found.items()
    ]


class _Found(NamedTuple):
    """The records of a period by their numbers."""

    counted: list[int]
    unsure: list[int]
    earlier: list[int]
    others: list[int]


def _ends(marks: Iterable[Mark], size: int) -> tuple[str, str]:
    """Return the first and the last label; a record that does not count stretches nothing by its end."""
    days = [day for mark in marks for day in (mark.first, (mark.counted and mark.last) or mark.first)]
    return min(days).isoformat()[:size], max(days).isoformat()[:size]


def _labels(first: str, last: str) -> list[str]:
    """Return every year or month from one to another."""
    if len(first) == 4:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    start, end = (int(label[:4]) * 12 + int(label[5:]) - 1 for label in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]
