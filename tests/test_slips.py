"""What is meant by dates and counts that are written otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.models import slips
from swaps.models.values import Prose, Value

DATES = [
    ("10.04.2025", ["2025-04-10"]), ("10.4.2025", ["2025-04-10"]), ("04/10/2025", ["2025-10-04", "2025-04-10"]),
    ("23/04/2025", ["2025-04-23"]), ("10-04-2025", ["2025-04-10", "2025-10-04"]), ("2025/04/10", ["2025-04-10"]),
    ("2025-4-1", ["2025-04-01"]), ("2025-4", ["2025-04"]), ("2025-23-04", ["2025-04-23"]), ("2025-02-30", []),
    ("10 April 2025", ["2025-04-10"]), ("April 10, 2025", ["2025-04-10"]), ("Apr. 2025", ["2025-04"]),
    ("10. April 2025", ["2025-04-10"]), ("2025–04–10", ["2025-04-10"]),
    ("2025‑04‑10", ["2025-04-10"]), ("‘2025-04-10’", ["2025-04-10"]),
    ("2025-04-10T12:00:00Z", ["2025-04-10"]), ("2025-04-10 12:00", ["2025-04-10"]), ("~2025-04", ["2025-04~"]),
    ("ca. 2025", ["2025~"]), ("circa April 2025", ["2025-04~"]), ("2025-05-23–2025-05-25", ["2025-05-23/2025-05-25"]),
    ("2025-05-23 - 2025-05-25", ["2025-05-23/2025-05-25"]), ("2025-05-23/25", ["2025-05-23/2025-05-25"]),
    ("2025-05-23/06-01", ["2025-05-23/2025-06-01"]), ("23.5.2025 to 25.5.2025", ["2025-05-23/2025-05-25"]),
    ("2025-05-23..2025-05-25", ["2025-05-23/2025-05-25"]), ("May 2025 to June 2025", ["2025-05/2025-06"]),
    ("someday", []), ("", []), ("2025-05-25/2025-05-23", []), ("Foo 2025", []), ("31.02.2025", []),
]  # fmt: skip
COUNTS = [
    ("1,000", ["1000"]), ("1 000", ["1000"]), ("1.000.000", ["1000000"]), ("1,00", []), ("ca. 50", ["~50"]),
    ("about 1,000", ["~1000"]),
    ("~~50", ["~50"]), ("50-60", ["50..60"]), ("50–60", ["50..60"]), ("72...74", ["72..74"]), ("50 to 60", ["50..60"]),
    ("60-50", []), ("+50", ["50+"]), ("at least 50", ["50+"]), (">50", []), ("0123", ["123"]), ("50.0", ["50"]), ("fifty", []),
    ("Four", ["4"]), ("0", []), ("-1", []), ("none", []), ("", []), ("٨", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), DATES)
def test_dates(text: str, meant: list[str]) -> None:
    """A date as people write it is told as the catalogue does; where two can be meant, both."""
    assert slips.dates(text) == meant


@pytest.mark.parametrize(("text", "meant"), COUNTS)
def test_counts(text: str, meant: list[str]) -> None:
    """A count as people write it likewise."""
    assert slips.counts(text) == meant


@given(st.text("0123456789.-–/~ca +,Mayto", max_size=24))
def test_advice_can_be_followed(text: str) -> None:
    """Whatever is written, the advice is one that the catalogue takes."""
    assert all(PartialDate.parse(one) for one in slips.dates(text))
    assert all(Count.parse(one) for one in slips.counts(text))


@pytest.mark.parametrize(
    "text",
    [
        "50 kΩ and μm",
        "5'10\" tall",
        'a gun of 12"',
        'They said "yes"',
        "МиГ-29 and Су-27",
        'צה"ל שחרר',
        "Nil",
        "O'Brien",
        "Two lines.\nOne.\n",
    ],
)
def test_honest_texts_pass(text: str) -> None:
    """What looks like a slip and is none is left alone."""
    assert TypeAdapter(Prose).validate_python(text) == text


@pytest.mark.parametrize("text", ["Аgency A", 'yes"', " blank", "Li\ufffdge", "unknown", "Not known"])
def test_slips_are_refused(text: str) -> None:
    """What nobody writes on purpose is refused; a side may say that it does not know."""
    with pytest.raises(ValidationError):
        TypeAdapter(Prose).validate_python(text)
    assert TypeAdapter(Value).validate_python("unknown") == "unknown"
