"""The strict reader: plain text with places, whatever it is fed."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from swaps import chunks, parser
from swaps.chunks import Chunk
from swaps.events import builder
from swaps.events.builder import OTHER_LINE_BREAKS
from swaps.events.characters import FORBIDDEN
from swaps.parser import read
from swaps.problem import Problem
from tests.conftest import SAMPLE


def values(text: str) -> list[object]:
    """Read a text that has no problems."""
    reading = read(text.encode(), "x")
    assert reading.problems == []
    return [item.value for item in reading.items]


@pytest.mark.parametrize(
    "word", ["NO", "on", "12:30", "0755", "1.10", "2024-02-30", "~", "null", "true", "0x1F", "1e3", ".inf", "="]
)
def test_every_scalar_is_text(word: str) -> None:
    """What is written is what is read."""
    assert values(f"- a: {word}\n") == [{"a": word}]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=40))
def test_quoted_text_round_trips(text: str) -> None:
    """Any text, double-quoted, reads back as it is, or is refused for an invisible character."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    reading = read(f'- "{quoted}"\n'.encode(), "x")
    if FORBIDDEN.search(text):
        assert reading.problems[0].rule == "control-character"
    elif text.strip() == text and not OTHER_LINE_BREAKS.search(text):
        assert [item.value for item in reading.items] == [text]


@given(st.binary(max_size=300))
@example(b"[")
def test_no_bytes_break_it(data: bytes) -> None:
    """Whatever the bytes, the answer is items or problems, each problem with a place."""
    reading = read(data, "x")
    assert reading.items or reading.problems
    assert all(problem.line >= 1 and problem.column >= 1 for problem in reading.problems)


@given(
    st.integers(0, 2000), st.sampled_from(["\t", "[", "}", '"', "&a ", "*a", "- ", ": ", "\n", "!!x ", "\x00", "é", "%", "---\n"])
)
def test_no_edit_breaks_it(place: int, typed: str) -> None:
    """A stray piece of syntax anywhere in a catalogue is read or refused, with a place inside the file."""
    text = SAMPLE.read_text(encoding="utf-8")
    edited = text[:place] + typed + text[place:]
    reading = read(edited.encode(), "x")
    lines = edited.count("\n") + 2
    assert reading.items or reading.problems
    assert all(problem.line <= lines for problem in reading.problems)


def test_same_as_another_reader() -> None:
    """On a plain catalogue it reads what PyYAML's own loader of bare text reads."""
    text = SAMPLE.read_text(encoding="utf-8")
    assert values(text) == yaml.load(text, Loader=yaml.BaseLoader)


