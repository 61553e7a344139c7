"""Text to nodes by the events of a YAML reader, for all that is not written the plain way; and what is wrong with a text.

PyYAML's event stream is the only part of it used. Its composer dies of deep nesting and its constructor types
scalars; the events do neither, and each carries its place.
"""

from collections.abc import Iterator
from itertools import islice

from swaps.chunks import Chunk, Stop
from swaps.events.builder import Builder
from swaps.events.characters import FORBIDDEN, named
from swaps.nodes import Item

MAX_INVISIBLE = 200
"""Invisible characters of a piece that are told: whoever has more has one mistake, a damaged file."""


def read(chunk: Chunk, problems: list[Stop]) -> Iterator[Item]:
    """Read a piece of a file, adding what is wrong with it to `problems`."""
    line, reached = chunk.line, 0
    for found in islice(FORBIDDEN.finditer(chunk.text), MAX_INVISIBLE):
        line += chunk.text.count("\n", reached, found.start())
        reached = found.start()
        place = line, reached - chunk.text.rfind("\n", 0, reached)
        problems.append(Stop(place, "control-character", named(found[0])))
        if found[0] == "\0":  # what follows it is of no text either
            break
    if not problems:
        yield from Builder(chunk, problems).read()
