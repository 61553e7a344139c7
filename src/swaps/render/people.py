"""People as rows: everybody once, and those held on a day, with bars of the time held."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from swaps.persons import Appearance, Person
from swaps.render.table import BAR, BAR_LENGTH, Cell, Column, Table

Row = TypeVar("Row")
SO_FAR, STILL = "█", "░"
"""What a bar is made of: the time held until that day, and the time after it."""

PEOPLE: dict[str, Callable[[Person], Cell]] = {
    "person": lambda one: one.id,
    "name": lambda one: one.last.name,
    "spellings": lambda one: "; ".join(one.spellings),
    "citizenships": lambda one: " ".join(
        dict.fromkeys(code for each in one.appearances for code in (each.citizenships or "").split())
    ),
    "occupation": lambda one: _latest(one, "occupation"),
    "wikidata": lambda one: _latest(one, "wikidata"),
    "charges": lambda one: " ".join(one.charges),
    "held_since": lambda one: _latest(one, "held_since"),
    "held_since_earliest": lambda one: _latest(one, "held_since_earliest"),
    "held_since_latest": lambda one: _latest(one, "held_since_latest"),
    "days": lambda one: _range(*one.days),
    "days_min": lambda one: one.days[0],
    "days_max": lambda one: one.days[1],
    "outcome": lambda one: one.last.outcome,
    "date": lambda one: one.last.date,
    "date_earliest": lambda one: one.last.date_earliest,
    "date_latest": lambda one: one.last.date_latest,
    "by": lambda one: one.last.by,
    "to": lambda one: one.last.to,
    "releases": lambda one: sum(each.released for each in one.appearances),
    "exchanges": lambda one: " ".join(dict.fromkeys(each.record for each in one.appearances if each.outcome != "offered")),
    "offers": lambda one: len(one.offers),
    "offered_in": lambda one: " ".join(offer.record for offer in one.offers),
}
"""What a row of `people` can show, by the names that --columns and the flat formats use."""
PEOPLE_FOR_READERS: dict[str, Callable[[Person], Cell]] = {
    "person": PEOPLE["person"],
    "of": PEOPLE["citizenships"],
    "charges": PEOPLE["charges"],
    "days held": PEOPLE["days"],
    "when": lambda one: one.last.date if one.last.released else f"{one.last.date} {one.last.outcome}",
    "way": lambda one: f"{one.last.by}→{one.last.to or ''}",
    "offers": PEOPLE["offers"],
}


class Held(NamedTuple):
    """Somebody held on a day: the appearance that ended it, and the days held until then, at least and at most."""

    one: Appearance
    so_far: tuple[int, int]
    certain: bool


HELD: dict[str, Callable[[Held], Cell]] = {
    "person": lambda row: row.one.person,
    "name": lambda row: row.one.name,
    "citizenships": lambda row: row.one.citizenships,
    "occupation": lambda row: row.one.occupation,
    "held_by": lambda row: row.one.held_by or row.one.by,
    "held_in": lambda row: row.one.held_in,
    "held_since": lambda row: row.one.held_since,
    "held_since_earliest": lambda row: row.one.held_since_earliest,
    "held_since_latest": lambda row: row.one.held_since_latest,
    "so_far": lambda row: _range(*row.so_far),
    "so_far_min": lambda row: row.so_far[0],
    "so_far_max": lambda row: row.so_far[1],
    "days": lambda row: _range(row.one.days_min, row.one.days_max),
    "days_min": lambda row: row.one.days_min,
    "days_max": lambda row: row.one.days_max,
    "date": lambda row: row.one.date,
    "date_earliest": lambda row: row.one.date_earliest,
    "date_latest": lambda row: row.one.date_latest,
    "by": lambda row: row.one.by,
    "to": lambda row: row.one.to,
    "exchange": lambda row: row.one.record,
    "certain": lambda row: int(row.certain),
}
"""What a row of `held` can show."""
HELD_FOR_READERS: dict[str, Callable[[Held], Cell]] = {
    "person": lambda row: f"{'' if row.certain else '~'}{row.one.person}",
    "held by": HELD["held_by"],
    "since": HELD["held_since"],
    "until": HELD["date"],
    "so far": HELD["so_far"],
    "days in all": HELD["days"],
}
NUMBERS = ("_min", "_max", "days", "so_far", "so far", "held", "in all", "releases", "offers")


def held(found: Sequence[Appearance], first: str, last: str) -> list[Held]:
    """Work out how long each had been held on a day, and whether that is certain."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    rows = []
    for one in found:
        since = date.fromisoformat(one.held_since_earliest or ""), date.fromisoformat(one.held_since_latest or "")
        until = min(days[1], date.fromisoformat(one.date_latest))
        so_far = max(0, (days[0] - since[1]).days), max(0, (until - since[0]).days)
        rows.append(Held(one, so_far, since[1] <= days[1] and days[0].isoformat() <= one.date_earliest))
    return rows


