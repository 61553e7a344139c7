"""People across exchanges: each once, whichever records name them and however they are spelled there."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from swaps.index import STANDING, Index, Row
from swaps.query import Params, Query, Where, conditions, person_condition, resolved

JOINED = "people AS p JOIN exchanges USING (n) JOIN releases AS r USING (n, leg)"
IN_ORDER = "exchanges CROSS JOIN releases AS r USING (n) CROSS JOIN people AS p USING (n, leg)"
"""The same for everybody: SQLite takes tables so joined one after the other, here as they lie in the file."""
EVERYBODY = "1"
STANDS = "exchanges.withdrawn IS NULL"
BY, TO = " AND role = 'by'", " AND role = 'to'"
FIELDS = (
    "p.n, p.leg, p.seq, p.person, p.name, p.citizenships, p.category, p.occupation, p.wikidata, p.held_since, "
    "p.held_since_earliest, p.held_since_latest, p.held_in, p.declined, p.released, p.days_min, p.days_max, exchanges.id, "
    "exchanges.title, exchanges.kind, exchanges.status, exchanges.counted, coalesce(r.date, exchanges.span, ''), r.date_earliest, "
    'r.date_latest, r.by, r."to", r.held_by'
)
OFFERED = f"{STANDS} AND NOT counted AND kind <> 'programme'"


class Appearance(NamedTuple):
    """Somebody named in a leg: since when held and for how many days, in which record, when, by whom and to whom."""

    n: int
    leg: int
    seq: int
    person: str
    name: str
    citizenships: str | None
    category: str | None
    occupation: str | None
    wikidata: str | None
    held_since: str | None
    held_since_earliest: str | None
    held_since_latest: str | None
    held_in: str | None
    declined: int
    released: int
    days_min: int | None
    days_max: int | None
    record: str
    title: str
    kind: str
    status: str
    counted: int
    date: str
    date_earliest: str
    date_latest: str
    by: str
    to: str | None
    held_by: str | None

    @property
    def outcome(self) -> str:
        """What became of it, in a word or two."""
        if not self.counted:
            return "in a programme" if self.kind == "programme" else "offered"
        if self.declined:
            return "declined"
        return {"remains": "remains returned", "accompanying": "came along"}.get(self.category or "", "released")


class Offer(NamedTuple):
    """A record of what was not, or not yet, carried out, and in which a name came up."""

    record: str
    title: str
    status: str
    date: str


class Person(NamedTuple):
    """One person: every appearance, oldest first, every spelling, the families of the charges, and the offers."""

    id: str
    appearances: list[Appearance]
    spellings: list[str]
    charges: list[str]
    offers: list[Offer]

    @property
    def last(self) -> Appearance:
        """The appearance that tells what became of the person: the last that is no offer, if there is one."""
        return next((one for one in reversed(self.appearances) if one.counted), self.appearances[-1])

    @property
    def days(self) -> tuple[int | None, int | None]:
        """The days held before all releases, at least and at most; None where they are not known.

        Two releases from what can be one and the same detention count once.
        """
        detentions: list[Appearance] = []
        for one in self.appearances:
            if one.released and one.held_since_earliest is not None:
                same = [other for other in detentions if one.held_since_earliest <= (other.held_since_latest or "")]
                detentions = [*(other for other in detentions if other not in same), one]
        if not detentions:
            return None, None
        all_known = all(one.held_since for one in self.appearances if one.released)
        return sum(one.days_min or 0 for one in detentions), sum(one.days_max or 0 for one in detentions) if all_known else None


class Step(NamedTuple):
    """A step of a history that speaks of somebody."""

    record: str
    date: str
    date_earliest: str
    status: str | None
    text: str


def people(index: Index, query: Query) -> list[Person]:
    """Return everybody whom a query chooses, by id: the filters choose, and each is then told whole."""
    where = _chosen(index, query)
    if where.conditions == [STANDING]:
        return _people(index, EVERYBODY, [])
    found = index.ask(f"SELECT DISTINCT p.person FROM {JOINED} WHERE {where.sql}", where.params)
    return _people(index, "p.person IN (SELECT value FROM json_each(?))", [json.dumps([row[0] for row in found])])


def person(index: Index, name: str) -> Person:
    """Return a person by the id."""
    return _people(index, "p.person = ?", [name])[0]


def _people(index: Index, among: str, params: Params) -> list[Person]:
    """Return the people of a condition on the rows `p` of people."""
    joined, theirs = JOINED, f"(n, leg, seq) IN (SELECT n, leg, seq FROM people AS p WHERE {among})"
    if among == EVERYBODY:
        joined, theirs = IN_ORDER, "1"
    rows = index.ask(
        f"SELECT {FIELDS} FROM {joined} WHERE {STANDS} AND {among} ORDER BY r.date_earliest, exchanges.id, p.leg, p.seq", params
    )
    appearances = _grouped((row[3], Appearance(*row)) for row in rows)
    names = _by_place(index.ask(f"SELECT n, leg, seq, name FROM names WHERE kind <> 'id' AND {theirs}", params))
    charges = _by_place(index.ask(f"SELECT n, leg, seq, category FROM charges WHERE {theirs}", params))
    offered = (
        f"WITH named AS (SELECT person, n FROM ({_came_up(among)}) UNION "
        f"SELECT p.person, n FROM people AS p JOIN exchanges USING (n) WHERE {OFFERED} AND {among}) "
        "SELECT person, id, title, status, coalesce(date, span, '') FROM named JOIN exchanges USING (n) "
        f"WHERE {OFFERED} ORDER BY date_earliest, id"
    )
    offers = _grouped((name, Offer(*row)) for name, *row in index.ask(offered, [*params, *params]))
    return [
        Person(name, listed, _of_all(listed, names), _of_all(listed, charges), offers.get(name, []))
        for name, listed in sorted(appearances.items())
    ]


def _came_up(among: str) -> str:
    """Return the SQL of the steps of histories that name people of a condition: person, n, seq.

    Where another bears the name in that very record, it is the other's.
    """
    tables = ["people AS p", "names AS s USING (n, leg, seq)", "mentions AS m USING (folded)"]
    if among == EVERYBODY:
        tables = ["mentions AS m", "names AS s USING (folded)", "people AS p ON p.n = s.n AND p.leg = s.leg AND p.seq = s.seq"]
    return (
        f"SELECT DISTINCT p.person, m.n, m.seq FROM {' CROSS JOIN '.join(tables)} JOIN exchanges ON exchanges.n = s.n "
        f"WHERE {STANDS} AND {among} AND NOT EXISTS (SELECT 1 FROM names AS o JOIN people AS q USING (n, leg, seq) "
        "WHERE o.n = m.n AND o.folded = m.folded AND q.person <> p.person)"
    )


def steps(index: Index, name: str) -> list[Step]:
    """Return the steps of histories that speak of a person, oldest first."""
    found = index.ask(
        f"SELECT id, h.date, h.date_earliest, h.status, h.text FROM ({_came_up('p.person = ?')}) JOIN history AS h USING (n, seq) "
        f"JOIN exchanges USING (n) WHERE {STANDS} ORDER BY h.date_earliest, id, seq",
        [name],
    )
    return [Step(*row) for row in found]


def said_of(index: Index, one: Appearance) -> dict[str, Any]:
    """Return what a record says of a person, key by key."""
    path = f"$.releases[{one.leg}].people[{one.seq}]"
    found: dict[str, Any] = json.loads(index.ask("SELECT json_extract(record, ?) FROM records WHERE n = ?", [path, one.n])[0][0])
    return found


def held(index: Index, query: Query, first: str, last: str) -> tuple[list[Appearance], int]:
    """Return those later released who were held between two days, or may have been; and of how many that is not known.

    Each stands there once, with the release that ended it.
    """
    where = _chosen(index, query)
    where.add("p.released AND r.date_latest >= ?", first)
    unknown = index.ask(f"SELECT count(DISTINCT p.person) FROM {JOINED} WHERE {where.sql} AND p.held_since IS NULL", where.params)
    since, until = ("latest", "earliest") if query.strict_dates else ("earliest", "latest")
    where.add(f"p.held_since_{since} <= ? AND r.date_{until} >= ?", last, first)
    rows = index.ask(
        f"SELECT {FIELDS} FROM {JOINED} WHERE {where.sql} ORDER BY r.date_earliest DESC, exchanges.id DESC", where.params
    )
    found = {one.person: one for one in (Appearance(*row) for row in rows)}
    return sorted(found.values(), key=lambda one: (one.held_since_earliest, one.person)), unknown[0][0]


def _chosen(index: Index, query: Query) -> Where:
    """Turn a query into conditions on the rows of people: those on the record, on the person's leg, and on the person."""
    query = resolved(index, query)
    where = conditions(index, query)
    person = person_condition(query)
    if person.conditions:
        where.add(person.sql, *person.params)
    side = "EXISTS (SELECT 1 FROM sides WHERE sides.n = p.n AND sides.leg = p.leg AND party IN ({}){})"
    for parties, role in ((query.party, ""), (query.by, BY), (query.to, TO)):
        if parties:
            where.add(side.format(", ".join("?" * len(parties)), role), *parties)
    if query.between:
        by_to = f"({side.format('?', BY)} AND {side.format('?', TO)})"
        where.add(f"({' OR '.join([by_to] * 2 * len(query.between))})", *(one for a, b in query.between for one in (a, b, b, a)))
    return where


Place = tuple[int, int, int]
"""Where somebody stands: the record, the leg, the number in it."""


def _by_place(rows: list[Row]) -> dict[Place, list[str]]:
    """Gather what is said of people by where they stand."""
    found: dict[Place, list[str]] = defaultdict(list)
    for *place, said in rows:
        found[tuple(place)].append(said)
    return found


def _of_all(appearances: list[Appearance], said: dict[Place, list[str]]) -> list[str]:
    """Return what is said wherever somebody appears, each thing once."""
    return [*dict.fromkeys(one for each in appearances for one in said.get(each[:3], ()))]


def _grouped(pairs: Iterable[Any]) -> dict[str, list[Any]]:
    """Gather the second parts of pairs by the first, each once and in their order."""
    found: dict[str, dict[Any, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: [*values] for key, values in found.items()}
