"""Counts as sources give them, with an arithmetic that keeps the unknown unknown."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

NUMBER = r"[1-9][0-9]{0,14}"
COUNT = re.compile(rf"(~)?({NUMBER})|({NUMBER})\+|({NUMBER})\.\.({NUMBER})")
LONG = re.compile(r"(?<![\w-])[0-9]{4,}(?![\w-])")
"""A number that wants commas; digits within the slug of a party are none."""
FORMS = "a count is 205, ~1000 (about), 50+ (at least) or 72..74; leave it out where it is unknown"


class Count(NamedTuple):
    """A number of people between `low` and `high`; `high` is None where it is open.

    `about` says that the numbers are approximate, `unknown` how many of its terms nobody has counted.
    """

    low: int
    high: int | None
    about: bool = False
    unknown: int = 0

    @classmethod
    def parse(cls, text: str) -> "Count":
        """Read `205`, `~1000`, `50+` or `72..74`; raises ValueError that says what is wrong."""
        return _parse(text)

    @classmethod
    def exactly(cls, number: int) -> "Count":
        """Return the count of so many."""
        return cls(number, number)

    @classmethod
    def sum(cls, counts: Iterable["Count"]) -> "Count":
        """Add counts up."""
        total = NOBODY
        for count in counts:
            total += count
        return total

    def __add__(self, other: "Count") -> "Count":  # type: ignore[override]
        high = None if self.high is None or other.high is None else self.high + other.high
        return Count(self.low + other.low, high, self.about or other.about, self.unknown + other.unknown)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known of it."""
        return self.unknown > 0 and self.low == 0

    def __str__(self) -> str:
        if self.is_unknown:
            return "?"
        number = f"~{self.low}" if self.about else f"{self.low}"
        if self.high is None:
            return f"{number}+"
        return number if self.high == self.low else f"{number}..{self.high}"


NOBODY = Count(0, 0)
UNKNOWN = Count(0, None, unknown=1)


def readable(text: str) -> str:
    """Return a text of counts as a reader sees it: `KP→CN 12,773`."""
    return LONG.sub(lambda found: f"{int(found[0]):,}", text)


@lru_cache(maxsize=8192)
def _parse(text: str) -> Count:
    match = COUNT.fullmatch(text)
    if match is None:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        raise ValueError(f"{shown} is no count: {FORMS}")
    about, exact, least, low, high = match.groups()
    if exact:
        return Count(int(exact), int(exact), about=bool(about))
    if least:
        return Count(int(least), None)
    if int(high) <= int(low):
        raise ValueError(f"{text} is no range: the second number must be the larger one")
    return Count(int(low), int(high))
