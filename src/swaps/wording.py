"""A query in words: the heading of a picture or a table that leaves the terminal, and what must be said beside its numbers."""

from swaps.according import legs_told
from swaps.index import Index
from swaps.query import Query, conditions, resolved

LONGEST_NAME = 2
"""Words: a longer name of a time is the title of a state (Czechoslovak Socialist Republic), which nobody says."""


def described(index: Index, query: Query) -> str:
    """Say what a query selects: `between United States and Russia, since 2022-01-01`; empty where it selects everything."""
    query = resolved(index, query)

    def either(values: tuple[str, ...]) -> str:
        return " or ".join(name_of(index, value) for value in values)

    said = [f"between {name_of(index, a)} and {name_of(index, b)}" for a, b in query.between]
    parts = [" or ".join(said)] if said else []
    ways = [f"{word} {either(parties)}" for word, parties in (("by", query.by), ("to", query.to)) if parties]
    parts += [f"with releases {' '.join(ways)}"] if ways else []
    for words, values in (
        ("with", query.party), ("at", query.location), ("in", query.country),
        ("of", query.person), ("of citizens of", query.citizenship), ("charged with", query.charge),
        ("through", query.intermediary), ("of kind", query.kind), ("of status", query.status),
    ):  # fmt: skip
        if values:
            parts.append(f"{words} {either(values)}")
    parts += [f"since {query.since}"] if query.since else []
    parts += [f"until {query.until}"] if query.until else []
    parts += ["wholly within these days"] if query.strict_dates and (query.since or query.until) else []
    parts += [f"according to {name_of(index, query.according_to)}"] if query.according_to else []
    return ", ".join(parts)


def name_of(index: Index, party: str) -> str:
    """Return the name of a party by its id; what is none stays as it is."""
    rows = index.ask("SELECT name FROM parties WHERE id = ?", [party])
    return str(rows[0][0]) if rows else party


def names_between(index: Index, earliest: str | None, latest: str | None) -> dict[str, str]:
    """Return the names that parties went by through a time, and go by no more: West Germany."""
    rows = index.ask(
        "SELECT party, name FROM party_names WHERE until NOT NULL AND until >= ? AND coalesce(since, '') <= ?", [latest, earliest]
    )
    return {party: name for party, name in rows if len(name.split()) <= LONGEST_NAME}


def whose_numbers(index: Index, query: Query) -> str | None:
    """Say for how many legs the numbers are those of the side that was asked for."""
    query = resolved(index, query)
    if query.according_to is None:
        return None
    where = conditions(index, query)
    legs = legs_told(index, query.according_to, where.sql, where.params)
    name = name_of(index, query.according_to)
    if not legs:
        return f"{name} gives no number of its own for any of these: all are the record's"
    return f"{name}'s numbers stand in {legs:,} leg{'s' if legs > 1 else ''}; in all others stand the record's"
