"""Counting over a selection: by one or two dimensions, or as an overview.

Only records that count are counted (the rule stands in `counting`); the others are listed apart. A leg under several labels,
released jointly or handed over in several places, counts under each of them and once in the total.
"""

from collections.abc import Iterable
from typing import NamedTuple

from swaps.according import releases
from swaps.counts import Count
from swaps.index import Index, Row
from swaps.query import Query, Where, conditions, resolved

EXCHANGE = "SELECT m.n, r.leg, {} AS label FROM m LEFT JOIN releases AS r USING (n)"
PLACED = (
    "SELECT m.n, r.leg, {} AS label FROM m LEFT JOIN releases AS r USING (n) LEFT JOIN locations AS l ON l.n = m.n "
    "AND l.role = 'handover' AND (l.leg = r.leg OR l.leg = -1 AND NOT EXISTS (SELECT 1 FROM locations AS o WHERE o.n = m.n "
    "AND o.leg = r.leg AND o.role = 'handover'))"
)
PLACE = (
    "CASE WHEN l.undisclosed THEN 'undisclosed' WHEN l.city IS NULL AND l.place IS NULL THEN NULL "
    "ELSE coalesce(l.city, l.place) || coalesce(', ' || l.country, '') END"
)
PARTY = "coalesce((SELECT name FROM parties WHERE id = {0}), {0})"


class Dimension(NamedTuple):
    """What people and exchanges are counted by: how its labels are found, and what is said where there is none.

    The SQL gives (n, leg, label), of people (n, leg, seq, label), from the matching records `m`.
    """

    heading: str
    sql: str
    missing: str
    in_order: bool = False
    of_people: bool = False


DIMENSIONS = {
    "location": Dimension("location", PLACED.format(PLACE), "no place on record"),
    "country": Dimension("country", PLACED.format(PARTY.format("l.country")), "no country on record"),
    "year": Dimension("year", EXCHANGE.format("substr(m.date_earliest, 1, 4)"), "?", in_order=True),
    "decade": Dimension("decade", EXCHANGE.format("substr(m.date_earliest, 1, 3) || '0s'"), "?", in_order=True),
    "party": Dimension(
        "released by",
        f"SELECT m.n, r.leg, {PARTY.format('s.party')} AS label FROM m LEFT JOIN releases AS r USING (n) "
        "LEFT JOIN sides AS s ON s.n = m.n AND s.leg = r.leg AND s.role = 'by'",
        "nobody",
    ),
    "captor": Dimension(
        "held by",
        f"SELECT m.n, r.leg, {PARTY.format('s.party')} AS label FROM m LEFT JOIN releases AS r USING (n) LEFT JOIN sides AS s "
        "ON s.n = m.n AND s.leg = r.leg AND s.role = CASE WHEN r.held_by IS NULL THEN 'by' ELSE 'held_by' END",
        "nobody",
    ),
    "charge": Dimension(
        "charge",
        "SELECT DISTINCT m.n, p.leg, p.seq, c.category AS label FROM m JOIN people AS p USING (n) "
        "LEFT JOIN charges AS c USING (n, leg, seq)",
        "no charge on record", of_people=True,
    ),
    "intermediary": Dimension(
        "intermediary",
        f"SELECT DISTINCT m.n, r.leg, coalesce(i.name, {PARTY.format('i.party')}) AS label FROM m "
        "LEFT JOIN releases AS r USING (n) LEFT JOIN intermediaries AS i ON i.n = m.n",
        "none on record",
    ),
    "kind": Dimension("kind", EXCHANGE.format("m.kind"), "?"),
    "status": Dimension("status", EXCHANGE.format("m.status"), "?"),
    "citizenship": Dimension(
        "citizenship",
        f"SELECT m.n, p.leg, p.seq, {PARTY.format('c.code')} AS label FROM m JOIN people AS p USING (n) "
        "LEFT JOIN citizenships AS c USING (n, leg, seq)",
        "no citizenship on record", of_people=True,
    ),
}  # fmt: skip

