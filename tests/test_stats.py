"""Counts by every dimension and by every two of them, each number beside a naive way over the models."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from typing import Any

import pytest

from swaps.models import Exchange, Location, Person, Release
from swaps.tallies import DIMENSIONS
from tests.conftest import SAMPLE, Given, Run
from tests.naive import added, counted, days, parts, written
from tests.test_measures import NAMES

Unit = tuple[Exchange, Release | None, Person | None]
"""What is counted: a leg, or a named person in it; a record without legs stands for itself."""
Labels = Iterable[str | None]


def places(record: Exchange, leg: Release | None) -> list[Location]:
    """Return where a leg was: at its own places, else at those of the record."""
    own = [one for one in leg.locations if one.role == "handover"] if leg else []
    return own or [one for one in record.locations if one.role == "handover"]


def spot(one: Location) -> str | None:
    """Name a place."""
    if one.undisclosed:
        return "undisclosed"
    return ", ".join(filter(None, (one.city or one.place, one.country))) if one.city or one.place else None


def sides(parties: Iterable[str]) -> Labels:
    """Name some parties."""
    return [NAMES[party] for party in parties]


def parties(record: Exchange) -> set[str]:
    """Return who released and who received, or promised to."""
    legs = [(leg.by, leg.to) for leg in record.releases] + [(one.by, one.to) for one in record.planned]
    return {party for ends in legs for side in ends for party in side}


LABELS: dict[str, Callable[[Unit], Labels]] = {
    "location": lambda unit: map(spot, places(*unit[:2])),
    "country": lambda unit: [NAMES[one.country] if one.country else None for one in places(*unit[:2])],
    "year": lambda unit: [str(days(unit[0])[0].year)],
    "decade": lambda unit: [f"{days(unit[0])[0].year // 10}0s"],
    "kind": lambda unit: [unit[0].kind],
    "status": lambda unit: [unit[0].status],
    "party": lambda unit: sides(unit[1].by) if unit[1] else [],
    "captor": lambda unit: sides(unit[1].held_by or unit[1].by) if unit[1] else [],
    "intermediary": lambda unit: [one.name or NAMES[str(one.party)] for one in unit[0].intermediaries],
    "charge": lambda unit: [charge.category for charge in unit[2].charges] if unit[2] else [],
    "citizenship": lambda unit: sides(unit[2].citizenships) if unit[2] else [],
}
"""The labels that a unit stands under; none is one too."""
OF_PEOPLE = ("charge", "citizenship")
Line = dict[str, Any]


def units(records: Iterable[Exchange], of_people: bool) -> Iterator[Unit]:
    """Yield what is counted."""
    for record in records:
        legs: list[Release | None] = [*record.releases] or [None]
        for leg in legs:
            people: list[Person | None] = [*leg.people] if leg and of_people else [] if of_people else [None]
            yield from ((record, leg, person) for person in people)


def sums(those: list[Unit]) -> Line:
    """Add up the legs or the people of records that count."""
    line: Line = {
        "exchanges": len({record.id for record, *_ in those if counted(record)}),
        "uncounted": len({record.id for record, *_ in those if not counted(record)}),
    }
    for which in ("people", "remains", "accompanying"):
        found: list[tuple[int, int | None]] = []
        unknown = 0
        for record, leg, person in those:
            if person is not None:
                apart = person.category if person.category in ("remains", "accompanying") else "people"
                found += [(1, 1)] if counted(record) and not person.declined and apart == which else []
            elif leg is not None and counted(record):
                found += [(part.low, part.high) for part in parts(record, leg) if part.sum == which]
                mine = [
                    one
                    for one in leg.groups
                    if (one.category if one.category in ("remains", "accompanying") else "people") == which
                ]
                unknown += sum(one.count is None for one in mine) + (which == "people" and not leg.groups and not leg.people)
        low, high = added(found)
        line |= {f"{which}_min": low, f"{which}_max": high, f"{which}_unknown": unknown}
    return line


def expected(records: list[Exchange], names: tuple[str, ...]) -> dict[tuple[str | None, ...], Line]:
    """Count records by one or two dimensions, label by label."""
    under: dict[tuple[str | None, ...], list[Unit]] = defaultdict(list)
    for unit in units(records, any(name in OF_PEOPLE for name in names)):
        for labels in product(*([*dict.fromkeys(LABELS[name](unit))] or [None] for name in names)):
            under[labels].append(unit)
    return {labels: sums(those) for labels, those in under.items()}


def found(run: Run, given: Given, names: tuple[str, ...], *arguments: str) -> dict[tuple[str | None, ...], Line]:
    """Ask the program."""
    result = run("stats", *(f"--by-{name}" for name in names), *arguments, "--format", "json", "--data", given.path)
    lines = json.loads(result.out)
    headings = [DIMENSIONS[name].heading.replace(" ", "_") for name in names]
    told = {tuple(line.pop(heading) for heading in headings): line for line in lines}
    assert len(told) == len(lines)
    for line in told.values():
        for which in ("people", "remains", "accompanying"):
            del line[which]
    return told


def test_every_dimension_has_a_naive_way() -> None:
    """There is nothing to count by that is not counted here a second time."""
    assert LABELS.keys() == DIMENSIONS.keys()


@pytest.mark.parametrize("name", LABELS)
def test_one_dimension(name: str, run: Run, given: Given) -> None:
    """Every line has just the exchanges and the people that a naive count has, in the whole catalogue and in a part of it."""
    assert found(run, given, (name,)) == expected(given.records, (name,))
    few = [record for record in given.records if "AA" in parties(record)]
    assert 0 < len(few) < len(given.records)
    assert found(run, given, (name,), "--party", "AA") == expected(few, (name,))


@pytest.mark.parametrize("names", [*combinations(LABELS, 2)], ids=" by ".join)
def test_two_dimensions(names: tuple[str, str], run: Run, given: Given) -> None:
    """A leg or a person stands in every cell whose two labels it has, and in no other."""
    assert found(run, given, names) == expected(given.records, names)


def test_totals(run: Run, given: Given) -> None:
    """The total counts every leg once, whatever lines it stands in."""
    whole = sums([*units(given.records, False)])
    for name in LABELS:
        if name in OF_PEOPLE:
            continue
        total = run("stats", f"--by-{name}", "--data", given.path).out.splitlines()[-1].split()
        assert total[:2] == ["total", f"{whole['exchanges']:,}"]
        low, high, unknown = (whole[f"people_{part}"] for part in ("min", "max", "unknown"))
        assert total[2].lstrip("~").startswith(f"{low:,}" if low else f"{unknown:,}")
        assert (high is None) == (unknown > 0 or "+" in total[2])


SUM = re.compile(r"~?([0-9,]+)(?:\.\.([0-9,]+))?(\+)?(?: \+ ([0-9,]+) unknown)?|([0-9,]+) unknown")


def told(text: str) -> tuple[int, int, bool, int]:
    """Read a sum as the overview writes it: least, most of what is known, whether it is open, and how many are unknown."""
    read = SUM.fullmatch(text)
    assert read, text
    low, high, plus, unknown, nothing = (group and group.replace(",", "") for group in read.groups())
    return int(low or 0), int(high or low or 0), plus == "+", int(unknown or nothing or 0)


def test_overview(run: Run, given: Given) -> None:
    """The overview says how many records and exchanges there are, from when to when, and how many people, named and unnamed."""
    seen = {line["what"]: line["value"] for line in json.loads(run("stats", "--format", "json", "--data", given.path).out)}
    lines = sums([*units(given.records, False)])
    legs = [(record, leg) for record in given.records if counted(record) for leg in record.releases]
    assert (seen["records"], seen["exchanges"]) == (len(given.records), lines["exchanges"])
    for what, which in (("people released", "people"), ("dead returned", "remains"), ("accompanying", "accompanying")):
        each = [added((part.low, part.high) for part in parts(record, leg) if part.sum == which) for record, leg in legs]
        low, high, is_open, unknown = told(seen[what])
        assert (low, high) == (sum(least for least, _ in each), sum(least if most is None else most for least, most in each))
        assert unknown == lines[f"{which}_unknown"]
        assert (is_open or unknown > 0) == any(most is None for _, most in each)
    named = [one for _, leg in legs for one in leg.people if not one.declined and one.category not in ("remains", "accompanying")]
    assert seen["of them named"] == len(named)
    oldest = min(given.records, key=lambda record: (*days(record), record.id))
    newest = min(
        (record for record in given.records if days(record)[1].year < 9999),
        key=lambda record: (*(-day.toordinal() for day in reversed(days(record))), record.id),
    )
    assert seen["first"] == written(oldest).partition("/")[0]
    assert seen["last"] == written(newest).rpartition("/")[2]
    apart = Counter(f"not counted: {record.kind}, {record.status}" for record in given.records if not counted(record))
    assert {what: value for what, value in seen.items() if what.startswith("not counted")} == apart


def test_overview_for_programs(run: Run) -> None:
    """A program finds every number of the overview beside its text, and need not parse `1,204 + 3 unknown`."""
    rows = {row["what"]: row for row in json.loads(run("stats", "--format", "json", "--data", SAMPLE).out)}
    lines = json.loads(run("stats", "--by-kind", "--format", "json", "--data", SAMPLE).out)
    for what, name in (("people released", "people"), ("dead returned", "remains"), ("accompanying", "accompanying")):
        assert rows[what]["min"] == sum(line[f"{name}_min"] for line in lines)
        assert rows[what]["unknown"] == sum(line[f"{name}_unknown"] for line in lines)
    assert (rows["people released"]["unknown"] > 0) == (rows["people released"]["max"] is None)
    assert rows["records"]["min"] == rows["records"]["max"] == rows["records"]["value"]
    assert (rows["first"]["min"], rows["first"]["max"]) == (None, None)
    assert {type(row[name]) for row in rows.values() for name in ("min", "max", "unknown")} <= {int, float, type(None)}
