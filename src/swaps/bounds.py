"""The dates that users type: `2025-01`, `90d`, `April 2025`."""

import re
from datetime import date, timedelta

from swaps import dates
from swaps.dates import PartialDate

AGO = re.compile(r"([0-9]{1,5})([dwmy])")
NUMBERS = re.compile(r"[0-9]{1,4}(?:[./-][0-9]{1,2}(?:[./-][0-9]{1,4})?)?")
"""What has no words in it: only we say what is wrong with that."""
FORMS = "write 2025, 2025-01, 2025-01-31, 90d, 6m, 2y or words such as 'April 2025'"


def span(text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day that a typed date means; raises ValueError that says what to type."""
    text = text.strip()
    ago = AGO.fullmatch(text)
    if ago:
        day = _before(today, int(ago[1]), ago[2])
        return day, day
    try:
        read = PartialDate.parse(text)
    except ValueError as error:
        if NUMBERS.fullmatch(text):
            raise ValueError(str(error).replace(dates.FORMS, FORMS)) from None
        return _in_words(text, today)
    return read.earliest, read.latest


def _before(today: date, number: int, unit: str) -> date:
    try:
        if unit in "dw":
            return today - timedelta(number * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
        first = date(months // 12, months % 12 + 1, 1)
        following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
        return min(first + timedelta(today.day - 1), following - timedelta(1))
    except (ValueError, OverflowError):
        raise ValueError(f"{number}{unit} ago is before all history") from None


def _in_words(text: str, today: date) -> tuple[date, date]:
    named = {"today": 0, "yesterday": 1}
    if text.casefold() in named:
        day = today - timedelta(named[text.casefold()])
        return day, day
    from datetime import datetime

    from dateutil import parser

    try:  # read twice: what the two defaults change, the text did not say
        one, two = (parser.parse(text, default=datetime(*default)) for default in ((2000, 1, 1), (2001, 2, 2)))
    except (ValueError, OverflowError, TypeError):
        raise ValueError(f"{text!r} is no date: {FORMS}") from None
    if one.year != two.year:
        raise ValueError(f"{text!r} has no year: {FORMS}")
    pattern = "%Y" if one.month != two.month else "%Y-%m" if one.day != two.day else "%Y-%m-%d"
    read = PartialDate.parse(one.strftime(pattern))
    return read.earliest, read.latest
