"""What was meant by a date or a count that is written as people write them, and not as the catalogue does."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from swaps.counts import Count
from swaps.dates import PartialDate

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ABOUT = re.compile(r"~+ *|(?:ca?\.?|circa|about|approx\.?|approximately|around|some)(?: +|(?=[0-9]))", re.IGNORECASE)
AT_LEAST = re.compile(r"(?:\+|≥|>=|at least|no fewer than) *", re.IGNORECASE)
TO = re.compile(r" *(?:–|—|\.{2,}|…| to | - |/) *")
TIME = re.compile(r"([0-9-]{10})[T ][0-9:.]+(?:Z|[+-][0-9:]+)?")
YEAR_FIRST = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
YEAR_LAST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
IN_WORDS = re.compile(r"(?:([0-9]{1,2})\.? )?([A-Z][a-z]{2,8})\.?(?: ([0-9]{1,2}))?,? ([0-9]{4})")
DAY = re.compile(r"[0-9]{1,2}(?:-[0-9]{1,2})?")
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([,.' _\u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*")
HYPHENS = str.maketrans("‐‑−", "---")
DASHED = re.compile(r"([0-9]{4})[–—]([0-9]{2})(?:[–—]([0-9]{2}))?")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def dates(text: str) -> list[str]:
    """Return the dates that a text may mean: `10.04.2025` is 2025-04-10, and 04/10/2025 one of two."""
    text = text.strip(" '\"‘’“”,;").translate(HYPHENS)
    if found := DASHED.fullmatch(text):
        text = "-".join(part for part in found.groups() if part)
    first, *rest = TO.split(text, maxsplit=1)
    if YEAR_FIRST.fullmatch(text) or YEAR_LAST.fullmatch(text) or not rest:
        return _that_parse(PartialDate.parse, [text, *_date(text)])
    begun = [one for one in (first, *_date(first)) if _that_parse(PartialDate.parse, [one])]
    ended = [f"{one[: -len(rest[0])]}{rest[0]}" for one in begun if DAY.fullmatch(rest[0])] or [rest[0], *_date(rest[0])]
    return _that_parse(PartialDate.parse, (f"{one}/{other}" for one in begun for other in ended))


def counts(text: str) -> list[str]:
    """Return the counts that a text may mean: `1,000` is 1000, `50-60` is 50..60."""
    low, *high = re.split(r" *(?:-|–|—|\.{2,}|…| to ) *", text.strip())
    if len(high) == 1:
        return _that_parse(Count.parse, [f"{_number(low)}..{_number(high[0])}"])
    for mark, form in ((ABOUT, "~{}"), (AT_LEAST, "{}+")):
        if found := mark.match(text):
            return _that_parse(Count.parse, [form.format(_number(text[found.end() :]))])
    return _that_parse(Count.parse, [_number(text)])


def _date(text: str) -> list[str]:
    if found := ABOUT.match(text):
        rest = text[found.end() :]
        return [f"{one}~" for one in (rest, *_date(rest))]
    if found := TIME.fullmatch(text):
        return [found[1]]
    if found := YEAR_FIRST.fullmatch(text):
        year, _, month, day = found.groups()
        return [_iso(year, month, day)] + ([_iso(year, day, month)] if day and int(month) > 12 else [])
    if found := YEAR_LAST.fullmatch(text):
        day, mark, month, year = found.groups()
        return [_iso(year, month, day)] + ([] if mark == "." else [_iso(year, day, month)])
    if (found := IN_WORDS.fullmatch(text)) and found[2][:3].lower() in MONTHS:
        return [_iso(found[4], str(MONTHS.index(found[2][:3].lower()) + 1), found[1] or found[3])]
    return []


def _iso(year: str, month: str, day: str | None) -> str:
    return "-".join([year, f"{month:0>2}", *([f"{day:0>2}"] if day else [])])


def _number(text: str) -> str:
    text = text.strip().removesuffix(".0")
    if text.casefold() in NUMBERS:
        return str(NUMBERS.index(text.casefold()))
    return re.sub("[^0-9]", "", text) if THOUSANDS.fullmatch(text) else text.lstrip("0")


def _that_parse(parse: Callable[[str], Any], texts: Iterable[str]) -> list[str]:
    """Return those that can be read, each once."""
    found: dict[str, None] = {}
    for text in texts:
        try:
            parse(text)
        except ValueError:
            continue
        found[text] = None
    return [*found]
