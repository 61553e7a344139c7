"""Filters and sums, held against a second, naive way over the models."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from swaps.counting import counts, leg_total
from swaps.models import Exchange, Location, Person, Release
from tests.conftest import SAMPLE, Run
from tests.naive import models

Match = Callable[[Exchange], bool]


@pytest.fixture(scope="module")
def records() -> list[Exchange]:
    """The sample as models."""
    return [one for one in models(SAMPLE) if isinstance(one, Exchange)]


def people(record: Exchange) -> Iterator[Person]:
    """Yield everybody who is named."""
    for release in record.releases:
        yield from release.people


def places(record: Exchange) -> Iterator[Location]:
    """Yield every place."""
    yield from record.locations
    for release in record.releases:
        yield from release.locations


def leg(by: str | None = None, to: str | None = None) -> Match:
    """Match a record with a leg from and to these parties."""

    def fits(release: Release) -> bool:
        return (by is None or by in release.by) and (to is None or to in release.to)

    return lambda record: (
        any(fits(release) for release in record.releases)
        or any((by is None or by in one.by) and (to is None or to in one.to) for one in record.planned)
    )


def during(first: str, last: str, strict: bool = False) -> Match:
    """Match a record that stands between two days."""
    days = date.fromisoformat(first), date.fromisoformat(last)

    def fits(record: Exchange) -> bool:
        assert record.when is not None
        return record.when.within(*days) if strict else record.when.overlaps(*days)

    return fits


CASES: list[tuple[list[str], Match]] = [
    ([], lambda record: True),
    (["--since", "1975-07", "--until", "2024"], during("1975-07-01", "2024-12-31")),
    (["--since", "1975-07", "--until", "2024", "--strict-dates"], during("1975-07-01", "2024-12-31", strict=True)),
    (["--until", "1975"], during("0001-01-01", "1975-12-31")),
    (["--status", "refused", "--status", "agreed"], lambda record: record.status in ("refused", "agreed")),
    (["--kind", "ransom"], lambda record: record.kind == "ransom"),
    (["--party", "The Front"], lambda record: leg(by="front")(record) or leg(to="front")(record)),
    (["--party", "beland"], lambda record: leg(by="BB")(record) or leg(to="BB")(record)),
    (["--between", "Old Aland", "BB"], lambda record: leg("AA", "BB")(record) or leg("BB", "AA")(record)),
    (["--between", "AA", "CC"], lambda record: leg("AA", "CC")(record) or leg("CC", "AA")(record)),
    (["--by", "AA", "--to", "BB"], leg("AA", "BB")),
    (["--by", "CC"], leg(by="CC")),
    (["--to", "AA"], leg(to="AA")),
    (["--by", "DD", "--to", "DD"], leg("DD", "DD")),
    (["--location", "neu"], lambda record: any(place.now and place.now.city == "Neu" for place in places(record))),
    (["--location", "old br"], lambda record: any(place.place == "Old Bridge" for place in places(record))),
    (["--country", "AA"], lambda record: any("AA" in (p.country, p.now and p.now.country, p.border_with) for p in places(record))),
    (["--person", "quill"], lambda record: any("Quill" in person.name for person in people(record))),
    (["--person", "квилл"], lambda record: any((person.native_name or "").endswith("Квилл") for person in people(record))),
    (["--person", "kitt"], lambda record: any("Kittie" in person.aliases for person in people(record))),
    (["--citizenship", "BB"], lambda record: any("BB" in person.citizenships for person in people(record))),
    (["--charge", "espionage"], lambda record: any(c.category == "espionage" for p in people(record) for c in p.charges)),
    (
        ["--person", "harriet", "--charge", "speech"],
        lambda record: any("Harriet" in p.name and any(c.category == "speech" for c in p.charges) for p in people(record)),
    ),
    (["--person", "zwo", "--citizenship", "BB"], lambda record: False),
    (["--intermediary", "agnes"], lambda record: any(one.name == "Sister Agnes" for one in record.intermediaries)),
    (["--intermediary", "Norland"], lambda record: any(one.party == "NO" for one in record.intermediaries)),
    (["--kind", "ransom", "--since", "1990"], lambda record: False),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "fits"), CASES, ids=lambda case: " ".join(case) if isinstance(case, list) else "")
def test_filters(arguments: list[str], fits: Match, run: Run, records: list[Exchange]) -> None:
    """A filter selects what the same question, asked of the models, selects."""
    result = run("list", *arguments, "--format", "json", "--data", SAMPLE)
    assert result.code == 0
    assert [row["id"] for row in json.loads(result.out)] == [record.id for record in records if fits(record)]
    assert ("no exchange matches" in result.err) == (json.loads(result.out) == [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--person", "Harriet Quil", "--until", "1900"], ""),
        (["--location", "ridge", "--until", "1900"], ""),
        (["--person", "Hariet Quill"], "no person is called 'Hariet Quill': did you mean Harriet Quill?\n"),
        (["--location", "Old Brigde"], "no place is called 'Old Brigde': did you mean Old Bridge?\n"),
        (["--location", "Xyz"], "no place is called 'Xyz'\n"),
    ],
)
def test_names_that_nobody_has(arguments: list[str], said: str, run: Run) -> None:
    """Where nothing matches because nobody on record is called so, the answer says so, with the nearest name."""
    assert run("list", *arguments, "--data", SAMPLE).err == f"no exchange matches\n{said}"


def test_id_of_a_party_is_no_part_of_a_name(run: Run, tmp_path: Path) -> None:
    """Whoever asks for what NO mediated does not get what Bruno did."""
    text = SAMPLE.read_text(encoding="utf-8").replace("    - party: NO\n      roles: [mediator, host]\n", "")
    (tmp_path / "one.yaml").write_text(text.replace("Sister Agnes", "Bruno"), encoding="utf-8")
    shutil.copy(SAMPLE.parent / "parties.yaml", tmp_path)
    found = [
        run("list", "--intermediary", name, "--format", "csv", "--columns", "id", "--data", tmp_path) for name in ("NO", "bruno")
    ]
    assert [one.out for one in found] == ["id\n", "id\naa-bb-2024-02-01\n"]


def test_sort_reverse_limit(run: Run) -> None:
    """Rows can be sorted by any column, turned round and cut."""

    def ids(*arguments: str) -> list[str]:
        return [row["id"] for row in json.loads(run("list", *arguments, "--format", "json", "--data", SAMPLE).out)]

    assert ids("--sort", "released", "--reverse", "--limit", "2") == ["aa-bb-2024-02-01", "ransom-1975"]
    assert ids("--reverse")[0] == "offer-2025"
    assert ids("--sort", "title")[0] == "framework-2024"
    assert run("list", "--limit", "0", "--format", "json", "--data", SAMPLE) == (0, "[]\n", "")


def test_counting_rule(run: Run, records: list[Exchange]) -> None:
    """The sums of `stats` are those of the records that count, added up leg by leg."""
    lines = json.loads(run("stats", "--by-kind", "--format", "json", "--data", SAMPLE).out)
    for line in lines:
        fitting = [record for record in records if record.kind == line["kind"]]
        counted = [record for record in fitting if counts(record)]
        totals = [leg_total(release) for record in counted for release in record.releases]
        assert line["exchanges"] == len(counted)
        assert line["uncounted"] == len(fitting) - len(counted)
        assert line["people_min"] == sum(total.people.low for total in totals)
        assert line["people_unknown"] == sum(total.people.unknown for total in totals)
        assert line["remains_min"] == sum(total.remains.low for total in totals)
        assert line["accompanying_min"] == sum(total.accompanying.low for total in totals)
    assert {line["kind"] for line in lines} == {record.kind for record in records}


def test_offers_are_not_released(run: Run) -> None:
    """What was offered stands apart from what was done, in its own columns."""
    rows = {row["id"]: row for row in json.loads(run("list", "--format", "json", "--data", SAMPLE).out)}
    assert (rows["offer-2025"]["released"], rows["offer-2025"]["uncounted"]) == (None, "10")
    assert (rows["camp-scheme"]["released"], rows["camp-scheme"]["uncounted"]) == (None, "33755")
    assert rows["aa-bb-2024-02-01"]["released"] == "478+"
    assert rows["aa-bb-2024-02-01"]["released_max"] is None


def test_withdrawn_is_not_listed(run: Run) -> None:
    """A record that was withdrawn is shown when asked for, and in no list or sum."""
    assert "gone" not in run("list", "--data", SAMPLE).out
    assert "withdrawn 2026-10-01" in run("show", "gone", "--data", SAMPLE).out


@pytest.mark.parametrize("option", ["--location", "--person", "--intermediary"])
@pytest.mark.parametrize("name", ["", " ", "?!", "%", "😀"])
def test_a_name_without_a_letter_is_nobodys(option: str, name: str, run: Run) -> None:
    """What is a part of every name, being nothing, is refused, and does not select everything."""
    result = run("list", option, name, "--data", SAMPLE)
    assert (result.code, result.out) == (2, "")
    assert f"is called {name!r}" in result.err


def test_a_party_out_of_its_time(run: Run, tmp_path: Path) -> None:
    """Whoever asks for a state before it stood is told which one stood then; nobody else is told anything."""
    registry = (SAMPLE.parent / "parties.yaml").read_text(encoding="utf-8")
    registry += "- id: EE\n  name: Eland\n  kind: state\n  from: 1990-10-03\n  cow:\n    - code: 265\n"
    (tmp_path / "parties.yaml").write_text(
        registry.replace("  iso4: DDDE", "  iso4: DDDE\n  cow:\n    - code: 265"), encoding="utf-8"
    )
    (tmp_path / "sample.yaml").write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    listing = ("list", "--data", tmp_path / "sample.yaml", "--between", "EE", "AA")
    said = run(*listing, "--until", "1980").err
    assert "EE (Eland) stands from 1990-10-03: then it was DD (Deland)" in said
    assert "AA" not in said
    assert "stands to 1990-10-02: then it was EE (Eland)" in run("list", "--data", listing[2], "--by", "DD", "--since", "2001").err
    assert "stands" not in run(*listing, "--since", "1980").err
