"""The plain way of writing: read by lines as the YAML reader reads it, or left to that."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swaps import parser, plain
from swaps.chunks import Chunk, Stop, cut
from swaps.events.builder import Builder
from swaps.events.characters import FORBIDDEN
from swaps.nodes import Item, Node
from swaps.plain import Loc
from tests.conftest import ROOT, SAMPLE

FILES = (SAMPLE, ROOT / "data" / "parties.yaml")
TEXTS = [chunk.text for path in FILES for chunk in cut(BytesIO(path.read_bytes()))]
SYNTAX = [
    *" \n-:#'\"[]{},&*!|>%@`?=~\t\r\x85\u2028",
    "- ",
    ": ",
    " #",
    "\n  ",
    "''",
    ">-",
    "|",
    "---\n",
    "<<: ",
    "key:",
    "  ",
    "    ",
    "a",
    "0",
]


def by_events(text: str) -> Item | None:
    """Read a text by YAML's events; nothing if it is not one record without problems."""
    problems: list[Stop] = []
    items = list(Builder(Chunk(1, text), problems).read())
    return items[0] if len(items) == 1 and not problems else None


def ways(node: Node, loc: Loc = ()) -> Iterator[Loc]:
    """Every way into a node."""
    yield loc
    for step, below in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from ways(below, (*loc, step))


def test_records_as_they_are_formatted_are_plain() -> None:
    """What `swaps fmt` leaves is read by lines, unless it holds a comment."""
    assert TEXTS
    assert [text for text in TEXTS if "#" not in text and plain.read(text) is None] == []


@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3), st.sampled_from(SYNTAX)), max_size=3))
def test_what_is_read_by_lines_is_read_the_same_by_events(text: str, edits: list[tuple[int, int, str]]) -> None:
    """Whatever is typed into a record, or taken out of it, one reader never says other than the other."""
    for place, taken, typed in edits:
        text = text[:place] + typed + text[place + taken :]
    record = plain.read(text)
    if record is not None and not FORBIDDEN.search(text):
        item = by_events(text)
        assert item is not None
        assert record == item.value


@pytest.mark.parametrize("text", TEXTS[::20])
def test_places_are_found_when_somebody_asks(text: str) -> None:
    """What was read by lines stands where the events say, and so does its parent where there is nothing."""
    (item,) = parser.read_chunk(Chunk(7, text), "x", [])
    (told,) = Builder(Chunk(7, text), []).read()
    assert (item.line, told.line) == (7, 7)
    if item.marks is None:
        for loc in ways(item.value):
            assert item.place(loc) == told.place(loc)
            assert item.place((*loc, "gone")) == told.place((*loc, "gone"))
            assert item.place((*loc, 99, "id")) == told.place((*loc, 99, "id"))
            assert item.key_place((*loc, "gone")) == told.key_place((*loc, "gone"))
            assert not loc or isinstance(loc[-1], int) or item.key_place(loc) == told.key_place(loc)


@pytest.mark.parametrize(
    "text",
    [
        "- a: 'it''s'\n  b: [RU, US]\n  c: >-\n    one\n    two: three\n",
        "- d:\n    - e: -46.2, 6.1\n      f: don't\n    - plain words\n",
        "- a:\n    b:\n      c: d\n  e: f",
        "- iso3: 'a # b: c'\n\n\n",
    ],
)
def test_plain(text: str) -> None:
    """Words in brackets, quotes, folded text and nested blocks are plain."""
    item = by_events(text)
    assert item is not None
    assert plain.read(text) == item.value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n",
        "a: b\n",
        "- a: b\n- c: d\n",
        "- a: b\n  a: c\n",
        "- a:\n",
        "- a: 'b\n",
        '- a: "b"\n',
        "- a: b # c\n",
        "- a: b\n    c\n",
        "- a: b\n   c: d\n",
        "- a:\n  - b\n",
        "- a: [b\n",
        "- a: []\n",
        "- a: [b ]\n",
        "- a: &b c\n",
        "- a: *b\n",
        "- a: !b c\n",
        "- a: ''\n",
        "- a: |\n    b\n",
        "- a: >-\n",
        "- a: >-\n    b\n\n    c\n",
        "- a: >-\n    b\n      c\n",
        "- a: b:\n",
        "- a: b: c\n",
        "- a:  b\n",
        "- a:\tb\n",
        "- a: b \n",
        "- a: >-\n    b ",
        "- a: b\r\n",
        "-  a: b\n",
        "- - a\n",
        "- A: b\n",
        "- a: b\n# c\n",
        "# c\n- a: b\n",
        "- a:\n    - b\n    c: d\n",
        "- a:\n    - b: c\n     d: e\n",
        "- a: b\x85c\n",
        "- a: " + "b" * 10_001 + "\n",
        "- a: [" + "b" * 10_001 + "]\n",
        "- " + "a" * 1030 + ": b\n",
        "- a: b\n" + "".join(f"  c{number}: d\n" for number in range(30_000)),
    ],
)
def test_clever(text: str) -> None:
    """What YAML says in another way, or refuses, is left to the YAML reader."""
    assert plain.read(text) is None
