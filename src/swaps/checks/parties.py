"""Rules on parties, countries and citizenships: what they are, and that they were there in that year."""

from collections.abc import Iterator
from datetime import date

from swaps.checks.check import Context, Finding, error, warning
from swaps.dates import PartialDate
from swaps.models import Exchange, Loc, Location

Named = tuple[Loc, str, PartialDate | None]


def _parties(record: Exchange) -> Iterator[Named]:
    """Yield each party that a record names, with its place and time."""
    for loc, release in record.legs:
        yield from _sides(release, loc, ("by", "to", "held_by"), release.date or record.when)
    parts = {
        "planned": ("by", "to"),
        "considerations": ("by", "to"),
        "intermediaries": ("party", "on_behalf_of"),
        "acknowledged": ("by",),
    }
    for field, keys in parts.items():
        for number, one in enumerate(getattr(record, field)):
            yield from _sides(one, (field, number), keys, record.when)


def _sides(part: object, loc: Loc, keys: tuple[str, ...], when: PartialDate | None) -> Iterator[Named]:
    for key in keys:
        value = getattr(part, key)
        if isinstance(value, str):
            yield (*loc, key), value, when
        elif value is not None:
            for number, party in enumerate(value):
                yield (*loc, key, number), party, when


def _countries(record: Exchange, today: date) -> Iterator[Named]:
    """Yield each country and citizenship that a record names, with its place and time."""
    now = PartialDate(today, today, "")
    places: list[tuple[Loc, Location, PartialDate | None]] = [
        (("locations", number), place, record.when) for number, place in enumerate(record.locations)
    ]
    for loc, release in record.legs:
        when = release.date or record.when
        places += [((*loc, "locations", number), place, when) for number, place in enumerate(release.locations)]
        for number, group in enumerate(release.groups):
            for at, citizenship in enumerate(group.citizenships):
                yield (*loc, "groups", number, "citizenships", at, "code"), citizenship.code, when
    for loc, release, person in record.people:
        for number, code in enumerate(person.citizenships):
            yield (*loc, "citizenships", number), code, release.date or record.when
    for loc, place, when in places:
        for key in ("country", "border_with"):
            if getattr(place, key) is not None:
                yield (*loc, key), getattr(place, key), when
        if place.now is not None and place.now.country is not None:
            yield (*loc, "now", "country"), place.now.country, now


@error
def party_of_its_time(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a party, country or citizenship existed in the year of the exchange."""
    for loc, name, when in [*_parties(record), *_countries(record, context.today)]:
        party = context.mortal.get(name)
        if party is None or when is None or party.stands_in(when.earliest, when.latest):
            continue
        if not party.stands_in(date(when.earliest.year, 1, 1), date(when.latest.year, 12, 31)):
            yield loc, f"{name} ({party.name}) stands from {party.years}, not in {when or 'the present'}"


@error
def country_is_a_country(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure countries and citizenships are states or territories."""
    for loc, name, _ in _countries(record, context.today):
        if name in context.no_countries:
            yield loc, f"{name} is no country but a party of kind {context.parties[name].kind}"


@warning
def citizenship_once(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a list of citizenships names each of them once."""
    for loc, _, person in record.people:
        for number, code in enumerate(person.citizenships):
            if code in person.citizenships[:number]:
                yield (*loc, "citizenships", number), f"{code} stands here twice"


CHECKS = (party_of_its_time, country_is_a_country, citizenship_once)
