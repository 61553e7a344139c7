"""People across exchanges: each once, found by any spelling, every number worked out a second time over the models."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from swaps import persons
from swaps.counting import counts
from swaps.files import at
from swaps.index import Index
from swaps.models import Exchange, Person, Release
from swaps.names import folded
from swaps.query import Query
from tests import naive
from tests.conftest import HERE, ROOT, SAMPLE, Run, check_golden

PEOPLE = HERE / "data" / "people.yaml"
SHIPPED = ROOT / "data" / "exchanges.yaml"
GOLDENS = HERE / "quoted" / "people"
ONLY = "only people who were exchanged later: those who never were are not in it\n"
Named = tuple[Exchange, Release, Person]


def everybody(records: list[Exchange]) -> Iterator[Named]:
    """Yield everybody who is named in a leg."""
    for record in records:
        for leg in record.releases:
            for person in leg.people:
                yield record, leg, person


def released(record: Exchange, person: Person) -> bool:
    """Whether somebody was let go alive."""
    return counts(record) and not person.declined and person.category not in ("remains", "accompanying")


def ended(record: Exchange, leg: Release) -> tuple[date, date]:
    """Return the first and the last day on which a leg can have taken place."""
    when = leg.date or record.when
    assert when is not None
    return when.earliest, when.latest


@pytest.fixture(scope="module", params=[PEOPLE, SAMPLE, SHIPPED], ids=lambda path: path.stem)
def catalogue(request: pytest.FixtureRequest) -> tuple[Path, list[Exchange]]:
    """A catalogue, and its records as models."""
    return request.param, naive.records(request.param)


def rows(run: Run, path: Path, *arguments: str) -> dict[str, dict[str, object]]:
    """Ask for people, and return the rows by person."""
    result = run("people", *arguments, "--format", "json", "--data", path)
    assert result.code == 0
    found = json.loads(result.out)
    by_person = {row["person"]: row for row in found}
    assert len(by_person) == len(found)
    return by_person


def test_everybody_once(catalogue: tuple[Path, list[Exchange]], run: Run) -> None:
    """Each person has one row, with every spelling, charge, release and record that the models hold."""
    path, records = catalogue
    found = rows(run, path)
    named = [*everybody(records)]
    assert found.keys() == {person.identity for _, _, person in named}
    for name, row in found.items():
        mine = [one for one in named if one[2].identity == name]
        assert {*str(row["spellings"]).split("; ")} == {spelling for _, _, person in mine for spelling in person.names}
        assert {*str(row["charges"]).split()} == {charge.category for _, _, person in mine for charge in person.charges}
        assert {*str(row["citizenships"]).split()} == {code for _, _, person in mine for code in person.citizenships}
        assert row["releases"] == sum(released(record, person) for record, _, person in mine)
        carried_out = {record.id for record, _, _ in mine if counts(record) or record.kind == "programme"}
        assert {*str(row["exchanges"]).split()} == carried_out


def test_everybody_is_told_as_each_is(catalogue: tuple[Path, list[Exchange]], run: Run) -> None:
    """Who is asked for among all is told as who is chosen by a filter, or alone; so are the offers in which a name came up."""
    path, _ = catalogue
    everybody = rows(run, path)
    assert everybody
    assert rows(run, path, "--since", "0001") == everybody
    index = Index(at(str(path)))
    everyone = {one.id: one for one in persons.people(index, Query())}
    assert {name: persons.person(index, name) for name in everyone} == everyone


def test_days_held(catalogue: tuple[Path, list[Exchange]], run: Run) -> None:
    """Days are those from the beginning of each detention to its end; two releases from one detention count once."""
    path, records = catalogue
    named = [*everybody(records)]
    for name, row in rows(run, path).items():
        mine = [one for one in named if one[2].identity == name and released(one[0], one[2])]
        known = [(person.held_since, *ended(record, leg)) for record, leg, person in mine if person.held_since]
        known.sort(key=lambda one: one[1:])
        last = [
            one for n, one in enumerate(known)
            if not any(one[0].overlaps(other[0].earliest, other[0].latest) for other in known[n + 1 :])
        ]  # fmt: skip
        low = sum(max(0, (first - since.latest).days) for since, first, _ in last)
        high = sum(max(0, (until - since.earliest).days) for since, _, until in last)
        assert row["days_min"] == (low if last else None)
        assert row["days_max"] == (high if last and len(known) == len(mine) else None)


def test_offers(catalogue: tuple[Path, list[Exchange]], run: Run) -> None:
    """The offers are the records that were not carried out and whose legs or histories name the person."""
    path, records = catalogue
    named = [*everybody(records)]
    unmet = [record for record in records if not counts(record) and record.kind != "programme"]
    for name, row in rows(run, path).items():
        spellings = {folded(spelling) for _, _, person in named if person.identity == name for spelling in (*person.names, name)}
        offers = set()
        for record in unmet:
            here = [person for leg in record.releases for person in leg.people]
            others = {folded(one) for person in here if person.identity != name for one in (*person.names, person.identity)}
            said = {folded(one) for step in record.history for one in step.people} - others
            if any(person.identity == name for person in here) or spellings & said:
                offers.add(record.id)
        assert {*str(row["offered_in"]).split()} == offers
        assert row["offers"] == len(offers)


def fitting(records: list[Exchange], by: str | None, to: str | None, citizenship: str | None) -> set[str]:
    """Return who stands in a leg between two parties, and is a citizen of a state."""
    return {
        person.identity
        for _, leg, person in everybody(records)
        if (by is None or by in leg.by)
        and (to is None or to in leg.to)
        and (citizenship is None or citizenship in person.citizenships)
    }


@pytest.mark.parametrize(
    ("by", "to", "citizenship"),
    [("RU", "US", None), ("RU", None, "US"), (None, "RU", None), ("IL", None, None), (None, None, "DE"), ("TR", "TR", None)],
)
def test_filters_hold_of_the_leg(by: str | None, to: str | None, citizenship: str | None, run: Run) -> None:
    """--by, --to and --citizenship choose by the leg that a person stands in, and by the person."""
    given = {"--by": by, "--to": to, "--citizenship": citizenship}
    arguments = [part for name, value in given.items() if value for part in (name, value)]
    assert rows(run, SHIPPED, *arguments).keys() == fitting(naive.records(SHIPPED), by, to, citizenship)


def test_party_and_between(run: Run) -> None:
    """--party is on either side of the leg, --between on both, either way."""
    records = naive.records(SHIPPED)
    norway = {person.identity for _, leg, person in everybody(records) if "NO" in (*leg.by, *leg.to, *leg.held_by)}
    assert norway
    assert rows(run, SHIPPED, "--party", "NO").keys() == norway
    assert rows(run, SHIPPED, "--between", "US", "RU").keys() == fitting(records, "US", "RU", None) | fitting(
        records, "RU", "US", None
    )
    assert rows(run, PEOPLE, "--charge", "speech", "--person", "kittie").keys() == set()
    assert rows(run, PEOPLE, "--charge", "speech").keys() == {"harriet-quill"}
    assert "nobody matches" in run("people", "--person", "zzz", "--data", PEOPLE).err
    assert run("people", "--by", "Atlantis", "--data", PEOPLE).code == 2


def test_sort_and_columns(run: Run) -> None:
    """Rows can be sorted by any column, turned round and cut; what has no value comes last."""

    def names(*arguments: str) -> list[str]:
        return [row["person"] for row in json.loads(run("people", *arguments, "--format", "json", "--data", PEOPLE).out)]

    by_days = names("--sort", "days")
    assert by_days[:4] == ["jan-same-the-younger", "rosa-late", "harriet-quill", "otto-zwo"]
    assert names("--sort", "days_min", "--reverse")[:2] == ["otto-zwo", "harriet-quill"]
    assert names("--sort", "date")[-1] == "harriet-quill"
    assert names("--reverse", "--limit", "1") == ["stay-here"]
    out = run("people", "--columns", "name,date_earliest", "--format", "csv", "--limit", "1", "--data", PEOPLE).out
    assert out == "name,date_earliest\nHarriet Quill,2002-06-01\n"
    assert "there is no column nope: choose from person, name" in run("people", "--columns", "nope", "--data", PEOPLE).err


@pytest.mark.parametrize(
    "day", ["1990-06-01", "1989-12-01", "1991-05-10", "1991-05-11", "2000-02-15", "2001-08-25", "1984-06-01", "2030"]
)
def test_held_on_a_day(day: str, run: Run) -> None:
    """Held on a day were those whose detention had begun and not ended, for all that their dates can mean."""
    compare(run, PEOPLE, date.fromisoformat(day) if len(day) > 4 else date(2030, 1, 1), day)


@pytest.mark.parametrize("number", range(12))
def test_held_among_the_shipped(number: int, run: Run) -> None:
    """So it is with the shipped catalogue, on days over sixty years."""
    day = date(1962, 2, 9) + timedelta(days=1933 * number)
    compare(run, SHIPPED, day, day.isoformat())


def compare(run: Run, path: Path, day: date, typed: str) -> None:
    """Hold the answer for a day against the models."""
    last = day if len(typed) > 4 else date(day.year, 12, 31)
    possible: set[str] = set()
    certain: set[str] = set()
    unknown: set[str] = set()
    for record, leg, person in everybody(naive.records(path)):
        first_end, last_end = ended(record, leg)
        if not released(record, person) or last_end < day:
            continue
        if person.held_since is None:
            unknown.add(person.identity)
        elif person.held_since.earliest <= last:
            possible.add(person.identity)
            if person.held_since.latest <= last and first_end >= day:
                certain.add(person.identity)
    result = run("held", "--on", typed, "--format", "json", "--data", path)
    found = {row["person"]: row for row in json.loads(result.out)}
    assert len(found) == len(json.loads(result.out))
    assert found.keys() == possible
    assert {name for name, row in found.items() if row["certain"]} <= certain
    strict = json.loads(run("held", "--on", typed, "--strict-dates", "--format", "json", "--data", path).out)
    assert {row["person"] for row in strict} == certain
    for row in found.values():
        assert row["so_far_min"] == max(0, (day - date.fromisoformat(row["held_since_latest"])).days)
        until = min(last, date.fromisoformat(row["date_latest"]))
        assert row["so_far_max"] == max(0, (until - date.fromisoformat(row["held_since_earliest"])).days)
    assert ONLY in result.err
    assert (f"of {len(unknown):,} more who were exchanged later" in result.err) == bool(unknown)
    assert ("nobody on record was held then" in result.err) == (not possible)


def test_held_filters(run: Run) -> None:
    """The filters hold of the leg that ended the detention, and of the person."""
    arguments = ("held", "--on", "2023-12-01", "--by", "RU", "--citizenship", "US", "--columns", "person", "--format", "csv")
    people = run(*arguments, "--data", SHIPPED).out.split()[1:]
    assert {"paul-whelan", "evan-gershkovich", "marc-fogel"} <= {*people}
    assert {*people} <= fitting(naive.records(SHIPPED), "RU", None, "US")
    assert run("held", "--on", "1990", "--by", "Atlantis", "--data", PEOPLE).code == 2
    assert "--on" in run("held", "--data", PEOPLE).err
    assert "write 2025, 2025-01" in run("held", "--on", "someday", "--data", PEOPLE).err


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("Harriet Quill", "harriet-quill"), ("harriet-quill", "harriet-quill"), ("KITTIE", "harriet-quill"),
        ("Гарриет Квилл", "harriet-quill"), ("quill harriet", "harriet-quill"), ("h quill-moss", "harriet-quill"),
        ("Kvill Garriet", "harriet-quill"), ("Отто Цво", "otto-zwo"),
        ("jan-same-the-elder", "jan-same-the-elder"), ("Rose Lait", "rosa-late"),
    ],
)  # fmt: skip
def test_found_by_any_spelling(said: str, person: str, run: Run) -> None:
    """A person is found by name, alias, native name or id, in any order of words, and by what sounds like it."""
    result = run("person", *said.split(), "--format", "json", "--data", PEOPLE)
    assert result.code == 0
    assert json.loads(result.out)["person"] == person


def test_parties_have_the_names_of_the_time(run: Run, tmp_path: Path) -> None:
    """What is called otherwise today stands in a person's life, in a record and in its sentence by the name that it had then."""
    text = SAMPLE.read_text(encoding="utf-8").replace("1962-02-10", "1949-10-10").replace("1960-05-01", "1949-05-01")
    (tmp_path / "one.yaml").write_text(text.replace("by: DD", "by: AA", 1), encoding="utf-8")
    shutil.copy(SAMPLE.parent / "parties.yaml", tmp_path)
    data = ("--data", tmp_path / "one.yaml")
    assert "Old Aland → Béland" in run("person", "quill", *data).out
    shown = run("show", "bridge-1962", *data).out
    assert "Old Aland → Béland  1" in shown
    assert "(today Neu, Aland)" in shown
    assert " Old Aland released Harriet Quill to Béland" in run("cite", "bridge-1962", "--sentence", *data).out


