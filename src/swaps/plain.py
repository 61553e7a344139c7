"""The plain way of writing a record, read by lines: several times as fast as YAML events, and silent where YAML can say more.

What it reads is read by `parser` as well, with the same outcome; what it does not know it leaves to it.
"""

import re
from typing import Any

Line = tuple[str, str, str, str, str]
"""Its blanks and what follows them; of this the hyphen, the key and the value."""

LINE = re.compile(r"^( *)((- )?(?:([a-z][a-z0-9_]{0,63}):(?: (?=[^ \n])|$))?(.*))$", re.MULTILINE)
WORD = r"\w[\w.'’()/-]*(?: [\w.'’()/-]+)*"
WORDS = re.compile(rf"\[({WORD}(?:, {WORD})*)\]")
QUOTED = re.compile(r"'((?:[^']|'')+)'")
CLEVER = re.compile("[\t\r\x85\u2028\u2029]")
"""What ends lines or parts words in ways that only a YAML reader knows."""
INDICATORS = frozenset(" -?:,[]{}#&*!|>'\"%@`")
FOLDED = ">-"
LARGEST, DEEPEST, LONGEST = 1 << 18, 24, 10_000
"""Characters of a record, levels, characters of a text: beyond these it is for `parser` to read on, or to say what is wrong."""


class Clever(Exception):
    """The text says something that only a YAML reader understands."""


def read(text: str) -> dict[str, Any] | None:
    """Return the one record of a text, as `parser` would read it; nothing if the text is written in any but the plain way."""
    if len(text) > LARGEST or CLEVER.search(text) or " \n" in f"{text}\n" or not text.startswith("- "):
        return None
    lines = LINE.findall(text.rstrip("\n"))
    try:
        record, end = _mapping(lines, 0, 2, 0)
    except Clever:
        return None
    return record if end == len(lines) else None


def _mapping(lines: list[Line], at: int, column: int, depth: int) -> tuple[dict[str, Any], int]:
    """Read the mapping whose first key stands in a line, and return it with the number of the line behind it."""
    values: dict[str, Any] = {}
    while True:
        _, _, _, key, value = lines[at]
        at += 1
        if not key or key in values or depth > DEEPEST:
            raise Clever
        if value and value[0] not in INDICATORS:
            values[key] = _text(value)
        elif value == FOLDED:
            values[key], at = _folded(lines, at, column)
        elif value:
            values[key] = _written(value)
        else:
            values[key], at = _nested(lines, at, column, depth + 1)
        if at == len(lines):
            return values, at
        blanks, _, hyphen, _, _ = lines[at]
        if len(blanks) != column or hyphen:
            if len(blanks) >= column:
                raise Clever
            return values, at


def _nested(lines: list[Line], at: int, column: int, depth: int) -> tuple[Any, int]:
    """Read what stands below a key."""
    if at == len(lines) or len(lines[at][0]) <= column:
        raise Clever
    blanks, _, hyphen, _, _ = lines[at]
    return (_list if hyphen else _mapping)(lines, at, len(blanks), depth)


def _list(lines: list[Line], at: int, column: int, depth: int) -> tuple[list[Any], int]:
    """Read the list whose first hyphen stands in a line."""
    values: list[Any] = []
    while True:
        _, _, _, key, value = lines[at]
        if key:
            inner, at = _mapping(lines, at, column + 2, depth + 1)
            values.append(inner)
        else:
            values.append(_written(value))
            at += 1
        if at == len(lines):
            return values, at
        blanks, _, hyphen, _, _ = lines[at]
        if len(blanks) != column or not hyphen:
            if len(blanks) >= column:
                raise Clever
            return values, at


def _folded(lines: list[Line], at: int, column: int) -> tuple[str, int]:
    """Read a text folded over lines of one depth."""
    first = at
    while at < len(lines) and len(lines[at][0]) > column:
        at += 1
    if len({len(blanks) for blanks, *_ in lines[first:at]}) != 1:
        raise Clever
    return _sized(" ".join(said for _, said, *_ in lines[first:at])), at


def _written(value: str) -> Any:
    """Read a value that stands in one line: words in brackets, a quoted text, or a plain one."""
    words = WORDS.fullmatch(value)
    if words:
        return [_sized(word) for word in words[1].split(", ")]
    quoted = QUOTED.fullmatch(value)
    if quoted:
        return _sized(quoted[1].replace("''", "'"))
    if value[:1] in INDICATORS and not (value[:1] == "-" and value[1:2].isalnum()):
        raise Clever
    return _text(value)


def _text(value: str) -> str:
    if not value or ": " in value or " #" in value or value[-1] in ": ":
        raise Clever
    return _sized(value)


def _sized(value: str) -> str:
    if len(value) > LONGEST:
        raise Clever
    return value
