"""Text to nodes: YAML read as plain strings, lists and dicts, record by record: by lines where that will do, else by events."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO

from swaps import chunks, plain
from swaps.chunks import Chunk, Stop
from swaps.nodes import NOTHING, Item
from swaps.problem import ERROR, Problem

MAX_PROBLEMS = 10_000
SOMETHING = re.compile(r"^(?!---[^\S\n]*(?:#.*)?$)[^\S\n]*[^\s#]", re.MULTILINE)
"""A line that is neither blank nor a comment nor the bare start of a document."""

RULES = {
    "control-character": "Ensure no invisible character can hide in the text, or command a terminal.",
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
    "cut-by-comment": "Ensure no text is cut where the sign of a number makes the rest of its line a comment.",
    "tag": "Ensure no value asks to be more than text.",
}
"""The rules of reading, each in one sentence."""


@dataclass(slots=True)
class Reading:
    """What a text gave: the items of its top-level list, and the problems met while reading."""

    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(data: bytes, path: str) -> Reading:
    """Read a whole file at once."""
    reading = Reading()
    reading.items.extend(stream(BytesIO(data), path, reading.problems))
    return reading


def stream(file: BinaryIO, path: str, problems: list[Problem]) -> Iterator[Item]:
    """Read a file record by record, in little memory; a record that cannot be read does not hide the others."""
    for chunk in guarded(chunks.cut(file), path, problems):
        yield from read_chunk(chunk, path, problems)


def guarded(pieces: Iterable[Chunk], path: str, problems: list[Problem]) -> Iterator[Chunk]:
    """Pass the pieces of a file on; end with a problem where it cannot be cut further, or where there is nothing in it."""
    met, last, empty = len(problems), 1, True
    try:
        for chunk in pieces:
            last = chunk.line + chunk.text.count("\n")
            empty = empty and not SOMETHING.search(chunk.text)
            yield chunk
            if len(problems) - met > MAX_PROBLEMS:
                return
    except Stop as stop:
        problems.append(_problem(path, stop))
    if empty and len(problems) == met:
        problems.append(Problem(path, last, 1, "empty-catalogue", ERROR, NOTHING))


def read_chunk(chunk: Chunk, path: str, problems: list[Problem]) -> Iterator[Item]:
    """Read a piece of a file, adding what is wrong with it to `problems`."""
    record = plain.read(chunk.text)
    if record is not None:
        yield Item(record, chunk)
        return
    from swaps import events  # which bring PyYAML: what `swaps fmt` has written does without

    met: list[Stop] = []
    yield from events.read(chunk, met)
    problems.extend(_problem(path, stop) for stop in met)


def _problem(path: str, stop: Stop) -> Problem:
    return Problem(path, *stop.place, stop.rule, ERROR, stop.message)
