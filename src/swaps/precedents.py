"""Precedents: since when an exchange is the largest, and its number among those like it, as of its day and within this catalogue.

Nothing is said where it could be otherwise: where a count is unknown or open, where somebody gives a number that would change the
answer, where the days of two exchanges overlap, where the place or the mediator is disputed.
"""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from swaps.english import ordinal, the
from swaps.handovers import Event, Leg, Span, events, pair
from swaps.index import Index

TENTH = 10
"""Nobody quotes an eleventh place."""


class NotCounted(Exception):
    """The record is no handover that counts: it has no precedents."""


class Behind(NamedTuple):
    """One exchange of the list behind a statement, with its number where the statement is of numbers."""

    id: str
    date: str
    title: str
    number: str | None = None


class Precedent(NamedTuple):
    """One statement: its words, the exchanges behind it, and what is missing on record."""

    text: str
    behind: tuple[Behind, ...]
    missing: str | None = None


class Ranking(NamedTuple):
    """What can be said of an exchange, of so many up to its day; `silent` is what cannot be said, and why."""

    id: str
    title: str
    date: str
    exchanges: int
    precedents: tuple[Precedent, ...]
    silent: tuple[str, ...]

    @property
    def within(self) -> str:
        """What belongs to every statement."""
        return f"within this catalogue ({self.exchanges:,} exchange{'' if self.exchanges == 1 else 's'})"


class Scope(NamedTuple):
    """What is compared: the words for it, and which legs; their living, or their dead."""

    name: str
    dead: bool
    by: str | None = None
    to: str | None = None
    ends: str | None = None

    def of(self, event: Event) -> Span:
        """Return how many an event has in this scope."""
        return Span.of([leg.dead if self.dead else leg.people for leg in event.legs if self._takes(leg)])

    def _takes(self, leg: Leg) -> bool:
        if self.ends is not None:
            return any(pair(by, to) == self.ends for by in leg.by for to in leg.to)
        return (self.by is None or self.by in leg.by) and (self.to is None or self.to in leg.to)


Statement = Precedent | str | None
"""Something that can be said, or why it cannot; nothing, where it would not be worth it."""


def rank(index: Index, name: str) -> Ranking:
    """Find the precedents of an exchange; raises NotCounted for a record that does not count."""
    found = events(index)
    event = next((one for one in found if one.id == name), None)
    if event is None:
        raise NotCounted(name)
    others = [one for one in found if one.first <= event.last and one.id != name]
    names: dict[str, str] = dict(index.ask("SELECT id, name FROM parties"))
    said = [*_sizes(event, others, names), *_ordinals(event, others, names)]
    precedents = tuple(one for one in said if isinstance(one, Precedent))
    silent = tuple(dict.fromkeys(one for one in said if isinstance(one, str)))
    return Ranking(event.id, event.title, event.when, len(others) + 1, precedents, silent)


def _sizes(event: Event, others: list[Event], names: dict[str, str]) -> Iterator[Statement]:
    for scope in _scopes(event, names):
        mine = scope.of(event)
        if mine.most != 0:
            sizes = ((other, scope.of(other)) for other in others)
            yield from _size(scope.name, event, mine, [(other, size) for other, size in sizes if size.most != 0])


def _scopes(event: Event, names: dict[str, str]) -> Iterator[Scope]:
    """Yield what an event can be compared by: as a whole, between two parties, by one and to one; the living, then the dead."""
    for dead, exchange, release in ((False, "exchange", "release"), (True, "return of the dead", "return of the dead")):
        yield Scope(exchange, dead)
        for ends in sorted(event.facets["between"]):
            yield Scope(f"{exchange} {_between(ends, names)}", dead, ends=ends)
        for party in sorted({party for leg in event.legs for party in leg.by}):
            yield Scope(f"{release} by {_named(party, names)}", dead, by=party)
        for party in sorted({party for leg in event.legs for party in leg.to}):
            yield Scope(f"{release} to {_named(party, names)}", dead, to=party)


def _size(name: str, event: Event, mine: Span, others: list[tuple[Event, Span]]) -> Iterator[Statement]:
    """Say which place it took up to then, and since when it is the largest."""
    compared = [(other, size, size.compared(mine)) for other, size in others]
    at_once = [(other, larger) for other, _, larger in compared if not other.is_before(event)]
    before = [one for one in compared if one[0].is_before(event)]
    larger = [(other, size) for other, size, is_larger in before if is_larger]
    unsure = [other for other, _, is_larger in before if is_larger is None]
    last = max((other for other, _ in larger), key=lambda other: (other.last, other.first), default=None)
    in_doubt = [other for other, is_larger in at_once if is_larger is None]
    in_doubt += [other for other in unsure if last is None or other.last >= last.first]
    if in_doubt:
        yield f"largest {name}: the numbers of {_some(in_doubt)} could change it"
    elif before and not any(is_larger for _, is_larger in at_once):
        if not unsure:
            yield _place(name, larger, before)
        if last is not None:
            yield _since(name, last, [(other, size) for other, size, _ in before if other.first > last.last or other is last])


