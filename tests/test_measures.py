"""Statistics in depth, each number beside a naive way over the models."""

import json
from collections import defaultdict
from itertools import combinations
from statistics import median
from typing import Any

import pytest

from swaps.models import Exchange, Person, Release
from tests.conftest import DEALS, SAMPLE, Given, Run
from tests.naive import added, counted, days, leg_sum

NAMES = {"AA": "Aland", "BB": "Béland", "CC": "Celand", "DD": "Deland", "NO": "Norland", "front": "The Front"}


def rows(run: Run, given: Given, *arguments: str) -> list[dict[str, Any]]:
    """Run `stats` and return its lines."""
    result = run("stats", *arguments, "--format", "json", "--data", given.path)
    assert result.code == 0
    return list(json.loads(result.out))


def released(given: Given) -> list[tuple[Exchange, Release, Person]]:
    """Return everybody named who went."""
    return [
        (record, release, person) for record in given.records if counted(record) for release in record.releases
        for person in release.people if not person.declined and person.category not in ("remains", "accompanying")
    ]  # fmt: skip


def held(record: Exchange, release: Release, person: Person) -> tuple[int, int] | None:
    """Return the least and the most days that somebody was held."""
    if person.held_since is None:
        return None
    first, last = (release.date.earliest, release.date.latest) if release.date else days(record)
    return max(0, (first - person.held_since.latest).days), max(0, (last - person.held_since.earliest).days)


def time_held(people: list[tuple[Exchange, Release, Person]]) -> dict[str, Any]:
    """Measure the time that some people were held."""
    known = [found for one in people if (found := held(*one)) is not None]
    return {
        "known": len(known),
        "unknown": len(people) - len(known),
        "least": min((low for low, _ in known), default=None),
        "median": median([(low + high) / 2 for low, high in known]) if known else None,
        "most": max((high for _, high in known), default=None),
        "people_days_min": sum(low for low, _ in known),
        "people_days_max": sum(high for _, high in known),
    }


def test_time_held_by_captor(run: Run, given: Given) -> None:
    """The time held, under whoever had held them, is that of the named people with a date, and the others are counted beside."""
    by_captor: dict[str, list[tuple[Exchange, Release, Person]]] = defaultdict(list)
    for record, release, person in released(given):
        for captor in release.held_by or release.by:
            by_captor[NAMES[captor]].append((record, release, person))
    found = rows(run, given, "--measure", "time-held", "--by-captor")
    assert {line.pop("held_by"): line for line in found[:-1]} == {captor: time_held(people) for captor, people in by_captor.items()}
    assert found[-1] == {"held_by": "total"} | time_held(released(given))


def test_time_held_by_charge(run: Run, given: Given) -> None:
    """Somebody with two charges stands under both, and in the total once."""
    by_charge: dict[str | None, list[tuple[Exchange, Release, Person]]] = defaultdict(list)
    for record, release, person in released(given):
        charges: set[str | None] = {charge.category for charge in person.charges}
        for charge in charges or {None}:
            by_charge[charge].append((record, release, person))
    found = rows(run, given, "--measure", "time-held", "--by-charge")
    assert {line.pop("charge"): line for line in found[:-1]} == {charge: time_held(people) for charge, people in by_charge.items()}


def test_overview(run: Run, given: Given) -> None:
    """The overview says how many people-days are known, and of how many named people nothing is."""
    values = {line["what"]: line["value"] for line in rows(run, given)}
    expected = time_held(released(given))
    if not released(given):
        assert "people-days held" not in values
        return
    assert values["days held, unknown of those named"] == expected["unknown"]
    low, high = expected["people_days_min"], expected["people_days_max"]
    number = f"{low:,}..{high:,}" if high > low else f"{low:,}"
    assert values["people-days held"] == number + (f" + {expected['unknown']:,} unknown" if expected["unknown"] else "")


def test_named_share(run: Run, given: Given) -> None:
    """The named share is between named by the most and named by the least that were released, and open where a count is."""
    found = rows(run, given, "--measure", "named", "--by-year")
    by_year: dict[str, list[tuple[Exchange, Release]]] = defaultdict(list)
    for record in given.records:
        if counted(record):
            by_year[str(days(record)[0].year)] += [(record, release) for release in record.releases]
    everything = [leg for legs in by_year.values() for leg in legs]
    assert [line["year"] for line in found] == [*sorted(by_year), "total"]
    for line, legs in zip(found, [*(by_year[year] for year in sorted(by_year)), everything], strict=True):
        sums = [leg_sum(record, release) for record, release in legs]
        least = sum(low for low, _ in sums)
        most = None if any(high is None for _, high in sums) else sum(high or 0 for _, high in sums)
        named = sum(one[:2] == (record, release) for record, release in legs for one in released(given))
        assert (line["named"], line["people_min"], line["people_max"]) == (named, least, most)
        assert line["percent_max"] == (round(100 * named / least, 2) if least else None)
        assert line["percent_min"] == (round(100 * named / most, 2) if most else None)


