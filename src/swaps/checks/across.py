"""Rules that only show when records are held against each other: asked of the index, which knows them all."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol

from swaps.checks.check import Named
from swaps.models import Loc
from swaps.problem import ERROR, WARNING


class Connection(Protocol):
    """What asks the index."""

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> Any:
        """Run a query."""


Found = Iterator[tuple[int, Loc, str]]
MOST_ADVISED = 100
"""For so many ids of no record the nearest that there is is looked for: whoever has more has another catalogue in mind."""


@dataclass(frozen=True)
class Across(Named):
    """A rule over all records: its function yields the record's number, the place in it and what is wrong."""

    find: Callable[[Connection], Found]
    level: str


def unique_id(connection: Connection) -> Found:
    """Ensure an id names one record for ever."""
    rows = connection.execute(
        "SELECT id, n, file, line FROM exchanges WHERE id IN (SELECT id FROM exchanges WHERE id <> '' GROUP BY id "
        "HAVING count(*) > 1) ORDER BY id, n"
    )
    first: dict[str, str] = {}
    for name, n, file, line in rows:
        if name in first:
            yield n, ("id",), f"{name} is taken, {first[name]}: choose another id"
        else:
            first[name] = f"by the record on line {line} of {file}"


def records_in_order(connection: Connection) -> Found:
    """Ensure records stand oldest first, and those of one day by id."""
    rows = connection.execute("SELECT n, id, date_earliest, file FROM exchanges WHERE date_earliest NOT NULL ORDER BY n")
    before: tuple[str, str, str] | None = None
    for n, name, day, file in rows:
        if before is not None and before[0] == file and (day, name) < before[1:]:
            yield n, ("id",), f"{name} ({day}) stands after {before[2]} ({before[1]}): put the older one first"
        else:
            before = (file, day, name)


def known_record(connection: Connection) -> Found:
    """Ensure a record is related to records that there are."""
    rows = connection.execute("SELECT n, seq, id FROM related WHERE id NOT IN (SELECT id FROM exchanges)").fetchall()
    ids = [row[0] for row in connection.execute("SELECT id FROM exchanges")] if rows else []
    for met, (n, number, name) in enumerate(rows):
        close = get_close_matches(name[:60], ids, 1, 0.6) if met < MOST_ADVISED else []
        advice = f": did you mean {close[0]}?" if close else ""
        yield n, ("related", number, "id"), f"there is no record {name!r}{advice}"


def part_of_a_framework(connection: Connection) -> Found:
    """Ensure a record is part of a framework, which holds no people, so that nobody is summed twice."""
    rows = connection.execute(
        "SELECT related.n, related.seq, whole.id, whole.kind "
        "FROM related JOIN exchanges AS whole ON whole.id = related.id WHERE relation = 'part-of' AND whole.kind NOT NULL "
        "AND (whole.kind <> 'framework' OR whole.n IN (SELECT n FROM releases))"
    )
    for n, number, name, kind in rows:
        yield n, ("related", number, "id"), f"{name} is a {kind} with people of its own: only a framework has parts"


def related_to_the_earlier(connection: Connection) -> Found:
    """Ensure a relation is written on the later of two records only."""
    rows = connection.execute(
        "SELECT later.n, related.seq, earlier.id "
        "FROM related JOIN exchanges AS later ON later.n = related.n JOIN exchanges AS earlier ON earlier.id = related.id "
        "WHERE relation NOT IN ('precursor-of', 'part-of', 'failed-attempt-at') AND later.date_latest < earlier.date_earliest"
    )
    for n, number, name in rows:
        yield n, ("related", number, "id"), f"{name} is the later one: write the relation there"


def one_person_one_identity(connection: Connection) -> Found:
    """Ensure records of one person agree on the Wikidata item and on the name in its own script."""
    for column, said in (("wikidata", "Wikidata item"), ("native_name", "native name")):
        rows = connection.execute(
            f"SELECT person, n, leg, seq, {column}, (SELECT id FROM exchanges WHERE exchanges.n = people.n) FROM people "
            f"WHERE {column} NOT NULL AND person IN (SELECT person FROM people WHERE {column} NOT NULL GROUP BY person "
            f"HAVING count(DISTINCT {column}) > 1) ORDER BY person, n"
        )
        first: dict[str, tuple[str, str]] = {}
        for person, n, leg, seq, value, record in rows:
            stated, where = first.setdefault(person, (value, record))
            if value != stated:
                loc = ("releases", leg, "people", seq, column)
                message = f"{where} has the {said} {stated}: mend one, or give a namesake a person id"
                yield n, loc, message


def namesakes_apart(connection: Connection) -> Found:
    """Ensure people of one name in several records have a citizenship, alias or item in common."""
    rows = connection.execute(
        "SELECT person, n, leg, seq, citizenships, wikidata, native_name, name, (SELECT group_concat(folded, '|') FROM names "
        "WHERE names.n = people.n AND names.leg = people.leg AND names.seq = people.seq AND kind IN ('alias', 'native')) "
        "FROM people WHERE person IN (SELECT person FROM people GROUP BY person HAVING count(DISTINCT n) > 1) ORDER BY person, n"
    )
    known: dict[str, set[str]] = defaultdict(set)
    for person, n, leg, seq, citizenships, wikidata, native, name, aliases in rows:
        marks = {*(citizenships or "").split(), *(aliases or "").split("|"), wikidata or "", native or ""} - {""}
        if known[person] and marks and not known[person] & marks:
            loc = ("releases", leg, "people", seq, "name")
            yield n, loc, f"another {name} is in the catalogue, without a citizenship or alias in common: one person, or two?"
        known[person] |= marks


ACROSS = (
    Across(unique_id, ERROR), Across(records_in_order, WARNING), Across(known_record, ERROR),
    Across(part_of_a_framework, ERROR), Across(related_to_the_earlier, WARNING), Across(one_person_one_identity, ERROR),
    Across(namesakes_apart, WARNING),
)  # fmt: skip