def test_pieces_are_the_whole() -> None:
    """Read record by record or as one text, a catalogue is the same, places included."""
    data = SAMPLE.read_bytes()
    problems: list[Problem] = []
    whole = list(parser.read_chunk(Chunk(1, data.decode()), "x", problems))
    pieces = read(data, "x").items
    assert problems == []
    assert len({item.chunk for item in pieces}) == len(pieces) == 7
    assert [item.value for item in pieces] == [item.value for item in whole]
    for loc in [(), ("id",), ("sources", 0, "publisher"), ("releases", 1, "by")]:
        assert [item.place(loc) for item in pieces] == [item.place(loc) for item in whole]
    assert "".join(item.chunk.text for item in pieces) == data.decode()


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_blocks_do_not_matter(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However little is read at a time once the first record is seen, the pieces are the same, with their places."""
    data = b"# a catalogue\n\n" + SAMPLE.read_bytes()
    pieces = list(chunks.cut(BytesIO(data)))
    monkeypatch.setattr(chunks, "BLOCK", 40 + size)
    assert list(chunks.cut(BytesIO(data))) == pieces
    for piece in pieces:
        assert chunks.at(BytesIO(data), piece.offset, piece.size).text == piece.text


def test_places_are_the_editors() -> None:
    """Lines count line feeds alone, columns count characters."""
    reading = read("- a: '\u2028 x'\n  é: [日本, x]\n".encode(), "x")
    (item,) = reading.items
    assert item.place(("é", 1)) == (2, 11)
    assert item.place(("é",)) == (2, 6)
    assert item.place(("gone",)) == (1, 3)
    assert item.key_place(("é",)) == (2, 3)


def test_byte_order_mark_and_carriage_returns() -> None:
    """A file from another system is the same file."""
    assert values("\ufeff- a: b\r\n  c: d\r\n") == [{"a": "b", "c": "d"}]


def test_hyphen_at_the_margin_begins_a_record() -> None:
    """A quote that is never closed swallows its own record and no other."""
    reading = read(b'- a: "one\n- two\n- b: c\n', "x")
    assert [(problem.line, problem.rule) for problem in reading.problems] == [(1, "syntax")]
    assert [item.value for item in reading.items] == ["two", {"b": "c"}]


@pytest.mark.parametrize("text", ["- a\n---\n- b\n", "- a\n...\n- b\n", "--- [a]\n--- [b]\n"])
def test_one_document(text: str) -> None:
    """A second document is refused, not lost."""
    assert [problem.rule for problem in read(text.encode(), "x").problems] == ["syntax"]


@pytest.mark.parametrize("head", [b"\xff\xfe-\x00", b"\x1f\x8b\x08", b"<!DOCTYPE html>\n", b"PK\x03\x04"])
def test_other_files(head: bytes) -> None:
    """What is no YAML at all is called what it is."""
    (problem,) = read(head, "x").problems
    assert (problem.line, problem.column) == (1, 1)


@pytest.mark.parametrize("bomb", ["[" * 40_000, "- " * 40_000, "? " * 20_000, "{a: " * 20_000])
def test_nesting_is_stopped(bomb: str, tmp_path: Path) -> None:
    """What makes PyYAML's composer crash is refused here, in a process that lives to tell."""
    path = tmp_path / "bomb.yaml"
    path.write_text(f"- a: {bomb}\n")
    done = subprocess.run([sys.executable, "-m", "swaps", "validate", str(path)], capture_output=True, text=True, timeout=20)
    assert done.returncode == 1
    assert "too-deep" in done.stdout or "syntax" in done.stdout


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libyaml is missing, the slower loader gives the same."""
    data = SAMPLE.read_bytes()
    fast = read(data, "x")
    monkeypatch.setattr(builder, "LOADER", yaml.SafeLoader)
    assert read(data, "x") == fast
    assert [problem.rule for problem in read(b'- "\\UFFFFFFFF"\n', "x").problems] == ["syntax"]


@pytest.mark.parametrize("text", ["[]\n", "# nothing\n--- []\n", "- []\n", ""])
def test_nothing_is_not_a_catalogue(text: str) -> None:
    """An empty list in brackets is as empty as an empty file."""
    reading = read(text.encode(), "x")
    assert [problem.rule for problem in reading.problems] == ([] if text.startswith("- ") else ["empty-catalogue"])


def test_carriage_returns_alone_are_named() -> None:
    """A file whose lines end as they did on old machines is one mistake, and not an empty catalogue."""
    (problem,) = read(SAMPLE.read_bytes().replace(b"\n", b"\r"), "x").problems
    assert (problem[1:3], problem.rule) == ((1, 1), "encoding")
    assert "line feeds" in problem.message


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("- a: b #2\n", ["cut-by-comment"]), ("- a: [b #2\n  ]\n", ["cut-by-comment"]), ("- a: b # 2\n", []), ("- a: b #c\n", []),
        ("- a: 'b #2'\n", []), ("- a: >-\n    b #2\n", []), ("- a: b#2\n", []), ("- a: b #\n", []),
    ],
)  # fmt: skip
def test_cut_by_comment(text: str, rules: list[str]) -> None:
    """A number that a '#' cuts off is told from a comment."""
    assert [problem.rule for problem in read(text.encode(), "x").problems] == rules


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-32", "UTF-32")],
)
def test_other_encodings_are_named_once(encoding: str, name: str) -> None:
    """A file in another Unicode encoding is one mistake, with a byte order mark or without."""
    reading = read(SAMPLE.read_text(encoding="utf-8").encode(encoding), "x")
    assert [(one.line, one.column, one.message) for one in reading.problems] == [(1, 1, f"this is {name}: save the file as UTF-8")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\n", (2, "empty-catalogue")),
        ("---\n...\n", (2, "empty-catalogue")),
        ("%YAML 3.0\n---\n- id: a\n", (1, "syntax")),
        ("- id: a\n  title: b\0\n\0\x1b\n\0\n", (2, "control-character")),
    ],
)
def test_a_file_of_something_else_is_one_mistake(text: str, told: tuple[int, str]) -> None:
    """A file that holds no record, or is no text, is told so once."""
    (problem,) = parser.read(text.encode(), "x").problems
    assert (problem.line, problem.rule) == told
