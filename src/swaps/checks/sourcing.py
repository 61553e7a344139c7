"""Rules on sources, and on the disputes between them."""

from collections.abc import Iterator
from datetime import date
from math import inf

from swaps.checks.check import Context, Finding, error, of, warning
from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.models import Dispute, Exchange, Group, Loc, Location, Person, Release
from swaps.tellings import about
from swaps.words import DATED, HANDED_OVER

Sourced = tuple[Loc, tuple[str, ...], PartialDate | None]
"""What is said in a record: where, after which sources, and of which day."""


def _named(record: Exchange) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    """Yield every list of source ids in a record, with its place."""
    for field in ("history", "planned", "intermediaries", "considerations", "acknowledged"):
        for number, one in enumerate(getattr(record, field)):
            if one.sources:
                yield (field, number, "sources"), one.sources
    for number, dispute in enumerate(record.disputes):
        for at, claim in enumerate(dispute.claims):
            yield ("disputes", number, "claims", at, "sources"), claim.sources
    for loc, release in record.legs:
        if release.sources:
            yield (*loc, "sources"), release.sources
    parts: list[tuple[Loc, Release | None, Person | Group | Location]] = [*record.people, *record.groups, *record.places]
    for loc, _, part in parts:
        if part.sources:
            yield (*loc, "sources"), part.sources


