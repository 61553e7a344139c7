"""How a record is written: the order of its keys, the width of its lines, its quotes.

Dates and counts stay plain. All else is quoted only where a reader of YAML 1.2 would not read it as the text that it is.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, get_args

from swaps.comments import Comment, Notes
from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.models import Dispute, Loc
from swaps.models.values import Model
from swaps.nodes import Node
from swaps.words import DATED

WIDTH = 132
STEP = 2
MEASURED = ("count", *DATED)
"""What a dispute is about where its claims are counts or dates."""

PLAIN = re.compile(r"(?![-?:](?:\s|\Z))[^\s,\[\]{}#&*!|>'\"%@`](?:.*\S)?")
NOT_PLAIN = re.compile(r":(?: |\Z)| #")
NOT_IN_BRACKETS = re.compile(r"[,\[\]{}:]|\A[-?]")
NOT_ON_A_LINE = re.compile("[\t\n\r\x7f-\x9f\u2028\u2029]")
MORE_THAN_TEXT = re.compile(
    r"~|=|<<|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?0o[0-7_]+|[-+]?0x[0-9a-fA-F_]+|"
    r"[-+]?(?:\.[0-9_]+|[0-9_]+(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
"""What a reader of YAML 1.2 takes for nothing, for a truth or for a number; and some readers still go by YAML 1.1 in part."""
GAP = re.compile(r"(?<=\S) (?=\S)")


class Key(NamedTuple):
    """What the models say of a key: the model below it, and whether it holds dates, counts or truths."""

    below: type[Model] | None
    typed: bool = False
    measured: bool = False


@lru_cache(maxsize=64)
def keys(model: type[Model]) -> dict[str, Key]:
    """Return the keys of a model in the order in which they are written."""
    found = {}
    for name, field in model.model_fields.items():
        classes = list(_classes(field.annotation))
        below = next((one for one in classes if issubclass(one, Model)), None)
        found[field.alias or name] = Key(below, not {PartialDate, Count, bool}.isdisjoint(classes))
    return found


def _classes(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for part in get_args(annotation):
        yield from _classes(part)


class Scribe:
    """Writes records line by line, each key and item with its comments."""

    def __init__(self, notes: Mapping[Loc, Notes] | None = None) -> None:
        self.notes = notes or {}

    def item(self, value: Node, key: Key, loc: Loc, indent: int = 0) -> Iterator[str]:
        """Yield the lines of an item of a list."""
        if not isinstance(value, dict) or not value:
            yield from self.entry("-", value, key, loc, indent)
            return
        notes = self.notes.get(loc, Notes())
        lines = list(self.mapping(value, key, loc, indent + STEP))
        yield from _margin([*notes.above, *notes.beside], indent)
        while lines[0].lstrip().startswith("#"):
            yield f"{' ' * indent}{lines.pop(0).lstrip()}"
        yield f"{' ' * indent}- {lines[0].lstrip()}"
        yield from lines[1:]
        yield from _margin(notes.below, indent)

    def mapping(self, value: dict[str, Any], within: Key, loc: Loc, indent: int) -> Iterator[str]:
        """Yield the lines of a mapping, its keys in their order."""
        assert within.below is not None
        measured = within.measured or (within.below is Dispute and value.get("field") in MEASURED)
        for name, key in keys(within.below).items():
            if name in value:
                key = key._replace(typed=key.typed or (measured and name == "value"), measured=measured)
                yield from self.entry(f"{name}:", value[name], key, (*loc, name), indent)

    def entry(self, lead: str, value: Node, key: Key, loc: Loc, indent: int) -> Iterator[str]:
        """Yield the lines of a key with its value, or of an item that is no mapping."""
        notes = self.notes.get(loc, Notes())
        beside = f"  {notes.beside[-1].text.rstrip()}" if notes.beside else ""
        first, rest = self.value(value, key, loc, indent, len(lead) + 1)
        yield from _margin([*notes.above, *notes.beside[:-1]], indent)
        yield f"{' ' * indent}{lead}{f' {first}' if first else ''}{beside}"
        yield from rest
        yield from _margin(notes.below, indent)

    def value(self, value: Node, key: Key, loc: Loc, indent: int, lead: int) -> tuple[str, list[str]]:
        """Return how a value goes on the line of its key, and the lines below."""
        room = WIDTH - indent - lead
        if isinstance(value, str):
            line = scalar(value, key.typed)
            return (line, []) if len(line) <= room and "\n" not in value else block(value, indent + STEP) or (line, [])
        if not value:
            return "{}", []
        if isinstance(value, dict):
            return "", list(self.mapping(value, key, loc, indent + STEP))
        brackets = self.brackets(value, key, loc)
        if brackets and len(brackets) <= room:
            return brackets, []
        items = (self.item(one, key, (*loc, number), indent + STEP) for number, one in enumerate(value))
        return "", [line for lines in items for line in lines]

    def brackets(self, value: list[Any], key: Key, loc: Loc) -> str | None:
        """Return a list as it stands in brackets, if it is one of texts that can and none of them has a comment."""
        if any(not isinstance(one, str) or (*loc, number) in self.notes for number, one in enumerate(value)):
            return None
        items = [scalar(one, key.typed) for one in value]
        if any(NOT_IN_BRACKETS.search(item) for item in items if item[0] not in "'\""):
            return None
        return f"[{', '.join(items)}]"


def scalar(text: str, typed: bool = False) -> str:
    """Return a text on one line: plain, or in quotes if it must be."""
    if NOT_ON_A_LINE.search(text):
        return NOT_ON_A_LINE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
    plain = PLAIN.fullmatch(text) and not NOT_PLAIN.search(text)
    return text if plain and (typed or not MORE_THAN_TEXT.fullmatch(text)) else "'" + text.replace("'", "''") + "'"


def block(text: str, indent: int) -> tuple[str, list[str]] | None:
    """Return the header and the lines of a text as a block; None if it cannot be one, or is no shorter for it."""
    lines = text.removesuffix("\n").split("\n")
    if not lines[0] or not lines[-1] or lines[0][0] == " ":
        return None
    if any(NOT_ON_A_LINE.search(one) or one != one.rstrip() for one in lines):
        return None
    ending = "" if text.endswith("\n") else "-"
    margin = " " * indent
    fits = all(indent + len(one) <= WIDTH for one in lines)
    if "\n" in text and (fits or any(one[:1] == " " for one in lines)):
        return f"|{ending}", [f"{margin}{one}".rstrip() for one in lines]
    if not GAP.search(text):
        return None
    folded: list[str] = []
    for one in lines:
        folded += ["", *_wrapped(one, WIDTH - indent)]
    return f">{ending}", [f"{margin}{one}".rstrip() for one in folded[1:]]


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in GAP.split(text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def _margin(comments: list[Comment], indent: int) -> Iterator[str]:
    for comment in comments:
        yield f"{' ' * indent}{comment.text.rstrip()}"
