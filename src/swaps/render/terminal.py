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
from swaps.render.page import Page, lines
from swaps.render.table import BAR, BAR_LENGTH, Table, body, width_of

NARROW = 60
TIGHT = 12
"""A column of this width holds a date, and the most of words."""
WIDE = 110
"""On a narrower terminal an interval of dates goes on two lines."""
BREAK = re.compile(r"(?<=-[0-9]{2})/(?=[0-9]{4}-[0-9]{2})")


def console() -> Console:
    """Return the console to draw on; it heeds NO_COLOR and TERM by itself, and on a dumb one no width without a height."""
    return Console(file=sys.stdout, width=width(), height=height(), markup=False, highlight=False, emoji=False, soft_wrap=False)


def draw(table: Table) -> str:
    """Draw a table; a cell too long for its column goes on in the next line, and a narrow terminal gets a card to each row."""
    wide = width()
    cells = [[_fitting(cell) for cell in row] for row in body(table)]
    if wide < WIDE:
        cells = [[BREAK.sub("/\n", cell) for cell in row] for row in cells]
    if wide < NARROW:
        return _cards(table, cells)
    widths = _widths(table, cells, wide)
    drawn = RichTable(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for number, (column, size) in enumerate(zip(table.columns, widths, strict=True)):
        drawn.add_column(Text(column.heading), justify=column.align, overflow="fold", style="" if number else "cyan", width=size)
    for number, row in enumerate(cells):
        if table.columns[-1].name == BAR:
            length = round(len(row[-1]) * widths[-1] / BAR_LENGTH) or 1
            row[-1] = "".join(row[-1][at * len(row[-1]) // length] for at in range(length if row[-1] else 0))
        drawn.add_row(*map(Text, row[:-1]), _bright(row[-1], table.spots[number] if table.spots else []))
    return _captured(drawn)


def _bright(cell: str, spots: list[tuple[int, int]]) -> Text:
    text = Text(cell)
    for start, end in spots:
        text.stylize("bold yellow", start, end)
    return text


def _widths(table: Table, cells: list[list[str]], wide: int) -> list[int]:
    """Share the width out: each column has what it needs, and the widest give way, though not below their longest word.

    Where that is not enough words are broken, those of the first column last: an id is there to be typed.
    """
    texts = [[column.heading, *(row[number] for row in cells)] for number, column in enumerate(table.columns)]
    widths = [max(width_of(line) for text in column for line in text.split("\n")) for column in texts]
    least = [min(24, max((width_of(word) for text in column for word in text.split()), default=0)) for column in texts]
    least[0] = min(widths[0], wide // 3)
    if table.columns[-1].name == BAR:
        least[-1] = 4
    room = wide - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 4:
        can = [number for number, size in enumerate(widths) if size > least[number]]
        can = can or [number for number, size in enumerate(widths) if number and size > TIGHT] or [*range(len(widths))]
        widths[max(can, key=lambda number: widths[number])] -= 1
    return widths


def _cards(table: Table, cells: list[list[str]]) -> str:
    """Set each row below the other, the first cell as its heading."""
    parts = []
    for row in cells:
        parts.append(Text(row[0], style="cyan"))
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            if cell and column.name != BAR:
                parts.append(Text(f"  {column.heading}: {cell}".replace("/\n", "/")))
    return _captured(*parts)


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
