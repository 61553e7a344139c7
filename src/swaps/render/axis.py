"""The time axis of a timeline: which days it spans, where a day lies on it, and where its ticks stand."""

from datetime import date, timedelta
from typing import NamedTuple

from swaps.timeline import Mark

STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000, 120000)
"""Months from tick to tick."""
YEARS = 3
"""So many years and more are spanned as a whole, fewer by their months."""


class Axis(NamedTuple):
    """The days of a timeline, from the first of a month or year to the last of one."""

    first: date
    last: date

    @classmethod
    def of(cls, marks: list[Mark]) -> "Axis":
        """Return the axis that some marks lie on; what has no end goes as far as the others."""
        days = [day for mark in marks for day in (mark.first, mark.last or mark.first)]
        first, last = min(days), max(days)
        if last.year - first.year >= YEARS:
            return cls(date(first.year, 1, 1), date(last.year, 12, 31))
        return cls(first.replace(day=1), (last.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1))

    def part(self, day: date) -> float:
        """Return where a day lies, from 0 to 1."""
        return (day - self.first).days / max(1, (self.last - self.first).days)

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """Return where ticks stand, from 0 to 1, with their labels: at most so many years, on round years or months."""
        start, end = (day.year * 12 + day.month - 1 for day in self)
        fits = (step for step in STEPS if (end - start) // step < (most if step >= 12 else most * 2 // 3))
        step = next(fits, STEPS[-1])
        months = [month for month in range(start, end + 1) if month % step == 0] or [start]
        return [(self.part(_first_of(month)), _label(month, step)) for month in months]


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _label(month: int, step: int) -> str:
    return f"{month // 12:04}" if step >= 12 else f"{month // 12:04}-{month % 12 + 1:02}"
