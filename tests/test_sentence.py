"""The sentence of a record: every number in it worked out a second time, by a naive way over the models; ten stand as goldens."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from swaps import english
from swaps.citing import cited
from swaps.counting import leg_total
from swaps.counts import Count
from swaps.files import at
from swaps.index import Index
from swaps.models import Claim, Exchange, Group, Planned, Release
from swaps.names import folded
from swaps.render.sentence import Quote, quote
from tests.conftest import HERE, ROOT, Run, check_golden
from tests.generated import PARTIES, record
from tests.naive import models

QUOTED = HERE / "data" / "quoted.yaml"
GOLDENS = HERE / "quoted" / "sentence"
NOTE = re.compile(r" \[[0-9]+(?:(?:, |–)[0-9]+)*\]")
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
NOUNS = {
    "pows": "prisoner of war/prisoners of war", "civilians": "civilian/civilians", "detainees": "detainee/detainees",
    "hostages": "hostage/hostages", "convicts": "convicted prisoner/convicted prisoners", "mixed": "person/people",
    "accompanying": "person/people", "remains": "person/people",
} | dict.fromkeys(("mixed, others", "accompanying, others", "remains, others"), "other person/other people")  # fmt: skip
Told = tuple[Exchange, Quote, dict[str, str]]


def squeezed(text: str) -> str:
    """Return text with single spaces."""
    return " ".join(text.split())


def word(number: int) -> str:
    """Write a number as the sentence must."""
    return ONES[number] if number < 10 else f"{number:,}"


def amount(count: Count) -> str:
    """Write a count as the sentence must."""
    if count.unknown and not count.low:
        return "an undisclosed number"
    about = "about " if count.about else ""
    if count.high is None:
        return f"at least {about}{word(count.low)}"
    return f"{about}{word(count.low)}" if count.low == count.high else f"{about}between {word(count.low)} and {word(count.high)}"


def people(count: Count, category: str) -> str:
    """Write how many people of a category there were, as the sentence must."""
    one, many = NOUNS[category].split("/")
    if count.unknown and not count.low:
        return f"an undisclosed number of {many}"
    return f"{amount(count)} {one if count.low == 1 and count.high in (1, None) else many}"


def size(group: Group | Planned, offered: bool) -> Count:
    """Say how many a group is."""
    if group.count is not None:
        return group.count
    if isinstance(group, Group) and offered and group.planned is not None:
        return group.planned
    return Count(len(group.people) if isinstance(group, Group) else 0, None, unknown=1)


def whom(leg: Release, offered: bool) -> Iterator[tuple[str, Count, list[str]]]:
    """Yield the parts of a leg: a category, how many, and the names among them."""
    members = {folded(name) for group in leg.groups for name in group.people}
    alone = [one for one in leg.people if not one.declined and not members.intersection(map(folded, (*one.names, one.identity)))]
    for kind in ("mixed", "accompanying", "remains"):
        names = [one.name for one in alone if (one.category if one.category in ("accompanying", "remains") else "mixed") == kind]
        if names:
            yield kind, Count.exactly(len(names)), names
    for category in dict.fromkeys(group.category or "detainees" for group in leg.groups):
        groups = [group for group in leg.groups if (group.category or "detainees") == category]
        sizes = [size(group, offered) for group in groups]
        high = None if any(one.high is None for one in sizes) else sum(one.high or 0 for one in sizes)
        count = Count(sum(one.low for one in sizes), high, any(one.about for one in sizes), sum(one.unknown for one in sizes))
        yield category, count, [name for group in groups for name in group.people]


def phrases(record: Exchange, offered: bool) -> Iterator[str]:
    """Yield what the sentence must say of how many were released, or would be."""
    for leg in record.releases:
        parts = [*whom(leg, offered)]
        total = sum((count for _, count, _ in parts), Count(0, 0))
        if offered and leg.planned is not None and (leg.planned.low, leg.planned.high) != (total.low, total.high):
            yield people(leg.planned, "mixed")
        elif not leg.people and not leg.groups:
            yield "an undisclosed number of people"
        for number, (category, count, names) in enumerate(parts):
            few = 0 < len(names) <= 4 and (count.low, count.about) == (len(names), False)
            others = any(before == category for before, *_ in parts[:number])
            if few and count.high in (len(names), None):
                yield from [names[0] if count.high else f"at least {names[0]}", *names]
            else:
                yield from [people(count, f"{category}, others" if others else category), *names[:3]]
        yield from (one.name for one in leg.people if one.declined)
    planned: dict[tuple[Any, ...], list[Planned]] = {}
    for one in record.planned:
        planned.setdefault((one.by, one.to, one.category), []).append(one)
    for (_, _, category), several in planned.items():
        yield people(sum((size(one, offered) for one in several), Count(0, 0)), category or "mixed")


def speakers(record: Exchange, claim: Claim, names: dict[str, str]) -> list[str]:
    """Name whoever says a claim."""
    if claim.per:
        who, comma, more = claim.per.partition(", ")
        return [names.get(who, who) + comma + more]
    publishers = {source.id: source.publisher for source in record.sources}
    return [publishers[name] for name in claim.sources]


def numbers_known(record: Exchange, offered: bool) -> set[str]:
    """Return every number that the models hold and that a sentence may say."""
    counts = [claim_count for one in record.disputes if one.field == "count" for claim_count in map(_count, one.claims)]
    counts += [one.amount for one in record.considerations if one.amount]
    counts += [group.declined for leg in record.releases for group in leg.groups if group.declined]
    counts += [
        sum(several, Count(0, 0))
        for several in [[group.declined for group in leg.groups if group.declined] for leg in record.releases]
    ]
    counts += [leg.planned for leg in record.releases if leg.planned]
    counts += [count for leg in record.releases for _, count, _ in whom(leg, offered)]
    numbers = {part for count in counts for part in (count.low, count.high) if part}
    for one in record.planned:
        same = [
            size(other, offered)
            for other in record.planned
            if (other.by, other.to, other.category) == (one.by, one.to, one.category)
        ]
        numbers |= {part for part in (sum(same, Count(0, 0)).low, sum(same, Count(0, 0)).high) if part}
    dates = [record.when, *(leg.date for leg in record.releases), record.withdrawn and record.withdrawn.date]
    texts = [str(date) for date in dates if date] + [
        claim.value for one in record.disputes if one.field == "date" for claim in one.claims
    ]
    days = {str(int(part)) for text in texts for part in re.findall(r"[0-9]+", text)}
    return {word(number) for number in numbers} | days


def _count(claim: Claim) -> Count:
    return Count.parse(claim.value)


def bare(record: Exchange, text: str, names: dict[str, str]) -> str:
    """Return the sentence without its notes, and without the texts of the data."""
    people_named = [name for leg in record.releases for one in leg.people for name in one.names]
    people_named += [name for leg in record.releases for group in leg.groups for name in group.people]
    locations = [*record.locations, *(one for leg in record.releases for one in leg.locations)]
    places = [part for one in locations for part in (one.place, one.city)]
    said = [one.about for one in record.disputes] + [claim.per for one in record.disputes for claim in one.claims]
    said += [who for one in record.disputes for claim in one.claims for who in speakers(record, claim, names)]
    helpers = [one.name for one in record.intermediaries]
    gone = [record.withdrawn.reason] if record.withdrawn else []
    data = {
        squeezed(one) for one in (*people_named, *places, *said, *helpers, *gone, *names.values(), record.title, record.id) if one
    }
    data |= {f"{one[0].lower()}{one[1:]}" for one in data}
    text = NOTE.sub("", text)
    for one in sorted(data, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", "§", text)
    return text


def check(record: Exchange, said: Quote, names: dict[str, str]) -> None:
    """Hold a sentence against its record."""
    text = said.text
    assert text.endswith(".")
    assert text[0].isupper()
    assert not re.search(r"\bNone\b|\(\s*\)|\[\s*\]|  |\s[,.;)]|[(\[]\s|,,|;;|,\.", NOTE.sub("", text)), text
    assert {int(number) for note in NOTE.findall(text) for number in re.findall("[0-9]+", note)} <= {*range(1, len(said.notes) + 1)}
    assert len(set(said.notes)) == len(said.notes)
    assert {*said.notes} <= {source.id for source in record.sources}
    plain = NOTE.sub("", text)
    if record.withdrawn:
        assert squeezed(record.withdrawn.reason).removesuffix(".") in plain
        return
    offered = record.status not in ("completed", "partial") or record.kind == "framework"
    for phrase in phrases(record, offered):
        assert squeezed(phrase) in plain, (phrase, text)
    for dispute in record.disputes:
        if dispute.field == "count":
            for claim in dispute.claims:
                those = dict.fromkeys(speakers(record, claim, names))
                who = "(?:, | and )".join(f"(?:the )?{re.escape(squeezed(one))}" for one in those)
                value = re.escape(amount(_count(claim)))
                assert re.search(rf"\b{value} according to {who}", plain, re.IGNORECASE), (claim, text)
    stripped = bare(record, text, names)
    assert (" would " in stripped) == offered, text
    found = set(re.findall(rf"\b(?:{'|'.join(ONES)}|[0-9][0-9,]*)\b", stripped))
    assert found <= numbers_known(record, offered), text


@pytest.fixture(scope="module")
def shipped() -> list[Told]:
    """Every shipped record with its sentence."""
    files = at(str(ROOT / "data" / "exchanges.yaml"))
    records = {one.id: one for one in models(ROOT / "data" / "exchanges.yaml") if isinstance(one, Exchange)}
    found = cited(Index(files, use_cache=False), [*records])
    return [(records[one.record["id"]], quote(one.record, one.names, one.stands), one.names) for one in found]


def test_every_shipped_record(shipped: list[Told]) -> None:
    """The sentence of every shipped record says what the record says, and nothing that it does not say."""
    assert len(shipped) > 500
    for one, said, names in shipped:
        check(one, said, names)


def test_every_generated_record() -> None:
    """So does that of 300 invented ones, of every shape."""
    for number in range(300):
        written = record(number)
        one = Exchange.model_validate(written)
        check(one, quote(written, PARTIES, str(one.when or "")), PARTIES)


def test_naive_way_is_the_counting_rule() -> None:
    """What the tests count by is what the catalogue counts by."""
    for number in range(300):
        one = Exchange.model_validate(record(number))
        for leg in one.releases:
            total = leg_total(leg)
            living = [count for category, count, _ in whom(leg, False) if category not in ("remains", "accompanying")]
            dead = [count for category, count, _ in whom(leg, False) if category == "remains"]
            if leg.people or leg.groups:
                assert (total.people.low, total.people.unknown) == (sum(c.low for c in living), sum(c.unknown for c in living))
            assert total.remains.low == sum(count.low for count in dead)


SENTENCES = (
    "bought-free", "old-bridge-1972", "ferry-1975", "camp-letters-1995", "framework-2024", "aa-bb-2024-02-01", "gone", "offer-2025",
    "talks-2025", "homeward-2026",
)  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_goldens(name: str, run: Run, bless: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten sentences, with their notes, are to the letter what is expected."""
    monkeypatch.chdir(HERE)
    result = run("cite", name, "--sentence", "--data", QUOTED.relative_to(HERE))
    assert (result.code, result.err) == (0, "")
    check_golden(GOLDENS / f"{name}.txt", re.sub(r"SHA-256 [0-9a-f]{64}", "SHA-256 …", result.out), bless)


