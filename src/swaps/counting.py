"""The counting rule: who counts as released, and how many a leg holds.

The living, the dead and those who came along are three sums, never one. A leg's total is its groups and those of its named
people who are not members of a group. Whoever declined is not counted.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from swaps.counts import NOBODY, UNKNOWN, Count
from swaps.models import Exchange, Group, Person, Release
from swaps.names import folded
from swaps.words import APART, HANDED_OVER

Part = tuple[str | None, Count]
"""Some people of a leg: what they were held as, and how many."""


class Total(NamedTuple):
    """The three sums of a leg or a record."""

    people: Count = NOBODY
    remains: Count = NOBODY
    accompanying: Count = NOBODY

    def and_(self, other: "Total") -> "Total":
        """Return the sums of both."""
        return Total(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def counts(record: Exchange) -> bool:
    """Whether the people of a record are released people: of any other record, the legs say what was offered."""
    return record.status in HANDED_OVER and record.kind not in ("programme", "framework") and record.withdrawn is None


def is_released(record: Exchange, person: Person) -> bool:
    """Whether a named person counts among the living who were released."""
    return counts(record) and not person.declined and person.category not in APART


def leg_total(release: Release, offered: bool = False) -> Total:
    """Add a leg up; of an offer, what was planned counts before what is named."""
    return total(parts(release, offered))


def total(parts: Iterable[Part]) -> Total:
    """Add parts up."""
    sums: dict[str, Count] = {}
    for category, count in parts:
        apart = category if category in APART else "people"
        sums[apart] = sums[apart] + count if apart in sums else count
    return Total(**sums)


def parts(release: Release, offered: bool = False) -> Iterator[Part]:
    """Yield what a leg consists of: its groups, and those of its named people who are not members of one."""
    if offered and release.planned is not None:
        yield None, release.planned
        return
    members: set[str] = set()
    for group in release.groups:
        yield group.category, _size(group, offered)
        members.update(folded(name) for name in group.people)
    alone: dict[str | None, int] = {}
    for person in release.people:
        if not person.declined and not _among(members, person):
            alone[person.category] = alone.get(person.category, 0) + 1
    for category, number in alone.items():
        yield category, Count.exactly(number)
    if not release.groups and not release.people:
        yield None, UNKNOWN


def _among(members: set[str], person: Person) -> bool:
    return bool(members) and not members.isdisjoint(map(folded, (*person.names, person.identity)))


def _size(group: Group, offered: bool) -> Count:
    size = group.planned if offered and group.count is None else group.count
    return Count(len(group.people), None, unknown=1) if size is None else size


def leg_totals(record: Exchange) -> list[Total]:
    """Add each leg of a record up."""
    offered = not counts(record)
    return [leg_total(release, offered) for release in record.releases]
