"""A query in words: the heading of a picture or a table that leaves the terminal, and what must be said beside its numbers."""

from swaps.according import legs_told
from swaps.english import the
from swaps.index import Index
from swaps.query import Query, conditions, resolved

LONGEST_NAME = 2
"""Words: a longer name of a time is the title of a state (Czechoslovak Socialist Republic), which nobody says."""


def described(index: Index, query: Query) -> str:
    """Say what a query selects: `between the United States and Russia, since 2022-01-01`; empty where it selects everything."""
    query = resolved(index, query)

    def called(*parties: str) -> list[str]:
        return [the(index.name_of(party)) for party in parties]

    ways = [f"{word} {' or '.join(called(*parties))}" for word, parties in (("by", query.by), ("to", query.to)) if parties]
    parts = [
        ("", [f"between {' and '.join(called(*both))}" for both in query.between]),
        ("with releases ", [" ".join(ways)] if ways else []),
        ("with ", called(*query.party)), ("at ", query.location), ("in ", called(*query.country)), ("of ", query.person),
        ("of citizens of ", called(*query.citizenship)), ("with a charge of ", query.charge),
        ("through ", called(*query.intermediary)), ("of the kind ", query.kind), ("that are ", query.status),
    ]  # fmt: skip
    said = [f"{words}{' or '.join(values)}" for words, values in parts if values]
    said += _time(query)
    said += [f"according to {called(query.according_to)[0]}"] if query.according_to else []
    return ", ".join(said)


def _time(query: Query) -> list[str]:
    if not (query.since or query.until):
        return []
    days = f"{query.since} to {query.until}" if query.since and query.until else query.since or query.until
    word = "from" if query.since and query.until else "since" if query.since else "until"
    return [f"{word} {days}", *(["wholly within these days"] if query.strict_dates else [])]


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
    name = the(index.name_of(query.according_to))
    if not legs:
        return f"for none of these a number is given by {name}: all are the record's"
    return f"the numbers of {name} stand in {legs:,} leg{'s' if legs > 1 else ''}; in all others stand the record's"
