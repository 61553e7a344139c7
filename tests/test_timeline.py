"""The time axis: the same exchanges as a list, each number beside a naive way, at any width and as a picture."""

import json
import re
import shutil
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from swaps.dates import PartialDate
from swaps.files import at
from swaps.index import Index
from swaps.models import Exchange
from swaps.query import Query
from swaps.render.axis import Axis
from swaps.render.svg import picture
from swaps.render.table import width_of
from swaps.render.timeline import page, short
from swaps.stats import Sum
from swaps.timeline import Leg, Mark, sides, timeline
from tests.conftest import DEALS, HERE, SAMPLE, Given, Run, check_golden
from tests.naive import PARTIES, added, counted, days, leg_sum, made
from tests.test_terminal import COLOUR, on_terminal

GOLDENS = HERE / "golden_answers"
SVG = "{http://www.w3.org/2000/svg}"
OPEN = date(9999, 12, 31)


def rows(run: Run, path: Path, *arguments: str) -> list[dict[str, Any]]:
    """Run `timeline` and return its lines."""
    result = run("timeline", *arguments, "--format", "json", "--data", path)
    assert result.code == 0
    return list(json.loads(result.out))


def way(record: Exchange, by: str | None, to: str | None, which: str = "people") -> tuple[int, int | None]:
    """Return how many went one way in a record."""
    return added(
        leg_sum(record, leg, which) for leg in record.releases if (by is None or by in leg.by) and (to is None or to in leg.to)
    )  # fmt: skip


@pytest.mark.parametrize(("each", "size"), [("year", 4), ("month", 7)])
def test_periods(each: str, size: int, run: Run, given: Given) -> None:
    """Each year or month holds the exchanges that begin in it; the sum of all is the number of exchanges and of people."""
    found = rows(run, given.path, "--each", each)
    labels = [line[each] for line in found]
    assert labels == sorted(set(labels))
    for line in found:
        here = [record for record in given.records if counted(record) and days(record)[0].isoformat()[:size] == line[each]]
        elsewhere = [record for record in given.records if counted(record) and record not in here]
        assert line["exchanges"] == len(here)
        assert line["unsure"] == sum(days(record)[1].isoformat()[:size] > line[each] for record in here)
        spans = [[day.isoformat()[:size] for day in days(record)] for record in elsewhere]
        assert line["earlier"] == sum(first < line[each] <= last for first, last in spans)
        offers = [record for record in given.records if not counted(record) and days(record)[0].isoformat()[:size] == line[each]]
        assert line["uncounted"] == len(offers)
        assert (line["people_min_1"], line["people_max_1"]) == added(way(record, None, None) for record in here)
        assert (line["dead_min_1"], line["dead_max_1"]) == added(way(record, None, None, "remains") for record in here)
    assert sum(line["exchanges"] for line in found) == sum(map(counted, given.records))


def test_ways_between_two_parties(run: Run, given: Given) -> None:
    """With --between, the bars are of the people who went from the one to the other, and back."""
    for a, b in combinations(PARTIES, 2):
        for line in rows(run, given.path, "--between", a, b, "--each", "exchange"):
            (record,) = [one for one in given.records if one.id == line["id"]]
            assert (line["people_min_1"], line["people_max_1"]) == way(record, a, b)
            assert (line["people_min_2"], line["people_max_2"]) == way(record, b, a)
            assert (line["way_1"].count("→"), line["counted"]) == (1, int(counted(record)))
            last = days(record)[1]
            assert (line["date_earliest"], line["date_latest"]) == (f"{days(record)[0]}", None if last >= OPEN else f"{last}")


def test_ways_of_one_party(run: Run, given: Given) -> None:
    """With one --party, the bars are of those it released and of those it received."""
    for party in PARTIES:
        for line in rows(run, given.path, "--party", party, "--each", "exchange"):
            (record,) = [one for one in given.records if one.id == line["id"]]
            assert (line["people_min_1"], line["people_max_1"]) == way(record, party, None)
            assert (line["people_min_2"], line["people_max_2"]) == way(record, None, party)


