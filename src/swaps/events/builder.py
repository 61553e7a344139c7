"""Events to nodes, each with its place; and what is wrong with a text."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from swaps import chunks, plain
from swaps.chunks import Chunk, Place, Stop
from swaps.events.characters import FORBIDDEN, named
from swaps.events.remedies import origin, remedy
from swaps.nodes import NOTHING, Item, Marks, Node

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 32
MAX_SCALAR = plain.LONGEST
CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7})(?= |\r?$)", re.MULTILINE)
CUT = re.compile(r"[ \t]+#(?=[0-9])")
"""A number behind a value: no comment was meant, and yet it is one."""
OTHER_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")
BEGUN = "there is no text below this | or >: write it, or quote a text that begins so"


class Builder:
    """Builds nodes and marks from the events of one text."""

    def __init__(self, chunk: Chunk, problems: list[Stop]) -> None:
        self.chunk, self.first_line, self.problems = chunk, chunk.line, problems
        self.doubled = False
        self.odd_lines = OTHER_LINE_BREAKS.search(chunk.text) is not None
        self.last: Place = (chunk.line, 1)
        self.brackets: list[Place] = []
        self.next: Callable[[], Any] = LOADER(chunk.text).get_event

    def read(self) -> Iterator[Item]:
        """Yield the items of the top-level list, and note where it cannot be read on; the last one is then not whole."""
        last: Item | None = None
        met = None
        try:
            for item in self.items():
                if last is not None:
                    yield last
                last = item
        except Stop as stop:
            met = stop
        except yaml.YAMLError as error:
            met = _syntax(error, self)
        except (ValueError, OverflowError):  # the loader without libyaml lets an impossible \U escape through
            met = Stop(self.last, "syntax", "an escape in or after this place is no character")
        if met is not None:
            self._take_back(self.last)  # what is missing may stand behind this place
            self.problems.append(met)
        if last is not None:
            last.whole = met is None
            yield last

    def items(self) -> Iterator[Item]:
        """Yield the items of the top-level list, one by one."""
        documents = 0
        while (kind := type(event := self.next())) is not yaml.StreamEndEvent:
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise Stop(self.place(event), "syntax", "a file holds one document: remove the '---' or '...' above")
            elif kind is yaml.SequenceStartEvent:
                self.plain(event)
                none, start = True, event
                while type(event := self.next()) is not yaml.SequenceEndEvent:
                    none = False
                    self.doubled = False
                    value, marks = self.node(event, 1)
                    yield Item(value, self.chunk, marks, doubled=self.doubled)
                if none:
                    self.refuse(start, "empty-catalogue", NOTHING)
            elif kind in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.AliasEvent):
                if kind is yaml.ScalarEvent and event.value == "" and not event.style:
                    raise Stop(self.place(event), "empty-catalogue", NOTHING)
                message = "the top level is a list: begin each exchange with '- id: ...'"
                raise Stop(self.place(event), "top-level", message)

    def node(self, event: Any, depth: int) -> tuple[Node, Marks]:
        """Build the node that begins with this event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event) or self.empty(event), (self.last, None, None)
        place = self.plain(event)
        if depth > MAX_DEPTH:
            raise Stop(place, "too-deep", f"nested deeper than {MAX_DEPTH} levels")
        if kind is not yaml.AliasEvent:
            build = self.mapping if kind is yaml.MappingStartEvent else self.sequence
            if not event.flow_style:
                return build(place, depth + 1)
            self.brackets.append(place)
            built = build(place, depth + 1)
            self.brackets.pop()
            return built
        self.refuse(
            event, "alias", f"aliases (*{_cut(event.anchor)}) are not allowed: write the value out, or quote a text that begins so"
        )
        return "", (place, None, None)

    def sequence(self, place: Place, depth: int) -> tuple[Node, Marks]:
        """Build the list that has just begun."""
        values: list[Node] = []
        below: list[Marks] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            value, marks = self.node(event, depth)
            values.append(value)
            below.append(marks)
        return values, (place, below, None)

    def mapping(self, place: Place, depth: int) -> tuple[Node, Marks]:
        """Build the mapping that has just begun."""
        values: dict[str, Any] = {}
        below: dict[str, Marks] = {}
        keys: dict[str, Place] = {}
        following, scalar, again = self.next, yaml.ScalarEvent, False
        while type(event := following()) is not yaml.MappingEndEvent:
            if type(event) is not scalar:
                self.refuse(event, "syntax", "a key is a plain word")
                self.node(event, depth)
                self.node(following(), depth)
                continue
            key, key_at = self.scalar(event), self.last
            if key == "<<":
                self.refuse(event, "merge-key", "merge keys (<<) are not allowed: write the fields out")
                event = following()
                if type(event) is not yaml.AliasEvent:  # which would be the same mistake
                    self.node(event, depth)
                continue
            value: Node
            marks: Marks
            if type(event := following()) is scalar:  # four values in five: spared a call
                value, marks = self.scalar(event) or self.empty(event), (self.last, None, None)
            else:
                value, marks = self.node(event, depth)
            if key not in values:
                values[key], below[key], keys[key], again = value, marks, key_at, False
                continue
            self.doubled = True
            if self._take_back(below[key][0], marks[0]) and not values[key]:
                values[key], below[key] = value, marks
            if not again:  # whole items without their hyphen are one mistake
                self.problems.append(Stop(key_at, "duplicate-key", f"{_cut(key)} {_twice(key, keys)}"))
                again = True
        return values, (place, below, keys)

    def _take_back(self, *places: Place) -> bool:
        """Take back that there is no value in one of these places, if this was the last thing to be said."""
        if not self.problems or self.problems[-1].rule != "empty-value" or self.problems[-1].place not in places:
            return False
        self.problems.pop()
        return True

    def empty(self, event: Any) -> str:
        """Refuse a value of which nothing is written, unless what is written there has been refused as an anchor or a tag."""
        if (event.style or "") not in ("'", '"') and event.anchor is None and event.tag is None:
            self.refuse(event, "empty-value", BEGUN if event.style else "there is no value here: write one, or leave the key out")
        return ""

    def scalar(self, event: Any) -> str:
        """Return the text of a scalar, and leave its place in `last`."""
        mark = event.start_mark
        self.last = self.place_of(mark) if self.odd_lines else (mark.line + self.first_line, mark.column + 1)
        if event.anchor is not None or event.tag is not None:
            self.plain(event)
        value: str = event.value
        if len(value) > MAX_SCALAR:
            self.refuse(event, "too-long", f"a text of {len(value):,} characters: the limit is {MAX_SCALAR:,}")
        elif not event.style and CUT.match(self.chunk.text, event.end_mark.index):
            self.refuse(event, "cut-by-comment", "the text ends where ' #' begins a comment: quote it, or write '# ' for a comment")
        elif event.style == '"' and (found := FORBIDDEN.search(value)):
            self.refuse(event, "control-character", named(found[0]))
        return value

    def plain(self, event: Any) -> Place:
        """Refuse what is clever about a node, and return its place."""
        if event.anchor is not None and type(event) is not yaml.AliasEvent:
            self.refuse(
                event,
                "anchor",
                f"anchors (&{_cut(event.anchor)}) are not allowed: write the value out, or quote a text that begins so",
            )
        if getattr(event, "tag", None) is not None:
            self.refuse(event, "tag", f"tags ({_cut(event.tag)}) are not allowed: every value is plain text")
        return self.place(event)

    def refuse(self, event: Any, rule: str, message: str) -> None:
        """Note a problem at the place of a node."""
        self.problems.append(Stop(self.place(event), rule, message))

    def place(self, event: Any) -> Place:
        """Return where a node begins."""
        return self.place_of(event.start_mark)

    def place_of(self, mark: Any) -> Place:
        """Return line and column as an editor counts them; libyaml also takes U+0085, U+2028 and U+2029 for line ends."""
        if self.odd_lines:
            return chunks.place_in(self.chunk.text, mark.index, self.first_line)
        return mark.line + self.first_line, mark.column + 1


