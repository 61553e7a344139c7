"""The comments of a text, each tied to what it speaks of, so that it goes along wherever that is written.

YAML readers drop comments, and the libraries that keep them tie each to whatever stands before it, so that it stays behind when
a record moves. Here a comment belongs to the key or item that it stands above, beside, or, at the end of a block, below.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from swaps.events.spans import Span, spans
from swaps.models import Loc

COMMENT = re.compile("#[^\r\n\x85\u2028\u2029]*")
BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
BLOCKS = ("|", ">")
BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(?=#)")


class Comment(NamedTuple):
    """A comment: its text with the `#`, and where it begins."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Notes:
    """The comments of one key or item: above it, beside it on its line, and below it at the end of its block."""

    above: list[Comment] = field(default_factory=list)
    beside: list[Comment] = field(default_factory=list)
    below: list[Comment] = field(default_factory=list)


@dataclass(slots=True)
class Comments:
    """The comments of a file: the paragraphs that open it, the lines that close it, and those of its keys and items."""

    head: list[list[Comment]] = field(default_factory=list)
    foot: list[Comment] = field(default_factory=list)
    notes: dict[Loc, Notes] = field(default_factory=lambda: defaultdict(Notes))

    @property
    def texts(self) -> list[str]:
        """Every comment's text, sorted."""
        parts = [*self.head, self.foot, *(part for one in self.notes.values() for part in (one.above, one.beside, one.below))]
        return sorted(comment.text.rstrip() for part in parts for comment in part)


def comments(text: str) -> Comments:
    """Find the comments of a valid text."""
    finder = Finder(text)
    if "#" in text:
        for span in spans(text):
            finder.step(span)
        finder.end()
    return finder.found


class Finder:
    """Goes from span to span, and ties the comments that stand between two of them to one of the two."""

    def __init__(self, text: str) -> None:
        self.text, self.found = text, Comments()
        self.lines = [0, *(found.end() for found in BREAK.finditer(text))]
        self.last = Span((), 0, 0, "")
        self.open: list[tuple[int, Loc]] = []
        self.depth = 0

    def step(self, span: Span) -> None:
        """Tie the comments between the last span and this one, and go on to it."""
        start, loc = self.beginning(span)
        between = list(self.between(span.start))
        if not self.last.loc:
            self.opening(between, start)
        else:
            for comment in between:
                self.tie(comment, span, start, loc)
        if not self.depth and (start < span.start or span.kind == "key"):
            self.opened(start, loc)
            self.opened(span.start, span.loc)
        self.depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(span.kind, 0)
        header = BLOCK_HEADER.match(self.text, span.start) if span.kind in BLOCKS else None
        if header and (inside := COMMENT.match(self.text, header.end())):
            self.found.notes[span.loc].beside.append(Comment(inside[0], inside.start()))
        self.last = span

    def end(self) -> None:
        """Tie the comments behind the last span: those of the last record are indented."""
        for comment in self.between(len(self.text)):
            owner = self.owner(comment)
            if self.stands_beside(comment):
                self.found.notes[self.last.loc].beside.append(comment)
            elif owner is not None and self.column(comment.start) > self.open[0][0]:
                self.found.notes[owner[1]].below.append(comment)
            else:
                self.found.foot.append(comment)

    def opening(self, between: list[Comment], start: int) -> None:
        """Part what opens the file from what stands right above its first record."""
        paragraphs: list[list[Comment]] = []
        behind = [comment for comment in between if comment.start > start]
        for comment in between[: len(between) - len(behind)]:
            if paragraphs and self.breaks(paragraphs[-1][-1].end, comment.start) == 1:
                paragraphs[-1].append(comment)
            else:
                paragraphs.append([comment])
        if len(paragraphs) > 1 and self.breaks(paragraphs[-1][-1].end, start) == 1:
            behind = paragraphs.pop() + behind
        if behind:
            self.found.notes[0,].above.extend(behind)
        self.found.head.extend(paragraphs)

    def tie(self, comment: Comment, span: Span, start: int, loc: Loc) -> None:
        """Tie a comment to what it stands beside, to what ends above it, or to what follows."""
        notes = self.found.notes
        owner = self.owner(comment)
        if self.stands_beside(comment):
            notes[self.last.loc].beside.append(comment)
        elif self.depth and span.kind in ("]", "}"):
            notes[self.last.loc].below.append(comment)
        elif self.depth or owner is None or comment.start > start:
            notes[loc].above.append(comment)
        elif self.column(comment.start) > self.column(start) <= owner[0]:
            notes[owner[1]].below.append(comment)
        else:
            notes[loc].above.append(comment)

    def beginning(self, span: Span) -> tuple[int, Loc]:
        """Return where the key or item that this span opens begins, and the way to it; an item begins with its dash."""
        gap = COMMENT.sub(lambda found: " " * len(found[0]), self.text[self.last.end : span.start])
        dash = gap.rfind("-") if span.loc and not self.depth else -1
        if dash < 0:
            return span.start, span.loc
        return self.last.end + dash, span.loc[:-1] if span.kind == "key" else span.loc

    def between(self, end: int) -> Iterator[Comment]:
        """Yield the comments between the last span and a place."""
        for found in COMMENT.finditer(self.text, self.last.end, end):
            yield Comment(found[0], found.start())

    def stands_beside(self, comment: Comment) -> bool:
        """Whether a comment stands on the line on which the last span ends."""
        return bool(self.last.loc) and self.last.kind not in BLOCKS and not self.breaks(self.last.end, comment.start)

    def owner(self, comment: Comment) -> tuple[int, Loc] | None:
        """Return the innermost key or item, by its column, that a comment is not indented less than."""
        column = self.column(comment.start)
        return next((one for one in reversed(self.open) if one[0] <= column), None)

    def opened(self, start: int, loc: Loc) -> None:
        """Note that a key or item begins, and that those indented no less have ended."""
        column = self.column(start)
        while self.open and self.open[-1][0] >= column:
            self.open.pop()
        self.open.append((column, loc))

    def column(self, place: int) -> int:
        """Return how far from the beginning of its line a place is."""
        return place - self.lines[bisect_right(self.lines, place) - 1]

    def breaks(self, start: int, end: int) -> int:
        """Return how many lines end between two places."""
        return bisect_right(self.lines, end) - bisect_right(self.lines, start)