def test_two_sides_hold_everybody(run: Run, given: Given) -> None:
    """Without a pair of parties each record shows its own two sides, and together they hold all its people."""
    for line in rows(run, given.path, "--each", "exchange"):
        (record,) = [one for one in given.records if one.id == line["id"]]
        low, high = way(record, None, None)
        assert line["people_min_1"] + line["people_min_2"] == low
        assert (None in (line["people_max_1"], line["people_max_2"])) == (high is None)
        parties = {party for leg in record.releases for party in leg.by}
        assert {party for name in (line["way_1"], line["way_2"]) for party in (name or "").split("+") if party} == parties


@pytest.mark.parametrize(
    ("legs", "one", "other"),
    [
        ("RU>US US>RU", "RU", "US"),
        ("RU>US RU>DE BY>DE DE>RU US>RU SI>RU", "RU BY", "DE US SI"),
        ("A>B C>D D>C", "A C", "D"),
        ("A> B>A", "A", "B"),
        ("A+B>C C>A+B", "A+B", "C"),
        ("A>B B>C C>A", "A C", "B"),
    ],
)
def test_sides(legs: str, one: str, other: str) -> None:
    """Whoever received from a party stands on the other side of it; who is on both stays where it came first."""
    given = [leg.partition(">") for leg in legs.split()]
    found = [Leg(tuple(by.split("+")), tuple(filter(None, to.split("+"))), (), ()) for by, _, to in given]
    named = [list(dict.fromkeys("+".join(leg.by) for leg in side)) for side in sides(found)]
    assert named == [one.split(), other.split()]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred exchanges in eight years."""
    path = tmp_path_factory.mktemp("many") / "many.yaml"
    path.write_text(made(1, 200), encoding="utf-8")
    shutil.copy(HERE / "data" / "parties.yaml", path.parent)
    return path


def test_what_fits(many: Path) -> None:
    """A few records have a line each; many are counted by month, and over a longer time by year."""
    index = Index(at(str(many)))
    assert timeline(index, Query(since="1993-01-01", until="1993-12-31")).each == "exchange"
    assert timeline(index, Query(since="1993-01-01", until="1994-12-31", strict_dates=True)).each == "month"
    assert timeline(index, Query()).each == "year"
    assert timeline(index, Query(), "exchange").each == "exchange"


QUERIES = (
    (), ("--each", "year"), ("--each", "month", "--since", "2000"), ("--between", "AA", "BB"), ("--party", "NO"),
    ("--kind", "pow-exchange", "--each", "year"),
)  # fmt: skip


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("query", QUERIES, ids=" ".join)
def test_fits_the_width(columns: int, query: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than it may be, every id is there uncut, and so is every number."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for path in (DEALS, SAMPLE):
        shown = run("timeline", *query, "--data", path)
        assert shown.code == 0
        assert [line for line in shown.out.splitlines() if width_of(line) > columns] == []
        for line in rows(run, path, *query):
            assert line.get("id", "") in shown.out


def test_many(many: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bars of many exchanges keep their proportions: the longest is the most, and whatever there is shows."""
    monkeypatch.setenv("COLUMNS", "70")
    shown = run("timeline", "--data", many).out.splitlines()
    assert "exchanges" in shown[3]
    lines = [re.fullmatch(r"(\d{4})  ([█▒░]*) ?(\d*) .*", line) for line in shown]
    bars = [(found[2].count("█") + found[2].count("▒"), int(found[3])) for found in lines if found and found[3]]
    assert len(bars) > 5
    assert max(bars)[1] == max(number for _, number in bars)
    assert all(length > 0 for length, _ in bars)


def test_long_times_without_anything_are_one_line(run: Run) -> None:
    """Years in which nothing is on record are one line, and few of them stay."""
    shown = run("timeline", "--each", "year", "--since", "1961", "--data", DEALS).out
    assert "⋮  37 years without an exchange on record" in shown
    assert "\n2002\n" in shown