def ordered(rows: Sequence[Row], known: dict[str, Callable[[Row], Cell]], sort: str | None, reverse: bool) -> list[Row]:
    """Put rows in the order of a column, of dates and counts by their first and smallest; what has no value comes last."""
    if sort is None:
        return [*rows][:: -1 if reverse else 1]
    column = next((known[f"{sort}{twin}"] for twin in ("_earliest", "_min") if f"{sort}{twin}" in known), known[sort])
    there = [row for row in rows if column(row) is not None]
    there.sort(key=lambda row: column(row), reverse=reverse)  # type: ignore[arg-type, return-value]
    return there + [row for row in rows if column(row) is None]


def people_table(rows: Sequence[Person], columns: Sequence[str] | None, form: str) -> Table:
    """Make the table of some people."""
    return _table(rows, _chosen(PEOPLE, PEOPLE_FOR_READERS, columns, form))


def held_table(rows: Sequence[Held], columns: Sequence[str] | None, form: str) -> Table:
    """Make the table of those held on a day; for readers with bars, and ~ where it is not certain."""
    table = _table(rows, _chosen(HELD, HELD_FOR_READERS, columns, form))
    if columns or form not in ("table", "md"):
        return table
    most = max((_middle(row.one.days_min, row.one.days_max) for row in rows), default=0) or 1
    bars = [(*cells, _bar(row, most)) for row, cells in zip(rows, table.rows, strict=True)]
    return Table((*table.columns, Column(BAR, "")), bars)


def held_remarks(rows: Sequence[Held], unknown: int) -> list[str]:
    """Say what a reader of the table must know: who is not in it."""
    said = [] if rows else ["nobody on record was held then, of those who match"]
    said.append("only people who were exchanged later: those who never were are not in it")
    if unknown:
        said.append(f"of {unknown:,} more who were exchanged later, nothing on record says since when they were held")
    return said


def _chosen(
    known: dict[str, Callable[[Row], Cell]], for_readers: dict[str, Callable[[Row], Cell]], columns: Sequence[str] | None, form: str
) -> dict[str, Callable[[Row], Cell]]:
    """Choose the columns: those asked for, else a few for readers, else all for programs."""
    if columns:
        return {name: known[name] for name in columns}
    return for_readers if form in ("table", "md") else known


def _table(rows: Sequence[Row], columns: dict[str, Callable[[Row], Cell]]) -> Table:
    return Table(tuple(map(_column, columns)), [tuple(cell(row) for cell in columns.values()) for row in rows])


def _column(name: str) -> Column:
    is_number = name.endswith(NUMBERS)
    return Column(name, name.replace("_", " "), "right" if is_number else "left", counts=is_number)


def _latest(person: Person, field: str) -> Cell:
    """Return what the last record that says it says."""
    return next((value for one in reversed(person.appearances) if (value := getattr(one, field)) is not None), None)


def _range(low: int | None, high: int | None) -> str | None:
    if low is None:
        return None
    return f"{low}" if low == high else f"{low}+" if high is None else f"{low}..{high}"


def _middle(low: int | None, high: int | None) -> int:
    return ((low or 0) + (high or 0)) // 2


def _bar(row: Held, most: int) -> str:
    """Draw the time held, as a share of the longest: what had passed on that day, and what was to come."""
    whole = _middle(row.one.days_min, row.one.days_max)
    length = round(BAR_LENGTH * whole / most) or 1
    passed = min(length, round(length * _middle(*row.so_far) / whole)) if whole else length
    return SO_FAR * passed + STILL * (length - passed)