def test_ratio(run: Run, given: Given) -> None:
    """The ratio between two parties is over the exchanges in which both gave, each exchange by itself."""
    expected = {}
    for a, b in combinations(sorted(NAMES), 2):
        both = []
        for record in filter(counted, given.records):
            ways = [
                [leg_sum(record, leg) for leg in record.releases if x in leg.by and y in leg.to and leg_sum(record, leg) != (0, 0)]
                for x, y in ((a, b), (b, a))
            ]  # fmt: skip
            if all(ways):
                both.append([added(way) for way in ways])
        if both:
            mine, theirs = (sum(way[at][0] for way in both) for at in (0, 1))
            first, second = (b, a) if mine < theirs else (a, b)
            closed = [
                (one, other) if first == a else (other, one) for one, other in both if one[1] is not None and other[1] is not None
            ]
            values = [sum(one) / sum(other) for one, other in closed]  # type: ignore[arg-type]
            expected[NAMES[first], NAMES[second]] = (len(both), max(mine, theirs), len(closed), values)
    found = rows(run, given, "--measure", "ratio")
    assert {(line["first"], line["second"]) for line in found} == set(expected)
    for line in found:
        exchanges, by_first, known, values = expected[line["first"], line["second"]]
        assert (line["exchanges"], line["by_first_min"], line["known"], line["unknown"]) == (
            exchanges,
            by_first,
            known,
            exchanges - known,
        )
        assert [line["least"], line["median"], line["most"]] == (
            [min(values), median(values), max(values)] if values else [None] * 3
        )


def test_mediators(run: Run, given: Given) -> None:
    """Mediators are counted in pairs, each beside all that it mediated; other roles are not mediation."""
    mediated = [
        {str(one.name or NAMES[str(one.party)]) for one in record.intermediaries if "mediator" in one.roles}
        for record in given.records if counted(record)
    ]  # fmt: skip
    pairs = {pair for names in mediated for pair in combinations(sorted(names), 2)}
    expected = {
        pair: (sum({*pair} <= names for names in mediated), *(sum(name in names for names in mediated) for name in pair))
        for pair in pairs
    }  # fmt: skip
    found = rows(run, given, "--measure", "mediators")
    assert {(line["first"], line["second"]): (line["together"], line["of_first"], line["of_second"]) for line in found} == expected
    missing = sum(not names for names in mediated)
    said = run("stats", "--measure", "mediators", "--data", given.path).err
    assert f"{missing:,} of {len(mediated):,} exchanges have no mediator on record" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--measure", "ratoi"], "did you mean ratio?"),
        (["--measure", "ratio", "--by-year"], "the measure ratio has lines of its own"),
        (["--measure", "mediators", "--by-kind"], "leave --by-kind out"),
        (["--measure", "named", "--by-charge"], "only known of people who are named"),
        (["--measure", "named", "--by-year", "--by-kind"], "a second has no place in it"),
        (["--measure", "time-held", "--party", "zzz"], "no party is called 'zzz'"),
    ],
)
def test_wrong_use(arguments: list[str], said: str, run: Run) -> None:
    """What a measure does not have is refused, with what to leave out."""
    result = run("stats", *arguments, "--data", SAMPLE)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


@pytest.mark.parametrize("measure", ["time-held", "named", "ratio", "mediators"])
def test_limit_keeps_the_total(measure: str, run: Run) -> None:
    """A limit cuts lines, and the total is still of all."""
    whole = run("stats", "--measure", measure, *(["--by-captor"] if measure in ("time-held", "named") else []), "--data", DEALS).out
    cut = run("stats", "--measure", measure, "--limit", "1", *(["--by-captor"] if "total" in whole else []), "--data", DEALS).out
    assert cut.splitlines()[1].split() == whole.splitlines()[1].split()
    assert ("total" in cut) == ("total" in whole)
    assert len(cut.splitlines()) == (3 if "total" in whole else 2)