def test_every_golden_has_a_record() -> None:
    """No golden is left over."""
    assert {path.stem for path in GOLDENS.iterdir()} == set(SENTENCES)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1962-02-10", "on 10 February 1962"), ("1962-02", "in February 1962"), ("1962", "in 1962"),
        ("1962-02-10~", "around 10 February 1962"),
        ("1962?", "possibly in 1962"), ("1962-02-10%", "possibly around 10 February 1962"), ("1988/..", "since 1988"),
        ("2025-05-23/2025-05-25", "between 23 and 25 May 2025"), ("2025-05-23/2025-06-02", "between 23 May and 2 June 2025"),
        ("2024-11/2024-12-10", "between November 2024 and 10 December 2024"),
        ("2024-11/2024-12", "between November and December 2024"),
        ("1999-04-16/1999-04", "between 16 and the end of April 1999"),
        ("1999-04-16~/1999", "between around 16 April and the end of 1999"),
        ("2022-06~/2022-12-08", "between around June 2022 and 8 December 2022"), ("1962/1963", "between 1962 and 1963"),
    ],
)  # fmt: skip
def test_dates_in_words(written: str, said: str) -> None:
    """A date keeps its precision and its doubt."""
    assert english.when(written) == said


def test_dates_beside_a_title() -> None:
    """Beside a title a date stands without a preposition."""
    assert [english.date(text) for text in ("1988/..", "1962-02-10/1962-02-12", "1962~")] == [
        "1988 onwards", "10 to 12 February 1962", "around 1962",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Russia", "Russia"), ("United States", "the United States"), ("Hamas", "Hamas"), ("The Front", "The Front"),
        ("Popular Front for the Liberation of Palestine", "the Popular Front for the Liberation of Palestine"),
        ("National Liberation Army (Colombia)", "the National Liberation Army (Colombia)"), ("Islamic State", "Islamic State"),
        ("Families of the prisoners", "families of the prisoners"), ("Bosnia and Herzegovina", "Bosnia and Herzegovina"),
        ("Republic of the Congo", "the Republic of the Congo"), ("", ""),
        ("Czech Republic", "the Czech Republic"), ("International Criminal Court", "the International Criminal Court"),
        ("Abbas Ibrahim", "Abbas Ibrahim"), ("European Union", "the European Union"), ("UN", "the UN"),
        ("Cocos (Keeling) Islands", "the Cocos (Keeling) Islands"),
        ("Islamic State – Sahel Province", "the Islamic State – Sahel Province"),
        ("Vietnam under the Nguyen dynasty", "Vietnam under the Nguyen dynasty"),
        ("Captors of a pilot", "the captors of a pilot"), ("26 July Movement", "the 26 July Movement"),
        ("Independent State of Croatia", "the Independent State of Croatia"),
        ("Tel Aviv University", "Tel Aviv University"),
        ("University of Lisbon", "the University of Lisbon"), ("head of the army", "the head of the army"),
        ("members of the commission", "members of the commission"),
        ("delegation of legislators", "a delegation of legislators"), ("Gambia", "the Gambia"),
        ("Allies of the Second World War", "the Allies of the Second World War"),
        ("Revolutionary Movement 8th October", "the Revolutionary Movement 8th October"), ("Il Post", "Il Post"),
        ("House Divided, Dickinson College", "House Divided, Dickinson College"), ("City of Lorient", "the City of Lorient"),
        ("US Institute of Peace, The Iran Primer", "the US Institute of Peace, The Iran Primer"),
        ("Associated Press", "the Associated Press"), ("Europa Press", "Europa Press"),
        ("reports of the head of the army", "reports of the head of the army"),
    ],
)  # fmt: skip
def test_articles(name: str, said: str) -> None:
    """A name takes an article where it is a description."""
    assert english.the(name) == said


