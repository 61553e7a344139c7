"""Who tells what: the numbers of a record as each side gives them.

A claim is a number of its leg where the record's own number lies among those that are claimed: only then do both speak of the
same thing. A side's telling of a leg is the record's, with the numbers put in that the side gives.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from swaps.counting import Part, Total, counts, parts, total
from swaps.counts import Count
from swaps.models import Claim, Dispute, Exchange, Release
from swaps.words import APART, UNSAID


class Told(NamedTuple):
    """What a dispute is about: which leg by its number, what the record says there, and whether it is a number of that leg."""

    leg: int | None = None
    recorded: Count | None = None
    counts: bool = False


def about(record: Exchange, dispute: Dispute) -> Told:
    """Return what a dispute is about."""
    leg = _leg(record, dispute)
    if leg is None or dispute.field != "count":
        return Told(leg)
    found = list(parts(record.releases[leg], offered=not counts(record)))
    recorded = Count.sum(count for category, count in found if category in _replaced(found, dispute.category))
    try:
        claimed = [Count.parse(claim.value) for claim in dispute.claims]
    except ValueError:
        return Told(leg, recorded)  # a check says so
    return Told(leg, recorded, _lies_among(recorded, claimed))


def tellers(record: Exchange, claim: Claim) -> tuple[str, ...]:
    """Return who says so: the party or organisation that is named, else the publishers of the sources."""
    if claim.per is not None:
        return (claim.per,)
    return tuple(dict.fromkeys(source.publisher for source in record.sources if source.id in claim.sources))


def tellings(record: Exchange) -> Iterator[tuple[str, dict[int, Total]]]:
    """Yield everybody who gives numbers of their own, with the legs as they are then."""
    claimed: dict[str, dict[int, dict[str | None, Count]]] = defaultdict(lambda: defaultdict(dict))
    for dispute in record.disputes:
        told = about(record, dispute)
        if told.counts and told.leg is not None:
            for claim in dispute.claims:
                count = Count.parse(claim.value)
                for teller in tellers(record, claim):
                    of_leg = claimed[teller][told.leg]
                    of_leg[dispute.category] = _either(of_leg.get(dispute.category, count), count)
    for teller, legs in sorted(claimed.items()):
        yield teller, {leg: _telling(record.releases[leg], not counts(record), given) for leg, given in sorted(legs.items())}


def _telling(release: Release, offered: bool, given: dict[str | None, Count]) -> Total:
    """Return the sums of a leg with the numbers put in that somebody gives; a number of the whole comes last, and stands."""
    found = list(parts(release, offered))
    for category, count in sorted(given.items(), key=lambda pair: pair[0] is None):
        replaced = _replaced(found, category)
        kept: list[Part] = [part for part in found if part[0] not in replaced]
        found = [*kept, (category or next(iter(replaced), None), count)]
    return total(found)


def _replaced(found: list[Part], category: str | None) -> set[str | None]:
    """Return the categories that a number speaks for: one, or without one the living; where nobody is alive, the dead."""
    if category is not None:
        return {category, None} if category == UNSAID else {category}
    there = {part[0] for part in found}
    living = {one for one in there if one not in APART}
    return living or {one for one in there if one == "remains"} or there


def _leg(record: Exchange, dispute: Dispute) -> int | None:
    """Return the number of the leg that a dispute names; of a record with one leg, that."""
    if dispute.leg is None:
        return 0 if len(record.releases) == 1 else None
    for number, release in enumerate(record.releases):
        if dispute.leg in (release.id, "+".join(release.by)):
            return number
    return next((number for number, release in enumerate(record.releases) if dispute.leg in release.by), None)


def _lies_among(recorded: Count, claimed: list[Count]) -> bool:
    high = None if any(count.high is None for count in claimed) else max(count.high or 0 for count in claimed)
    if recorded.unknown or recorded.low < min(count.low for count in claimed):
        return False
    return high is None or (recorded.high is not None and recorded.high <= high)


def _either(one: Count, other: Count) -> Count:
    """Return the span of two numbers that the same side gives."""
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Count(min(one.low, other.low), high, one.about or other.about)