MATCHING = "SELECT n, counted, kind, status, date_earliest FROM exchanges"
SUMS = ", ".join(
    f"coalesce(sum(r.{name}_min), 0), coalesce(sum(coalesce(r.{name}_max, r.{name}_min)), 0), "
    f"coalesce(sum(r.{name}_min NOT NULL AND r.{name}_max IS NULL AND r.{name}_unknown = 0), 0), "
    f"coalesce(max(r.{name}_about), 0), coalesce(sum(r.{name}_unknown), 0)"
    for name in ("people", "remains", "accompanying")
)


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
    rows = index.ask(f"WITH {told}{_sql(where, dimensions, of_people)}", [*per, *where.params])
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
    by_status = index.ask(
        f"SELECT kind, status, count(*) FROM exchanges WHERE {where.sql} AND NOT counted GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
        where.params,
    )
    records, first, last = index.ask(
        f"SELECT count(*), min(date_earliest), max(nullif(date_latest, '9999-12-31')) FROM exchanges WHERE {where.sql}",
        where.params,
    )[0]
    days = index.ask(
        f"SELECT days_min, days_max FROM people WHERE days_min NOT NULL AND released AND n IN "
        f"(SELECT n FROM exchanges WHERE {where.sql})", where.params,
    )  # fmt: skip
    named = index.ask(
        f"SELECT count(*) FROM people WHERE released AND n IN (SELECT n FROM exchanges WHERE {where.sql})", where.params
    )[0][0]
    held = None
    if days:
        from statistics import median

        middle = median((low + high) / 2 for low, high in days)
        held = (min(low for low, _ in days), middle, max(high for _, high in days))
    in_all = Sum(sum(low for low, _ in days), sum(high for _, high in days), unknown=named - len(days))
    total = _total(index, query, where, False)
    return Overview(records, total, by_status, named, first or "", last or "", held, len(days), in_all)


def _sql(where: Where, dimensions: tuple[Dimension, ...], of_people: bool) -> str:
    """Return the query that counts by the labels of the dimensions."""
    tables = [f"d{number} AS ({dimension.sql})" for number, dimension in enumerate(dimensions)]
    person = next((f"d{number}.seq" for number, dimension in enumerate(dimensions) if dimension.of_people), "NULL")
    labels = [f"d{number}.label" for number in range(len(dimensions))]
    joined = "d0"
    if len(dimensions) == 2:
        both = "d0.seq = d1.seq AND " if all(dimension.of_people for dimension in dimensions) else ""
        joined += f" JOIN d1 ON {both}d0.n = d1.n AND d0.leg IS d1.leg"
    keys = ", ".join(f"{label} AS label{number}" for number, label in enumerate(labels))
    grouped = ", ".join(f"label{number}" for number in range(len(labels)))
    unit = f"SELECT DISTINCT d0.n, d0.leg, {person} AS seq, {keys} FROM {joined}"
    return (
        f"m AS ({MATCHING} WHERE {where.sql}), {', '.join(tables)}, units AS ({unit}) "
        f"SELECT {grouped}, count(DISTINCT CASE WHEN counted THEN units.n END), count(DISTINCT CASE WHEN NOT counted THEN units.n "
        f"END), {_people_sums() if of_people else SUMS} FROM units JOIN m USING (n) {_amounts(of_people)} GROUP BY {grouped}"
    )


def _amounts(of_people: bool) -> str:
    """Return the join that brings the numbers: of the named people themselves, or of the legs of records that count."""
    if of_people:
        return "LEFT JOIN people AS p ON p.n = units.n AND p.leg = units.leg AND p.seq = units.seq"
    return "LEFT JOIN releases AS r ON r.n = units.n AND r.leg = units.leg AND m.counted"


def _people_sums() -> str:
    """Return the sums over named people."""
    apart = [f"coalesce(sum(p.category = '{word}' AND NOT p.declined AND counted), 0)" for word in ("remains", "accompanying")]
    return ", ".join(f"{one}, {one}, 0, 0, 0" for one in ("coalesce(sum(p.released), 0)", *apart))


def _total(index: Index, query: Query, where: Where, of_people: bool) -> Line:
    """Count everything once."""
    units = "SELECT n, leg, NULL AS seq FROM m LEFT JOIN releases USING (n)"
    if of_people:
        units = "SELECT n, leg, seq FROM m JOIN people USING (n)"
    told, per = releases(query.according_to)
    sql = (
        f"WITH {told}m AS ({MATCHING} WHERE {where.sql}), units AS ({units}) SELECT "
        "count(DISTINCT CASE WHEN counted THEN units.n END), count(DISTINCT CASE WHEN NOT counted THEN units.n END), "
        f"{_people_sums() if of_people else SUMS} FROM units JOIN m USING (n) {_amounts(of_people)}"
    )
    return _line(index.ask(sql, [*per, *where.params])[0], 0)


def _line(row: Row, labels: int) -> Line:
    exchanges, uncounted, *numbers = row[labels:]
    return Line(row[:labels], exchanges, uncounted, *(Sum(*numbers[at : at + 5]) for at in (0, 5, 10)))


def _order(line: Line, in_order: bool) -> tuple[object, ...]:
    """Put years in order, all else by size; what has no label comes last."""
    labels = tuple(label or "" for label in line.labels)
    if in_order:
        return (line.labels[0] is None, labels)
    return (line.labels[0] is None, -line.exchanges, -line.people.low, -line.uncounted, labels)
