"""Two tellings: what each side counts, beside a naive way, and side by side on a page."""

import json
from pathlib import Path
from typing import Any

import pytest

from swaps.models import Exchange
from swaps.tellings import tellings
from tests.conftest import DEALS, HERE, SAMPLE, Given, Run
from tests.naive import added, counted, leg_sum, tellers

GOLDENS = HERE / "golden_answers"
REGISTRY = HERE / "data" / "parties.yaml"


def rows(run: Run, path: Path, *arguments: str) -> list[dict[str, Any]]:
    """Run a command and return its rows."""
    result = run(*arguments, "--format", "json", "--data", path)
    assert result.code == 0, result.err
    return list(json.loads(result.out))


def everybody(given: Given) -> set[str]:
    """Return everybody who gives numbers of their own."""
    return {teller for record in given.records for teller, _ in tellings(record)}


def test_who_tells(given: Given) -> None:
    """Whoever gives a number for a leg has a telling; a claim without a name is that of its publishers."""
    for record in given.records:
        assert {teller for teller, _ in tellings(record)} == tellers(record)


def test_list_according_to(run: Run, given: Given) -> None:
    """The sums of a list are those of the side that was asked for, where it gives any, and else the record's."""
    sides = everybody(given)
    assert sides
    for side in sorted(sides):
        for row in rows(run, given.path, "list", "--according-to", side):
            (record,) = [one for one in given.records if one.id == row["id"]]
            living = added(leg_sum(record, leg, "people", side) for leg in record.releases)
            dead = added(leg_sum(record, leg, "remains", side) for leg in record.releases)
            if counted(record):
                assert (row["released_min"] or 0, row["released_max"]) == living
                assert (row["remains_min"] or 0, row["remains_max"]) == dead
                assert row["uncounted_min"] is None
            elif record.releases:
                assert (row["uncounted_min"] or 0, row["uncounted_max"]) == living


def test_stats_according_to(run: Run, given: Given) -> None:
    """Statistics take a side's numbers too: by party, in the overview, in ratios and in the named share."""
    for side in sorted(everybody(given)):
        totals = [leg_sum(record, leg, "people", side) for record in given.records if counted(record) for leg in record.releases]
        low, high = added(totals)
        overview = {row["what"]: row["value"] for row in rows(run, given.path, "stats", "--according-to", side)}
        assert overview["people released"].lstrip("~").replace(",", "").partition(".")[0].partition("+")[0].strip() == f"{low}"
        share = rows(run, given.path, "stats", "--measure", "named", "--according-to", side)[-1]
        assert (share["people_min"], share["people_max"]) == (low, high)
        for row in rows(run, given.path, "stats", "--by-kind", "--according-to", side):
            legs = [
                (record, leg)
                for record in given.records
                if counted(record) and record.kind == row["kind"]
                for leg in record.releases
            ]
            assert (row["people_min"], row["people_max"]) == added(leg_sum(*leg, "people", side) for leg in legs)


def test_sorting_follows_the_telling(run: Run) -> None:
    """A list in a side's numbers is sorted by them."""
    ids = [row["id"] for row in rows(run, DEALS, "list", "--according-to", "AA", "--sort", "released", "--reverse", "--limit", "2")]
    own = [row["id"] for row in rows(run, DEALS, "list", "--sort", "released", "--reverse", "--limit", "2")]
    assert own == ["autumn-round", "spring-round"]
    assert ids == ["spring-round", "autumn-round"]
    assert "AA→BB 246 + 38..39 dead, BB→AA 260+" in run("list", "--according-to", "Aland", "--data", DEALS).out


def test_it_is_said_whose_numbers(run: Run) -> None:
    """A remark says in how many legs the numbers are that side's."""
    assert "the numbers of Aland stand in 2 legs; in all others" in run("list", "--according-to", "AA", "--data", DEALS).err
    assert "the numbers of Aland stand in 1 leg;" in run("stats", "--according-to", "Alandia", "--by-year", "--data", SAMPLE).err
    none = run("list", "--according-to", "daily b", "--kind", "hostage-deal", "--data", DEALS)
    assert (none.code, "for none of these a number is given by Daily B" in none.err) == (0, True)
    assert "according" not in run("list", "--data", DEALS).err


@pytest.mark.parametrize("command", ["list", "stats", "timeline"])
def test_whoever_gives_no_numbers(command: str, run: Run) -> None:
    """A side without any number of its own is refused, with the names of those who have some."""
    result = run(command, "--according-to", "NO", "--data", DEALS)
    assert (result.code, "no side that gives numbers of its own is called 'NO'" in result.err) == (2, True)
    assert "did you mean Daily B" in run(command, "--according-to", "daly b", "--data", DEALS).err


def record(*disputes: dict[str, Any], releases: list[dict[str, Any]] | None = None) -> Exchange:
    """Return a record of one leg of 20 soldiers, somebody named and five dead, with disputes."""
    groups = [{"description": "s", "category": "pows", "count": "20"}, {"description": "d", "category": "remains", "count": "5"}]
    legs = releases or [{"by": "AA", "to": "BB", "groups": groups, "people": [{"name": "Ann Flyer"}]}]
    sources = [{"id": name, "title": "t", "publisher": f"Paper {name}", "kind": "newspaper"} for name in ("a", "b")]
    return Exchange.model_validate(
        {"id": "one", "title": "One", "kind": "pow-exchange", "status": "completed", "date": "2001-01-01",
         "releases": legs, "sources": sources, "disputes": list(disputes)}
    )  # fmt: skip


