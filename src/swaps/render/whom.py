"""Whom a leg releases, in words: the living by name or number, the dead, those who came along, those who would not go.

It is the counting rule of `counting` told in English, over a record as JSON.
"""

from typing import Any, NamedTuple

from swaps import english
from swaps.counts import NOBODY, UNKNOWN, Count
from swaps.names import folded, slug
from swaps.words import APART

Leg = dict[str, Any]
NAMED = 4
"""So many people are all called by their names; of more, three."""

ANYBODY = ("person", "people")
OTHERS = ("other person", "other people")
CALLED = {
    "pows": ("prisoner of war", "prisoners of war"),
    "civilians": ("civilian", "civilians"),
    "detainees": ("detainee", "detainees"),
    "hostages": ("hostage", "hostages"),
    "convicts": ("convicted prisoner", "convicted prisoners"),
}
"""What a group is called by its category; all others are people."""


class Whom(NamedTuple):
    """Whom a leg releases; a part is empty where there is nobody."""

    living: str
    along: str
    dead: str
    declined: str


def whom(leg: Leg, offered: bool) -> Whom:
    """Put into words whom a leg releases, or would release."""
    members = {folded(name) for group in leg.get("groups", ()) for name in group.get("people", ())}
    alone = [one for one in leg.get("people", ()) if not one.get("declined") and not members & _spellings(one)]
    said: dict[str, list[str]] = {"living": [], "accompanying": [], "remains": []}
    total = NOBODY
    for part, phrases in said.items():
        names = [one["name"] for one in alone if _part(one) == part]
        groups: dict[str, list[Leg]] = {}
        for group in leg.get("groups", ()):
            if _part(group) == part:
                groups.setdefault(group.get("category", "detainees"), []).append(group)
        if names:
            phrases += _called(names, Count.exactly(len(names)), ANYBODY)
        for category, alike in groups.items():
            members_named = [name for group in alike for name in group.get("people", ())]
            count = Count.sum(size(group, offered) for group in alike)
            phrases += _called(members_named, count, CALLED.get(category, OTHERS if names else ANYBODY))
            total += count
        total += Count.exactly(len(names))
    planned = Count.parse(leg["planned"]) if offered and "planned" in leg else None
    if planned is not None and (planned.low, planned.high) != (total.low, total.high):
        known = english.series([phrase for phrases in said.values() for phrase in phrases])
        among = f" (among them {known})" if known else ""
        return Whom(f"{english.people(planned, *ANYBODY)}{among}", "", "", _declined(leg))
    if not leg.get("people") and not leg.get("groups"):
        said["living"].append(english.people(UNKNOWN, *ANYBODY))
    living, along, dead = map(english.series, said.values())
    return Whom(living, along, f"the remains of {dead}" if dead else "", _declined(leg))


def size(group: Leg, offered: bool) -> Count:
    """Return how many a group is, counting no fewer than it names."""
    text = group.get("count") or (group.get("planned") if offered else None)
    return Count.parse(text) if text else Count(len(group.get("people", ())), None, unknown=1)


def _part(one: Leg) -> str:
    category = one.get("category")
    return category if category in APART else "living"


def _spellings(person: Leg) -> set[str]:
    names = [person["name"], person.get("native_name"), *person.get("aliases", ()), person.get("person") or slug(person["name"])]
    return {folded(name) for name in names if name}


def _called(names: list[str], count: Count, words: tuple[str, str]) -> list[str]:
    """Call a few people by their names; of many, say how many they are and name three."""
    if count == Count.exactly(len(names)) and len(names) <= NAMED:
        return names
    if count._replace(unknown=0) == Count(len(names), None) and 0 < len(names) <= NAMED:
        return [f"at least {english.series(names)}"]
    among = f" (among them {english.series(names[: NAMED - 1])})" if names else ""
    return [f"{english.people(count, *words)}{among}"]


def _declined(leg: Leg) -> str:
    names = [one["name"] for one in leg.get("people", ()) if one.get("declined")]
    more = Count.sum(Count.parse(group["declined"]) for group in leg.get("groups", ()) if group.get("declined"))
    if more.low:
        names.append(f"{english.amount(more)} {'more' if names else 'other' if more.high == 1 else 'others'}")
    return f"{english.series(names)} declined to go" if names else ""
