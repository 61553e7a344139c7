"""What is counted by what: the SQL of a count, and the tallies that a question about the whole catalogue is answered from.

A tally is a sum over records, so that the tallies of an edited catalogue are those of the earlier one, less the records that
have gone, and the new ones.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from typing import NamedTuple

from swaps.index import STANDING, Row
from swaps.words import APART

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
NUMBERS = 17
"""How many numbers a count has: exchanges, those that do not count, and three sums of five parts."""


class Facts(NamedTuple):
    """A selection but for its sums: how many records, from when to when, how many people are named, and their days in captivity.

    Of those of whom it is `known` how long they were held: the least, median and most days, and the sum, as smallest and largest.
    """

    records: int
    first: str | None
    last: str | None
    named: int
    known: int = 0
    least: int = 0
    median: float = 0
    most: int = 0
    days_low: int = 0
    days_high: int = 0


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

UNCOUNTED = "kind and status"
"""Not a dimension to ask for: tells what the records are that do not count."""
TALLIED = DIMENSIONS | {UNCOUNTED: Dimension("", EXCHANGE.format("m.kind || ' ' || m.status"), "")}
ALL_LEGS, ALL_PEOPLE = "all legs", "all people"
"""The names that the two totals go by among the tallies."""
MATCHING = "SELECT n, counted, kind, status, date_earliest FROM exchanges"
SUMS = ", ".join(
    f"coalesce(sum(r.{name}_min), 0), coalesce(sum(coalesce(r.{name}_max, r.{name}_min)), 0), "
    f"coalesce(sum(r.{name}_min NOT NULL AND r.{name}_max IS NULL AND r.{name}_unknown = 0), 0), "
    f"coalesce(sum(r.{name}_about), 0), coalesce(sum(r.{name}_unknown), 0)"
    for name in ("people", "remains", "accompanying")
)


def counting(where: str, dimensions: tuple[Dimension, ...], of_people: bool) -> str:
    """Return the query that counts the records of a condition by the labels of dimensions: labels, numbers."""
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
        f"m AS ({MATCHING} WHERE {where}), {', '.join(tables)}, units AS ({unit}) "
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
    apart = [f"coalesce(sum(p.category = '{word}' AND NOT p.declined AND counted), 0)" for word in APART]
    return ", ".join(f"{one}, {one}, 0, 0, 0" for one in ("coalesce(sum(p.released), 0)", *apart))


def totals(where: str, of_people: bool) -> str:
    """Return the query that counts everything once, the records of a condition with their legs or with their named people."""
    units = (
        "SELECT n, leg, seq FROM m JOIN people USING (n)"
        if of_people
        else "SELECT n, leg, NULL AS seq FROM m LEFT JOIN releases USING (n)"
    )
    return (
        f"m AS ({MATCHING} WHERE {where}), units AS ({units}) SELECT "
        "count(DISTINCT CASE WHEN counted THEN units.n END), count(DISTINCT CASE WHEN NOT counted THEN units.n END), "
        f"{_people_sums() if of_people else SUMS} FROM units JOIN m USING (n) {_amounts(of_people)}"
    )


def facts(ask: Callable[[str, Sequence[object]], list[Row]], where: str, params: Sequence[object]) -> Facts:
    """Return what an overview of the records of a condition says."""
    records = ask(f"SELECT count(*) FROM exchanges WHERE {where}", params)[0][0]
    dated = f"SELECT coalesce(date, span) FROM exchanges WHERE {where} AND date_earliest NOT NULL"
    oldest = ask(f"{dated} ORDER BY date_earliest, date_latest, id LIMIT 1", params)
    newest = ask(f"{dated} AND date_latest <> '9999-12-31' ORDER BY date_latest DESC, date_earliest DESC, id LIMIT 1", params)
    first, last = (oldest and oldest[0][0].partition("/")[0]) or None, (newest and newest[0][0].rpartition("/")[2]) or None
    of_them = f"released AND n IN (SELECT n FROM exchanges WHERE {where})"
    named = ask(f"SELECT count(*) FROM people WHERE {of_them}", params)[0][0]
    days = ask(f"SELECT days_min, days_max FROM people WHERE days_min NOT NULL AND {of_them}", params)
    if not days:
        return Facts(records, first, last, named)
    low, high = [one for one, _ in days], [one for _, one in days]
    middle = median((least + most) / 2 for least, most in days)
    return Facts(records, first, last, named, len(days), min(low), middle, max(high), sum(low), sum(high))


def median(numbers: Iterable[float]) -> float:
    """Return the median; the library is imported only here, since most answers need none."""
    import statistics

    return statistics.median(numbers)


def fill(connection: sqlite3.Connection, earlier: str | None) -> None:
    """Write the tallies of an index; where an earlier one's unchanged records are in the table `kept`, start from its tallies."""
    sums: dict[tuple[str, str | None], list[int]] = {}
    if earlier is None:
        _add(sums, connection, STANDING, 1)
    else:
        for dimension, label, *numbers in connection.execute("SELECT * FROM earlier.tallies"):
            sums[dimension, label] = numbers
        _add(sums, connection, f"{STANDING} AND exchanges.n NOT IN (SELECT min(n) FROM kept GROUP BY old)", 1)
        gone = connection.execute("SELECT n FROM earlier.exchanges WHERE n NOT IN (SELECT old FROM kept)").fetchall()
        with closing(sqlite3.connect(earlier)) as before:
            before.execute("CREATE TEMP TABLE gone (n INTEGER PRIMARY KEY)")
            before.executemany("INSERT INTO gone VALUES (?)", gone)
            _add(sums, before, f"{STANDING} AND exchanges.n IN (SELECT n FROM gone)", -1)
    rows = sorted(((dimension, label or "", label, numbers) for (dimension, label), numbers in sums.items() if any(numbers)))
    marks = ", ".join("?" * (2 + NUMBERS))
    connection.executemany(f"INSERT INTO tallies VALUES ({marks})", ((name, label, *numbers) for name, _, label, numbers in rows))
    whole = facts(lambda sql, params: connection.execute(sql, params).fetchall(), STANDING, ())
    connection.execute(f"INSERT INTO overview VALUES ({', '.join('?' * len(whole))})", whole)


def _add(sums: dict[tuple[str, str | None], list[int]], connection: sqlite3.Connection, where: str, sign: int) -> None:
    """Add the sums of the records of a condition, or take them away."""
    asked = [(name, counting(where, (dimension,), dimension.of_people)) for name, dimension in TALLIED.items()]
    asked += [(name, totals(where, of_people)) for name, of_people in ((ALL_LEGS, False), (ALL_PEOPLE, True))]
    for name, sql in asked:
        for *labels, numbers in ((*row[:-NUMBERS], row[-NUMBERS:]) for row in connection.execute(f"WITH {sql}")):
            label = labels[0] if labels else None
            earlier = sums.setdefault((name, label), [0] * NUMBERS)
            sums[name, label] = [one + sign * other for one, other in zip(earlier, numbers, strict=True)]
