"""Text to nodes: YAML read as plain strings, lists and dicts, with the place of each, and nothing clever.

PyYAML's event stream is the only part of it used. Its composer dies of deep nesting and its constructor types
scalars; the events do neither, and each carries its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from swaps.problem import ERROR, Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 1 << 30
MAX_DEPTH = 32
MAX_SCALAR = 10_000

Node = str | list[Any] | dict[str, Any]
Place = tuple[int, int]

# Control characters, surrogates, noncharacters, byte order marks, overrides of the writing direction, invisible tags.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff]"
)
OTHER_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
RECORD_START = re.compile(rb"^-(?=[ \n\r])", re.MULTILINE)
PLAIN_HEAD = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\r?\n|---[ \t]*\r?\n)*\Z")


RULES = {
    "encoding": "Ensure a file is text in UTF-8.",
    "control-character": "Ensure no invisible character can hide in the text, or command a terminal.",
    "too-large": "Ensure a file is not larger than any catalogue.",
    "too-deep": "Ensure nothing is nested deeper than a record can be.",
    "too-long": "Ensure no text is longer than anybody would write.",
    "syntax": "Ensure a file is YAML.",
    "top-level": "Ensure a file is a list of records.",
    "empty-catalogue": "Ensure a catalogue holds something: a check of nothing proves nothing.",
    "duplicate-key": "Ensure a key stands once.",
    "empty-value": "Ensure a key has a value.",
    "anchor": "Ensure nothing is named to be used elsewhere: every record can be read by itself.",
    "alias": "Ensure nothing stands for something elsewhere: every record can be read by itself.",
    "merge-key": "Ensure no mapping is poured into another one.",
    "tag": "Ensure no value asks to be more than text.",
}
"""The rules of reading, each in one sentence."""


class Marks(NamedTuple):
    """Where a node stands; `below` holds the marks of the values and `keys` the places of the keys of a mapping."""

    place: Place
    below: Any = None
    keys: dict[str, Place] | None = None


class Chunk(NamedTuple):
    """A piece of a file that holds whole records: its first line, counted from 1, and its text."""

    line: int
    text: str


class Item(NamedTuple):
    """One node of the top-level list with its marks."""

    value: Node
    marks: Marks


@dataclass(slots=True)
class Reading:
    """What a text gave: the items of its top-level list, and the problems met while reading."""

    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Stop(Exception):
    """The text cannot be read past this place."""

    def __init__(self, place: Place, rule: str, message: str) -> None:
        super().__init__(message)
        self.place, self.rule, self.message = place, rule, message


def locate(marks: Marks, loc: tuple[str | int, ...]) -> Place:
    """Return the place of what `loc` leads to; of its parent where it is missing, of the key where only that is."""
    for step in loc:
        if isinstance(step, str) and marks.keys is not None and step in marks.keys:
            if step not in marks.below:
                return marks.keys[step]
            marks = marks.below[step]
        elif isinstance(step, int) and isinstance(marks.below, list) and step < len(marks.below):
            marks = marks.below[step]
    return marks.place


def key_place(marks: Marks, loc: tuple[str | int, ...]) -> Place:
    """Return the place of the key that `loc` ends with."""
    holder = marks
    for step in loc[:-1]:
        if holder.below is not None:
            holder = holder.below[step]
    last = loc[-1]
    if holder.keys is not None and isinstance(last, str) and last in holder.keys:
        return holder.keys[last]
    return locate(marks, loc)


def read(data: bytes, path: str) -> Reading:
    """Read a whole file; a record that cannot be read does not hide the others."""
    reading = Reading()
    try:
        text = decode(data)
    except Stop as stop:
        reading.problems.append(_problem(path, stop))
        return reading
    for character in FORBIDDEN.finditer(text):
        place = _editor_place(text, character.start())
        reading.problems.append(Problem(path, *place, "control-character", ERROR, _named(character[0])))
    if reading.problems:
        return reading
    pieces = chunks(data)
    for chunk in pieces:
        read_chunk(chunk, path, reading)
    if len(pieces) > 1 and any(problem.rule == "syntax" for problem in reading.problems):
        # A quoted text may span what looks like two records: the file as a whole decides.
        whole = read_chunk(Chunk(1, text), path)
        if not any(problem.rule == "syntax" for problem in whole.problems):
            reading = whole
    if not reading.items and not reading.problems:
        line = text.count("\n") + 1
        reading.problems.append(Problem(path, line, 1, "empty-catalogue", ERROR, "there is no exchange in this file"))
    return reading


def decode(data: bytes) -> str:
    """Decode UTF-8 strictly; raises Stop with the line and column of what is not."""
    if len(data) > MAX_BYTES:
        raise Stop((1, 1), "too-large", f"the file has {len(data):,} bytes: the limit is {MAX_BYTES:,}")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Stop((1, 1), "encoding", "this is UTF-16: save the file as UTF-8")
    if data.startswith((b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")):
        raise Stop((1, 1), "encoding", "this is a compressed file: unpack it first")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        before = data[:offset].decode("utf-8", "replace")
        message = f"byte 0x{data[offset]:02x} is not UTF-8: save the file as UTF-8"
        raise Stop(_editor_place(before, len(before)), "encoding", message) from None
    if text.lstrip()[:1] == "<":
        raise Stop((1, 1), "syntax", "this looks like HTML or XML, not YAML: was an error page saved?")
    return text


def chunks(data: bytes) -> list[Chunk]:
    """Cut a file at its top-level list items; a file of another shape is one chunk."""
    starts = [match.start() for match in RECORD_START.finditer(data)]
    head = data[: starts[0]].removeprefix(b"\xef\xbb\xbf") if starts else b"?"
    if b"\n---" in data or b"\n..." in data or not PLAIN_HEAD.match(head):
        return [Chunk(1, data.decode("utf-8-sig"))]
    pieces, line = [], 1 + data.count(b"\n", 0, starts[0])
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        pieces.append(Chunk(line, data[start:end].decode()))
        line += data.count(b"\n", start, end)
    return pieces


def read_chunk(chunk: Chunk, path: str, reading: Reading | None = None) -> Reading:
    """Read a piece of a file, adding to what others gave."""
    reading = reading or Reading()
    builder = Builder(chunk.text, chunk.line)
    try:
        for item in builder.items():
            reading.items.append(item)
    except Stop as stop:
        builder.problems.append(stop)
    except yaml.YAMLError as error:
        builder.problems.append(_syntax(error, builder))
    except (ValueError, OverflowError):  # the loader without libyaml lets an impossible \U escape through
        builder.problems.append(Stop(builder.last, "syntax", "an escape in or after this place is no character"))
    reading.problems.extend(_problem(path, stop) for stop in builder.problems)
    return reading


class Builder:
    """Builds nodes and marks from the events of one text."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line = text, first_line
        self.odd_lines = OTHER_LINE_BREAKS.search(text) is not None
        self.problems: list[Stop] = []
        self.last: Place = (first_line, 1)
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=LOADER))

    def items(self) -> Iterator[Item]:
        """Yield the items of the top-level list, one by one."""
        documents = 0
        for event in self.events:
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise Stop(self.place(event), "syntax", "a file holds one document: remove the '---' or '...' above")
            elif kind is yaml.SequenceStartEvent:
                self.plain(event)
                yield from self.listed()
            elif kind in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.AliasEvent):
                if kind is yaml.ScalarEvent and event.value == "" and event.style is None:
                    continue
                message = "the top level is a list: begin each exchange with '- id: ...'"
                raise Stop(self.place(event), "top-level", message)

    def listed(self) -> Iterator[Item]:
        """Yield the items of the list that has just begun."""
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                return
            value, marks = self.node(event, 1)
            yield Item(value, marks)

    def node(self, event: Any, depth: int) -> tuple[Node, Marks]:
        """Build the node that begins with this event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event), Marks(self.last)
        place = self.plain(event)
        if depth > MAX_DEPTH:
            raise Stop(place, "too-deep", f"nested deeper than {MAX_DEPTH} levels")
        if kind is yaml.SequenceStartEvent:
            values, below = [], []
            for event in self.events:
                if type(event) is yaml.SequenceEndEvent:
                    break
                value, marks = self.node(event, depth + 1)
                values.append(value)
                below.append(marks)
            return values, Marks(place, below)
        if kind is yaml.AliasEvent:
            self.refuse(event, "alias", f"aliases (*{_cut(event.anchor)}) are not allowed: write the value out")
            return "", Marks(place)
        return self.mapping(place, depth)

    def mapping(self, place: Place, depth: int) -> tuple[Node, Marks]:
        """Build the mapping that has just begun."""
        values: dict[str, Any] = {}
        below: dict[str, Marks] = {}
        keys: dict[str, Place] = {}
        for event in self.events:
            kind = type(event)
            if kind is yaml.MappingEndEvent:
                break
            if kind is not yaml.ScalarEvent:
                self.refuse(event, "syntax", "a key is a plain word")
                self.node(event, depth + 1)
                self.node(next(self.events), depth + 1)
                continue
            key = self.scalar(event, is_key=True)
            key_at = self.last
            value, marks = self.node(next(self.events), depth + 1)
            if key == "<<":
                self.problems.append(Stop(key_at, "merge-key", "merge keys (<<) are not allowed: write the fields out"))
            elif key in values:
                message = f"{_cut(key)} stands twice here, first on line {keys[key][0]}: keep one"
                self.problems.append(Stop(key_at, "duplicate-key", message))
            else:
                values[key], below[key], keys[key] = value, marks, key_at
        return values, Marks(place, below, keys)

    def scalar(self, event: Any, is_key: bool = False) -> str:
        """Return the text of a scalar, and leave its place in `last`."""
        place = self.plain(event)
        value: str = event.value
        style = event.style
        if value == "" and not style and not is_key:
            self.refuse(event, "empty-value", "there is no value here: write one, or leave the key out")
        elif len(value) > MAX_SCALAR:
            self.refuse(event, "too-long", f"a text of {len(value):,} characters: the limit is {MAX_SCALAR:,}")
        elif style == '"' and (found := FORBIDDEN.search(value)):
            self.refuse(event, "control-character", _named(found[0]))
        self.last = place
        return value

    def plain(self, event: Any) -> Place:
        """Refuse what is clever about a node, and return its place."""
        place = self.place(event)
        if event.anchor is not None and type(event) is not yaml.AliasEvent:
            self.refuse(event, "anchor", f"anchors (&{_cut(event.anchor)}) are not allowed: write the value out each time")
        if getattr(event, "tag", None) is not None:
            self.refuse(event, "tag", f"tags ({_cut(event.tag)}) are not allowed: every value is plain text")
        return place

    def refuse(self, event: Any, rule: str, message: str) -> None:
        """Note a problem at the place of a node."""
        self.problems.append(Stop(self.place(event), rule, message))

    def place(self, event: Any) -> Place:
        """Return where a node begins."""
        return self.place_of(event.start_mark)

    def place_of(self, mark: Any) -> Place:
        """Return line and column as an editor counts them; libyaml also takes U+0085, U+2028 and U+2029 for line ends."""
        if self.odd_lines:
            line, column = _editor_place(self.text, mark.index)
            return line + self.first_line - 1, column
        return mark.line + self.first_line, mark.column + 1


def _editor_place(text: str, index: int) -> Place:
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")


def _syntax(error: yaml.YAMLError, builder: Builder) -> Stop:
    """Put a scanner's or parser's complaint in an editor's words, at the place where the mistake began."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Stop(builder.last, "syntax", "there is something here that no YAML reader takes")
    mark, said, context = error.problem_mark, error.problem or "this is not YAML", error.context or ""
    if "quoted scalar" in context and error.context_mark is not None and "end of" in said:
        return Stop(builder.place_of(error.context_mark), "syntax", "this quote is never closed")
    remedies = {
        "mapping values are not allowed": "a ': ' where none can be: check the indentation, or quote the text",
        "cannot start any token": "a tab, or one of @ ` %, begins this: indent with spaces, and quote such a text",
        "expected ',' or": "this list or mapping in brackets is never closed: look for a missing bracket or comma",
        "found a tab character": "a tab: indent with spaces",
        "did not find expected '-'": "this line does not continue the list: check its indentation",
        "did not find expected key": "this line does not fit the block it stands in: check its indentation and quotes",
        "could not find expected ':'": "this line is no 'key: value': a colon is missing, or a quote",
        "did not find expected <document start>": "nothing can follow the end of the list: check the indentation",
    }
    told = next((remedy for words, remedy in remedies.items() if words in said), said)
    place = builder.last if mark is None else builder.place_of(mark)
    return Stop(place, "syntax", told)


def _problem(path: str, stop: Stop) -> Problem:
    return Problem(path, *stop.place, stop.rule, ERROR, stop.message)


def _named(character: str) -> str:
    if character == "\x00":
        return "a NUL character: this is no text file, or it was damaged"
    return f"the invisible character U+{ord(character):04X} has no place here: remove it"


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
