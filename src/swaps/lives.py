"""One person out of the index, with all that the catalogue holds of him or her."""

from difflib import get_close_matches

from swaps import persons
from swaps.index import Index
from swaps.names import folded
from swaps.persons import JOINED, STANDS
from swaps.render.life import Life
from swaps.sound import LIKE, is_spelled, likeness
from swaps.wording import names_between


class NotOne(LookupError):
    """Nobody goes by a name, or several people do; it says who may be meant."""


def sought(index: Index, name: str) -> str:
    """Return the id of the one person who goes by a name, in any spelling on record; raises NotOne, which says who may be meant."""
    found = _find(index, name)
    if len(found) > 1:
        listed = (f"  {one} – {spelled}" for one, spelled in found)
        raise NotOne("\n".join([f"{len(found):,} people go by {name!r}, choose one by the id:", *listed]))
    if not found:
        raise NotOne(_nobody(index, name))
    return found[0][0]


def _nobody(index: Index, said: str) -> str:
    """Say that nobody goes by a name; where it comes up all the same, or who may be meant."""
    records = _mentioned(index, said)
    if records:
        return f"{said!r} stands in no leg; the name comes up in {', '.join(records)}"
    close = _nearest(index, said)
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


def _find(index: Index, text: str) -> list[tuple[str, str]]:
    """Return the ids and names of those who go by a name: the whole of it, else words that begin it, else what sounds like it."""
    spelled = f"SELECT p.person, p.name, s.folded FROM {JOINED} JOIN names AS s USING (n, leg, seq) WHERE {STANDS}"
    rows = index.ask(f"{spelled} AND s.folded = ? ORDER BY n, leg, seq", [folded(text)])
    if rows:
        return sorted({person: name for person, name, _ in rows}.items())
    rows = index.ask(f"{spelled} ORDER BY n, leg, seq")
    found = {person: name for person, name, spelling in rows if is_spelled(text, spelling)}
    if found:
        return sorted(found.items())
    alike: dict[tuple[str, str], float] = {}
    for person, name, spelling in rows:
        alike[person, name] = max(alike.get((person, name), 0), likeness(text, spelling))
    heard = sorted((one for one in alike if alike[one] >= LIKE), key=lambda one: (-alike[one], one))
    return list({person: (person, name) for person, name in heard}.values())


def _nearest(index: Index, text: str) -> list[str]:
    """Return the names that are spelled like one that nobody goes by."""
    rows = index.ask(f"SELECT s.folded, p.name FROM {JOINED} JOIN names AS s USING (n, leg, seq) WHERE {STANDS}")
    whole: dict[str, str] = dict(rows)
    words: dict[str, str] = {word: name for spelling, name in rows for word in spelling.split()}
    for known in (whole, words):
        close = get_close_matches(folded(text)[:80], known, 3, 0.7)
        if close:
            return [*dict.fromkeys(known[near] for near in close)]
    return []


def _mentioned(index: Index, text: str) -> list[str]:
    """Return the records whose histories speak of somebody who stands in no leg."""
    return [row[0] for row in index.ask(
        f"SELECT DISTINCT id FROM mentions JOIN exchanges USING (n) WHERE folded = ? AND {STANDS} ORDER BY n", [folded(text)],
    )]  # fmt: skip
