"""Dates as sources give them: a subset of EDTF (ISO 8601-2)."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")
OPEN_END = ".."
FORMS = "a date is 1962, 1962-02 or 1962-02-10, with ~ ? or % behind it if need be, or two of them with / between"


class PartialDate(NamedTuple):
    """A date known to the year, the month or the day, or an interval of two such dates.

    `earliest` and `latest` are the first and the last day it can mean; an open end (`1988/..`) has
    `date.max`. A qualifier (`~` about, `?` uncertain, `%` both) moves neither: it says how sure the text is.
    """

    earliest: date
    latest: date
    text: str

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read the text of a date; raises ValueError that says what is wrong with it."""
        return _parse(text)

    @classmethod
    def spanning(cls, first: "PartialDate", last: "PartialDate") -> "PartialDate":
        """Return the interval from the beginning of one date to the end of another."""
        text = f"{first.text.partition('/')[0]}/{last.text.rpartition('/')[2]}"
        return cls(first.earliest, last.latest, text)

    @property
    def is_open(self) -> bool:
        """Whether it has no end yet."""
        return self.latest == date.max

    @property
    def is_day(self) -> bool:
        """Whether it names one day, and is sure of it."""
        return self.earliest == self.latest and self.text[-1].isdigit()

    def overlaps(self, first: date, last: date) -> bool:
        """Whether some day of it lies between two days, both included."""
        return self.earliest <= last and first <= self.latest

    def within(self, first: date, last: date) -> bool:
        """Whether all of it lies between two days, both included."""
        return first <= self.earliest and self.latest <= last

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=8192)
def _parse(text: str) -> PartialDate:
    if len(text) == 10 and text[4] == text[7] == "-":  # as nearly all are written
        try:
            day = date.fromisoformat(text)
            return PartialDate(day, day, text)
        except ValueError:
            pass  # which is said better below
    first, slash, second = text.partition("/")
    earliest, latest = _span(first, text)
    if not slash:
        return PartialDate(earliest, latest, text)
    if second == OPEN_END:
        return PartialDate(earliest, date.max, text)
    latest = _span(second, text)[1]
    if latest < earliest:
        raise ValueError(f"{_shown(text)} ends before it starts")
    return PartialDate(earliest, latest, text)


def _span(part: str, whole: str) -> tuple[date, date]:
    match = DATE.fullmatch(part)
    if match is None:
        raise ValueError(f"{_shown(whole)} is no date: {FORMS}")
    year, month, day = (int(digits) if digits else None for digits in match.group(1, 2, 3))
    if not year:
        raise ValueError(f"{_shown(whole)} is no date: there is no year 0")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(f"{_shown(whole)} is no date: there is no month {month:02d}")
    last = _days_in(year, month)
    if day is None:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= day <= last:
        raise ValueError(f"{_shown(whole)} is no date: {year}-{month:02d} has {last} days")
    return date(year, month, day), date(year, month, day)


def _days_in(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - timedelta(1)).day


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