def test_nothing_to_show(run: Run) -> None:
    """An empty timeline is an answer, in every form."""
    for form in ("table", "svg", "json"):
        for each in ("exchange", "year"):
            result = run("timeline", "--kind", "ransom", "--each", each, "--format", form, "--data", DEALS)
            assert (result.code, "no exchange matches" in result.err) == (0, True)
    assert "No exchange matches." in run("timeline", "--kind", "ransom", "--format", "svg", "--data", DEALS).out


def test_terminal_with_and_without_colour() -> None:
    """Colour is for terminals that have it; an ASCII terminal gets the same in ASCII, in the same columns."""
    coloured = on_terminal("timeline", columns=80)
    assert COLOUR.search(coloured)
    plain = on_terminal("timeline", columns=80, environment={"NO_COLOR": "1"})
    assert not re.search(r"\x1b\[3[0-9]m", plain)
    bare = COLOUR.sub("", on_terminal("timeline", columns=80, environment={"PYTHONIOENCODING": "ascii"}))
    assert bare.isascii()
    there = [line.rstrip() for line in COLOUR.sub("", coloured).splitlines() if line.startswith("bridge-1962")]
    assert [len(line.rstrip()) for line in bare.splitlines() if line.startswith("bridge-1962")] == [len(line) for line in there]


@pytest.mark.parametrize(("query", "name"), [(("--each", "exchange"), "timeline"), (("--each", "year"), "timeline-year")])
def test_goldens(query: tuple[str, ...], name: str, run: Run, bless: bool) -> None:
    """The timeline in characters and as a picture is, to the letter, what is expected."""
    for form, end in (("table", "txt"), ("svg", "svg"), ("csv", "csv")):
        check_golden(GOLDENS / f"{name}.{end}", run("timeline", *query, "--format", form, "--data", DEALS).out, bless)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ((), ""),
        (("--between", "AA", "tigers"), " between Aland and the Land Tigers"),
        (("--between", "AA", "BB", "--between", "AA", "NO"), " between Aland and Béland or between Aland and Norland"),
        (("--by", "AA", "--by", "tigers", "--to", "BB"), " with releases by Aland or the Land Tigers to Béland"),
        (("--party", "front", "--country", "UU"), " with The Front, in the Upland Republic"),
        (("--citizenship", "UU", "--charge", "espionage"), " of citizens of the Upland Republic, with a charge of espionage"),
        (("--kind", "spy-swap", "--status", "failed", "--status", "refused"), " of the kind spy-swap, that are failed or refused"),
        (("--since", "1962", "--until", "1963"), " from 1962-01-01 to 1963-12-31"),
        (("--since", "1962", "--strict-dates"), " since 1962-01-01, wholly within these days"),
        (("--until", "1963", "--according-to", "AA"), " until 1963-12-31, according to Aland"),
    ],
)  # fmt: skip
def test_title_is_english(query: tuple[str, ...], said: str, run: Run, tmp_path: Path) -> None:
    """The title names parties as a sentence does, and says how the filters go together."""
    more = "- {id: UU, name: Upland Republic, kind: state}\n- {id: tigers, name: Land Tigers, kind: armed-group}\n"
    (tmp_path / "parties.yaml").write_text((HERE / "data" / "parties.yaml").read_text(encoding="utf-8") + more, encoding="utf-8")
    shutil.copy(DEALS, tmp_path)
    out = run("timeline", *query, "--format", "svg", "--data", tmp_path).out
    assert (ElementTree.fromstring(out).findtext(f"{SVG}title")) == f"Prisoner exchanges{said}"


