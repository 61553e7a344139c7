"""Tables and pages drawn on a terminal: the only door to rich. Data is text here, never markup."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from swaps.output import PLAINER, height, width
from swaps.render.page import Page, block, lines
from swaps.render.table import BAR, BAR_LENGTH, Table, body, width_of

TIGHT = 12
"""A column of this width holds a date, and the most of words."""
LONGEST = 24
"""No word asks for more room than this."""
MUCH = 1.25
"""Words are broken where the table is so many times as long without."""
SOME = 50
"""So many rows tell how long a table will be."""
WORD = re.compile(r"\s*(?:\S*→\S* )?(?:[0-9-]+[~?%]?/(?=[0-9])|\S+)\s*")
"""What stays on a line where it can: a word, a date of an interval, how many go one way."""
JOINT = re.compile(r"(?<=[–/→ ])(?=\S)|(?<=\+)(?=[^\W\d])|(?<=\.\.)(?=\d)|(?<=[^\W\d]-)(?=\w)|(?<=\d-)(?=[^\W\d])")
"""Where a word is broken if it must be: behind a dash, a slash or an arrow, but neither within a date nor within a number."""


def console() -> Console:
    """Return the console to draw on; it heeds NO_COLOR and TERM by itself, and on a dumb one no width without a height."""
    return Console(file=sys.stdout, width=width(), height=height(), markup=False, highlight=False, emoji=False, soft_wrap=False)


def draw(table: Table) -> str:
    """Draw a table; a cell too long for its column goes on in the next line.

    Where the terminal is too narrow for the words of the columns, the bars go first, and then each row becomes a card.
    """
    cells = [[_fitting(cell) for cell in row] for row in body(table)]
    widths = _widths(table, cells, width())
    if not widths and table.columns[-1].name == BAR:
        return draw(Table(table.columns[:-1], [row[:-1] for row in table.rows]))
    if not widths:
        return _cards(table, cells)
    drawn = RichTable(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for number, (column, size) in enumerate(zip(table.columns, widths, strict=True)):
        heading = _wrapped(Text(column.heading), size)
        drawn.add_column(heading, justify=column.align, overflow="fold", style="" if number else "cyan", width=size)
    for row in cells:
        if table.columns[-1].name == BAR:
            length = round(len(row[-1]) * widths[-1] / BAR_LENGTH) or 1
            row[-1] = "".join(row[-1][at * len(row[-1]) // length] for at in range(length if row[-1] else 0))
        texts = [*map(Text, row[:-1]), _bright(row[-1], table.spots(row[-1]) if table.spots else [])]
        drawn.add_row(*map(_wrapped, texts, widths))
    return _captured(drawn)


def _bright(cell: str, spots: list[tuple[int, int]]) -> Text:
    text = Text(cell)
    for start, end in spots:
        text.stylize("bold yellow", start, end)
    return text


def _widths(table: Table, cells: list[list[str]], wide: int) -> list[int]:
    """Share the width out; where it is not enough, nothing.

    Each column has what it needs, and whichever makes the table the least longer gives way: down to its longest word, or to the
    longest part of one if the table is much shorter for it. Where that is too wide words are broken anywhere, and at last those of
    the first column, for an id is there to be typed. A number never is.
    """
    texts = [[column.heading, *(row[number] for row in cells)] for number, column in enumerate(table.columns)]
    sizes = [[width_of(text) for text in column] for column in texts]
    room = wide - 2 * (len(texts) - 1)
    at_words, at_parts, *anywhere = [_narrowed(sizes, least, room) for least in _leasts(table, texts, wide)]
    if at_words and at_parts:
        return at_parts if _length(sizes, at_parts) * MUCH < _length(sizes, at_words) else at_words
    return next(filter(None, [at_parts, *anywhere]), [])


def _narrowed(sizes: list[list[int]], least: list[int], room: int) -> list[int]:
    """Narrow columns until they fit, each time the one that makes the table the least longer; nothing if that is not enough."""
    some = [column[:: len(column) // SOME + 1] for column in sizes]
    widths = [max(column) for column in sizes]
    while sum(widths) > room:
        wider = [n for n, low in enumerate(least) if widths[n] > low]
        if not wider:
            return []
        widths[min(wider, key=lambda n: (_length(some, [size - (n == at) for at, size in enumerate(widths)]), -widths[n]))] -= 1
    return widths


def _length(sizes: list[list[int]], widths: list[int]) -> int:
    """Return about how many lines a table has."""
    return sum(max(-(-size // wide) for size, wide in zip(row, widths, strict=True)) for row in zip(*sizes, strict=True))


def _leasts(table: Table, texts: list[list[str]], wide: int) -> Iterator[list[int]]:
    """Yield how narrow each column can be, attempt by attempt."""
    first = min(max(map(width_of, texts[0])), wide // 3)
    for parted in (WORD.findall, _pieces):
        least = [max((width_of(part.rstrip()) for text in column for part in parted(text)), default=0) for column in texts]
        least = [first, *(min(LONGEST, size) for size in least[1:])]
        if table.columns[-1].name == BAR:
            least[-1] = 4
        yield least
    tight = [min(TIGHT, size) if column.align == "left" else size for size, column in zip(least, table.columns, strict=True)]
    yield [first, *tight[1:]]
    yield [min(first, wide // 4), *tight[1:]]


def _pieces(text: str) -> list[str]:
    return [piece for word in WORD.findall(text) for piece in JOINT.split(word)]


def _wrapped(text: Text, size: int) -> Text:
    """Break a text into lines of a width: between words, within one that is too long where it can be parted, else anywhere."""
    if width_of(text.plain) <= size:
        return text
    breaks, used, at = [], 0, 0
    for word in WORD.findall(text.plain):
        units = [word] if width_of(word.rstrip()) <= size else [*_units(word, size)]
        for number, unit in enumerate(units):
            begins_anew = len(units) > 1 and number == 0
            if used and (begins_anew or used + width_of(unit.rstrip()) > size):
                breaks.append(at)
                used = 0
            used += width_of(unit)
            at += len(unit)
    lines = text.divide(breaks)
    for line in lines:
        line.rstrip()
    return Text("\n").join(lines)


def _units(word: str, size: int) -> Iterator[str]:
    """Yield the parts of a word, and the letters of a part that is too long itself."""
    for piece in JOINT.split(word):
        yield from [piece] if width_of(piece.rstrip()) <= size else piece


def _cards(table: Table, cells: list[list[str]]) -> str:
    """Set each row below the other, the first cell as its heading."""
    page: Page = []
    for row in cells:
        page.append(block((row[0], "cyan")))
        page += [
            block(f"{column.heading}: {cell}", indent=2) for column, cell in zip(table.columns[1:], row[1:], strict=True) if cell
        ]
    return draw_page(page)


def draw_page(page: Page) -> str:
    """Draw a page."""
    drawn = []
    for line in lines(page, width()):
        text = Text(overflow="ignore", no_wrap=True)
        for style, spans in groupby(line, key=lambda span: span[1]):
            text.append(_fitting("".join(span for span, _ in spans)), style=style)
        text.rstrip()
        drawn.append(text)
    return _captured(*drawn)


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[], None]]:
    """Show on standard error, if that is a terminal, how far something has come; yields what to call after each step."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    target = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=target, transient=True, disable=not target.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def _captured(*parts: RichTable | Text) -> str:
    target = console()
    with target.capture() as capture:
        for part in parts:
            target.print(part)
    return capture.get()


def _fitting(text: str) -> str:
    """Return text in characters that the terminal's encoding has, where we know a plainer one."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if encoding.lower().startswith("utf") or text.isascii():
        return text
    return "".join(PLAINER.get(character, character) for character in text)
