"""Where the nodes of a text stand: a tree of places beside the tree of values."""

from typing import Any

from swaps.chunks import Place

Marks = tuple[Place, Any, dict[str, Place] | None]
"""Where a node stands, the marks of its items or values, and the places of the keys of a mapping: a tuple, as there are many."""


def locate(marks: Marks, loc: tuple[str | int, ...]) -> Place:
    """Return the place of what `loc` leads to; of its parent where it is missing."""
    for step in loc:
        _, below, keys = marks
        if step in keys if keys is not None else isinstance(below, list) and isinstance(step, int) and step < len(below):
            marks = below[step]
    return marks[0]


def key_place(marks: Marks, loc: tuple[str | int, ...]) -> Place:
    """Return the place of the key that `loc` ends with."""
    for step in loc[:-1]:
        if marks[1] is not None:
            marks = marks[1][step]
    keys = marks[2] or {}
    return keys.get(str(loc[-1]), marks[0])