def test_ways_are_named_in_full_where_there_is_room(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both heads are names where both fit, else both are codes; each stands above its bars."""
    for width, heads in (("120", ["released by Norland", "released to Norland"]), ("60", ["by NO", "to NO"])):
        monkeypatch.setenv("COLUMNS", width)
        for each in ("year", "exchange"):
            line = run("timeline", "--party", "NO", "--each", each, "--data", DEALS).out.splitlines()[3]
            assert [head for head in re.split("  +", line) if " " in head][-2:] == heads


@pytest.mark.parametrize("query", QUERIES, ids=" ".join)
def test_picture(query: tuple[str, ...], run: Run) -> None:
    """The picture is XML with a title, a text for who cannot see it, n and the catalogue's version, all of it on the canvas."""
    for path in (DEALS, SAMPLE):
        root = ElementTree.fromstring(run("timeline", *query, "--format", "svg", "--data", path).out)
        assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
        title, desc = (root.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))
        texts = [text.text or "" for text in root.iter(f"{SVG}text")]
        assert title.startswith("Prisoner exchanges")
        assert " ".join(texts).startswith(title)
        assert re.search(r"n = \d+ exchanges?.*; catalogue unversioned", desc)
        assert any(re.match(r"n = \d+ exchanges?", text) for text in texts)
        wide, high = (float(root.get(name) or 0) for name in ("width", "height"))
        for element in root.iter():
            x, y = (float(element.get(name) or element.get(f"c{name}") or 0) for name in ("x", "y"))
            assert 0 <= x + float(element.get("width") or 0) <= wide
            assert -10 <= y <= high


def test_picture_is_safe_against_markup(run: Run, tmp_path: Path) -> None:
    """What stands in the data is text in the picture."""
    (tmp_path / "parties.yaml").write_text((HERE / "data" / "parties.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    text = DEALS.read_text(encoding="utf-8").replace("The ferry", "<script>alert(1)</script> & ]]>")
    (tmp_path / "deals.yaml").write_text(text, encoding="utf-8")
    shown = run("timeline", "--format", "svg", "--data", tmp_path / "deals.yaml").out
    assert "<script>" not in shown
    titles = [element.text or "" for element in ElementTree.fromstring(shown).iter(f"{SVG}title")]
    assert any("<script>alert(1)</script> & ]]>" in title for title in titles)


@pytest.mark.parametrize(
    ("first", "last", "most", "labels"),
    [
        ("2022-04-27", "2025-04-10", 5, "2022 2023 2024 2025"),
        ("2022-04-27", "2025-04-10", 2, "2022 2024"),
        ("2025-01-19", "2025-12-03", 9, "2025-01 2025-03 2025-05 2025-07 2025-09 2025-11"),
        ("2025-01-19", "2025-01-20", 9, "2025-01"),
        ("1921-01-01", "2026-05-15", 6, "1940 1960 1980 2000 2020"),
        ("1900", "1931", 7, "1900 1905 1910 1915 1920 1925 1930"),
        ("0001", "9998", 1, "0001"),
    ],
)  # fmt: skip
def test_axis(first: str, last: str, most: int, labels: str) -> None:
    """Ticks stand on round years or months, evenly apart, and never more than fit."""
    days = PartialDate.parse(first).earliest, PartialDate.parse(last).latest
    axis = Axis.of([Mark("a", "A", "", "completed", True, *days)])
    ticks = axis.ticks(most)
    assert [label for _, label in ticks] == labels.split()
    assert len(ticks) <= most
    assert all(0 <= part <= 1 for part, _ in ticks)
    assert axis.part(axis.first) == 0
    assert axis.part(axis.last) == 1


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (Sum(), "0"), (Sum(5, 5), "5"), (Sum(1200, 1200, about=1), "~1,200"), (Sum(5, 7), "5..7"), (Sum(50, 50, open=1), "50+"),
        (Sum(unknown=1), "?"), (Sum(unknown=3), "3?"), (Sum(9, 9, unknown=1), "9+?"), (Sum(9, 9, open=1, unknown=2), "9+2?"),
    ],
)  # fmt: skip
def test_short(people: Sum, said: str) -> None:
    """A sum in few characters still says what is open and what is unknown."""
    assert short(people) == said


def test_same_in_both_forms() -> None:
    """The picture shows the records that the characters show."""
    found = timeline(Index(at(str(DEALS))), Query())
    drawn, written = picture(found), "".join(block.text for block in page(found, 100))
    assert [mark.id in drawn and mark.id in written for mark in found.marks] == [True] * 7