@pytest.mark.parametrize(
    ("place", "city", "country", "said"),
    [
        ("Vnukovo airport", "Moscow", "Russia", "at Vnukovo airport in Moscow, Russia"),
        ("Abu Dhabi airport", "Abu Dhabi", "the United Arab Emirates", "at Abu Dhabi airport in the United Arab Emirates"),
        ("Ofer prison, West Bank", "", "Palestine", "at Ofer prison, West Bank, Palestine"),
        ("border in Chernihiv region", "", "Ukraine", "in Ukraine (border in Chernihiv region)"),
        ("Airport near Muscat", "Muscat", "Oman", "in Muscat, Oman (airport near Muscat)"),
        ("Checkpoint Charlie", "East Berlin", "East Germany", "in East Berlin, East Germany (Checkpoint Charlie)"),
        ("Dulles Airport", "Washington", "the United States", "at Dulles Airport in Washington, United States"),
        ("", "Moscow", "the Soviet Union", "in Moscow, Soviet Union"),
        ("Moscow airport", "Moscow", "the Soviet Union", "at Moscow airport in the Soviet Union"),
        ("an airport in Turkey", "", "Turkey", "at an airport in Turkey"),
        ("an undisclosed place", "", "Turkey", "at an undisclosed place in Turkey"),
        ("Near Zandak", "", "Russia", "near Zandak, Russia"), ("", "", "Russia", "in Russia"), ("", "", "", ""),
        ("Old Bridge", "", "", "at Old Bridge"), ("Somewhere", "", "", "at Somewhere"),
    ],
)  # fmt: skip
def test_places(place: str, city: str, country: str, said: str) -> None:
    """A place has the preposition that it takes, or stands in brackets where it would need an article."""
    assert english.place(place, city, country) == said