def test_several_are_listed(run: Run) -> None:
    """Where several people go by a name none is guessed: they are listed, and the exit code is 1."""
    result = run("person", "jan", "same", "--data", PEOPLE)
    assert (result.code, result.out) == (1, "")
    assert "2 people go by 'jan same', choose one by the id:" in result.err
    assert "  jan-same-the-elder – Jan Same" in result.err
    assert "  jan-same-the-younger – Jan Same" in result.err


def test_nobody(run: Run) -> None:
    """Where nobody goes by a name, the nearest names are told, or the records whose histories tell of it; the exit code is 1."""
    result = run("person", "Hariett", "Qill", "Moss", "Xx", "--data", PEOPLE)
    assert (result.code, result.out) == (1, "")
    assert "nobody on record is called 'Hariett Qill Moss Xx': did you mean Harriet Quill?" in result.err
    assert run("person", "pqrst", "--data", PEOPLE).err == "swaps: nobody on record is called 'pqrst'\n"
    assert "comes up in talks-1990" in run("person", "minister moss", "--data", PEOPLE).err
    assert run("person", "ghost", "--data", PEOPLE).code == 1
    assert run("person", "…", "--data", PEOPLE).code == 1


def test_a_life_as_json(run: Run) -> None:
    """The object holds every appearance as the record tells it, the offers, and the steps, those after the last release marked."""
    life = json.loads(run("person", "bout", "--format", "json", "--data", SHIPPED).out)
    records = naive.records(SHIPPED)
    mine = [(record, person) for record, _, person in everybody(records) if person.identity == "viktor-bout"]
    assert [one["record"] for one in life["appearances"]] == [record.id for record, _ in mine]
    assert [one["said"].get("sentence") for one in life["appearances"]] == [person.sentence for _, person in mine]
    steps = [(record.id, step) for record in records for step in record.history if "Viktor Bout" in step.people]
    assert len(life["history"]) == len(steps)
    assert {(one["record"], one["text"]) for one in life["history"]} == {(name, step.text) for name, step in steps}
    last = max(
        ended(record, leg)[1] for record, leg, person in everybody(records) if person.identity == "viktor-bout" and counts(record)
    )
    assert [one["later"] for one in life["history"]] == [date.fromisoformat(one["date_earliest"]) > last for one in life["history"]]


