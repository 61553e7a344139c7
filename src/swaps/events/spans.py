"""What a text is made of, for whoever keeps its comments: each key, scalar and bracket with the place where it stands."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from swaps.events.builder import LOADER
from swaps.plain import Loc


class Span(NamedTuple):
    """A key, a scalar or a bracket of a text: the way to its node, where it begins and ends, and how it is written.

    `kind` is "key", a bracket, or the style of a scalar: a quote, `|`, `>`, or nothing for plain text.
    """

    loc: Loc
    start: int
    end: int
    kind: str


def spans(text: str) -> Iterator[Span]:
    """Yield what a valid text is made of, in its order; between two of these stand only blanks, indicators and comments."""
    following: Callable[[], Any] = LOADER(text).get_event

    def node(event: Any, loc: Loc) -> Iterator[Span]:
        if type(event) is yaml.ScalarEvent:
            yield _span(event, loc, event.style or "")
            return
        brackets = "[]" if type(event) is yaml.SequenceStartEvent else "{}"
        if event.flow_style:
            yield _span(event, loc, brackets[0])
        number = 0
        while type(inner := following()) not in (yaml.SequenceEndEvent, yaml.MappingEndEvent):
            if brackets == "[]":
                yield from node(inner, (*loc, number))
                number += 1
            else:
                yield _span(inner, (*loc, inner.value), "key")
                yield from node(following(), (*loc, inner.value))
        if event.flow_style:
            yield _span(inner, loc, brackets[1])

    while type(event := following()) is not yaml.StreamEndEvent:
        if type(event) is yaml.SequenceStartEvent:
            yield from node(event, ())


def _span(event: Any, loc: Loc, kind: str) -> Span:
    return Span(loc, event.start_mark.index, event.end_mark.index, kind)