def dispute(*claims: tuple[str, str | None], **of: str) -> dict[str, Any]:
    """Return a dispute about a count."""
    said = [{"value": value, "sources": ["a"]} | ({"per": per} if per else {}) for value, per in claims]
    return {"field": "count", "claims": said} | of


DEAD = [{"by": "AA", "to": "BB", "groups": [{"description": "d", "category": "remains", "count": "7"}]}]
UNKNOWN = [{"by": "AA", "groups": [{"description": "s"}]}]
CASES: dict[str, tuple[Exchange, set[str]]] = {
    "a number without a category is of all the living": (record(dispute(("21", "AA"), ("25", "BB"))), {"AA 21 5", "BB 25 5"}),
    "a category is a part, the rest is the record's": (
        record(dispute(("20", "AA"), ("18", "BB"), category="pows")), {"AA 21 5", "BB 19 5"},
    ),
    "who was held as nothing is a detainee": (
        record(dispute(("1", "AA"), ("3", "BB"), category="detainees")), {"AA 21 5", "BB 23 5"},
    ),
    "the dead are their own sum": (record(dispute(("5", "AA"), ("6+", "BB"), category="remains")), {"AA 21 5", "BB 21 6+"}),
    "where nobody is alive, a number is of the dead": (
        record(dispute(("7", "AA"), ("9", "BB")), releases=DEAD), {"AA 0 7", "BB 0 9"},
    ),
    "two numbers of one side are the span": (record(dispute(("21", "AA"), ("24", "AA"))), {"AA 21..24 5"}),
    "a claim without a name is its publisher's": (record(dispute(("21", None), ("22", "BB"))), {"Paper a 21 5", "BB 22 5"}),
    "the whole comes before its parts": (
        record(dispute(("20", "AA"), ("18", "BB"), category="pows"), dispute(("21", "AA"), ("30", "BB"))), {"AA 21 5", "BB 30 5"},
    ),
    "what the record does not lie among is a number of something else": (record(dispute(("90", "AA"), ("95", "BB"))), set()),
    "an open end above the record's number is no bound": (record(dispute(("20+", "AA"), ("30", "BB"))), {"AA 20+ 5", "BB 30 5"}),
    "of an unknown number there is no telling": (record(dispute(("5", "AA"), ("6", "BB")), releases=UNKNOWN), set()),
    "a number of no leg is of none": (record(dispute(("7", "AA"), ("9", "BB")), releases=DEAD * 2), set()),
    "a value that is no number waits for its editor": (record(dispute(("many", "AA"), ("21", "BB"))), set()),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_telling(name: str) -> None:
    """Each of these holds."""
    exchange, expected = CASES[name]
    assert {f"{teller} {legs[0].people} {legs[0].remains}" for teller, legs in tellings(exchange)} == expected


def test_page(run: Run) -> None:
    """The page says leg by leg who says what, and how far they lie apart; what is disputed besides comes below."""
    page = run("show", "spring-round", "--tellings", "--data", DEALS).out
    assert "count: pows, how many soldiers  about 16 apart" in page
    assert "246  Aland [b]" in page
    assert "count: remains  2 apart" in page
    assert "count  at least one of them is open" in page
    assert "date: the day  2 days apart" in page
    assert "no other number on record" in run("show", "two-pilots", "--tellings", "--data", DEALS).out
    assert "offered, says the record: 10" in run("show", "winter-offer", "--tellings", "--data", DEALS).out
    assert run("show", "gone", "--tellings", "--data", SAMPLE).out == "A record that went\ngone\n"


def test_forms(run: Run) -> None:
    """The tellings of one record are one object, of several a list; they are no record, and have no YAML."""
    one = json.loads(run("show", "spring-round", "--tellings", "--format", "json", "--data", DEALS).out)
    assert [said["by"] for said in one["legs"][0]["questions"][0]["said"]] == ["Béland", "Aland", "Daily B"]
    assert (one["legs"][0]["recorded"], one["legs"][0]["questions"][0]["recorded"]) == ("230, 40 dead", "230")
    assert one["whole"][0]["recorded"] is None
    several = run("show", "spring-round", "ferry", "--tellings", "--format", "json", "--data", DEALS).out
    assert [found["id"] for found in json.loads(several)] == ["spring-round", "ferry"]
    assert "- 246  Aland \\[b\\]" in run("show", "spring-round", "--tellings", "--format", "md", "--data", DEALS).out
    refused = run("show", "spring-round", "--tellings", "--format", "yaml", "--data", DEALS)
    assert (refused.code, "has no YAML" in refused.err) == (2, True)


def test_a_claim_that_is_no_number_keeps_nobody_from_reading(run: Run, tmp_path: Path) -> None:
    """A wrong value is an error of the record, and its tellings are shown all the same."""
    (tmp_path / "parties.yaml").write_text(REGISTRY.read_text(encoding="utf-8"), encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        DEALS.read_text(encoding="utf-8").replace("value: 2001-04-12", "value: spring").replace("value: 246", "value: many")
    )
    result = run("show", "spring-round", "--tellings", "--data", broken)
    assert (result.code, "many  Aland [b]" in result.out, "2 errors" in result.err) == (0, True, True)
