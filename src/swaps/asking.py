"""A query as Python asks it: texts or dates, one word or several; checked at once."""

from collections.abc import Collection, Iterable
from datetime import date

from swaps import bounds, clock, query
from swaps.words import CHARGES, KINDS, STATUSES, nearest

Names = str | Iterable[str]


class Query(query.Query):
    """What to select: the filters of the command line, by the same names and with the same meaning.

    Values of one filter mean "or", different filters mean "and". Dates are typed as there: `2025`, `2025-01`, `90d`,
    `"April 2025"`, or given as `date`. Raises ValueError that says what to write instead.
    """

    __slots__ = ()

    def __new__(
        cls,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        strict_dates: bool = False,
        status: Names = (),
        kind: Names = (),
        party: Names = (),
        between: tuple[str, str] | Iterable[tuple[str, str]] = (),
        by: Names = (),
        to: Names = (),
        location: Names = (),
        country: Names = (),
        person: Names = (),
        citizenship: Names = (),
        charge: Names = (),
        intermediary: Names = (),
        according_to: str | None = None,
        sort: str | None = None,
        reverse: bool = False,
        limit: int | None = None,
    ) -> "Query":
        """Make a query of what is given."""
        first = None if since is None else days(since, "since")
        last = None if until is None else days(until, "until")
        if first and last and first[0] > last[1]:
            raise ValueError(f"since {first[0]} lies after until {last[1]}")
        if limit is not None and limit < 0:
            raise ValueError(f"limit is a number of rows, or None for all: {limit} is neither")
        return super().__new__(
            cls, since=first and first[0], until=last and last[1], strict_dates=strict_dates,
            status=_words(status, STATUSES, "status"), kind=_words(kind, KINDS, "kind"), party=_several(party),
            between=_pairs(between), by=_several(by), to=_several(to), location=_several(location), country=_several(country),
            person=_several(person), citizenship=_several(citizenship), charge=_words(charge, CHARGES, "charge"),
            intermediary=_several(intermediary), according_to=according_to, sort=sort and _word(sort, query.COLUMNS, "sort"),
            reverse=reverse, limit=limit,
        )  # fmt: skip

    def __repr__(self) -> str:
        """Return the query with what it filters by, and nothing else."""
        said = [f"{name}={value!r}" for name, value in self._asdict().items() if value not in (None, False, ())]
        return f"Query({', '.join(said)})"


def _several(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _pairs(between: tuple[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    listed = [between] if isinstance(between, str) else list(between)
    pairs = [tuple(listed)] if listed and isinstance(listed[0], str) else [tuple(pair) for pair in listed]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("between wants two parties, or a list of such pairs")
    return tuple((str(a), str(b)) for a, b in pairs)


def _words(names: Names, words: Collection[str], filter: str) -> tuple[str, ...]:
    return tuple(_word(name, words, filter) for name in _several(names))


def _word(name: str, words: Collection[str], filter: str) -> str:
    if name in words:
        return name
    raise ValueError(f"there is no {filter} {name!r}: {nearest(name, words)}")


def days(given: str | date, name: str) -> tuple[str, str]:
    """Return the first and the last day that a date means; raises ValueError that begins with the name of the argument."""
    try:
        first, last = bounds.span(str(given), clock.today())
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
    return first.isoformat(), last.isoformat()