def test_notes_in_runs() -> None:
    """Three notes in a row are a run."""
    assert english.notes([1, 3, 4, 5, 8, 9]) == " [1, 3–5, 8, 9]"
    assert english.notes([]) == ""


def test_record_that_breaks_a_rule() -> None:
    """What a record with errors lacks or gets wrong makes no sentence fail."""
    broken = {
        "id": "x", "title": "X", "kind": "spy-swap", "status": "completed", "releases": [{"by": "AA", "sources": ["nowhere"]}],
        "disputes": [{"field": "count", "leg": "z", "claims": [
            {"value": "many", "sources": ["s"]}, {"value": "2", "sources": ["t"]},
        ]}],
        "sources": [{"id": "s", "title": "T", "publisher": "P", "kind": "agency"}],
    }  # fmt: skip
    assert quote(broken, {}, "").text == (
        "At a time that is not on record AA released an undisclosed number of people; sources differ (the number: many according "
        "to P [1]; two according to t)."
    )


def test_record_without_legs() -> None:
    """A record that names no leg at all still makes a sentence."""
    assert quote({"id": "x", "title": "X", "kind": "spy-swap", "status": "proposed"}, {}, "1962").text == (
        "In an exchange proposed in 1962, an undisclosed number of people would be released; no handover is on record."
    )


