"""The plain way of writing a record, read by lines: several times as fast as YAML events, and silent where YAML can say more.

`events` would read all of it as well, with the same outcome; what is written in any other way is left to that.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from swaps.chunks import Place

Loc = tuple[str | int, ...]
Kind = Literal["mapping", "list", "inline"]
Spot = tuple[int, int, Kind]
"""Where something stands in the lines of a record, by line and column from 0, and how it is written there."""
MAPPING: Kind = "mapping"
LIST: Kind = "list"
INLINE: Kind = "inline"

WITH_VALUE = re.compile(r"( *)(- )?([a-z][a-z0-9_]{0,63})")
ALONE = re.compile(r"( *)(- )?([a-z][a-z0-9_]{0,63}):")
ITEM = re.compile(r"( *)- (.+)")
WORD = r"\w[\w.'’()/–-]*(?: [\w.'’()/–-]+)*"
WORDS = re.compile(rf"\[({WORD}(?:, {WORD})*)\]")
QUOTED = re.compile(r"'((?:[^']|'')+)'")
INDICATORS = frozenset(" -?:,[]{}#&*!|>'\"%@`")
FOLDED = ">-"
ORDINARY = bytes(range(0x20, 0x7F)) + b"\n"
LARGEST, DEEPEST, LONGEST = 1 << 18, 24, 10_000
"""Characters of a record, levels, characters of a text: beyond these it is for `events` to read on, or to say what is wrong."""


class Clever(Exception):
    """The text says something that only a YAML reader understands."""


class Head(NamedTuple):
    """How a line begins: the column of its first character, whether this is the hyphen of an item, and the key."""

    column: int
    hyphen: bool
    key: str


def read(text: str) -> dict[str, Any] | None:
    """Return the one record of a text, as `events` would read it; nothing if the text is written in any but the plain way."""
    if len(text) > LARGEST or not text.startswith("- ") or " \n" in text or text.endswith(" ") or not _is_printable(text):
        return None
    try:
        records = _list(text.rstrip("\n").split("\n"), " #" in text or len(text) > LONGEST)
    except Clever:
        return None
    return records[0] if len(records) == 1 and isinstance(records[0], dict) else None


def _is_printable(text: str) -> bool:
    """Whether nothing in a text is invisible but its line feeds; of most texts only a few letters have to be looked at."""
    return text.encode().translate(None, ORDINARY).decode().isprintable()


def _list(lines: list[str], careful: bool) -> list[Any]:
    """Read lines that are a list at the margin; unless careful, no text in them can be too long or end at a comment."""
    nest = Nest()
    at, end = 0, len(lines)
    while at < end:
        line = lines[at]
        at += 1
        before, colon, value = line.partition(": ")
        head = _with_value(before) if colon else _alone(line)
        if head is None:
            nest.add(line)
            continue
        first, hyphen, key = head
        if hyphen or nest.waiting or first != nest.keys:
            nest.turn(first, hyphen)
        here = nest.here
        if key in here:
            raise Clever
        if not colon:
            nest.waiting = key
        elif value[0] not in INDICATORS:
            here[key] = value
            if ": " in value or value[-1] == ":" or (careful and (" #" in value or len(value) > LONGEST)):
                raise Clever
        elif value == FOLDED:
            here[key], at = _folded(lines, at, nest.keys + 1)
        else:
            here[key] = _written(value)
    if nest.waiting:
        raise Clever
    return nest.records


class Nest:
    """Where in a text a reader is: the list or mapping that it fills, and those around it."""

    def __init__(self) -> None:
        self.records: list[Any] = []
        self.here: Any = self.records
        self.column, self.keys = 0, -1
        """Where the hyphens or keys of `here` stand; the second is none of a list."""
        self.waiting = ""
        """The key whose value stands in the lines below."""
        self.around: list[tuple[int, Any]] = []

    def turn(self, first: int, hyphen: bool) -> None:
        """Go to the mapping that a line with a key belongs to, opening and closing what lies on the way."""
        self._reach(first, hyphen)
        if hyphen:
            item: dict[str, Any] = {}
            self.here.append(item)
            self.around.append((first, self.here))
            self.column = self.keys = first + 2
            self.here = item

    def add(self, line: str) -> None:
        """Add an item without a key to the list that it belongs to."""
        item = ITEM.fullmatch(line)
        if item is None:
            raise Clever
        self._reach(len(item[1]), True)
        self.here.append(_written(item[2]))

    def _reach(self, first: int, hyphen: bool) -> None:
        """Go to the list or mapping that a line belongs to: the one that waits, the one that is filled, or one around it."""
        if self.waiting:
            if first <= self.column or len(self.around) > DEEPEST:
                raise Clever
            below: Any = [] if hyphen else {}
            self.here[self.waiting] = below
            self.around.append((self.column, self.here))
            self.column, self.here, self.waiting = first, below, ""
        else:
            while first < self.column:
                self.column, self.here = self.around.pop()
        if first != self.column or hyphen is not (type(self.here) is list):
            raise Clever
        self.keys = -1 if hyphen else first


@lru_cache(1024)
def _with_value(text: str) -> Head | None:
    """Read what stands before a colon and a value."""
    return _head(WITH_VALUE.fullmatch(text))


@lru_cache(1024)
def _alone(line: str) -> Head | None:
    """Read a line that has a key and nothing behind it."""
    return _head(ALONE.fullmatch(line))


def _head(found: re.Match[str] | None) -> Head | None:
    return found and Head(len(found[1]), found[2] is not None, found[3])


def _folded(lines: list[str], at: int, depth: int) -> tuple[str, int]:
    """Read a text folded over lines of one depth, and return it with the number of the line behind it."""
    first, blanks = at, " " * depth
    while at < len(lines) and lines[at].startswith(blanks):
        at += 1
    if len({_depth(line) for line in lines[first:at]}) != 1:
        raise Clever
    return _sized(" ".join(line.lstrip(" ") for line in lines[first:at])), at


def _written(value: str) -> Any:
    """Read a value that stands in one line: words in brackets, a quoted text, or a plain one."""
    words = WORDS.fullmatch(value)
    if words:
        return [_sized(word) for word in words[1].split(", ")]
    quoted = QUOTED.fullmatch(value)
    if quoted:
        return _sized(quoted[1].replace("''", "'"))
    if value[0] in INDICATORS and not (value[0] == "-" and value[1:2].isalnum()):
        raise Clever
    if ": " in value or " #" in value or value[-1] == ":":
        raise Clever
    return _sized(value)


def _sized(value: str) -> str:
    if len(value) > LONGEST:
        raise Clever
    return value


class Places:
    """Where things stand in a text that was read, by line and column from 0.

    What a mapping or list holds is looked up once: a record may have as many problems as lines.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.known: dict[Spot, dict[str | int, tuple[Place, Spot]]] = {}

    def place(self, loc: Loc) -> Place:
        """Return the place of what `loc` leads to in the record; of its parent where it is missing."""
        return self._lead(loc)[:2]

    def key_place(self, loc: Loc) -> Place:
        """Return the place of the key that `loc` ends with; of its mapping where it is missing."""
        spot = self._lead(loc[:-1])
        below = self._below(spot).get(loc[-1])
        return below[0] if below else spot[:2]

    def _lead(self, loc: Loc) -> Spot:
        spot: Spot = (0, 2, MAPPING)
        for step in loc:
            below = self._below(spot).get(step)
            spot = below[1] if below else spot
        return spot

    def _below(self, spot: Spot) -> dict[str | int, tuple[Place, Spot]]:
        if spot not in self.known:
            self.known[spot] = {step: (at, below) for step, at, below in _below(self.lines, spot)}
        return self.known[spot]


def _below(lines: list[str], spot: Spot) -> Iterator[tuple[str | int, Place, Spot]]:
    """Yield what a list or mapping holds: each key or number, where that stands, and where its value does."""
    first, column, kind = spot
    if kind is INLINE:
        words = WORDS.fullmatch(lines[first][column:])
        for number, word in enumerate(words[1].split(", ") if words else ()):
            at = column + 1
            column += len(word) + 2
            yield number, (first, at), (first, at, INLINE)
        return
    number = 0
    for at in range(first, len(lines)):
        line = lines[at]
        deep = _depth(line) - column
        if at > first and deep < 0:
            return
        if at > first and deep > 0:
            continue
        if kind is LIST:
            keyed = _with_value(line.partition(": ")[0]) if ": " in line else _alone(line)
            yield number, (at, column), (at, column + 2, MAPPING if keyed else INLINE)
            number += 1
            continue
        key, colon, _ = line[column:].partition(": ")
        if colon:
            yield key, (at, column), (at, column + len(key) + 2, INLINE)
        else:
            below = lines[at + 1]
            yield key[:-1], (at, column), (at + 1, _depth(below), LIST if below.lstrip(" ").startswith("- ") else MAPPING)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
