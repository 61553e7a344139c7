"""What looks like one thing and stands in two records: what is complained of, and what honestly recurs."""

import random
from pathlib import Path

import pytest

from swaps import build
from swaps.checks import alike
from swaps.files import at, shipped
from swaps.sound import sounds

RULES = {"near-duplicate", "spelled-one-way", "publisher-spelled-one-way", "one-page-one-account"}
RECORD = """\
- id: {id}
  title: Exchange
  kind: one-sided-release
  status: completed
  date: {date}
  releases:
    - by: GB
      to: US
{inside}
  sources:
    - id: a
      title: They went home
      publisher: The Gazette
      kind: newspaper
      url: https://example.org/{id}
    - id: b
      title: They are free
      publisher: Courier
      kind: newspaper
      url: https://example.com/{id}
"""
PEOPLE = "      people:\n        - name: {}\n          citizenships: [US]"
GROUP = "      groups:\n        - description: soldiers\n          category: pows\n          count: {}"
DEAD = "      groups:\n        - description: soldiers\n          category: remains\n          count: {}"


def record(name: str, date: str, inside: str, more: str = "") -> str:
    """Return a record of one leg."""
    return RECORD.format(id=name, date=date, inside=inside) + more


def complaints(folder: Path, *records: str) -> list[tuple[str, str]]:
    """Return what the rules of likeness say of a catalogue: the rule and its message."""
    (folder / "exchanges.yaml").write_text("".join(records), encoding="utf-8")
    (folder / "parties.yaml").write_text(Path(shipped("parties.yaml")).read_text(encoding="utf-8"), encoding="utf-8")
    found = build.private(at(str(folder)))[1]
    assert {problem.level for problem in found if problem.rule != "unique-id"} <= {"warning"}, found
    return [(problem.rule, problem.message) for problem in found if problem.rule in RULES]


PART = "  related:\n    - relation: part-of\n      id: frame\n"
FRAME = """\
- id: frame
  title: Agreement
  kind: framework
  status: agreed
  history:
    - date: 2025-01
      text: The sides agree.
  sources:
    - id: a
      title: They agree
      publisher: The Gazette
      kind: newspaper
      url: https://example.org/frame
    - id: b
      title: It is agreed
      publisher: Courier
      kind: newspaper
      url: https://example.com/frame
"""


NINE, NINE_DEAD, ANN = GROUP.format(9), DEAD.format(9), PEOPLE.format("Ann Zwo")
FOLLOWS = PART.replace("part-of", "follow-up-of").replace("frame", "a")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (("2025-04-10", NINE), ("2025-04-13", NINE), "a has 9 from GB to US too"),
        (("2025-04-10", NINE_DEAD), ("2025-04-10", NINE_DEAD), "a has 9 dead from GB to US too"),
        (("2025-04-10", ANN), ("2025-04-11", ANN), "a has"),
        (("2025-04-10", ANN), ("2025-04-11", GROUP.format(1)), "a has 1 from GB to US too"),
        (("2025-04-10", NINE, PART), ("2025-04-10", NINE, PART), "a has 9 from GB to US too"),
    ],
)
def test_told_twice(one: tuple[str, ...], other: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """The same person, or the same number the same way, within three days is worth a look."""
    ((rule, message),) = complaints(tmp_path, FRAME, record("a", *one), record("b", *other))
    assert rule == "near-duplicate"
    assert message.startswith(said)


def test_one_record_pasted_twice(tmp_path: Path) -> None:
    """Two records of one id are that mistake, and not also one handover told twice."""
    twice = record("a", "2025-04-10", NINE)
    assert complaints(tmp_path, FRAME, twice, twice) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2025-04-10", NINE), ("2025-04-14", NINE)),
        (("2025-04-10", NINE), ("2025-04-11", GROUP.format("~9"))),
        (("2025-04-10", NINE), ("2025-04-11", NINE_DEAD)),
        (("2025-04-10", GROUP.format("5+")), ("2025-04-11", GROUP.format("5+"))),
        (("2025-04-10", ANN), ("2025-04-11", PEOPLE.format("Bo Drei"))),
        (("2025", NINE), ("2025-06-11", NINE)),
        (("2025-04-10", NINE), ("2025-04-11", NINE, FOLLOWS)),
        (("2025-04-10", NINE, PART), ("2025-04-11", NINE, PART)),
    ],
    ids=["later", "about", "the dead", "at least", "named apart", "a whole year", "related", "rounds"],
)
def test_honestly_the_same(one: tuple[str, ...], other: tuple[str, ...], tmp_path: Path) -> None:
    """A number that recurs on another day, of other people, or in a round of one framework, is none."""
    assert complaints(tmp_path, FRAME, record("a", *one), record("b", *other)) == []


