"""A timeline as a picture: SVG with a title, the number of records, the catalogue's version, and words for who cannot see it."""

import re
import textwrap
from collections.abc import Iterator
from html import escape
from itertools import groupby

from swaps.output import safe
from swaps.render.axis import Axis
from swaps.render.timeline import RUN, is_empty, named, said, text_of
from swaps.timeline import Gone, Mark, Period, Timeline

WIDTH, MARGIN, ROW, GAP = 960, 28, 22, 18
INK, FAINT, GRID, BAND = "#222222", "#666666", "#dddddd", "#9db8c9"
WAYS = ("#0072b2", "#d55e00")
"""Blue and orange differ for the colour-blind too (Okabe and Ito)."""
LETTER, BOLD_LETTER = 6.7, 7.3
"""About how wide a letter of 12 points is."""
SMALL = 'font-size="11"'
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
Shapes = list[str]


def picture(timeline: Timeline) -> str:
    """Return a timeline as SVG."""
    heading = textwrap.wrap(_clean(timeline.title), 84) or [""]
    top = MARGIN + 24 * len(heading) + 50
    body, bottom = (_marks if timeline.each == "exchange" else _periods)(timeline, top)
    key = list(_key(timeline))
    height = bottom + 18 * len(key) + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        'aria-labelledby="title desc" font-family="Helvetica, Arial, \'DejaVu Sans\', sans-serif" font-size="12">',
        f'<title id="title">{_xml(timeline.title)}</title>',
        f'<desc id="desc">{_xml(in_words(timeline))}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
        *(_text(MARGIN, MARGIN + 24 * n + 14, line, INK, 'font-size="19" font-weight="bold"') for n, line in enumerate(heading)),
        _text(MARGIN, MARGIN + 24 * len(heading) + 12, said(timeline), FAINT, 'font-size="13"'),
        *body,
        *(_entry(bottom + 28 + 18 * n, sign, words) for n, (sign, words) in enumerate(key)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def in_words(timeline: Timeline) -> str:
    """Return what the picture shows, in words."""
    words = [f"{timeline.title}: {said(timeline)}."]
    if timeline.marks:
        first, last = timeline.marks[0], timeline.marks[-1]
        words.append(f"A line for each record, from {first.id} ({first.when}) to {last.id} ({last.when}).")
    if timeline.periods:
        most = max(timeline.periods, key=lambda period: period.exchanges)
        words.append(f"A line for each {timeline.each}, from {timeline.periods[0].label} to {timeline.periods[-1].label}.")
        words.append(f"The most exchanges in one {timeline.each} are {most.exchanges:,}, in {most.label}.")
    return " ".join(words)


def _marks(timeline: Timeline, top: int) -> tuple[Shapes, int]:
    """Draw a line for each record; return the shapes, and where they end."""
    if not timeline.marks:
        return [_text(MARGIN, top, "No exchange matches.", FAINT)], top
    axis = Axis.of(timeline.marks)
    left = MARGIN + LETTER * max(len(mark.id) for mark in timeline.marks) + GAP
    columns = _columns([mark.gone for mark in timeline.marks], 90)
    right = columns[0] - GAP
    bottom = top + ROW * len(timeline.marks)
    shapes = _heads(columns, timeline, top)
    for part, label in axis.ticks(max(1, int((right - left) / 40))):
        x = left + part * (right - left)
        shapes += [
            f'<path d="M{x:.1f} {top - 6}V{bottom}" stroke="{GRID}"/>',
            _text(x, top - 12, label, FAINT, 'text-anchor="middle"'),
        ]
    most = max(gone.people.low for mark in timeline.marks for gone in mark.gone) or 1
    for n, mark in enumerate(timeline.marks):
        y = top + ROW * n + ROW // 2
        shapes.append(f"<g><title>{_xml(f'{mark.title}, {mark.when}, {mark.status}')}</title>")
        shapes.append(_text(MARGIN, y + 4, mark.id, INK if mark.counted else FAINT))
        shapes.append(_on_axis(mark, axis, left, right, y))
        for way, (x, gone) in enumerate(zip(columns, mark.gone, strict=True)):
            shapes += _bar(x, y, gone, 90 / most, WAYS[way], mark.counted)
        shapes.append("</g>")
    return shapes, bottom


def _on_axis(mark: Mark, axis: Axis, left: float, right: float, y: float) -> str:
    """Draw a dot for a day, a band for a longer time; hollow where nothing was handed over."""
    first, last = (left + axis.part(day) * (right - left) for day in (mark.first, mark.last or axis.last))
    fill, line = (BAND, WAYS[0]) if mark.counted else ("white", FAINT)
    if last - first > 10:
        return f'<rect x="{first:.1f}" y="{y - 4}" width="{last - first:.1f}" height="8" rx="4" fill="{fill}" stroke="{line}"/>'
    dot = line if mark.counted else fill
    return f'<circle cx="{(first + last) / 2:.1f}" cy="{y}" r="4.5" fill="{dot}" stroke="{line}"/>'


def _periods(timeline: Timeline, top: int) -> tuple[Shapes, int]:
    """Draw a line for each month or year; years without anything are one line."""
    if not timeline.periods:
        return [_text(MARGIN, top, "No exchange matches.", FAINT)], top
    columns = _columns([period.gone for period in timeline.periods], 150)
    left = MARGIN + 70
    most = max(period.exchanges + period.earlier for period in timeline.periods)
    scale = min(24, (columns[0] - GAP - left - 130) / (most or 1))
    most_people = max(gone.people.low for period in timeline.periods for gone in period.gone) or 1
    shapes = [*_heads(columns, timeline, top), _text(left, top - 12, "exchanges", INK, 'font-weight="bold"')]
    y = top - ROW // 2
    for empty, run in groupby(timeline.periods, key=is_empty):
        listed = list(run)
        if empty and len(listed) >= RUN:
            y += ROW
            shapes.append(
                _text(left, y + 4, f"{len(listed):,} {timeline.each}s without an exchange on record", FAINT, 'font-style="italic"')
            )
            continue
        for period in listed:
            y += ROW
            shapes += _period(period, left, y, scale)
            for way, (x, gone) in enumerate(zip(columns, period.gone, strict=True)):
                shapes += _bar(x, y, gone, 150 / most_people, WAYS[way], True)
    return shapes, y + ROW // 2


def _period(period: Period, left: float, y: float, scale: float) -> Shapes:
    shapes, x = [_text(MARGIN, y + 4, period.label, INK)], left
    for length, fill in ((period.exchanges - period.unsure, INK), (period.unsure, FAINT), (period.earlier, GRID)):
        if length:
            shapes.append(f'<rect x="{x:.1f}" y="{y - 6}" width="{length * scale:.1f}" height="12" fill="{fill}"/>')
            x += length * scale
    number = f"{period.exchanges:,}" if period.exchanges else ""
    more = f"{period.uncounted:,} not counted" if period.uncounted else ""
    shapes += [_text(x + 5, y + 4, number, INK)] if number else []
    return [*shapes, _text(x + 5 + (LETTER * len(number) + 8 if number else 0), y + 4, more, FAINT, SMALL)] if more else shapes


def _columns(rows: list[tuple[Gone, ...]], bar: int) -> list[float]:
    """Return where the bars of each way begin, counted from the right edge."""
    widths = [bar + 8 + LETTER * max(max(len(text_of(gone)) for gone in column), 8) for column in zip(*rows, strict=True)]
    return [WIDTH - MARGIN - sum(widths[n:]) - GAP * (len(widths) - 1 - n) for n in range(len(widths))]


def _heads(columns: list[float], timeline: Timeline, top: int) -> Shapes:
    ends = [*(x - GAP for x in columns[1:]), WIDTH - MARGIN]
    heads = named(timeline.ways, [(end - x) / BOLD_LETTER for x, end in zip(columns, ends, strict=True)])
    return [_text(x, top - 12, head, colour, 'font-weight="bold"') for x, head, colour in zip(columns, heads, WAYS, strict=False)]


def _bar(x: float, y: float, gone: Gone, scale: float, colour: str, counted: bool) -> Shapes:
    """Draw how many people went one way; only the outline of those who were offered."""
    length = max(1.5, scale * gone.people.low) if gone.people.low else 0
    fill = f'fill="{colour}"' if counted else f'fill="white" stroke="{colour}" stroke-dasharray="2 2"'
    shapes = [f'<rect x="{x:.1f}" y="{y - 6}" width="{length:.1f}" height="12" {fill}/>'] if length else []
    said = text_of(gone)
    return [*shapes, _text(x + length + 5 * bool(length), y + 4, said, INK if counted else FAINT)] if said else shapes


def _key(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Yield what the signs mean, as far as they occur."""
    if any(mark.counted for mark in timeline.marks):
        yield f'<circle cx="5" cy="-4" r="4.5" fill="{WAYS[0]}"/>', "a handover; a band: the time that it lies in"
    if any(not mark.counted for mark in timeline.marks):
        circle = f'<circle cx="5" cy="-4" r="4.5" fill="white" stroke="{FAINT}"/>'
        yield circle, "an offer, a failure or a scheme; outlined bars: what was offered"
    if any(period.unsure for period in timeline.periods):
        yield f'<rect y="-9" width="10" height="10" fill="{FAINT}"/>', "exchanges that can have been later"
        yield f'<rect y="-9" width="10" height="10" fill="{GRID}"/>', "earlier exchanges that can have been then"
    yield "", "?: a number that nobody has counted; +: at least. What is not in the catalogue is not here."
    yield "", "Data: the swaps catalogue, CC BY 4.0"


def _entry(y: int, sign: str, words: str) -> str:
    return f'<g transform="translate({MARGIN} {y})">{sign}{_text(16 if sign else 0, 0, words, FAINT, SMALL)}</g>'


def _text(x: float, y: float, text: str, fill: str, rest: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y}" fill="{fill}"{f" {rest}" if rest else ""}>{_xml(text)}</text>'


def _xml(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", safe(text))
