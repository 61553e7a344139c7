"""A page as a value: blocks of styled text, set as plain text or drawn on a terminal."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from swaps.output import safe
from swaps.render.flat import markdown
from swaps.render.table import width_of

HANG = 2
"""How much further than the first line of a block the others are indented."""
ONWARD = str.maketrans("├└", "│ ")
"""How the twigs of a tree go on beside the further lines of a block."""

Span = tuple[str, str]


class Block(NamedTuple):
    """A paragraph: its spans of text with their styles, how far it is indented, and the twigs of a tree before it."""

    spans: tuple[Span, ...]
    indent: int = 0
    twigs: str = ""

    @property
    def text(self) -> str:
        """The text without its styles."""
        return "".join(span for span, _ in self.spans)


Page = list[Block]


def block(*spans: str | Span, indent: int = 0, twigs: str = "") -> Block:
    """Make a block of texts and styled texts, each made safe to show."""
    pairs = (span if isinstance(span, tuple) else (span, "") for span in spans)
    return Block(tuple((safe(text).replace("\n", " "), style) for text, style in pairs if text), indent, twigs)


def lines(page: Page, width: int) -> Iterator[list[Span]]:
    """Yield the lines of a page, wrapped to a width between words; a word too long for a line is never cut."""
    for one in page:
        start, hang = one.indent + len(one.twigs), one.twigs.translate(ONWARD) + " " * HANG
        line: list[Span] = [(" " * one.indent, ""), (one.twigs, "dim")]
        used = start
        for word, style in _words(one):
            if used > start + HANG and used + width_of(word.rstrip()) > width:
                yield line
                line, used = [(" " * one.indent, ""), (hang, "dim")], start + HANG
                word = word.lstrip()
            line.append((word, style))
            used += width_of(word)
        yield line


def _words(one: Block) -> Iterator[Span]:
    for text, style in one.spans:
        for word in re.findall(r"\S+\s*|\s+", text):
            yield word, style


def plain(page: Page, width: int) -> str:
    """Set a page as plain text."""
    return "".join(f"{''.join(text for text, _ in line).rstrip()}\n" for line in lines(page, width))


def as_markdown(page: Page) -> str:
    """Set a page as Markdown: headings by their style, indented blocks as lists."""
    parts: list[str] = []
    for one in page:
        styles = {style for _, style in one.spans}
        text = markdown(one.text)
        if "bold underline" in styles:
            parts += [f"## {text}", ""]
        elif "bold" in styles and one.indent == 0:
            parts += ["", f"**{text}**", ""]
        elif text:
            depth = (one.indent + len(one.twigs[2:])) // 2 - 1
            parts.append(f"{'  ' * max(0, depth)}- {text}" if one.indent else f"{text}  ")
    return "\n".join(parts) + "\n"
