"""Dates as sources give them, and as users type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swaps.bounds import span
from swaps.dates import PartialDate

TODAY = date(2026, 11, 22)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Make the text of a date of any precision."""
    day = draw(st.dates(date(1000, 1, 1), date(2100, 12, 31)))
    return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))] + draw(st.sampled_from(["", "~", "?", "%"]))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1962", date(1962, 1, 1), date(1962, 12, 31)),
        ("1962-02", date(1962, 2, 1), date(1962, 2, 28)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("1962-12~", date(1962, 12, 1), date(1962, 12, 31)),
        ("1962-02-10?", date(1962, 2, 10), date(1962, 2, 10)),
        ("2025-05-23/2025-05-25", date(2025, 5, 23), date(2025, 5, 25)),
        ("1962~/1963-02%", date(1962, 1, 1), date(1963, 2, 28)),
        ("1988/..", date(1988, 1, 1), date.max),
    ],
)
def test_means_from_and_to(text: str, earliest: date, latest: date) -> None:
    """A date means a first and a last day."""
    read = PartialDate.parse(text)
    assert (read.earliest, read.latest, str(read)) == (earliest, latest, text)


@pytest.mark.parametrize(
    "text",
    ["", " 1962", "62", "1962-2", "1962-13", "1962-00", "1962-02-30", "1900-02-29", "0000", "10000", "1962-W06", "1962/", "/1962",
     "../1962", "1963/1962", "1962-02-10T12:00", "１９６２", "1962~~", "10 April 2025", "1962-", "1962/1963/1964", "1962?~"],
)  # fmt: skip
def test_refuses(text: str) -> None:
    """What is no date of the subset is refused, with the text and a reason."""
    with pytest.raises(ValueError, match=".+"):
        PartialDate.parse(text)


@given(texts(), texts())
def test_intervals_hold_their_ends(first: str, last: str) -> None:
    """An interval goes from the beginning of its first date to the end of its last, and its text round-trips."""
    one, two = PartialDate.parse(first), PartialDate.parse(last)
    if two.latest < one.earliest:
        with pytest.raises(ValueError, match="ends before it starts"):
            PartialDate.parse(f"{first}/{last}")
        return
    both = PartialDate.parse(f"{first}/{last}")
    assert (both.earliest, both.latest) == (one.earliest, two.latest)
    assert PartialDate.parse(both.text) == both
    assert PartialDate.spanning(one, two) == both


@given(texts(), st.dates(date(1000, 1, 1), date(2100, 12, 31)), st.integers(0, 5000))
def test_within_is_overlap_and_no_more(text: str, first: date, days: int) -> None:
    """What lies within two days overlaps them; what overlaps them has a day between them."""
    read, last = PartialDate.parse(text), first + timedelta(days)
    if read.within(first, last):
        assert read.overlaps(first, last)
    assert read.overlaps(first, last) == (max(read.earliest, first) <= min(read.latest, last))


@given(texts(), texts())
def test_order_is_by_first_day(first: str, last: str) -> None:
    """Dates sort by their first day, then by their last."""
    one, two = PartialDate.parse(first), PartialDate.parse(last)
    assert (one < two) == ((one.earliest, one.latest, first) < (two.earliest, two.latest, last))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-01", "2025-01-01", "2025-01-31"),
        ("2025-01-15", "2025-01-15", "2025-01-15"),
        ("90d", "2026-08-24", "2026-08-24"),
        ("2w", "2026-11-08", "2026-11-08"),
        ("9m", "2026-02-22", "2026-02-22"),
        ("2y", "2024-11-22", "2024-11-22"),
        ("today", "2026-11-22", "2026-11-22"),
        ("Yesterday", "2026-11-21", "2026-11-21"),
        ("April 2025", "2025-04-01", "2025-04-30"),
        ("10 April 2025", "2025-04-10", "2025-04-10"),
        ("1962~", "1962-01-01", "1962-12-31"),
    ],
)
def test_bounds_that_users_type(typed: str, first: str, last: str) -> None:
    """A typed date means a first and a last day."""
    assert tuple(day.isoformat() for day in span(typed, TODAY)) == (first, last)


@pytest.mark.parametrize("typed", ["", "foo", "10/04/2025", "2025/04", "5 May", "2024-02-30", "2025-13", "99999y", "\x1b[2J", "25"])
def test_bounds_that_nobody_can_mean(typed: str) -> None:
    """What can be misread is refused, and the message says what to type."""
    with pytest.raises(ValueError, match="write 2025|no date|all history"):
        span(typed, TODAY)


def test_months_ago_stay_in_their_month() -> None:
    """A month before the last of March is the last of February."""
    assert span("1m", date(2025, 3, 31))[0] == date(2025, 2, 28)
