"""One person out of the index, with all that the catalogue holds of him or her."""

from swaps import persons
from swaps.index import Index
from swaps.render.life import Life


def life_of(index: Index, name: str) -> Life:
    """Return the life of a person by the id."""
    person = persons.person(index, name)
    said = [persons.said_of(index, one) for one in person.appearances]
    return Life(person, said, persons.steps(index, name), dict(index.ask("SELECT id, name FROM parties")))
