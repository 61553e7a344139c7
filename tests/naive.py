"""A second way to every number: slow and plain, over the models, with none of the program's own sums.

Also a maker of catalogues at random, so that the two ways meet more than a few handmade records.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from swaps import parser
from swaps.catalogue import Record, Registry, entries
from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.files import at
from swaps.models import Dispute, Exchange, Release

PARTIES = ("AA", "BB", "CC", "NO", "front")
KINDS = ("spy-swap", "pow-exchange", "hostage-deal")


class Part(NamedTuple):
    """Some people of a leg: which sum they belong to, how many at least and at most."""

    sum: str
    low: int
    high: int | None


def records(path: Path) -> list[Exchange]:
    """Return the exchanges of a catalogue as models."""
    return [one for one in models(path) if isinstance(one, Exchange) and one.withdrawn is None]


def models(path: Path) -> list[Record]:
    """Return the records of a catalogue as models, tombstones included."""
    files = at(str(path))
    items = [item for one in files.paths for item in parser.read(Path(one).read_bytes(), one).items]
    return [entry.record for entry in entries(items, "", Registry.read(files.registry).known, []) if entry.record is not None]


def counted(record: Exchange) -> bool:
    """Whether people were released."""
    return record.status in ("completed", "partial") and record.kind not in ("framework", "programme")


def parts(record: Exchange, release: Release) -> Iterator[Part]:
    """Yield the people of a leg, group by group and name by name."""
    if not counted(record) and release.planned:
        yield Part("people", release.planned.low, release.planned.high)
        return
    if not release.groups and not release.people:
        yield Part("people", 0, None)
    for group in release.groups:
        which = group.category if group.category in ("remains", "accompanying") else "people"
        size = group.count or (group.planned if not counted(record) else None)
        yield Part(str(which), size.low, size.high) if size else Part(str(which), len(group.people), None)
    inside = {name for group in release.groups for name in group.people}
    for person in release.people:
        if not person.declined and person.name not in inside:
            yield Part(person.category if person.category in ("remains", "accompanying") else "people", 1, 1)


def leg_sum(record: Exchange, release: Release, which: str = "people", teller: str | None = None) -> tuple[int, int | None]:
    """Return how many there are in a leg at least and at most, as the record says or as somebody tells it."""
    told = [claim for dispute in record.disputes if teller and is_of(record, release, dispute, which)
            for claim in said(record, dispute, teller)]  # fmt: skip
    if told:
        return min(one.low for one in told), None if any(one.high is None for one in told) else max(one.high or 0 for one in told)
    return added((part.low, part.high) for part in parts(record, release) if part.sum == which)


def said(record: Exchange, dispute: Dispute, teller: str) -> list[Count]:
    """Return the counts that a party, an organisation or a publisher gives."""
    found = []
    for claim in dispute.claims:
        publishers = [source.publisher for source in record.sources if source.id in claim.sources]
        if claim.per == teller or (claim.per is None and teller in publishers):
            found.append(Count.parse(claim.value))
    return found


def is_of(record: Exchange, release: Release, dispute: Dispute, which: str) -> bool:
    """Whether a dispute is about one of the sums of a leg: here a category other than the dead is all of the living."""
    named = dispute.leg in {release.id, *release.by} if dispute.leg else len(record.releases) == 1
    if dispute.field != "count" or not named:
        return False
    return which == ("remains" if dispute.category == "remains" else "people")


def tellers(record: Exchange) -> set[str]:
    """Return everybody who gives a number for a leg."""
    found = set()
    for dispute in record.disputes:
        if dispute.field == "count" and dispute.leg is not None:
            for claim in dispute.claims:
                found |= {claim.per} if claim.per else {one.publisher for one in record.sources if one.id in claim.sources}
    return {one for one in found if one}


def days(record: Exchange) -> tuple[date, date]:
    """Return the first and the last day that a record can stand on."""
    dates = [record.date] if record.date else [step.date for step in record.history]
    return min(one.earliest for one in dates), max(one.latest for one in dates)


def written(record: Exchange) -> str:
    """Return when a record stands, as its dates are written."""
    dates = [record.date] if record.date else [step.date for step in record.history]
    first, last = min(dates), max(dates, key=lambda one: (one.latest, one.earliest))
    return f"{first.text.partition('/')[0]}/{last.text.rpartition('/')[2]}" if first != last else first.text


def added(sums: Iterable[tuple[int, int | None]]) -> tuple[int, int | None]:
    """Add sums up; what is open makes the whole open."""
    listed = list(sums)
    highs = [high for _, high in listed]
    return sum(low for low, _ in listed), None if None in highs else sum(high or 0 for high in highs)


def made(seed: int, size: int = 60) -> str:
    """Return a catalogue made at random, as text."""
    chance = random.Random(seed)
    days = sorted(date(1990, 1, 1) + timedelta(chance.randrange(3000)) for _ in range(size))
    written = [_made(chance, number, day) for number, day in enumerate(days)]
    found = [(PartialDate.parse(when).earliest, name, text) for when, name, text in written]
    return "".join(text for *_, text in sorted(found))


def _made(chance: random.Random, number: int, day: date) -> tuple[str, str, str]:
    """Write one record: its date, its id and its text."""
    name = f"deal-{number:03}"
    when = chance.choice([f"{day}", f"{day}", f"{day}", f"{day:%Y-%m}", f"{day:%Y}~", f"{day}/{day + timedelta(3)}"])
    lines = [f"- id: {name}", f"  title: Deal {number}", f"  kind: {chance.choice(KINDS)}"]
    if chance.random() < 0.15:
        lines += [
            "  status: refused",
            "  history:",
            f"    - date: {when}",
            "      text: An offer is refused.",
            "      status: refused",
        ]
    else:
        lines += ["  status: completed", f"  date: {when}", "  locations:"]
        lines += [f"    - city: {chance.choice(['Port', 'Hall', 'Neu'])}", f"      country: {chance.choice(['AA', 'CC'])}"]
    one, other, third = chance.sample(PARTIES, 3)
    lines.append("  releases:")
    disputes: list[str] = []
    for letter, (by, to) in zip("abc"[: chance.randint(1, 3)], [(one, other), (other, one), (third, one)], strict=False):
        lines += [f"    - by: {by}", f"      to: {to}"]
        leg, disputed = _leg(chance, f"{number}{letter}", day)
        lines += leg
        disputes += [line.replace("LEG", by) for line in disputed]
    helpers = chance.sample(["NO", "CC", "AA"], chance.randint(1, 2))
    lines += ["  intermediaries:", *(f"    - party: {helper}\n      roles: [mediator]" for helper in helpers)]
    lines += ["  disputes:", *disputes] if disputes else []
    lines += ["  sources:"]
    for source, publisher in (("a", "Agency A"), ("b", "Daily B")):
        lines += [f"    - id: {source}", "      title: It happened", f"      publisher: {publisher}", "      kind: newspaper"]
        lines += [f"      url: https://example.org/{name}/{source}"]
    return when, name, "\n".join([*lines, ""])


def _leg(chance: random.Random, name: str, day: date) -> tuple[list[str], list[str]]:
    """Write the people of a leg, and what is disputed of them."""
    lines, disputes, named = [], [], chance.randint(0, 2)
    if named:
        lines.append("      people:")
    for number in range(named):
        lines.append(f"        - name: Person {name} {'xy'[number]}")
        if chance.random() < 0.6:
            lines.append(
                f"          held_since: {day - timedelta(chance.randrange(4000)):{chance.choice(['%Y', '%Y-%m', '%Y-%m-%d'])}}"
            )
    low = chance.randint(1, 30)
    count = chance.choice([f"{low}", f"{low}", f"{low}", f"~{low}", f"{low}+", f"{low}..{low + 4}", ""])
    lines += ["      groups:", "        - description: some", "          category: pows"]
    lines += [f"          count: {count}"] if count else []
    if count == f"{low}" and chance.random() < 0.5:
        disputes += _dispute(chance, low + named, None)
    if chance.random() < 0.3:
        lines += ["        - description: the dead", "          category: remains", f"          count: {low}"]
        disputes += _dispute(chance, low, "remains") if chance.random() < 0.5 else []
    return lines, disputes


def _dispute(chance: random.Random, number: int, category: str | None) -> list[str]:
    """Write a dispute about a number of a leg, in which one claim is what the record says."""
    other = chance.choice([f"{number + 1}", f"{number + chance.randint(1, 9)}", f"{number + 2}+"])
    lines = ["    - field: count", "      leg: LEG", *([f"      category: {category}"] if category else []), "      claims:"]
    for value, teller, source in (
        (number, chance.choice(["AA", "BB", None]), "a"),
        (other, chance.choice(["AA", "NO", None]), "b"),
    ):
        lines += [f"        - value: {value}", *([f"          per: {teller}"] if teller else []), f"          sources: [{source}]"]
    return lines