def _syntax(error: yaml.YAMLError, builder: Builder) -> Stop:
    """Put a scanner's or parser's complaint in an editor's words, at the place where the mistake began."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Stop(builder.last, "syntax", "there is something here that no YAML reader takes")
    mark, said, context = error.problem_mark, error.problem or "this is not YAML", error.context or ""
    if "quoted scalar" in context and error.context_mark is not None and "end of" in said:
        return Stop(builder.place_of(error.context_mark), "syntax", "this quote is never closed")
    if "could not find expected ':'" in said and error.context_mark is not None:
        mark = error.context_mark  # where the line stands that is none
    place = builder.last if mark is None else builder.place_of(mark)
    conflict = CONFLICT.search(builder.chunk.text)
    if conflict:
        at = chunks.place_in(builder.chunk.text, conflict.start(), builder.first_line)
        return Stop(at, "syntax", "a merge left a conflict here: keep one side, and take its marks out")
    if "expected ',' or" in said and builder.brackets and builder.brackets[-1][0] < place[0]:
        return Stop(builder.brackets[-1], "syntax", "this bracket is never closed")
    begun = origin(said, builder.chunk.text.split("\n"), place[0] - builder.first_line)
    if begun is not None:
        return Stop((begun.row + builder.first_line, begun.column + 1), "syntax", begun.message)
    return Stop(place, "syntax", remedy(said))


def _twice(key: str, keys: dict[str, Place]) -> str:
    """Say that a key comes again; where it is the first of its mapping, a hyphen may have been forgotten."""
    advice = "begin the next item with '- ', or keep one" if key == next(iter(keys)) else "keep one"
    return f"stands twice here, first on line {keys[key][0]}: {advice}"


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
