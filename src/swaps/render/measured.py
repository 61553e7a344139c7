"""Measures as tables: few columns for readers, all for programs."""

from collections.abc import Callable

from swaps.measures import Held, Measured, Named, Pair, Ratio
from swaps.render.table import Cell, Column, Table
from swaps.stats import Sum
from swaps.tallies import DIMENSIONS


def table(measured: Measured, form: str, limit: int | None = None) -> Table:
    """Make the table of a measure, of at most so many lines besides the total."""
    made = MAKERS[measured.measure](measured.lines, measured.by, form)
    if limit is None:
        return made
    total = 1 if measured.measure in ("time-held", "named") else 0
    lines = len(made.rows) - total
    return Table(made.columns, [*made.rows[:lines][:limit], *made.rows[lines:]])


def held(lines: list[Held], by: str | None, form: str) -> Table:
    """Make the table of time held."""
    label, missing = _label(by)
    columns = [label, _number("known"), _number("unknown"), _number("least"), _number("median"), _number("most")]
    if form in ("table", "md"):
        rows: list[tuple[Cell, ...]] = [
            (line.label or missing, line.known, line.unknown, line.least, _rounded(line.middle), line.most, _days(line))
            for line in lines
        ]
        return Table((*columns, _number("people-days")), rows)
    flat: list[tuple[Cell, ...]] = [
        (line.label, line.known, line.unknown, line.least, line.middle, line.most, line.days_min, line.days_max) for line in lines
    ]
    return Table((*columns, _number("people_days_min"), _number("people_days_max")), flat)


def named(lines: list[Named], by: str | None, form: str) -> Table:
    """Make the table of the named share."""
    label, missing = _label(by)
    if form in ("table", "md"):
        rows: list[tuple[Cell, ...]] = [(line.label or missing, line.named, line.people.text, share(line)) for line in lines]
        return Table((label, _number("named"), _number("people"), _number("named share")), rows)
    names = ("named", "people", "people_min", "people_max", "people_unknown", "percent_min", "percent_max")
    flat: list[tuple[Cell, ...]] = [(line.label, line.named, *_plain(line.people), *line.share) for line in lines]
    return Table((label, *map(_number, names)), flat)


def share(line: Named) -> str:
    """Say which share is named: a number, a span, or `at most` where the people are not all counted."""
    low, high = line.share
    about = "~" if line.people.about else ""
    if high is None:
        return "?"
    if low is None:
        return f"at most {about}{high:g} %"
    return f"{about}{low:g} %" if low == high else f"{about}{low:g}..{high:g} %"


def ratios(lines: list[Ratio], by: str | None, form: str) -> Table:
    """Make the table of ratios."""
    if form in ("table", "md"):
        columns = [Column("first", "one side"), Column("second", "other side"), _number("exchanges")]
        columns += [Column(name, said, "right") for name, said in (("by_first", "by the one"), ("by_second", "by the other"))]
        columns += [Column(name, name, "right") for name in ("least", "median", "most", "unknown")]
        rows: list[tuple[Cell, ...]] = [
            (line.first, line.second, line.exchanges, line.by_first.text, line.by_second.text, _to_one(line.least),
             _to_one(line.middle), _to_one(line.most), line.unknown)
            for line in lines
        ]  # fmt: skip
        return Table(tuple(columns), rows)
    sums = [f"{name}{part}" for name in ("by_first", "by_second") for part in ("", "_min", "_max", "_unknown")]
    names = ["exchanges", *sums, "least", "median", "most", "known", "unknown"]
    flat: list[tuple[Cell, ...]] = [
        (line.first, line.second, line.exchanges, *_plain(line.by_first), *_plain(line.by_second), line.least, line.middle,
         line.most, line.known, line.unknown)
        for line in lines
    ]  # fmt: skip
    return Table((Column("first", "first"), Column("second", "second"), *map(_number, names)), flat)


def pairs(lines: list[Pair], by: str | None, form: str) -> Table:
    """Make the table of mediators who act together."""
    columns = (Column("first", "mediator"), Column("second", "with"), Column("together", "together", "right"),
               Column("of_first", "of the one's", "right"), Column("of_second", "of the other's", "right"))  # fmt: skip
    return Table(columns, [tuple(line) for line in lines])


def _label(by: str | None) -> tuple[Column, str]:
    if by is None:
        return Column("label", ""), ""
    dimension = DIMENSIONS[by]
    return Column(dimension.heading.replace(" ", "_"), dimension.heading), f"({dimension.missing})"


def _number(name: str) -> Column:
    return Column(name, name, "right")


def _days(line: Held) -> str:
    """Say how many days in all, and for how many people nobody can tell."""
    if not line.known:
        return f"{line.unknown:,} unknown"
    days = Sum(line.days_min, line.days_max, unknown=line.unknown)
    return days.text


def _rounded(days: float | None) -> str | None:
    return None if days is None else f"{days:,.0f}"


def _to_one(ratio: float | None) -> str:
    """Say a ratio as people given for one: `8.5:1`, and `1:4` where it was fewer than one."""
    if ratio is None:
        return "?"
    more = max(ratio, 1 / ratio)
    number = f"{more:,.0f}" if more >= 100 else f"{more:.3g}"
    return f"{number}:1" if ratio >= 1 else f"1:{number}"


def _plain(one: Sum) -> tuple[Cell, ...]:
    return str(one.as_count), one.low, one.most, one.unknown


MAKERS: dict[str, Callable[..., Table]] = {"time-held": held, "named": named, "ratio": ratios, "mediators": pairs}