def _place(name: str, larger: list[tuple[Event, Span]], before: list[tuple[Event, Span, bool | None]]) -> Statement:
    """Say which place it took among those before it, if it is one that is quoted."""
    place = len(larger) + 1
    if place > TENTH or place > (len(before) + 1) / 2:
        return None
    listed = sorted(larger or [one[:2] for one in before], key=lambda one: (-one[1].least, one[0].first, one[0].id))
    words = f"{ordinal(place)} largest" if larger else "largest"
    return Precedent(f"{words} {name} up to then", tuple(_behind(other, size) for other, size in listed))


def _since(name: str, last: Event, listed: list[tuple[Event, Span]]) -> Statement:
    """Say since when it is the largest, if there was anything in between."""
    if len(listed) < 2:
        return None
    text = f'largest {name} since "{last.title}" ({last.when})'
    return Precedent(text, tuple(_behind(other, size) for other, size in listed))


def _ordinals(event: Event, others: list[Event], names: dict[str, str]) -> Iterator[Statement]:
    """Say its number among those through the same mediator, in the same place, between the same parties and of the same kind."""
    facets = event.facets
    for mediator in sorted(facets["mediator"]):
        name = names.get(mediator, mediator)
        doubtful = [one for one in (*others, event) if _mediator_in_doubt(one, mediator, name)]
        yield _ordinal(f"mediated by {the(name)}", event, others, "mediator", {mediator}, doubtful)
    countries = [names.get(country, country) for country in sorted(facets["country"])]
    if event.city is not None:
        doubtful = [one for one in (*others, event) if _place_in_doubt(one, "city", facets["city"], [event.city], countries)]
        yield _ordinal(f"in {event.city}", event, others, "city", facets["city"], doubtful)
    for country, name in zip(sorted(facets["country"]), countries, strict=True):
        of_it = [name, *([event.city] if event.city and len(countries) == 1 else [])]
        doubtful = [one for one in (*others, event) if _place_in_doubt(one, "country", {country}, of_it)]
        yield _ordinal(f"in {the(name)}", event, others, "country", {country}, doubtful)
    for ends in sorted(facets["between"]):
        yield _ordinal(_between(ends, names), event, others, "between", {ends})
    for kind in facets["kind"]:
        yield _ordinal(f"of kind {kind}", event, others, "kind", {kind})


def _mediator_in_doubt(event: Event, party: str, name: str) -> bool:
    """Whether sources differ on the mediators of an event, and this one is or may be among them."""
    disputes = [dispute for dispute in event.disputes if dispute.field == "intermediary"]
    return any(party in event.facets["mediator"] or dispute.names(name, party=party) for dispute in disputes)


def _place_in_doubt(event: Event, facet: str, wanted: Set[str], names: list[str], around: Sequence[str] = ()) -> bool:
    """Whether sources differ on the place of an event: it was there and somebody says otherwise, or the other way round."""
    disputes = [dispute for dispute in event.disputes if dispute.field == "location"]
    if event.facets[facet] & wanted:
        return any(dispute.departs_from(*names, *around) for dispute in disputes)
    return any(dispute.names(*names) for dispute in disputes)


def _ordinal(
    words: str, event: Event, others: list[Event], facet: str, wanted: Set[str], doubtful: list[Event] | None = None
) -> Statement:
    """Say an event's number among those that share something with it; `doubtful` are those on which sources differ."""
    sharing = [other for other in others if other.facets[facet] & wanted]
    at_once = [other for other in sharing if not other.is_before(event)]
    if at_once:
        return f"{words}: {_some(at_once)} may have been before it or after"
    what = "mediator" if facet == "mediator" else "place"
    though = f", though sources differ on the {what} of {_some(doubtful)}" if doubtful else ""
    without = sum(not other.facets[facet] for other in others) if doubtful is not None else 0
    missing = f"of {len(others):,} exchanges before it, {without:,} have no {facet} on record" if without else None
    return Precedent(f"{ordinal(len(sharing) + 1)} {words}{though}", tuple(map(_behind, sharing)), missing)


def _behind(event: Event, size: Span | None = None) -> Behind:
    return Behind(event.id, event.when, event.title, size and size.text)


def _some(events: list[Event]) -> str:
    """Name up to three of them."""
    listed = [event.id for event in events[:3]] + ([f"{len(events) - 3:,} more"] if len(events) > 3 else [])
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1])))


def _between(ends: str, names: dict[str, str]) -> str:
    return "between " + " and ".join(_named(party, names) for party in ends.split())


def _named(party: str, names: dict[str, str]) -> str:
    return the(names.get(party, party))