LEG = {"by": "AA", "to": "BB", "people": [{"name": "Ann"}]}
SANCTIONS = {"kind": "sanctions-relief", "by": "AA", "to": "BB"}
DIFFER = {"field": "count", "about": "all", "claims": [{"value": "1", "sources": ["s"]}, {"value": "2", "sources": ["t"]}]}
CITIES = [{"city": "Aby", "country": "AA"}, {"place": "Bea bridge", "country": "AA"}, {"city": "Cee", "country": "AA"}]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"releases": [{"by": "AA", "groups": [{"people": ["Ann", "Ben"]}]}]}, "In 1962 AA released at least Ann and Ben"),
        (
            {"releases": [{"by": "AA", "people": [{"name": "Cy", "category": "accompanying"}], "groups": [{"people": ["Ann"]}]}]},
            "In 1962 AA released at least Ann (accompanied by Cy)",
        ),
        ({"date": "1962-02-10", "releases": [LEG | {"date": "1962-02"}]}, "In 1962 AA released Ann to BB sometime that month"),
        ({"date": "1962-02-10", "releases": [LEG | {"date": "1962"}]}, "In 1962 AA released Ann to BB sometime that year"),
        ({"date": "1962-02-10", "releases": [LEG | {"date": "1962-03"}]}, "In 1962 AA released Ann to BB in March"),
        ({"date": "1962-02-10", "releases": [LEG | {"date": "1963-03"}]}, "In 1962 AA released Ann to BB in March 1963"),
        ({"locations": CITIES, "releases": [LEG]}, "In 1962 AA released Ann to BB, in Aby and Cee, AA, and at Bea bridge in AA"),
        (
            {"considerations": [SANCTIONS], "releases": [LEG]},
            "In 1962 AA released Ann to BB; besides people, the record names an easing of sanctions by AA on BB",
        ),
        (
            {"disputes": [DIFFER, {"field": "location", "claims": []}], "releases": [LEG, LEG]},
            "In 1962 AA released Ann to BB, and AA released Ann to BB; sources differ (all: one according to s; two according to t)"
            "; sources also differ on the place",
        ),
        (
            {"disputes": [DIFFER | {"leg": "AA+CC"}], "releases": [LEG | {"by": "BB"}, LEG | {"by": ["AA", "CC"]}]},
            "In 1962 BB released Ann to BB, and AA and CC released Ann to BB (all: one according to s; two according to t)",
        ),
    ],
)  # fmt: skip
def test_says_it_as_one_would(record: dict[str, Any], said: str) -> None:
    """Names stand for their number, nothing is said twice, and where joint releasers are in dispute it stands beside their leg."""
    whole = {"id": "x", "title": "X", "kind": "spy-swap", "status": "completed", "date": "1962", "sources": []} | record
    assert quote(whole, {}, "1962").text == f"{said}."
