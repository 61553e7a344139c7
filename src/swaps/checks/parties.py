"""Rules on parties, countries and citizenships: what they are, and that they were there in that year."""

from collections.abc import Container, Iterator
from datetime import date

from swaps.checks.check import Context, Finding, error, warning
from swaps.dates import PartialDate
from swaps.models import Exchange, Loc, Location

Named = tuple[Loc, str, PartialDate | None]


def _parties(record: Exchange, wanted: Container[str]) -> Iterator[Named]:
    """Yield where a record names a party that is wanted, with the time of that."""
    for loc, release in record.legs:
        yield from _named(release, loc, ("by", "to", "held_by"), release.date or record.when, wanted)
    parts = {
        "planned": ("by", "to"),
        "considerations": ("by", "to"),
        "intermediaries": ("party", "on_behalf_of"),
        "acknowledged": ("by",),
    }
    for field, keys in parts.items():
        for number, one in enumerate(getattr(record, field)):
            yield from _named(one, (field, number), keys, record.when, wanted)


def _countries(record: Exchange, wanted: Container[str], today: date) -> Iterator[Named]:
    """Yield where a record names one as a country or citizenship, with the time of that."""
    yield from _places(record.locations, (), record.when, wanted, today)
    for loc, release in record.legs:
        when = release.date or record.when
        yield from _places(release.locations, loc, when, wanted, today)
        for number, group in enumerate(release.groups):
            for at, citizenship in enumerate(group.citizenships):
                yield from _named(citizenship, (*loc, "groups", number, "citizenships", at), ("code",), when, wanted)
    for loc, release, person in record.people:
        yield from _named(person, loc, ("citizenships",), release.date or record.when, wanted)


def _places(
    places: tuple[Location, ...], loc: Loc, when: PartialDate | None, wanted: Container[str], today: date
) -> Iterator[Named]:
    for number, place in enumerate(places):
        yield from _named(place, (*loc, "locations", number), ("country", "border_with"), when, wanted)
        if place.now is not None:
            now = PartialDate(today, today, "")
            yield from _named(place.now, (*loc, "locations", number, "now"), ("country",), now, wanted)


def _named(part: object, loc: Loc, keys: tuple[str, ...], when: PartialDate | None, wanted: Container[str]) -> Iterator[Named]:
    for key in keys:
        value = getattr(part, key)
        if type(value) is not tuple:
            if value in wanted:
                yield (*loc, key), value, when
            continue
        for number, name in enumerate(value):
            if name in wanted:
                yield (*loc, key, number), name, when


@error
def party_of_its_time(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a party, country or citizenship existed in the year of the exchange."""
    mortal = context.mortal
    for loc, name, when in [*_parties(record, mortal), *_countries(record, mortal, context.today)]:
        party = mortal[name]
        if when is None or party.stands_in(when.earliest, when.latest):
            continue
        if not party.stands_in(date(when.earliest.year, 1, 1), date(when.latest.year, 12, 31)):
            yield loc, f"{name} ({party.name}) stands from {party.years}, not in {when or 'the present'}"


@error
def country_is_a_country(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure countries and citizenships are states or territories."""
    for loc, name, _ in _countries(record, context.no_countries, context.today):
        yield loc, f"{name} is no country but a party of kind {context.parties[name].kind}"


@warning
def citizenship_once(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a list of citizenships names each of them once."""
    for loc, _, person in record.people:
        if len(person.citizenships) == len({*person.citizenships}):
            continue
        seen = set()
        for number, code in enumerate(person.citizenships):
            if code in seen:
                yield (*loc, "citizenships", number), f"{code} stands here twice"
            seen.add(code)


CHECKS = (party_of_its_time, country_is_a_country, citizenship_once)