CALLS = {
    "people.txt": ("people",),
    "people.csv": ("people", "--format", "csv"),
    "person.txt": ("person", "harriet-quill"),
    "person-held-by-another.txt": ("person", "otto-zwo"),
    "person.md": ("person", "harriet-quill", "--format", "md"),
    "person.json": ("person", "otto-zwo", "--format", "json"),
    "held.txt": ("held", "--on", "1990"),
    "held.csv": ("held", "--on", "2000-02-15", "--format", "csv"),
    "held.md": ("held", "--on", "2001-08-25", "--format", "md"),
}


@pytest.mark.parametrize("name", CALLS)
def test_renders(name: str, run: Run, bless: bool) -> None:
    """The output is, to the letter, what is expected."""
    check_golden(GOLDENS / name, run(*CALLS[name], "--data", PEOPLE).out, bless)


def test_every_golden_has_a_call() -> None:
    """No golden is left over."""
    assert {path.name for path in GOLDENS.iterdir()} == set(CALLS)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize(
    "arguments",
    [["people"], ["person", "quill"], ["held", "--on", "1961"], ["cite", "bridge-1962"], ["cite", "offer-2025", "--sentence"]],
)
def test_fits_the_terminal(columns: int, arguments: list[str]) -> None:
    """No line is wider than the terminal, save for an address or a hash, which are never cut."""
    from tests.test_terminal import COLOUR, on_terminal

    lines = COLOUR.sub("", on_terminal(*arguments, columns=columns)).splitlines()
    assert lines
    long = [line for line in lines if len(line.rstrip()) > columns and "http" not in line and not re.search("[0-9a-f]{64}", line)]
    assert long == []


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_bars_keep_their_shares() -> None:
    """A bar that has less room keeps the shares of what had passed and what was to come; an ASCII terminal has it in ASCII."""
    from tests.test_terminal import COLOUR, on_terminal

    drawn = COLOUR.sub("", on_terminal("held", "--on", "1960-06-01", columns=100))
    assert re.search(r"█+░+\s*$", drawn, re.MULTILINE)
    plain = COLOUR.sub("", on_terminal("held", "--on", "1960-06-01", environment={"PYTHONIOENCODING": "ascii"}))
    assert plain.isascii()
    assert re.search(r"#+:+", plain)


@pytest.mark.parametrize(
    ("name", "sure"), [("Harriet Quill", True), ("quill", True), ("harriet-quill", True), ("Hariet Kwill", False)]
)
def test_says_who_only_sounds_like_it(name: str, sure: bool, run: Run) -> None:
    """Whoever is found by the sound of a name alone is shown with a remark, for it may be somebody else."""
    result = run("person", name, "--data", SAMPLE)
    assert (result.code, result.out.splitlines()[0]) == (0, "Harriet Quill")
    assert result.err == ("" if sure else f"nobody on record is spelled {name!r}: Harriet Quill sounds like it\n")