@error
def known_source(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a claim names sources that the record has."""
    known = {source.id for source in record.sources}
    for loc, ids in _named(record):
        if not known.issuperset(ids):
            listed = ", ".join([*dict.fromkeys(source.id for source in record.sources)][:12])
            for number, one in enumerate(ids):
                if one not in known:
                    yield (*loc, number), f"the record has no source {one!r}: it has {listed}"


@error
def unique_source(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a source stands once in a record, under one id."""
    ids: set[str] = set()
    addresses: dict[str, str] = {}
    for number, source in enumerate(record.sources):
        if source.id in ids:
            yield ("sources", number, "id"), f"another source of this record has the id {source.id}"
        ids.add(source.id)
        if source.url is not None and source.url in addresses and source.locator is None:
            yield ("sources", number, "url"), f"this is the address of {addresses[source.url]} too: keep one of the two"
        if source.url is not None:
            addresses.setdefault(source.url, source.id)


@warning
def source_has_address(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a reader can find each source, by its address or by page and chapter."""
    for number, source in enumerate(record.sources):
        if source.url is None and source.archive_url is None and source.locator is None:
            yield ("sources", number), f"{source.id} has no url: add it, or a locator (page, chapter) for a book"


@warning
def one_publisher(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a record rests on two independent publishers."""
    publishers = {source.publisher.casefold() for source in record.sources}
    if len(publishers) == 1:
        name = record.sources[0].publisher
        yield ("sources",), f"{name} is the only publisher: add another, or waive one-publisher and say why"


@warning
def more_than_state_media(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure state media is never the only source for what the other side did."""
    if all(source.kind == "state-media" for source in record.sources):
        yield ("sources",), "all sources are state media: add one that is not"


@warning
def source_after_handover(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure somebody wrote of a handover after it had taken place."""
    if record.status not in HANDED_OVER or record.date is None or record.kind == "programme":
        return
    day = record.date.earliest
    if all(source.published is not None and source.published.latest < day for source in record.sources):
        yield ("sources",), f"every source was published before {record.date}: none can know that it took place"


@of("history")
@warning
def source_after_step(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a step of the history rests on a source that could know of it."""
    published = {source.id: source.published for source in record.sources}
    for number, step in enumerate(record.history):
        dates = [published.get(one) for one in step.sources]
        if dates and all(day is not None and day.latest < step.date.earliest for day in dates):
            yield ("history", number, "sources"), f"these were published before {step.date}"


@warning
def source_after_fact(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure what has a day rests on a source that could know of it: a release, an arrest, a claim about a day."""
    published = {source.id: source.published.latest for source in record.sources if source.published is not None}
    oldest = min(published.values(), default=date.max)
    late = record.when is not None and oldest < record.when.latest
    if not late and not record.disputes:
        return
    for loc, ids, day in [*_dated_claims(record), *(_dated_parts(record) if late else ())]:
        if day is not None and oldest < day.earliest and ids and all(published.get(one, date.max) < day.earliest for one in ids):
            yield (*loc, "sources"), f"these were published before {day}"


def _dated_claims(record: Exchange) -> Iterator[Sourced]:
    """Yield the claims about a day, or of one, each with its sources."""
    for number, dispute in enumerate(record.disputes):
        for at, claim in enumerate(dispute.claims):
            day = _as_date(claim.value) if dispute.field in DATED else dispute.date
            yield ("disputes", number, "claims", at), claim.sources, day


def _dated_parts(record: Exchange) -> Iterator[Sourced]:
    """Yield whatever happened on a day and has sources of its own."""
    for loc, release, person in record.people:
        yield loc, person.sources, release.date or record.date or person.held_since
    for number, place in enumerate(record.locations):
        yield ("locations", number), place.sources, record.date if place.role == "handover" else None
    for loc, release in record.legs:
        day = release.date or record.date
        yield loc, release.sources, day
        for field in ("groups", "locations"):
            for number, one in enumerate(getattr(release, field)):
                yield (*loc, field, number), one.sources, day


def _as_date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None  # another check says so


@of("disputes")
@error
def typed_claim(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure competing counts are counts and competing dates are dates."""
    for number, dispute in enumerate(record.disputes):
        read = Count.parse if dispute.field == "count" else PartialDate.parse if dispute.field in DATED else None
        for at, claim in enumerate(dispute.claims):
            try:
                if read is not None:
                    read(claim.value)
            except ValueError as refusal:
                yield ("disputes", number, "claims", at, "value"), str(refusal)


@of("disputes")
@error
def claims_differ(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a dispute has two values that differ."""
    for number, dispute in enumerate(record.disputes):
        if len({claim.value for claim in dispute.claims}) == 1:
            yield ("disputes", number, "claims"), "all of them say the same: where is the dispute?"


@of("disputes")
@warning
def claims_rest_apart(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure competing claims are those of different sources, or of one source that says who says so."""
    for number, dispute in enumerate(record.disputes):
        seen: set[tuple[tuple[str, ...], str | None]] = set()
        for at, claim in enumerate(dispute.claims):
            if len(claim.sources) == 1 and (claim.sources, claim.per) in seen:
                said = f"another claim rests on {claim.sources[0]} alone too: say under per whose each of them is"
                yield ("disputes", number, "claims", at), said
            seen.add((claim.sources, claim.per))


@of("disputes")
@warning
def recorded_among_claims(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure what a record counts or dates is what one of the competing claims says."""
    for number, dispute in enumerate(record.disputes):
        recorded, claimed = _compared(record, dispute)
        if recorded is not None and claimed and not any(_overlap(recorded, one) for one in claimed):
            yield ("disputes", number), f"the record has {recorded}, and no claim says so: is it a dispute about something else?"


def _compared(record: Exchange, dispute: Dispute) -> tuple[Count | PartialDate | None, list[Count | PartialDate]]:
    """Return what the record states where sources differ, and what they say; nothing where the two cannot be compared."""
    try:
        if dispute.field == "count":
            return about(record, dispute).recorded, [Count.parse(one.value) for one in dispute.claims]
        if dispute.field in DATED:
            held = [person.held_since for _, _, person in record.people if person.identity == dispute.person]
            stated = record.date if dispute.field == "date" else held[0] if held else None
            return stated, [PartialDate.parse(one.value) for one in dispute.claims]
    except ValueError:
        pass  # another check says so
    return None, []


def _bounds(value: Count | PartialDate) -> tuple[float, float]:
    """Return the least and the most that a count or a date can mean."""
    if isinstance(value, PartialDate):
        return value.earliest.toordinal(), value.latest.toordinal()
    return value.low, inf if value.high is None else value.high


def _overlap(one: Count | PartialDate, other: Count | PartialDate) -> bool:
    """Whether there is a number, or a day, that both can mean."""
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return low <= other_high and other_low <= high


@of("disputes")
@error
def dispute_has_its_object(record: Exchange, context: Context) -> Iterator[Finding]:
    """Ensure a dispute is about a leg and a person that the record has."""
    by_id = {release.id for release in record.releases}
    by_party = [party for release in record.releases for party in {*release.by, "+".join(release.by)}]
    known = {person.identity for _, _, person in record.people}
    for number, dispute in enumerate(record.disputes):
        here: Loc = ("disputes", number)
        if dispute.leg is not None and dispute.leg not in by_id and by_party.count(dispute.leg) != 1:
            said = "more than one leg is" if dispute.leg in by_party else "no leg is"
            yield (*here, "leg"), f"{said} {dispute.leg!r}: name the leg by its id, or by the party that released"
        if dispute.person is not None and dispute.field != "person" and dispute.person not in known:
            yield (*here, "person"), f"the record releases no {dispute.person}: write the slug of the name, or the person id"


CHECKS = (
    known_source, unique_source, source_has_address, one_publisher, more_than_state_media, source_after_handover,
    source_after_step, source_after_fact, typed_claim, claims_differ, claims_rest_apart, recorded_among_claims,
    dispute_has_its_object,
)  # fmt: skip