def test_long_ago_or_aliased(tmp_path: Path) -> None:
    """Two spellings are two people if they are of other times or states, and one person if the record says so."""
    one = record("a", "1965-04-10", PEOPLE.format("Eli Cohen"))
    assert complaints(tmp_path, one, record("b", "2025-04-10", PEOPLE.format("Eliy Cohen"))) == []
    assert [rule for rule, _ in complaints(tmp_path, one, record("b", "1975-04-10", PEOPLE.format("Eliy Cohen")))] == [
        "spelled-one-way"
    ]
    other_state = record("b", "1975-04-10", PEOPLE.format("Eliy Cohen").replace("US", "FR"))
    assert complaints(tmp_path, one, other_state) == []
    aliased = record("b", "1975-04-10", PEOPLE.format("Eliy Cohen") + "\n          aliases: [Eli Cohen]")
    assert complaints(tmp_path, one, aliased) == []


def test_told_apart_by_an_id(tmp_path: Path) -> None:
    """A person who has an id of their own is nobody of whom a history elsewhere speaks in like spelling."""
    told = "  history:\n    - date: 1965-03\n      text: They talk.\n      people: [Eliy Cohen]\n"
    one = record("a", "1965-04-10", NINE).replace("  releases:", f"{told}  releases:")
    assert complaints(tmp_path, one, record("b", "1975-04-10", PEOPLE.format("Eli Cohen"))) != []
    apart = PEOPLE.format("Eli Cohen") + "\n          person: eli-cohen-teacher"
    assert complaints(tmp_path, one, record("b", "1975-04-10", apart)) == []


def test_advice_for_the_first_of_many(tmp_path: Path) -> None:
    """Whoever relates a record to hundreds that there are not is told so of each, and what was meant of the first ones."""
    ties = "".join(f"    - relation: linked-to\n      id: bridge-exchange-{number}\n" for number in range(150))
    (tmp_path / "c.yaml").write_text(record("bridge-exchange", "2025-04-10", NINE, f"  related:\n{ties}"), encoding="utf-8")
    told = [problem.message for problem in build.private(at(str(tmp_path / "c.yaml")))[1] if problem.rule == "known-record"]
    assert (len(told), sum("did you mean bridge-exchange?" in message for message in told)) == (150, 100)


def test_initials_stand_for_a_publisher(tmp_path: Path) -> None:
    """A publisher by its initials is the one that another record writes in full; two letters are too few to say so."""
    one, other = record("a", "2025-04-10", NINE), record("b", "2025-08-10", NINE)
    for initials, full, said in (("RFE/RL", "Radio Free Europe/Radio Liberty", 1), ("RT", "Republic of Togo", 0)):
        found = complaints(tmp_path, one.replace("Courier", initials), other.replace("Courier", full))
        assert len(found) == said


def test_a_page_with_several_texts(tmp_path: Path) -> None:
    """Two texts of one page may have two days, if a locator tells them apart."""
    one = record("a", "2025-04-10", GROUP.format(9))
    there, dated_there = "https://example.org/a\n", "https://example.org/a\n      published: 2025-09\n"
    other = record("b", "2025-08-10", GROUP.format(8)).replace("https://example.org/b\n", dated_there)
    dated = one.replace(there, dated_there.replace("09", "05"))
    assert complaints(tmp_path, one, other) == []
    assert complaints(tmp_path, dated, other) == [("one-page-one-account", "a gives 2025-05 for this page: mend one")]
    assert complaints(tmp_path, dated, other.replace("published: 2025-09", "published: 2025-09\n      locator: item 2")) == []


def test_the_rough_key_parts_nothing_that_sounds_alike() -> None:
    """What the key of the sound makes one, the rougher key made before it makes one too."""
    dice = random.Random(6)
    rough: dict[str, set[str]] = {}
    for _ in range(50_000):
        word = "".join(dice.choices("aeiouyvwshktzcdxgqjpfmbln", k=dice.randint(2, 6)))
        rough.setdefault(sounds(word), set()).add(alike._rough(word))
    assert len(rough) < 25_000
    assert [key for key, made in rough.items() if len(made) > 1] == []
