"""The full text of a catalogue: what a record says, of which kind it is, and how the rows are numbered."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from swaps.names import folded
from swaps.sound import BETWEEN, latin

if TYPE_CHECKING:  # a search reads the kinds alone
    from swaps.models import Exchange

KINDS = ("person", "title", "place", "intermediary", "charge", "notes", "source")
"""Where a text stands, in the order of its rank in a search; the index holds the number."""
PERSON, TITLE, PLACE, INTERMEDIARY, CHARGE, NOTES, SOURCE = range(len(KINDS))
HEARD = (PERSON, PLACE, INTERMEDIARY)
"""The kinds that are also found by their sound."""
RECORD_BITS, KIND_BITS = 24, 20
"""A row's number is the record's, the kind and a running one, so that a search reads no row to know the two."""
RECORD_OF, KIND_OF = f"rowid >> {RECORD_BITS}", f"rowid >> {KIND_BITS} & {(1 << RECORD_BITS - KIND_BITS) - 1}"
"""Record and kind of a row, in SQL."""


def number(n: int, kind: int, seq: int) -> int:
    """Return the number of a row."""
    return n << RECORD_BITS | kind << KIND_BITS | seq


def texts_of(record: "Exchange") -> Iterator[tuple[int, str]]:
    """Yield what a record says, each with its kind."""
    yield TITLE, record.title
    for _, _, person in record.people:
        yield PERSON, BETWEEN.join(person.names)
        yield from ((CHARGE, charge.text) for charge in person.charges if charge.text)
    for _, _, place in record.places:
        names = (place.place, place.city, place.now and place.now.city)
        if any(names):
            yield PLACE, BETWEEN.join(dict.fromkeys(name for name in names if name))
    yield from ((INTERMEDIARY, one.name) for one in record.intermediaries if one.name)
    yield from ((PERSON, name) for step in record.history for name in step.people)
    yield from ((NOTES, step.text) for step in record.history)
    yield from ((NOTES, group.description) for _, _, group in record.groups)
    if record.notes:
        yield NOTES, record.notes
    yield from ((SOURCE, f"{source.publisher}: {source.title}") for source in record.sources)


def words(said: str) -> str:
    """Return a text as it is searched: folded, and in Latin letters where it has others."""
    plain, other = folded(said), latin(said)
    return plain if plain == other else f"{plain} {other}"
