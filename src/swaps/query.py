"""One question to the catalogue, as a value, and the SQL that answers it."""

from typing import NamedTuple

from swaps.according import column_of, join
from swaps.index import STANDING, Index, Row
from swaps.names import folded

Params = list[object]

COLUMNS = {
    "id": "id", "date": "date", "date_earliest": "date_earliest", "date_latest": "date_latest", "span": "span",
    "kind": "kind", "status": "status", "title": "title", "location": "location", "place": "place", "city": "city",
    "country": "country", "parties": "parties", "flows": "flows", "released": "released", "released_min": "released_min",
    "released_max": "released_max", "remains": "remains", "remains_min": "remains_min", "remains_max": "remains_max",
    "accompanying": "accompanying", "accompanying_min": "accompanying_min", "accompanying_max": "accompanying_max",
    "uncounted": "uncounted", "uncounted_min": "uncounted_min", "uncounted_max": "uncounted_max",
    "intermediaries": "intermediaries", "named": "named", "publishers": "publishers", "disputed": "disputed",
}  # fmt: skip
"""What a row of `list` can show, by the names that --columns and the flat formats use."""
OVERLAP = "overlap"
"""The column that says whether a record lies only partly within the dates asked for."""


class UnknownName(Exception):
    """A filter names something that the catalogue does not have; `nearest` is what it may have meant."""

    def __init__(self, filter: str, name: str, nearest: list[str]) -> None:
        super().__init__(f"no {filter} is called {name!r}" + (f": did you mean {' or '.join(nearest)}?" if nearest else ""))
        self.filter, self.name, self.nearest = filter, name, nearest


class Query(NamedTuple):
    """What to select. Values of one filter mean "or", different filters mean "and".

    `since` and `until` are the first and last day (`2025-01-01`); a record that can lie within them matches,
    with `strict_dates` only one that wholly does. Parties, countries and citizenships go by id or by name. `according_to`
    selects nothing: it takes the numbers that one side gives, wherever it gives any.
    """

    since: str | None = None
    until: str | None = None
    strict_dates: bool = False
    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    between: tuple[tuple[str, str], ...] = ()
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    citizenship: tuple[str, ...] = ()
    charge: tuple[str, ...] = ()
    intermediary: tuple[str, ...] = ()
    according_to: str | None = None
    sort: str | None = None
    reverse: bool = False
    limit: int | None = None


class Where:
    """Conditions on `exchanges`, joined by AND, with their values."""

    def __init__(self, conditions: list[str] | None = None) -> None:
        self.conditions = conditions or []
        self.params: Params = []

    def add(self, condition: str, *params: object) -> None:
        """Add a condition."""
        self.conditions.append(condition)
        self.params.extend(params)

    @property
    def sql(self) -> str:
        """The condition as a whole."""
        return " AND ".join(self.conditions) or "1"


def select(index: Index, query: Query, columns: list[str]) -> list[Row]:
    """Return the rows of the records that match, in order."""
    query = resolved(index, query)
    where = conditions(index, query)
    shown = [_overlap(query) if column == OVERLAP else column_of(COLUMNS[column], query.according_to) for column in columns]
    told, per = join(query.according_to)
    sql = f"SELECT {', '.join(shown)} FROM exchanges {told} WHERE {where.sql} ORDER BY {order(query)}"
    if query.limit is not None:
        sql += f" LIMIT {int(query.limit)}"
    return index.ask(sql, [*per, *where.params])


def conditions(index: Index, query: Query) -> Where:
    """Turn a query into conditions; raises UnknownName for a name that the catalogue does not have."""
    query = resolved(index, query)
    where = Where([STANDING])
    _in_time(where, query)
    _words(where, "exchanges.kind", query.kind)
    _words(where, "exchanges.status", query.status)
    if query.party:
        where.add(f"exchanges.n IN (SELECT n FROM sides WHERE party IN ({_marks(query.party)}))", *query.party)
    if query.between:
        way = "EXISTS (SELECT 1 FROM sides AS b JOIN sides AS t ON t.n = b.n AND t.leg = b.leg AND t.role = 'to' AND t.party = ? "
        way += "WHERE b.n = exchanges.n AND b.role = 'by' AND b.party = ?)"
        where.add(
            f"({' OR '.join([way, way] * len(query.between))})",
            *(party for a, b in query.between for party in (b, a, a, b)),
        )
    _leg(where, query)
    _place(where, query)
    person = person_condition(query)
    if person.conditions:
        where.add(f"exchanges.n IN (SELECT p.n FROM people AS p WHERE {person.sql})", *person.params)
    _helped(where, query)
    return where


def person_condition(query: Query) -> Where:
    """Return the conditions on one and the same person, a row `p` of `people`."""
    where = Where()
    of_p = "n = p.n AND {0}.leg = p.leg AND {0}.seq = p.seq"
    if query.person:
        said = " OR ".join(["(' ' || folded || ' ') LIKE ?"] * len(query.person))
        where.add(
            f"EXISTS (SELECT 1 FROM names WHERE names.{of_p.format('names')} AND ({said}))",
            *(f"%{_like(folded(name))}%" for name in query.person),
        )
    if query.citizenship:
        same = f"citizenships.{of_p.format('citizenships')}"
        where.add(f"EXISTS (SELECT 1 FROM citizenships WHERE {same} AND code IN ({_marks(query.citizenship)}))", *query.citizenship)
    if query.charge:
        same = f"charges.{of_p.format('charges')}"
        where.add(f"EXISTS (SELECT 1 FROM charges WHERE {same} AND category IN ({_marks(query.charge)}))", *query.charge)
    return where


