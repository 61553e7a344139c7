"""Why nothing matches a query: names that nobody on record has, and parties that did not stand at the time."""

from swaps import suggest
from swaps.index import Index, Row
from swaps.query import Query, UnknownName, resolved, select


def reasons(index: Index, query: Query) -> list[str]:
    """Return what can be said of why nothing matches, each in a sentence."""
    return [*_unheard_of(index, query), *_out_of_time(index, query)]


def _unheard_of(index: Index, query: Query) -> list[str]:
    """Say which people and places asked for match nothing even alone, and which names on record are spelled like them."""
    people = [("person", name, Query(person=(name,)), suggest.people_near) for name in query.person]
    places = [("place", name, Query(location=(name,)), suggest.places_near) for name in query.location]
    return [
        str(UnknownName(filter, name, near(index, name)))
        for filter, name, alone, near in (*people, *places)
        if not select(index, alone._replace(limit=1), ["id"])
    ]


def _out_of_time(index: Index, query: Query) -> list[str]:
    """Say which parties of a query did not stand in its time, and who had the country code of each then."""
    query = resolved(index, query)
    first, last = query.since or "", query.until or "9999"
    parties: list[Row] = index.ask("SELECT id, name, coalesce(since, ''), coalesce(until, '9999'), cow FROM parties ORDER BY id")
    asked = {*query.party, *query.by, *query.to, *(party for both in query.between for party in both)}
    said = []
    for party, name, since, until, cow in parties:
        if party in asked and (since > last or until < first):
            stood = [one for one in parties if one[2] <= last and one[3] >= first and _codes(one[4]) & _codes(cow)]
            then = " or ".join(f"{one[0]} ({one[1]})" for one in stood)
            stands = f"from {since}" if since > last else f"to {until}"
            said.append(f"{party} ({name}) stands {stands}" + (f": then it was {then}" if then else ""))
    return said


def _codes(dated: str | None) -> set[str]:
    """Return country codes without their years."""
    return {code.partition(":")[0] for code in (dated or "").split()}
