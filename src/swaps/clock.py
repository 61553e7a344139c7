"""The clock, read in one place."""

import os
from datetime import date

VARIABLE = "SWAPS_TODAY"


class NoDay(ValueError):
    """What SWAPS_TODAY sets is no day."""


def today() -> date:
    """Return today's date, or the one that SWAPS_TODAY sets; raises NoDay if that is none."""
    said = os.environ.get(VARIABLE)
    if not said:
        return date.today()
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise NoDay(f"{VARIABLE} is {said!r}: write it as 2025-04-10") from None
