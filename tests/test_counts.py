"""Counts keep the unknown unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swaps.counts import NOBODY, UNKNOWN, Count, readable

numbers = st.integers(1, 10**6)
known = st.one_of(
    numbers.map(str),
    numbers.map("~{}".format),
    numbers.map("{}+".format),
    st.tuples(numbers, numbers).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: f"{pair[0]}..{pair[1]}"),
).map(Count.parse)
counts = st.one_of(known, st.just(UNKNOWN), st.just(NOBODY))


@given(known)
def test_text_round_trips(count: Count) -> None:
    """A count reads back from its text."""
    assert Count.parse(str(count)) == count


@given(known)
def test_a_reader_sees_the_same_count(count: Count) -> None:
    """Without its commas, what a reader sees is what is written."""
    assert readable(str(count)).replace(",", "") == str(count)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("999", "999"),
        ("1000", "1,000"),
        ("~66000", "~66,000"),
        ("1255..1619", "1,255..1,619"),
        ("un-1234→US 4000+ + 1600000 dead, US→un-1234 ?", "un-1234→US 4,000+ + 1,600,000 dead, US→un-1234 ?"),
    ],
)
def test_thousands_are_parted(text: str, seen: str) -> None:
    """From 1,000 on a reader sees commas, but none in the slug of a party."""
    assert readable(text) == seen


@given(counts, counts, counts)
def test_adding_is_a_sum(one: Count, two: Count, three: Count) -> None:
    """Counts add up in any order, and nobody adds nothing."""
    assert one + two == two + one
    assert (one + two) + three == one + (two + three) == Count.sum([one, two, three])
    assert one + NOBODY == one


@given(counts, counts)
def test_unknown_stays_unknown(one: Count, two: Count) -> None:
    """A sum is open where a term is, and says how many of its terms are unknown."""
    total = one + two
    assert (total.high is None) == (one.high is None or two.high is None)
    assert total.unknown == one.unknown + two.unknown
    assert total.low == one.low + two.low


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (UNKNOWN, "?"),
        (UNKNOWN + Count.exactly(5), "5+"),
        (Count.parse("~1000") + Count.exactly(5), "~1005"),
        (Count.parse("72..74") + Count.exactly(1), "73..75"),
        (UNKNOWN + UNKNOWN, "?"),
        (NOBODY, "0"),
        (Count.parse("50+") + Count.parse("~10"), "~60+"),
    ],
)
def test_sums_as_text(count: Count, text: str) -> None:
    """A sum is written as carefully as its terms."""
    assert str(count) == text


@pytest.mark.parametrize(
    "text",
    ["", "0", "-1", "007", "1_000", "1,000", "0x10", "1e3", "1.5", "74..72", "72..72", "~50+", "50 +", "٣", "true", "1" * 16],
)
def test_refuses(text: str) -> None:
    """What is no count is refused, with the forms that are."""
    with pytest.raises(ValueError, match="a count is 205|no range"):
        Count.parse(text)