def _in_time(where: Where, query: Query) -> None:
    first, last = ("date_earliest", "date_latest") if query.strict_dates else ("date_latest", "date_earliest")
    if query.since is not None:
        where.add(f"exchanges.{first} >= ?", query.since)
    if query.until is not None:
        where.add(f"exchanges.{last} <= ?", query.until)


def _words(where: Where, column: str, words: tuple[str, ...]) -> None:
    if words:
        where.add(f"{column} IN ({_marks(words)})", *words)


def _leg(where: Where, query: Query) -> None:
    """Let --by and --to hold of one and the same leg."""
    if query.by and query.to:
        where.add(
            "EXISTS (SELECT 1 FROM sides AS b JOIN sides AS t ON t.n = b.n AND t.leg = b.leg WHERE b.n = exchanges.n AND "
            f"b.role = 'by' AND b.party IN ({_marks(query.by)}) AND t.role = 'to' AND t.party IN ({_marks(query.to)}))",
            *query.by, *query.to,
        )  # fmt: skip
        return
    for role, parties in (("by", query.by), ("to", query.to)):
        if parties:
            sql = f"exchanges.n IN (SELECT n FROM sides WHERE role = '{role}' AND party IN ({_marks(parties)}))"
            where.add(sql, *parties)


def _place(where: Where, query: Query) -> None:
    """Let --location and --country find a place by its name then and by its name now."""
    said: list[str] = []
    params: Params = []
    if query.location:
        said.append(f"({' OR '.join(['folded LIKE ?'] * len(query.location))})")
        params += [f"%{_like(folded(name))}%" for name in query.location]
    if query.country:
        marks = _marks(query.country)
        said.append(f"(country IN ({marks}) OR country_now IN ({marks}) OR border_with IN ({marks}))")
        params += [*query.country] * 3
    if said:
        where.add(f"exchanges.n IN (SELECT n FROM locations WHERE {' AND '.join(said)})", *params)


def _helped(where: Where, query: Query) -> None:
    if query.intermediary:
        named = " OR (name LIKE ? AND NOT EXISTS (SELECT 1 FROM parties WHERE id = ?))"  # the id of a party is no part of a name
        said = f"party IN ({_marks(query.intermediary)}){named * len(query.intermediary)}"
        names = [part for name in query.intermediary for part in (f"%{_like(name)}%", name)]
        where.add(f"exchanges.n IN (SELECT n FROM intermediaries WHERE {said})", *query.intermediary, *names)


def resolved(index: Index, query: Query) -> Query:
    """Return the query with the parties that it names replaced by their ids; a name without a letter names nobody."""
    for filter, names in (("place", query.location), ("person", query.person), ("intermediary", query.intermediary)):
        for name in names:
            if not folded(name):  # as a part of a name it would be in all of them
                raise UnknownName(filter, name, [])

    def ids(filter: str, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_party(index, filter, name) for name in names)

    return query._replace(
        party=ids("party", query.party),
        by=ids("party", query.by),
        to=ids("party", query.to),
        between=tuple((_party(index, "party", a), _party(index, "party", b)) for a, b in query.between),
        country=ids("country", query.country),
        citizenship=ids("country", query.citizenship),
        intermediary=tuple(_helper(index, one) for one in query.intermediary),
        according_to=query.according_to and _teller(index, query.according_to),
    )


def _party(index: Index, filter: str, name: str) -> str:
    found = index.party(name)
    if found is None:
        raise UnknownName(filter, name, index.parties_near(name))
    return found


def _helper(index: Index, name: str) -> str:
    """Return the party that helped, or the name itself where somebody of that name did."""
    found = index.party(name)
    if found is None and not index.ask("SELECT 1 FROM intermediaries WHERE name LIKE ? LIMIT 1", [f"%{_like(name)}%"]):
        raise UnknownName("intermediary", name, index.parties_near(name))
    return found or name


def _teller(index: Index, name: str) -> str:
    """Return whoever of this name gives numbers of their own somewhere."""
    party = index.party(name)
    tellers: dict[str, str] = {folded(teller): teller for (teller,) in index.ask("SELECT DISTINCT per FROM tellings")}
    if party in tellers.values():
        return str(party)
    if folded(name) not in tellers:
        from difflib import get_close_matches

        raise UnknownName("side that gives numbers of its own", name, get_close_matches(folded(name), tellers.values(), 3, 0.6))
    return tellers[folded(name)]


def _overlap(query: Query) -> str:
    """Return the SQL that says whether a record only overlaps the dates asked for."""
    outside = [f"date_earliest < '{query.since}'"] if query.since else []
    outside += [f"date_latest > '{query.until}'"] if query.until else []
    return f"({' OR '.join(outside) or '0'})"


def order(query: Query) -> str:
    """Return the ORDER BY of a query."""
    way = " DESC" if query.reverse else ""
    if query.sort in (None, "date"):
        return f"date_earliest{way}, exchanges.id{way}"
    column = column_of(f"{query.sort}_min" if f"{query.sort}_min" in COLUMNS else str(query.sort), query.according_to)
    return f"{column} IS NULL, {column}{way}, date_earliest, exchanges.id"


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _like(text: str) -> str:
    """Take LIKE's wildcards out of a text."""
    return text.replace("%", "").replace("_", "")
