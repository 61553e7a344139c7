"""Precedents: each statement beside a naive way, and silence where anything could change it."""

import json
import re
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from swaps.dates import PartialDate
from swaps.english import ordinal
from swaps.files import at
from swaps.index import Index
from swaps.models import Exchange, Location, Release
from swaps.precedents import rank
from tests.conftest import DEALS, HERE, SAMPLE, Given, Run, check_golden
from tests.naive import added, counted, days, leg_sum, made, said, tellers
from tests.naive import is_of as is_about
from tests.test_measures import NAMES

GOLDENS = HERE / "golden_answers"
Takes = Callable[[Release], bool]
Span = tuple[int, int | None]


def span(record: Exchange, takes: Takes, which: str) -> Span:
    """Return the least and the most that anybody says of some legs; what is about can be off by a fourth."""
    least, most, is_open = 0, 0, False
    for release in filter(takes, record.releases):
        about = any(group.count is not None and group.count.about for group in release.groups) and which == "people"
        told = [(*leg_sum(record, release, which), about)]
        for teller in tellers(record):
            for dispute in record.disputes:
                if is_about(record, release, dispute, which):
                    claims = said(record, dispute, teller)
                    if claims:
                        high = None if any(one.high is None for one in claims) else max(one.high or 0 for one in claims)
                        told.append((min(one.low for one in claims), high, any(one.about for one in claims)))
        least += min(low - low // 4 if about else low for low, _, about in told)
        is_open = is_open or any(high is None for _, high, _ in told)
        most += max((high or 0) + ((high or 0) // 4 if about else 0) for _, high, about in told)
    return least, None if is_open else most


def when(record: Exchange) -> tuple[date, date]:
    """Return the first and the last day that anybody gives for a handover."""
    claimed = [PartialDate.parse(claim.value) for one in record.disputes if one.field == "date" for claim in one.claims]
    first, last = days(record)
    return min([first, *(day.earliest for day in claimed)]), max([last, *(day.latest for day in claimed)])


def scopes(event: Exchange) -> Iterable[tuple[str, str, Takes]]:
    """Yield what an exchange is compared by: words, which sum, which legs."""
    pairs = {tuple(sorted((by, to))) for leg in event.releases for by in leg.by for to in leg.to}
    for which, exchange, release in (("people", "exchange", "release"), ("remains", *["return of the dead"] * 2)):
        yield exchange, which, lambda leg: True
        for a, b in pairs:
            yield f"{exchange} between {NAMES[a]} and {NAMES[b]}", which, lambda leg, a=a, b=b: (  # type: ignore[misc]
                (a in leg.by and b in leg.to) or (b in leg.by and a in leg.to))  # fmt: skip
        for party in {party for leg in event.releases for party in leg.by}:
            yield f"{release} by {NAMES[party]}", which, lambda leg, party=party: party in leg.by  # type: ignore[misc]
        for party in {party for leg in event.releases for party in leg.to}:
            yield f"{release} to {NAMES[party]}", which, lambda leg, party=party: party in leg.to  # type: ignore[misc]


def sizes(event: Exchange, others: list[Exchange]) -> set[str]:
    """Return what can be said of the size of an exchange, worked out pair by pair."""
    found = set()
    first, last = when(event)
    for words, which, takes in scopes(event):
        least, most = span(event, takes, which)
        if most == 0:
            continue
        larger: list[Exchange] = []
        smaller: list[Exchange] = []
        unsure: list[Exchange] = []
        at_once: list[str] = []
        for other in others:
            low, high = span(other, takes, which)
            if high == 0 or when(other)[0] > last:
                continue
            known = "larger" if most is not None and low >= most else "smaller" if high is not None and high < least else "unsure"
            if when(other)[1] >= first:
                at_once.append(known)
            else:
                {"larger": larger, "smaller": smaller, "unsure": unsure}[known].append(other)
        if "unsure" in at_once or "larger" in at_once or not (larger or smaller or unsure):
            continue
        place = len(larger) + 1
        if not unsure and place <= 10 and place <= (len(larger) + len(smaller) + 1) / 2:
            found.add(f"{ordinal(place)} largest {words} up to then" if larger else f"largest {words} up to then")
        if larger:
            last_one = max(larger, key=lambda one: (when(one)[1], when(one)[0]))
            since = when(last_one)
            if not any(when(one)[1] >= since[0] for one in unsure) and any(
                when(one)[0] > since[1] for one in [*larger, *smaller, *unsure]
            ):
                found.add(f'largest {words} since "{last_one.title}" ({last_one.date})')
    return found


def places(record: Exchange) -> list[Location]:
    """Return where people changed hands."""
    everywhere = [*record.locations, *(place for release in record.releases for place in release.locations)]
    return [place for place in everywhere if place.role == "handover"]


def marks(record: Exchange) -> dict[str, set[tuple[str, ...]]]:
    """Return what an exchange has in common with others, in words and as marks."""
    found: dict[str, set[tuple[str, ...]]] = {f"of kind {record.kind}": {("kind", record.kind)}}
    for one in record.intermediaries:
        if "mediator" in one.roles:
            found[f"mediated by {one.name or NAMES[str(one.party)]}"] = {("mediator", str(one.party or one.name))}
    for number, place in enumerate(places(record)):
        cities = {(place.city, place.country)} | ({(place.now.city, place.now.country)} if place.now else set())
        words = f"in {place.city}" if number == 0 else f"elsewhere: {number}"
        found[words] = {("city", city, str(country)) for city, country in cities if city}
        found |= {f"in {NAMES[country]}": {("country", country)} for _, country in cities if country}
    for leg in record.releases:
        for ends in ({by, to} for by in leg.by for to in leg.to):
            a, b = sorted(ends)
            found[f"between {NAMES[a]} and {NAMES[b]}"] = {("between", a, b)}
    return {words: those for words, those in found.items() if those}


def ordinals(event: Exchange, others: list[Exchange]) -> set[str]:
    """Return its number among those like it, by going through all the others."""
    first, last = when(event)
    found = set()
    for words, wanted in marks(event).items():
        sharing = [other for other in others if when(other)[0] <= last and any(wanted & those for those in marks(other).values())]
        if not words.startswith("elsewhere") and all(when(other)[1] < first for other in sharing):
            found.add(f"{ordinal(len(sharing) + 1)} {words}")
    return found


def test_every_statement(given: Given) -> None:
    """Of every exchange exactly that is said which a naive way finds, within as many exchanges as there were up to its day."""
    index = Index(at(str(given.path)))
    events = [record for record in given.records if counted(record)]
    assert events
    for event in events:
        others = [other for other in events if other is not event]
        ranking = rank(index, event.id)
        found = {re.sub(", though sources differ.*", "", one.text) for one in ranking.precedents}
        assert found == sizes(event, others) | ordinals(event, others), event.id
        assert ranking.exchanges == 1 + sum(when(other)[0] <= when(event)[1] for other in others)


def test_the_list_behind(given: Given) -> None:
    """An ordinal has one exchange less behind it than it says; a size has the larger ones, or all; a since begins with its date."""
    index = Index(at(str(given.path)))
    for event in filter(counted, given.records):
        for one in rank(index, event.id).precedents:
            ids = [behind.id for behind in one.behind]
            assert event.id not in ids
            assert len(ids) == len(set(ids))
            nth = re.match(r"(\w+) (largest )?", one.text)
            assert nth
            if " since " in one.text:
                assert one.text.endswith(f'since "{one.behind[0].title}" ({one.behind[0].date})')
            elif nth[1] != "largest":
                assert ordinal(len(ids) + 1) == nth[1]


def test_the_numbers_behind(given: Given) -> None:
    """Beside each exchange of a list of sizes stands how many it released in that scope, as its record says."""
    index = Index(at(str(given.path)))
    by_id = {record.id: record for record in given.records}
    seen = 0
    for event in filter(counted, given.records):
        wanted = {words: (which, takes) for words, which, takes in scopes(event)}
        for one in rank(index, event.id).precedents:
            words = re.sub(r"^(\w+ )?largest | up to then$| since \".*", "", one.text)
            for behind in one.behind if one.behind and one.behind[0].number else ():
                which, takes = wanted[words]
                other = by_id[behind.id]
                low, _ = added(leg_sum(other, leg, which) for leg in other.releases if takes(leg))
                read = re.match(r"~?([0-9,]+)(?! unknown)\b", str(behind.number))
                assert int(read[1].replace(",", "") if read else 0) == low, (one.text, behind)
                seen += 1
    assert seen


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Index:
    """Return the index of the deals with some of their text changed."""
    text = DEALS.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "deals.yaml").write_text(text, encoding="utf-8")
    shutil.copy(HERE / "data" / "parties.yaml", tmp_path)
    return Index(at(str(tmp_path / "deals.yaml")), use_cache=False)


def statements(index: Index, event: str) -> list[str]:
    """Return what is said of an exchange."""
    return [one.text for one in rank(index, event).precedents]


LARGEST = "largest release to Béland up to then"


def test_an_unknown_count_silences(tmp_path: Path) -> None:
    """What is said as long as all counts are closed is not said when one of them is open, unknown, about or disputed too far."""
    assert LARGEST in statements(changed(tmp_path), "autumn-round")
    for count in ("120+", "120..401", "~330", "399..400"):
        index = changed(tmp_path, ("count: 120..130", f"count: {count}"))
        assert LARGEST not in statements(index, "autumn-round"), count
        assert any(said.startswith("largest release to Béland: the numbers of") for said in rank(index, "autumn-round").silent)
    index = changed(tmp_path, ("          count: 120..130\n", ""))
    assert LARGEST not in statements(index, "autumn-round")
    for near in ("~300", "120..399"):
        assert LARGEST in statements(changed(tmp_path, ("count: 120..130", f"count: {near}")), "autumn-round")


def test_another_telling_silences(tmp_path: Path) -> None:
    """A number that only one side gives is enough to be silent, if it would change the answer."""
    index = changed(tmp_path, ("value: 246", "value: 405"))
    assert LARGEST not in statements(index, "autumn-round")
    assert LARGEST in statements(changed(tmp_path, ("value: 246", "value: 395")), "autumn-round")


def test_overlapping_days_silence(tmp_path: Path) -> None:
    """Two exchanges that may have been on the same day have no order; a claimed day counts like a recorded one."""
    third = "third between Aland and Béland"
    assert third in statements(changed(tmp_path), "autumn-round")
    assert "third of kind pow-exchange" in statements(changed(tmp_path), "autumn-round")
    index = changed(tmp_path, ("date: 2006-05-05", "date: 2004-09~"))
    assert third not in statements(index, "autumn-round")
    assert "between Aland and Béland: last-round may have been before it or after" in rank(index, "autumn-round").silent
    index = changed(tmp_path, ("value: 2001-04-12", "value: 2004-10-01"))
    assert third not in statements(index, "autumn-round")
    assert "first between Aland and Béland" not in statements(changed(tmp_path), "snow-round")


def test_a_name_of_today_is_the_same_place(tmp_path: Path) -> None:
    """A city is found by its name then and by its name now."""
    assert "second in Neu" in statements(changed(tmp_path), "snow-round")
    assert "first in Neu" in statements(changed(tmp_path, ("        city: Neu\n", "")), "snow-round")


def test_disputed_mediators_and_places_are_said(tmp_path: Path) -> None:
    """Where sources differ on the mediator or the place, the statement says of which exchange."""
    said = statements(changed(tmp_path), "autumn-round")
    assert "fourth mediated by Norland, though sources differ on the mediator of ferry" in said
    assert "second mediated by Celand" in said
    assert "third in Port, though sources differ on the place of spring-round" in said
    sure = changed(tmp_path, ("value: an island", "value: an island off Port"))
    assert "third in Port" in statements(sure, "autumn-round")
    coarser = changed(tmp_path, ("value: an island", "value: somewhere in Celand"))
    assert "third in Port" in statements(coarser, "autumn-round")
    within = changed(tmp_path, ("about: where it was", "about: where in Port it was"))
    assert "third in Port" in statements(within, "autumn-round")
    elsewhere = changed(tmp_path, ("value: an island", "value: Neu"))
    assert "second in Neu, though sources differ on the place of spring-round" in statements(elsewhere, "snow-round")
    named = changed(tmp_path, ("value: nobody", "value: Celand"))
    assert "second mediated by Celand, though sources differ on the mediator of ferry" in statements(named, "autumn-round")


def test_what_is_missing_is_said(run: Run) -> None:
    """Beside an ordinal stands how many exchanges before it have no such thing on record."""
    found = json.loads(run("rank", "aa-bb-2024-02-01", "--format", "json", "--data", SAMPLE).out)
    (mediated,) = [one for one in found["precedents"] if "mediated by Norland" in one["statement"]]
    assert mediated["missing"] == "of 2 exchanges before it, 2 have no mediator on record"


def test_always_within_this_catalogue(run: Run, given: Given) -> None:
    """Every statement says within how many exchanges, on the page, in Markdown and in JSON."""
    for event in filter(counted, given.records):
        found = json.loads(run("rank", event.id, "--format", "json", "--data", given.path).out)
        for one in found["precedents"]:
            assert re.search(r", within this catalogue \(\d+ exchanges?\)$", one["statement"])
        page = " ".join(run("rank", event.id, "--data", given.path).out.split())
        assert page.count("within this catalogue (") == len(found["precedents"]) + 1
        assert all(" ".join(one["statement"].split()) in page for one in found["precedents"])


def test_goldens(run: Run, bless: bool) -> None:
    """The precedents on a page and as JSON are, to the letter, what is expected; silence is explained on standard error."""
    for form, end in (("text", "txt"), ("json", "json"), ("md", "md")):
        check_golden(GOLDENS / f"rank.{end}", run("rank", "autumn-round", "--format", form, "--data", DEALS).out, bless)
    check_golden(GOLDENS / "rank.err", run("rank", "autumn-round", "--data", DEALS).err, bless)


def test_long_lists_are_cut_and_say_so(run: Run, tmp_path: Path) -> None:
    """A page shows the nearest of many exchanges, and says how many more there are."""
    (tmp_path / "made.yaml").write_text(made(1, 80), encoding="utf-8")
    shutil.copy(HERE / "data" / "parties.yaml", tmp_path)
    page = run("rank", "deal-079", "--data", tmp_path / "made.yaml").out
    assert re.search(r"and \d+ earlier ones: --format json lists them all", page)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("winter-offer", "winter-offer is no handover that counts"),
        ("autum-round", "there is no record 'autum-round': did you mean autumn-round"),
        ("zzzz", "there is no record 'zzzz'\n"),
    ],
)
def test_what_has_no_place(name: str, said: str, run: Run) -> None:
    """An offer and an unknown id have no place among exchanges."""
    result = run("rank", name, "--data", DEALS)
    assert (result.code, result.out, said in result.err) == (1, "", True)


def test_nothing_to_say(run: Run, tmp_path: Path) -> None:
    """Where everything could be otherwise, the page says so."""
    text = DEALS.read_text(encoding="utf-8").split("- id: winter-offer")[0]
    again = text.replace("two-pilots", "same-pilots").replace("Two pilots", "Same pilots")
    (tmp_path / "deals.yaml").write_text(again + text, encoding="utf-8")
    shutil.copy(HERE / "data" / "parties.yaml", tmp_path)
    assert "Nothing can be said of it" in run("rank", "two-pilots", "--data", tmp_path / "deals.yaml").out


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "first"), (10, "tenth"), (11, "11th"), (13, "13th"), (21, "21st"), (22, "22nd"), (111, "111th"), (1003, "1,003rd")],
)  # fmt: skip
def test_ordinal(number: int, said: str) -> None:
    """Ordinals are English."""
    assert ordinal(number) == said
