"""Search finds a name however it is spelled, and takes any text for a question."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import swaps
from swaps import files
from swaps.index import Index
from swaps.query import Query
from swaps.search import COMMON, context, search, spots
from swaps.sound import heard, latin, sounds
from tests.conftest import SAMPLE, Run


def found(run: Run, *arguments: str) -> list[str]:
    """The ids that a search gives, best first."""
    result = run("search", *arguments, "--format", "json", "--data", SAMPLE)
    return [row["id"] for row in json.loads(result.out)] if result.code == 0 else []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kurmasheva", "Курмашева"), ("Kurmasheva", "Kurmaševa"), ("Yashin", "Iashin"), ("Yashin", "Яшин"), ("Yashin", "Jaschin"),
        ("Tsikhanouski", "Tikhanovsky"), ("Tsikhanouski", "Ціханоўскі"), ("Kalesnikava", "Kolesnikova"), ("Nouri", "Noury"),
        ("Shargi", "Sharghi"), ("Sharghi", "Sharqi"), ("Mohammed", "Muhammad"), ("Dmytro", "Dmitry"), ("Zelensky", "Selenskyj"),
        ("O'Brien", "OBrien"), ("Gershkovich", "Gershkovitch"), ("Kuntar", "Qantar"), ("Ruhollahnejad", "Rohollahnejad"),
    ],
)  # fmt: skip
def test_competing_romanisations_sound_alike(one: str, other: str) -> None:
    """Spellings that compete for one name have one key."""
    assert sounds(one) == sounds(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Bout", "Reed"), ("Whelan", "Fogel"), ("Petrov", "Ivanov"), ("Powers", "Pryor")])
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    """Names that are not alike have keys that are not alike."""
    assert sounds(one) != sounds(other)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_is_a_question(text: str) -> None:
    """No text reaches the engine as syntax, and none makes it fail."""
    index = Index(files.at(str(SAMPLE)))
    rows = search(index, text, Query(), ["id"])
    assert all(len(row) == 3 for row in rows)
    assert latin(text) == latin(latin(text))


@pytest.mark.parametrize(
    "text", ['"', '"" *', "AND", "OR NOT", "NEAR(a b)", "text:x", "-a", "a*", "^a", "{text}", "(", "a'b", "%", "\x00"]
)
def test_syntax_is_text(text: str, run: Run) -> None:
    """What the engine would take for an operator is looked for, or not found; both are answers."""
    result = run("search", "--data", SAMPLE, "--", text)
    assert result.code in (0, 1)
    assert "Traceback" not in result.err


def test_finds_where_it_is_said(run: Run) -> None:
    """Names come first, then titles, then the rest; what only sounds like it comes where nothing is spelled so."""
    assert found(run, "harriet") == ["offer-2025", "aa-bb-2024-02-01", "bridge-1962"]
    assert found(run, "Квилл")[0] == "bridge-1962"
    assert found(run, "qvill", "kittie") == found(run, "kvill") == ["bridge-1962"]
    assert found(run, "KITTIE") == ["bridge-1962"]
    assert found(run, "ferry") == ["ransom-1975"]
    assert found(run, '"Old Bridge"') == ["bridge-1962"]
    assert found(run, '"Bridge Old"') == []
    assert found(run, "agnes") == ["aa-bb-2024-02-01"]
    assert found(run, "nobody to see") == ["bridge-1962"]
    assert found(run, "nobody", "ferry") == []
    assert found(run, "daily b") == ["aa-bb-2024-02-01", "framework-2024"]


def test_combines_with_filters(run: Run) -> None:
    """The filters of `list` hold here too, and so do sorting and limits."""
    assert found(run, "harriet", "--status", "completed") == ["aa-bb-2024-02-01", "bridge-1962"]
    assert found(run, "harriet", "--since", "1990", "--sort", "id") == ["aa-bb-2024-02-01", "offer-2025"]
    assert found(run, "harriet", "--limit", "1") == ["offer-2025"]
    assert found(run, "harriet", "--reverse")[-1] == "offer-2025"
    assert run("search", "x", "--party", "zzzz", "--data", SAMPLE).code == 2


def test_nothing_found_names_the_nearest(run: Run) -> None:
    """No match is exit code 1, with names that are spelled somewhat like it."""
    result = run("search", "Quell Zwoo", "--data", SAMPLE)
    assert (result.code, result.out) == (1, "")
    assert "did you mean" in result.err
    assert run("search", "zzzzzzz", "--data", SAMPLE).err == "swaps: nothing matches 'zzzzzzz'\n"
    assert run("search", "...", "--data", SAMPLE).err == "swaps: nothing matches '...'\n"


def test_shows_the_match_in_its_context(run: Run) -> None:
    """A reader sees where the text was found, and what stands around it."""
    out = run("search", "ferry", "--data", SAMPLE).out
    assert "ransom-1975  1975~  title" in out
    said = "word " * 40 + "needle " + "word " * 40
    cut = context(said, "needle")
    assert len(cut) < 160
    assert [cut[start:end] for start, end in spots(cut, "needle")] == ["needle"]
    assert context("Ann Needle", "needle") == "Ann Needle"
    assert spots("Ann Needle", "needle") == [(4, 10)]


RECORD = """\
- id: {}
  title: {}
  kind: detainee-swap
  status: completed
  date: {}
  releases:
    - by: RU
      to: US
      groups:
        - description: people
  sources:
    - id: s
      title: Report
      publisher: Paper
      kind: newspaper
      url: https://paper.example/
