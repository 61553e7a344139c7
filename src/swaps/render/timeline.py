"""A timeline in characters, at any width, and as a table for programs."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from swaps.render.axis import Axis
from swaps.render.page import Page, Span, block
from swaps.render.table import Cell, Column, Table
from swaps.stats import Sum
from swaps.timeline import Gone, Mark, Period, Timeline


class Signs(NamedTuple):
    """What stands for a day, for a time that it lies somewhere in, and for people."""

    day: str
    band: str
    bar: str


DONE, OFFERED = Signs("●", "▒", "█"), Signs("○", "░", "░")
COLOURS = ("blue", "yellow")
LEAST, MOST = 4, 24
"""The length of a bar."""
NARROWEST = 16
"""A shorter axis says nothing: below it, a mark takes two lines."""
TICK = 6
"""So many characters from year to year."""
RUN = 4
"""So many periods without an exchange are one line."""
Line = list[Span]


def page(timeline: Timeline, width: int) -> Page:
    """Set a timeline as a page of a width."""
    lines = list(_marks(timeline, width) if timeline.each == "exchange" else _periods(timeline, width))
    heading = [block((timeline.title, "bold")), block(said(timeline)), block("")]
    return [*heading, *(block(*line) for line in lines), block(""), *(block((one, "dim")) for one in legend(timeline))]


def said(timeline: Timeline) -> str:
    """Say how many records are on it, and of which catalogue."""
    number = f"{timeline.exchanges:,} exchange{'' if timeline.exchanges == 1 else 's'}"
    more = f", and {timeline.uncounted:,} not counted" if timeline.uncounted else ""
    return f"n = {number}{more}; catalogue {timeline.version}"


def legend(timeline: Timeline) -> Iterator[str]:
    """Yield what the signs mean, as far as they occur."""
    if any(mark.counted for mark in timeline.marks):
        yield "● a handover, ▒ the time that it lies in"
    if any(not mark.counted for mark in timeline.marks):
        yield "○ ░ an offer, a failure or a scheme: its bars are not of people released"
    if any(period.unsure for period in timeline.periods):
        yield "█ exchanges, ▒ of these such as can have been later, ░ earlier ones that can have been then"
    ways = [one.gone for one in timeline.marks] + [one.gone for one in timeline.periods]
    if any(one.unknown or one.open for gone in ways for way in gone for one in way[:2]):
        yield "? a number that nobody has counted, + at least"
    if timeline.uncounted and timeline.periods:
        yield "not counted: offers, failures, frameworks and schemes"


def short(people: Sum) -> str:
    """Return a sum in few characters: `1,204+3?` where three legs are not counted."""
    if not people.unknown:
        return people.text
    unknown = f"{people.unknown}?" if people.unknown > 1 else "?"
    return f"{people._replace(unknown=0, open=0).text}+{unknown}" if people.low else unknown


def text_of(gone: Gone) -> str:
    """Say how many went one way, and by whom they were released where the way does not say it."""
    living = short(gone.people) if gone.people != Sum() else ""
    dead = f"{short(gone.dead)} dead" if gone.dead != Sum() else ""
    parties = gone.by.split("+")
    by = "+".join(parties[:2]) + (f"+{len(parties) - 2} more" if len(parties) > 2 else "")
    return f"{' + '.join(filter(None, (living, dead)))}{by and f' ({by})'}" if living or dead else ""


def named(ways: Sequence[tuple[str, str]], room: Sequence[float]) -> list[str]:
    """Name the ways in full where there is room for so many characters, else all of them shortly."""
    fits = all(len(full) <= there for (_, full), there in zip(ways, room, strict=True))
    return [full if fits else short for short, full in ways]


def _marks(timeline: Timeline, width: int) -> Iterator[Line]:
    """Yield a line for each record: its name, its place on the axis, and how many went each way."""
    if not timeline.marks:
        return
    axis = Axis.of(timeline.marks)
    name = max(len(mark.id) for mark in timeline.marks)
    beside = _widest([[text_of(gone) for gone in mark.gone] for mark in timeline.marks])
    room = width - sum(beside) - 8
    stacked = room - name < NARROWEST + 2 * LEAST
    room -= 0 if stacked else name
    bar = max(1, min(MOST, room // 4))
    wide = max(1, room - 2 * bar)
    before = 2 if stacked else name + 2
    most = max(gone.people.low for mark in timeline.marks for gone in mark.gone)
    ticks = axis.ticks(max(1, wide // TICK))
    heads = named(timeline.ways, [bar + 1 + size for size in beside])
    yield [
        (" " * before + _labels(ticks, wide), "dim"),
        *((f"  {head.ljust(bar + 1 + size)}", "bold") for head, size in zip(heads, beside, strict=True)),
    ]
    for mark in timeline.marks:
        signs = DONE if mark.counted else OFFERED
        if stacked:
            yield [(mark.id, "cyan"), (f"  {mark.when}", "")]
        cells = [
            _cell(gone, most, bar, size, signs, COLOURS[n]) for n, (gone, size) in enumerate(zip(mark.gone, beside, strict=True))
        ]
        yield [
            (" " * before if stacked else mark.id.ljust(before), "cyan"),
            *_on_axis(mark, axis, ticks, wide),
            *(span for cell in cells for span in cell),
        ]


def _on_axis(mark: Mark, axis: Axis, ticks: list[tuple[float, str]], wide: int) -> Line:
    """Put a mark on the axis: a sign for a day, a band for a longer time."""
    first, last = (round(axis.part(day) * (wide - 1)) for day in (mark.first, mark.last or axis.last))
    at = {round(part * (wide - 1)) for part, _ in ticks}
    ground = "".join("·" if place in at else " " for place in range(wide))
    signs = DONE if mark.counted else OFFERED
    sign = signs.day if first == last else signs.band * (last - first + 1)
    return [(ground[:first], "dim"), (sign, "bold" if mark.counted else ""), (ground[last + 1 :], "dim")]


def _labels(ticks: list[tuple[float, str]], wide: int) -> str:
    """Set the labels of the ticks, each beginning at its tick; one that would not fit is left out."""
    line = ""
    for part, label in ticks:
        place = round(part * (wide - 1))
        if place + len(label) <= wide and (not line or place > len(line)):
            line = line.ljust(place) + label
    return line.ljust(wide)


def _cell(gone: Gone, most: int, bar: int, size: int, signs: Signs, colour: str) -> Line:
    length = max(1, round(bar * gone.people.low / most)) if gone.people.low else 0
    text = f" {text_of(gone)}" if length else text_of(gone)
    return [("  ", ""), (signs.bar * length, colour), (text.ljust(bar + 1 + size - length), "")]


def _periods(timeline: Timeline, width: int) -> Iterator[Line]:
    """Yield a line for each month or year: how many exchanges, and how many went each way."""
    if not timeline.periods:
        return
    shown = timeline.periods
    label = len(shown[0].label)
    ways = ["exchanges", *(head for head, _ in timeline.ways)]
    beside = _widest([[f"{period.exchanges:,}", *map(text_of, period.gone)] for period in shown])
    beside = [max(size, len(head) - LEAST - 1) for head, size in zip(ways, beside, strict=True)]
    others = [f"{period.uncounted:,} not counted" if period.uncounted else "" for period in shown]
    room = width - label - max(map(len, others)) - 2 - sum(size + 3 for size in beside)
    stacked = room < LEAST * len(beside)
    bar = max(
        1, min(MOST, room // len(beside) if not stacked else min(width - label - beside[0] - 18, width // 2 - max(beside) - 4))
    )
    most = max(period.exchanges + period.earlier for period in shown)
    most_people = max(gone.people.low for period in shown for gone in period.gone) or 1
    heads = ["exchanges", *named(timeline.ways, [bar + 1 + size for size in beside[1:]])]
    columns = [(f"  {head.ljust(bar + 1 + size)}", "bold") for head, size in zip(heads, beside, strict=True)]
    yield from _on_lines((" " * label, ""), columns[0], columns[1:], ("", ""), stacked)
    for empty, run in groupby(zip(shown, others, strict=True), key=lambda one: is_empty(one[0])):
        listed = list(run)
        if empty and len(listed) >= RUN:
            yield [(f"⋮  {len(listed):,} {timeline.each}s without an exchange on record", "dim")]
            continue
        for period, other in listed:
            cells = [
                span for n, (gone, size) in enumerate(zip(period.gone, beside[1:], strict=True))
                for span in _cell(gone, most_people, bar, size, DONE, COLOURS[n])
            ]  # fmt: skip
            exchanges = (_counted(period, most, bar, beside[0]), "bold")
            yield from _on_lines((period.label, "cyan"), exchanges, cells, (f"  {other}" if other else "", "dim"), stacked)


def _on_lines(label: Span, exchanges: Span, people: Line, other: Span, stacked: bool) -> Iterator[Line]:
    """Yield the parts of a period on one line, or where that is too long on two."""
    if not stacked:
        yield [label, exchanges, *people, other]
        return
    yield [label, exchanges, other]
    if any(text.strip() for text, _ in people):
        yield [(" " * len(label[0]), ""), *people]


def is_empty(period: Period) -> bool:
    """Whether nothing stands in a period."""
    return not (period.exchanges or period.earlier or period.uncounted)


def _counted(period: Period, most: int, bar: int, size: int) -> str:
    """Draw how many exchanges stand in a period, and how many may; a character for each while they all fit."""
    scale = min(1.0, bar / (most or 1))
    ends = [
        round(number * scale) for number in (period.exchanges - period.unsure, period.exchanges, period.exchanges + period.earlier)
    ]
    lengths = [ends[0], ends[1] - ends[0], ends[2] - ends[1]]
    if not any(lengths) and period.exchanges:
        lengths[0] = 1
    drawn = "".join(sign * length for sign, length in zip("█▒░", lengths, strict=True))
    number = f" {period.exchanges:,}" if period.exchanges else ""
    return f"  {f'{drawn}{number}'.ljust(bar + 1 + size)}"


def _widest(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def table(timeline: Timeline) -> Table:
    """Make the table of a timeline, for programs."""
    of_way = ("way", *(f"{name}{part}" for name in ("people", "dead") for part in ("", "_min", "_max", "_unknown")))
    ways = [f"{name}_{number}" for number in range(1, len(timeline.ways) + 1) for name in of_way]
    rows: list[tuple[Cell, ...]] = []
    if timeline.each == "exchange":
        names = ["id", "date", "date_earliest", "date_latest", "status", "counted", *ways]
        for mark in timeline.marks:
            last = mark.last.isoformat() if mark.last else None
            rows.append(
                (mark.id, mark.when, mark.first.isoformat(), last, mark.status, int(mark.counted), *_flat(mark.gone, timeline))
            )
    else:
        names = [timeline.each, "exchanges", "unsure", "earlier", "uncounted", *ways]
        for one in timeline.periods:
            rows.append((one.label, one.exchanges, one.unsure, one.earlier, one.uncounted, *_flat(one.gone, timeline)))
    return Table(tuple(Column(name, name.replace("_", " "), counts=name.startswith(("people", "dead"))) for name in names), rows)


def _flat(ways: tuple[Gone, ...], timeline: Timeline) -> Iterator[Cell]:
    for gone, (_, name) in zip(ways, timeline.ways, strict=True):
        yield name if timeline.is_named else gone.by or None
        for one in (gone.people, gone.dead):
            yield from (str(one.as_count), one.low, one.most, one.unknown)
