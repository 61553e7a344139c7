"""A catalogue's text edited: written anew in its usual form, or with one record more. Text in, text out."""

import re
from datetime import date

from swaps import parser
from swaps.catalogue import build, model_of
from swaps.comments import Comments, comments
from swaps.layout import Key, Scribe
from swaps.models import Exchange
from swaps.nodes import Item, Node

RECORD_START = re.compile(r"^-(?=[ \r\n])", re.MULTILINE)
Standing = tuple[date, str]
"""Where a record stands among others: its first day, and its id."""


class Unplaceable(Exception):
    """The text has a form into which no record can be put."""


def written(value: Node) -> str:
    """Return a record as it is written in a catalogue."""
    return "".join(f"{line}\n" for line in Scribe().item(value, Key(model_of(value)), (0,)))


def formatted(data: bytes) -> bytes:
    """Return a valid catalogue in its usual form: keys and records in their order, each with its comments."""
    text = data.decode("utf-8-sig")
    items = parser.read(data, "").items
    order = _order(items)
    values = [items[number].value for number in order]
    found = comments(text)
    scribe = Scribe(found.notes)
    lines = [
        line for number, value in zip(order, values, strict=True) for line in scribe.item(value, Key(model_of(value)), (number,))
    ]
    head = [[comment.text.rstrip() for comment in paragraph] for paragraph in found.head] or [_opening(lines)]
    parts = ["".join(f"{line}\n" for line in paragraph) for paragraph in (*head, lines) if paragraph]
    parts[-1] += "".join(f"{comment.text.rstrip()}\n" for comment in found.foot)
    after = "\n".join(parts).replace("\n", _line_end(text)).encode()
    _compare(after, values, found)
    return after


def inserted(data: bytes, record: str) -> tuple[bytes, int]:
    """Return a valid catalogue with one record more, in its place, and the line it begins on; all else stays byte for byte."""
    text = data.decode("utf-8-sig")
    items, (new,) = parser.read(data, "").items, parser.read(record.encode(), "").items
    starts = [found.start() for found in RECORD_START.finditer(text)]
    if len(starts) != len(items):
        raise Unplaceable
    found = comments(text)
    number = _place(items, new)
    if number < len(items):
        above = found.notes[number,].above if (number,) in found.notes else []
        at = min([starts[number], *(comment.start for comment in above)])
    else:
        at = min([len(text), *(comment.start for comment in found.foot)])
    at = text.rfind("\n", 0, at) + 1 if at < len(text) else at
    before = text[:at] if text[:at].endswith("\n") or not at else text[:at] + _line_end(text)
    after = before + record.replace("\n", _line_end(text)) + text[at:]
    mark = data[: len(data) - len(text.encode())]
    values = [item.value for item in items]
    values.insert(number, new.value)
    if [item.value for item in parser.read(after.encode(), "").items] != values:
        raise Unplaceable
    return mark + after.encode(), before.count("\n") + 1


def standing(item: Item) -> Standing | None:
    """Return where a record stands; None for a tombstone, which has no day, and for what is no record."""
    record, _ = build(model_of(item.value), item, "", None)
    when = record.when if isinstance(record, Exchange) else None
    return (when.earliest, record.id) if isinstance(record, Exchange) and when else None


def _order(items: list[Item]) -> list[int]:
    """Return the numbers of the items oldest first, those of one day by id; a tombstone stays behind the record it followed."""
    last: Standing = (date.min, "")
    places = []
    for number, item in enumerate(items):
        last = standing(item) or last
        places.append((last, number))
    return [number for _, number in sorted(places)]


def _place(items: list[Item], new: Item) -> int:
    """Return the number of the first item that is later than a new one; the end where none is, or nobody knows."""
    mine = standing(new)
    later = (number for number, item in enumerate(items) if mine and (its := standing(item)) and its > mine)
    return next(later, len(items))


def _opening(lines: list[str]) -> list[str]:
    """Take away the comments above the first record of a file: what begins a file is the file's."""
    taken = []
    while lines[0].startswith("#"):
        taken.append(lines.pop(0))
    return taken


def _line_end(text: str) -> str:
    """Return how the lines of a text end: as its first one does."""
    return "\r\n" if text[: text.find("\n")].endswith("\r") else "\n"


def _compare(after: bytes, values: list[Node], found: Comments) -> None:
    """Make sure that a text says what it said before, comments included."""
    reading = parser.read(after, "")
    if reading.problems or [item.value for item in reading.items] != values:
        raise AssertionError("written anew, the catalogue does not say what it said")
    if comments(after.decode()).texts != found.texts:
        raise AssertionError("written anew, the catalogue has lost a comment")
