"""Measures beyond counting: time held, the named among the released, ratios between two sides, mediators who act together.

Only records that count are measured. What is not known has a column of its own in every measure.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from swaps.according import releases
from swaps.index import Index, Row
from swaps.query import Query, conditions, resolved
from swaps.stats import Sum
from swaps.tallies import DIMENSIONS, PARTY, Dimension, median

EVERYBODY = Dimension("", "SELECT m.n, r.leg, NULL AS label FROM m JOIN releases AS r USING (n)", "")
NUMBERS = "r.people_min, r.people_max, r.people_about, r.people_unknown"


class Held(NamedTuple):
    """The time that named people were held, in days: the least and the most that the dates allow, added up and in the middle."""

    label: str | None
    known: int
    unknown: int
    least: int | None
    middle: float | None
    most: int | None
    days_min: int
    days_max: int


class Named(NamedTuple):
    """How many of the released are named."""

    label: str | None
    named: int
    people: Sum

    @property
    def share(self) -> tuple[float | None, float | None]:
        """The smallest and the largest share that the counts allow, in percent; None where no number closes it."""
        low = None if self.people.most is None else _percent(self.named, self.people.most)
        return low, _percent(self.named, self.people.low)


class Ratio(NamedTuple):
    """Two parties that released people to each other in the same exchanges: how many of the first went for one of the second."""

    first: str
    second: str
    exchanges: int
    by_first: Sum
    by_second: Sum
    known: int
    least: float | None
    middle: float | None
    most: float | None

    @property
    def unknown(self) -> int:
        """In how many of the exchanges a number is missing."""
        return self.exchanges - self.known


class Pair(NamedTuple):
    """Two mediators of the same exchanges: how often together, and how often each of them at all."""

    first: str
    second: str
    together: int
    of_first: int
    of_second: int


class Measured(NamedTuple):
    """What a measure gave; `said` is what its reader must know."""

    measure: str
    by: str | None
    lines: list[Held] | list[Named] | list[Ratio] | list[Pair]
    said: str


MEASURES = {
    "time-held": "Days that the named people who were released had been held.",
    "named": "How many of the released are named.",
    "ratio": "How many went each way between two parties.",
    "mediators": "Who mediates together with whom.",
}


class NoMeasure(ValueError):
    """A measure that there is not, or not by this dimension."""


def measure(index: Index, query: Query, name: str, by: str | None = None) -> Measured:
    """Measure a selection; raises NoMeasure for a dimension that the measure does not have."""
    if by and name in ("ratio", "mediators"):
        raise NoMeasure(f"the measure {name} has lines of its own: leave --by-{by} out")
    if by and name == "named" and DIMENSIONS[by].of_people:
        raise NoMeasure(f"--by-{by} is only known of people who are named: all of them are")
    if name == "time-held":
        everybody = named_share(index, query)[-1]
        said = f"of those who are named: {everybody.named:,} of {everybody.people.text} released"
        return Measured(name, by, time_held(index, query, by), said)
    if name == "named":
        return Measured(name, by, named_share(index, query, by), "a count that is open can only make the share smaller")
    if name == "ratio":
        said = (
            "only exchanges in which both released people to the other; X:1 says how many the one side gave for one of the other's"
        )
        return Measured(name, by, ratios(index, query), said)
    missing, everything = without_mediator(index, query)
    return Measured(name, by, mediators(index, query), f"{missing:,} of {everything:,} exchanges have no mediator on record")


def time_held(index: Index, query: Query, by: str | None = None) -> list[Held]:
    """Measure how long the named people who were released had been held: under each label, and last in all."""
    lines = _grouped(index, query, by, "people AS r", "r.days_min, r.days_max", "r.released")
    total = _grouped(index, query, None, "people AS r", "r.days_min, r.days_max", "r.released").get(None, [])
    found = [_held(label, days) for label, days in lines.items()]
    found.sort(key=lambda line: _order(by, line.label, line.known + line.unknown))
    return [*(found if by else ()), _held("total", total)]


def named_share(index: Index, query: Query, by: str | None = None) -> list[Named]:
    """Measure how many of the released are named: under each label of a dimension of exchanges, and last in all."""
    columns = f"{NUMBERS}, (SELECT count(*) FROM people AS p WHERE p.n = r.n AND p.leg = r.leg AND p.released)"
    lines = _grouped(index, query, by, "releases AS r", columns)
    total = _grouped(index, query, None, "releases AS r", columns).get(None, [])
    found = [_named(label, legs) for label, legs in lines.items()]
    found.sort(key=lambda line: _order(by, line.label, line.people.low))
    return [*(found if by else ()), _named("total", total)]


def ratios(index: Index, query: Query) -> list[Ratio]:
    """Measure how many went each way between two parties, over the exchanges in which both released people to the other."""
    query = resolved(index, query)
    where, (told, per) = conditions(index, query), releases(query.according_to)
    rows = index.ask(
        f"WITH {told}m AS (SELECT * FROM exchanges WHERE {where.sql} AND counted) SELECT b.party, t.party, r.n, {NUMBERS} FROM m "
        "JOIN releases AS r USING (n) JOIN sides AS b ON b.n = r.n AND b.leg = r.leg AND b.role = 'by' "
        "JOIN sides AS t ON t.n = r.n AND t.leg = r.leg AND t.role = 'to' WHERE r.people_min > 0 OR r.people_unknown",
        [*per, *where.params],
    )
    ways: dict[tuple[str, str], dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for by, to, n, *numbers in rows:
        ways[by, to][n].append(tuple(numbers))
    names: dict[str, str] = dict(index.ask("SELECT id, name FROM parties"))
    found = [
        _ratio((names.get(a, a), ways[a, b]), (names.get(b, b), ways[b, a]))
        for a, b in sorted(ways) if a < b and ways[a, b].keys() & ways.get((b, a), {}).keys()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.exchanges, one.first, one.second))


def mediators(index: Index, query: Query) -> list[Pair]:
    """Measure which mediators act together in exchanges that count."""
    where = conditions(index, query)
    rows = index.ask(
        f"SELECT DISTINCT n, coalesce(name, {PARTY.format('party')}) FROM intermediaries WHERE role = 'mediator' AND n IN "
        f"(SELECT n FROM exchanges WHERE {where.sql} AND counted) ORDER BY 1, 2",
        where.params,
    )
    of_record: dict[int, list[str]] = defaultdict(list)
    for n, name in rows:
        of_record[n].append(name)
    alone: dict[str, int] = defaultdict(int)
    together: dict[tuple[str, str], int] = defaultdict(int)
    for names in of_record.values():
        for name in names:
            alone[name] += 1
        for pair in combinations(names, 2):
            together[pair] += 1
    found = [Pair(a, b, number, alone[a], alone[b]) for (a, b), number in together.items()]
    return sorted(found, key=lambda pair: (-pair.together, pair.first, pair.second))


def without_mediator(index: Index, query: Query) -> tuple[int, int]:
    """Return how many exchanges that count have no mediator on record, and of how many."""
    where = conditions(index, query)
    missing, everything = index.ask(
        "SELECT coalesce(sum(n NOT IN (SELECT n FROM intermediaries WHERE role = 'mediator')), 0), count(*) FROM exchanges "
        f"WHERE {where.sql} AND counted", where.params,
    )[0]  # fmt: skip
    return missing, everything


def _grouped(
    index: Index, query: Query, by: str | None, table: str, columns: str, wanted: str = "1"
) -> dict[str | None, list[Row]]:
    """Return the rows of legs or of people, by the labels of a dimension; a row under several labels stands under each."""
    query = resolved(index, query)
    where, (told, per) = conditions(index, query), releases(query.according_to)
    dimension = DIMENSIONS[by] if by else EVERYBODY
    same = "r.n = d.n AND r.leg = d.leg" + (" AND r.seq = d.seq" if dimension.of_people else "")
    rows = index.ask(
        f"WITH {told}m AS (SELECT * FROM exchanges WHERE {where.sql} AND counted), d AS (SELECT DISTINCT * FROM ({dimension.sql})) "
        f"SELECT d.label, {columns} FROM d JOIN {table} ON {same} WHERE {wanted}",
        [*per, *where.params],
    )
    grouped: dict[str | None, list[Row]] = defaultdict(list)
    for label, *values in rows:
        grouped[label].append(tuple(values))
    return grouped


def _order(by: str | None, label: str | None, size: int) -> tuple[object, ...]:
    """Put years in order, all else by size; what has no label comes last."""
    in_order = by is not None and DIMENSIONS[by].in_order
    return (label is None, 0 if in_order else -size, label or "")


def _held(label: str | None, days: Iterable[Row]) -> Held:
    listed = list(days)
    known = [(low, high) for low, high in listed if low is not None]
    if not known:
        return Held(label, 0, len(listed), None, None, None, 0, 0)
    least, most = (list(column) for column in zip(*known, strict=True))
    middle = median((low + high) / 2 for low, high in known)
    return Held(label, len(known), len(listed) - len(known), min(least), middle, max(most), sum(least), sum(most))


def _named(label: str | None, legs: list[Row]) -> Named:
    return Named(label, sum(leg[4] for leg in legs), Sum.of(leg[:4] for leg in legs))


def _ratio(one: tuple[str, dict[int, list[Row]]], other: tuple[str, dict[int, list[Row]]]) -> Ratio:
    """Compare two ways; the party that gave more in all comes first."""
    both = sorted(one[1].keys() & other[1].keys())
    mine, theirs = (Sum.of(leg for n in both for leg in way[n]) for _, way in (one, other))
    if mine.low < theirs.low:
        one, other, mine, theirs = other, one, theirs, mine
    known = []
    for n in both:
        first, second = Sum.of(one[1][n]), Sum.of(other[1][n])
        if first.most is not None and second.most is not None:
            known.append((first.low + first.most) / (second.low + second.most))
    middle = median(known) if known else None
    return Ratio(one[0], other[0], len(both), mine, theirs, len(known), min(known, default=None), middle, max(known, default=None))


def _percent(part: int, whole: int) -> float | None:
    return round(100 * min(part, whole) / whole, 2) if whole else None
