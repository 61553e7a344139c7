"""The nodes of a text, each with its place: plain strings, lists and dicts, and nothing clever."""

from dataclasses import dataclass
from typing import Any

from swaps import plain
from swaps.chunks import Chunk, Place
from swaps.plain import Loc

NOTHING = "there is no exchange in this file"
"""What is wrong with a text that holds no item."""
Node = str | list[Any] | dict[str, Any]
Marks = tuple[Place, Any, dict[str, Place] | None]
"""Where a node stands, the marks of its items or values, and the places of the keys of a mapping: a tuple, as there are many."""


def locate(marks: Marks, loc: Loc) -> Place:
    """Return the place of what `loc` leads to; of its parent where it is missing."""
    for step in loc:
        _, below, keys = marks
        if step in keys if keys is not None else isinstance(below, list) and isinstance(step, int) and step < len(below):
            marks = below[step]
    return marks[0]


def key_place(marks: Marks, loc: Loc) -> Place:
    """Return the place of the key that `loc` ends with."""
    for step in loc[:-1]:
        if marks[1] is not None:
            marks = marks[1][step]
    keys = marks[2] or {}
    return keys.get(str(loc[-1]), marks[0])


@dataclass(slots=True)
class Item:
    """One node of the top-level list, and the piece of the file that it stands in.

    `marks` are the places in it, unless it was read by lines: then these tell where something stands, when somebody asks. It is
    not whole if the list cannot be read on behind it: what is missing in it may stand there. If a key stands twice in it, it is
    doubled: one of the two may belong to another item.
    """

    value: Node
    chunk: Chunk
    marks: Marks | None = None
    whole: bool = True
    doubled: bool = False
    places: plain.Places | None = None

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.chunk.line if self.marks is None else self.marks[0][0]

    def place(self, loc: Loc) -> Place:
        """Return the place of what `loc` leads to; of its parent where it is missing."""
        return locate(self.marks, loc) if self.marks is not None else self._told(self._places().place(loc))

    def key_place(self, loc: Loc) -> Place:
        """Return the place of the key that `loc` ends with."""
        return key_place(self.marks, loc) if self.marks is not None else self._told(self._places().key_place(loc))

    def _places(self) -> plain.Places:
        self.places = self.places or plain.Places(self.chunk.text)
        return self.places

    def _told(self, place: Place) -> Place:
        return place[0] + self.chunk.line, place[1] + 1