"""


def test_whole_words_come_before_beginnings(tmp_path: Path) -> None:
    """Among matches of one rank those that hold the words whole come first, and then the newest."""
    records = [("one", "Parker release", 1995), ("two", "Park release", 1993), ("three", "Park and Parker release", 1994)]
    assert ids(tmp_path, records, "park") == ["three", "two", "one"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("exchange 770", ["r-770"]),
        ("770 soldier", ["odd", "r-770"]),
        ("exchange ferryman", ["even"]),
        ('"the soldier" 770', ["odd", "r-770"]),
        ("exchange of 7000", []),
    ],
)
def test_common_words_narrow_what_rare_ones_find(tmp_path: Path, text: str, wanted: list[str]) -> None:
    """A word that stands in more lines than are looked through counts as any other."""
    records = [(f"r-{n}", f"Exchange of the soldier {n}", 1993) for n in range(COMMON + 1)]
    assert (
        ids(tmp_path, [*records, ("odd", "Ransom of the soldier 770", 1994), ("even", "Exchanged the ferryman", 1995)], text)
        == wanted
    )


def ids(folder: Path, records: list[tuple[str, str, int]], text: str) -> list[str]:
    """Write a catalogue of ids, titles and years, and return the ids that a search finds in it."""
    (folder / "many.yaml").write_text("".join(RECORD.format(*record) for record in records), encoding="utf-8")
    found = swaps.load(folder / "many.yaml").search(text)
    return [row["id"] for row in found.to_dicts()]


def test_says_what_only_sounds_like_it(run: Run) -> None:
    """A match that is not spelled like the text is marked as heard, and where all are it is said; not so what is spelled so."""
    told = run("search", "harryet", "--data", SAMPLE)
    assert "2024-02-01/2024-02-03       person, by sound  Ana Harriet\n" in told.out
    assert told.err == "nothing on record is spelled 'harryet': what is shown sounds like it\n"
    assert swaps.load(SAMPLE).search("harryet").remarks == (told.err.rstrip(),)
    for text in ("harriet", "Гарриет", "quill har", '"harriet quill"', "ferry"):
        spelled = run("search", text, "--data", SAMPLE)
        assert ("by sound" in spelled.out, spelled.err) == (False, "")
    assert '"found": "person"' in run("search", "harryet", "--format", "json", "--data", SAMPLE).out


def test_ch_may_be_kh(run: Run) -> None:
    """What German and Polish write with ch is found where English has kh."""
    assert sounds("Khodorkovsky") in heard("Chodorkowski")
    assert found(run, "Chuill") == found(run, "Khuill") != []


def test_any_order_has_the_same_rows(run: Run) -> None:
    """Rows can be sorted by every column that they have; none comes or goes."""
    rows = {*found(run, "harryet")}
    for column in ("date", "id", "found", "match"):
        assert {*found(run, "harryet", "--sort", column)} == rows
    assert found(run, "harryet", "--sort", "match") == found(run, "harryet", "--sort", "match", "--reverse")[::-1]


def test_two_consonants_prove_little(run: Run) -> None:
    """A word that shares no more with a name than what is left without vowels is not found in it."""
    assert sounds("qqrdd") == sounds("harriet")
    assert found(run, "qqrdd") == []
    assert found(run, "harryet") != []


def test_columns(run: Run) -> None:
    """Rows for programs have the columns of a list, where it was found, and what was found."""
    out = run("search", "ferry", "--format", "csv", "--columns", "id,found,match,released", "--data", SAMPLE).out
    assert out == "id,found,match,released\nransom-1975,title,The ferry passengers,50+\n"
    assert "found, match" in run("search", "ferry", "--columns", "nope", "--data", SAMPLE).err
