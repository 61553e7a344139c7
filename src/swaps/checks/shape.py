"""Rules on the record as a whole: what belongs to which kind and status."""

from collections.abc import Iterator

from swaps.checks.check import Context, Finding, error, of, warning
from swaps.models import Exchange, Loc
from swaps.models.values import Model
from swaps.words import HANDED_OVER

TWO_SIDED = ("detainee-swap", "spy-swap", "pow-exchange", "hostage-deal", "ransom")
"""The kinds in which each side gives something."""
LISTS = ("locations", "history", "planned", "intermediaries", "considerations", "disputes")
NEAR = 50
"""What was pasted twice stands so near: to hold each part of a long list against all others takes too long."""


@error
def date_and_status(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a record has a date if, and only if, a handover took place."""
    if record.status in HANDED_OVER and record.date is None:
        yield ("status",), f"date is missing: a record that is {record.status} has the day of its handover"
    if record.status not in HANDED_OVER and record.date is not None:
        yield ("date",), f"nothing was handed over in a record that is {record.status}: move the date into history"


@error
def stands_in_time(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a record stands somewhere in time, by its date or by its history."""
    if record.when is None and record.status not in HANDED_OVER:
        yield (), f"nothing says when this was: a record that is {record.status} needs a history with dates"


@error
def open_end(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure only a programme that still runs has a date without an end."""
    if record.kind != "programme" and record.date is not None and record.date.is_open:
        yield ("date",), "only a programme has no end: write the day of the handover"


@error
def framework_holds_no_people(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a framework promises and its rounds release, so that nobody is counted twice."""
    if record.kind == "framework" and record.releases:
        yield ("releases",), "a framework has no releases: write what was promised under planned, and each round as a record"
    if record.kind != "framework" and record.planned:
        yield ("planned",), "only a framework has planned here: elsewhere it belongs to a leg or a group"


@warning
def somebody_released(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a record of a handover says who was released by whom."""
    if record.kind != "framework" and record.status in HANDED_OVER and not record.releases:
        yield (), "releases is missing: who was released by whom, and to whom?"
    for loc, release in record.legs:
        if not release.people and not release.groups and release.planned is None:
            yield loc, "nobody is in this leg: add people, or a group (without a count if it is unknown)"


@error
def leg_has_two_sides(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure no party releases people to itself."""
    for loc, release in record.legs:
        for party in release.by:
            if party in release.to:
                yield (*loc, "to"), f"{party} cannot release people to itself"


@warning
def leg_id(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure legs of one releasing party can be told apart."""
    sides = [release.by for release in record.releases]
    shared = {by for by in sides if sides.count(by) > 1} if len({*sides}) < len(sides) else ()
    for loc, release in record.legs:
        if release.by in shared and release.id is None:
            yield (*loc, "by"), f"{' and '.join(release.by)} releases in more than one leg: give each of them an id"


@error
def unique_leg_id(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a leg's id names one leg."""
    seen = set()
    for loc, release in record.legs:
        if release.id in seen:
            yield (*loc, "id"), f"another leg has the id {release.id}"
        if release.id is not None:
            seen.add(release.id)


@warning
def part_once(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure no part of a record was pasted into it twice."""
    for field in LISTS:
        if len(parts := getattr(record, field)) > 1:
            yield from _twice((field,), parts)
    for loc, release in record.legs:
        for field in ("groups", "locations"):
            if len(parts := getattr(release, field)) > 1:
                yield from _twice((*loc, field), parts)


def _twice(loc: Loc, parts: tuple[Model, ...]) -> Iterator[Finding]:
    for number in range(1, len(parts)):
        if any(parts[number].__dict__ == other.__dict__ for other in parts[max(0, number - NEAR) : number]):
            yield (*loc, number), "this stands here twice: keep one"


@of("places")
@error
def location_says_where(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a location names a place, or says that it was kept undisclosed."""
    for loc, _, place in record.places:
        if not (place.place or place.city or place.country or place.undisclosed):
            yield loc, "no place, city or country is here: name one, or write undisclosed: true"
        if place.undisclosed and (place.place or place.city or place.coordinates):
            yield (*loc, "undisclosed"), "a place that is named is not undisclosed"
        if place.coordinates == (0, 0):
            yield (*loc, "coordinates"), "0, 0 lies in the Gulf of Guinea: leave coordinates out where they are unknown"


@of("intermediaries")
@error
def intermediary_is_somebody(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure an intermediary is either a party or somebody by name."""
    for number, one in enumerate(record.intermediaries):
        if (one.party is None) == (one.name is None):
            yield ("intermediaries", number), "write party or name: one of the two"
        if one.party is not None and one.on_behalf_of is not None:
            yield ("intermediaries", number, "on_behalf_of"), "on_behalf_of goes with name, not with party"


@of("considerations")
@warning
def amount_has_currency(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure an amount of money says of which money."""
    for number, one in enumerate(record.considerations):
        if one.amount is not None and one.currency is None and one.kind in ("money", "assets"):
            yield ("considerations", number, "amount"), "currency is missing: of which money is this?"


@of("related")
@error
def related_to_another(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a record is related to another one, once in each way."""
    seen = set()
    for number, one in enumerate(record.related):
        if one.id == record.id:
            yield ("related", number, "id"), "a record is not related to itself"
        if one in seen:
            yield ("related", number), f"{one.relation} {one.id} stands here twice"
        seen.add(one)


@warning
def kind_fits_legs(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a two-sided kind gives something back, and a one-sided release does not."""
    if record.kind == "one-sided-release":
        ways = {(by, to) for release in record.releases for by in release.by for to in release.to}
        if any(by != to and (to, by) in ways for by, to in ways):
            yield ("kind",), "people go both ways here: which kind of exchange is it?"
    if record.kind not in TWO_SIDED or record.status not in HANDED_OVER or record.considerations or record.related:
        return
    if len({release.by for release in record.releases}) == 1:
        yield ("kind",), "only one side gives something: add the other leg or what was given, or is it a one-sided release?"


CHECKS = (
    part_once, date_and_status, stands_in_time, open_end, framework_holds_no_people, somebody_released, leg_has_two_sides, leg_id,
    unique_leg_id, location_says_where, intermediary_is_somebody, amount_has_currency, related_to_another, kind_fits_legs,
)  # fmt: skip
