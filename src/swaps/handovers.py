"""Handovers as they can be compared: from the first to the last day, and from the least to the most, that anybody gives."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from swaps.dates import PartialDate
from swaps.index import Index, Row
from swaps.names import folded
from swaps.stats import Sum

ABOUT = 4
"""An approximate number can be off by a fourth of it, either way."""
FACETS = ("mediator", "city", "country", "between", "kind")
"""What exchanges can share: who mediated, where it was, between which two parties people went, the kind."""


class Told(NamedTuple):
    """How many a leg has: what the record says, and the least and the most that anybody says; None where that is open."""

    own: Row
    least: int
    most: int | None


class Span(NamedTuple):
    """How many people, from the least to the most that anybody says, and what the record says, leg by leg."""

    least: int
    most: int | None
    own: tuple[Row, ...]

    @classmethod
    def of(cls, legs: list[Told]) -> "Span":
        """Add legs up."""
        least, most, is_open = 0, 0, False
        for leg in legs:
            least += leg.least
            most += leg.most or 0
            is_open = is_open or leg.most is None
        return cls(least, None if is_open else most, tuple(leg.own for leg in legs))

    @property
    def text(self) -> str:
        """What the record says, as a sum."""
        return Sum.of(self.own).text

    def compared(self, other: "Span") -> bool | None:
        """Whether it is as large as another or larger; None where it can be either way."""
        if other.most is not None and self.least >= other.most:
            return True
        return False if self.most is not None and self.most < other.least else None


class Leg(NamedTuple):
    """Between whom people went, and how many living and dead."""

    by: frozenset[str]
    to: frozenset[str]
    people: Told
    dead: Told


class Dispute(NamedTuple):
    """Where sources differ: in which field, about what, who says what; texts folded."""

    field: str
    about: str
    claims: tuple[tuple[str | None, str], ...]

    def names(self, *names: str, party: str | None = None) -> bool:
        """Whether somebody names one of these, or is this party."""
        called = [folded(name) for name in names]
        return any(name in said or (party is not None and per == party) for per, said in self.claims for name in called)

    def departs_from(self, *names: str) -> bool:
        """Whether somebody says something in which none of these names stands, and they are not what it is about."""
        called = [folded(name) for name in names]
        inside = any(name in self.about for name in called)
        return not inside and not all(any(name in said for name in called) for _, said in self.claims)


class Event(NamedTuple):
    """A handover that counts, with what it shares with others, and where its sources differ."""

    id: str
    title: str
    when: str
    first: date
    last: date
    city: str | None
    legs: tuple[Leg, ...]
    facets: dict[str, frozenset[str]]
    disputes: tuple[Dispute, ...]

    def is_before(self, other: "Event") -> bool:
        """Whether it surely came first."""
        return self.last < other.first


def events(index: Index) -> list[Event]:
    """Return all handovers that count, oldest first."""
    rows = index.ask(
        "SELECT n, id, title, date, kind, date_earliest, date_latest, city FROM exchanges WHERE counted AND date NOT NULL"
    )
    legs, facets, claimed, disputes = _legs(index), _facets(index), _days(index), _disputes(index)
    found = []
    for n, name, title, when, kind, first, last, city in rows:
        days = [date.fromisoformat(first), date.fromisoformat(last), *claimed[n]]
        facets[n]["kind"].add(kind)
        for leg in legs[n]:
            facets[n]["between"].update(pair(by, to) for by in leg.by for to in leg.to)
        shared = {facet: frozenset(facets[n][facet]) for facet in FACETS}
        found.append(Event(name, title, when, min(days), max(days), city, tuple(legs[n]), shared, disputes[n]))
    return sorted(found, key=lambda event: (event.first, event.last, event.id))


def pair(one: str, other: str) -> str:
    """Return two parties as one text, whichever comes first."""
    return " ".join(sorted((one, other)))


def _days(index: Index) -> dict[int, list[date]]:
    """Return the days that somebody gives for a handover besides the record's."""
    days: dict[int, list[date]] = defaultdict(list)
    claims = "SELECT d.n, c.value FROM disputes AS d JOIN claims AS c ON c.n = d.n AND c.dispute = d.seq WHERE d.field = 'date'"
    for n, value in index.ask(claims):
        try:
            claimed = PartialDate.parse(value)
        except ValueError:
            continue  # a check says so
        days[n] += [claimed.earliest, claimed.latest]
    return days


def _disputes(index: Index) -> dict[int, tuple[Dispute, ...]]:
    """Return where the sources of each record differ."""
    claims: dict[tuple[int, int], list[tuple[str | None, str]]] = defaultdict(list)
    for n, seq, value, teller in index.ask("SELECT n, dispute, value, per FROM claims"):
        claims[n, seq].append((teller, folded(value)))
    found: dict[int, tuple[Dispute, ...]] = defaultdict(tuple)
    for n, seq, field, about in index.ask("SELECT n, seq, field, about FROM disputes"):
        found[n] += (Dispute(field, folded(about or ""), tuple(claims[n, seq])),)
    return found


def _legs(index: Index) -> dict[int, list[Leg]]:
    """Return the legs of each record, with the least and the most that anybody says."""
    legs: dict[int, list[Leg]] = defaultdict(list)
    numbers = ("min", "max", "about", "unknown")
    columns = [f"{{0}}.{name}_{number}" for name in ("people", "remains") for number in numbers]
    told: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for n, leg, *row in index.ask(f"SELECT n, leg, {', '.join(columns).format('t')} FROM tellings AS t WHERE leg >= 0"):
        told[n, leg].append(tuple(row))
    sides: dict[str | None, frozenset[str]] = {None: frozenset()}
    released = f'SELECT n, leg, by, "to", {", ".join(columns).format("r")} FROM releases AS r ORDER BY n, leg'
    for n, leg, by, to, *row in index.ask(released):
        said = [tuple(row), *told.get((n, leg), ())]
        living, dead = (_told([one[at : at + 4] for one in said]) for at in (0, 4))
        who, whom = (sides.setdefault(side, frozenset((side or "").split("+"))) for side in (by, to))
        legs[n].append(Leg(who, whom, living, dead))
    return legs


def _told(said: list[Row]) -> Told:
    """Return the least and the most of what is said of a leg; the first is what the record says."""
    low, high, about, _ = said[0]
    if len(said) == 1 and not about:
        return Told(said[0], low or 0, high)
    least = min((low or 0) - ((low or 0) // ABOUT if about else 0) for low, _, about, _ in said)
    most = [None if high is None else high + (high // ABOUT if about else 0) for _, high, about, _ in said]
    return Told(said[0], least, None if None in most else max(one for one in most if one is not None))


def _facets(index: Index) -> dict[int, dict[str, set[str]]]:
    """Return who mediated a record, and where it took place: cities with their countries, as they were called and are called."""
    facets: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    parties: dict[str, str] = dict(index.ask("SELECT folded, party FROM party_names ORDER BY length(party) DESC"))
    for n, party, name in index.ask("SELECT n, party, name FROM intermediaries WHERE role = 'mediator'"):
        facets[n]["mediator"].update(filter(None, (party, name and parties.get(folded(name), name))))
    places = "SELECT n, city, country, city_now, country_now FROM locations WHERE role = 'handover'"
    for n, city, country, city_now, country_now in index.ask(places):
        facets[n]["country"].update(code for code in (country, country_now) if code)
        then, now = (city, country), (city_now or city, country_now or country)
        facets[n]["city"].update(f"{folded(name)} {code}" for name, code in (then, now) if name)
    return facets
