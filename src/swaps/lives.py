"""One person out of the index, with all that the catalogue holds of him or her."""

from swaps import persons
from swaps.index import Index
from swaps.render.life import Life
from swaps.sound import is_spelled
from swaps.wording import names_between


class NotOne(LookupError):
    """Nobody goes by a name, or several people do; it says who may be meant."""


def sought(index: Index, name: str) -> str:
    """Return the id of the one person who goes by a name, in any spelling on record; raises NotOne, which says who may be meant."""
    found = persons.find(index, name)
    if len(found) > 1:
        listed = (f"  {one} – {spelled}" for one, spelled in found)
        raise NotOne("\n".join([f"{len(found):,} people go by {name!r}, choose one by the id:", *listed]))
    if not found:
        raise NotOne(_nobody(index, name))
    return found[0][0]


def _nobody(index: Index, said: str) -> str:
    """Say that nobody goes by a name; where it comes up all the same, or who may be meant."""
    records = persons.mentioned(index, said)
    if records:
        return f"{said!r} stands in no leg; the name comes up in {', '.join(records)}"
    close = persons.nearest(index, said)
    return f"nobody on record is called {said!r}" + (f": did you mean {' or '.join(close)}?" if close else "")


def unsure(life: Life, name: str) -> str | None:
    """Say so where nobody is spelled like a name, and the one person found only sounds like it."""
    if any(is_spelled(name, spelling) for spelling in (life.person.id, *life.person.spellings)):
        return None
    return f"nobody on record is spelled {name!r}: {life.person.last.name} sounds like it"


def life_of(index: Index, name: str) -> Life:
    """Return the life of a person by the id."""
    person = persons.person(index, name)
    said = [persons.said_of(index, one) for one in person.appearances]
    today: dict[str, str] = dict(index.ask("SELECT id, name FROM parties"))
    names = [today | names_between(index, one.date_earliest, one.date_latest) for one in person.appearances]
    return Life(person, said, persons.steps(index, name), names)
