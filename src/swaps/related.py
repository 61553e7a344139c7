"""What a record is tied to, as a tree: the whole and its parts, failed attempts, follow-ups, and records that share a person."""

from typing import NamedTuple

from swaps.index import Index
from swaps.words import INVERSE_RELATIONS

SHARED = "shares-person"
"""A tie that nobody writes: the same person stands in both records."""
ONWARD = {
    "part-of": ("part-of", "has-part"), "has-part": ("has-part",), "follow-up-of": ("follow-up-of",),
    "followed-by": ("followed-by",), "precursor-of": ("precursor-of",), "preceded-by": ("preceded-by",),
    "attempted-before-by": ("attempted-before-by",),
}  # fmt: skip
"""Which ties of a record that is reached by one are followed further."""
Tie = tuple[str, str]


class Branch(NamedTuple):
    """A record that another is tied to, with what it is tied to in turn; `people` are those whom it shares with the root."""

    relation: str
    id: str
    title: str | None
    when: str | None
    people: tuple[str, ...]
    branches: tuple["Branch", ...]


class Tree:
    """A tree in the making: each record stands in it once, as near to the root as it can."""

    def __init__(self, index: Index, root: str) -> None:
        self.index = index
        self.people = _people(index, root)
        self.seen = {root}
        shared: list[Tie] = [(SHARED, name) for name in self.people]
        self.branches = self._grown([*_ties(index, root), *shared])

    def _grown(self, ties: list[Tie]) -> tuple[Branch, ...]:
        """Grow a branch for each tie to a record that has none yet."""
        new: dict[str, str] = {}
        for relation, name in ties:
            if name not in self.seen:
                new.setdefault(name, relation)
        self.seen.update(new)
        return tuple(self._branch(relation, name) for name, relation in new.items())

    def _branch(self, relation: str, name: str) -> Branch:
        onward = ONWARD.get(relation, ())
        further = [tie for tie in _ties(self.index, name) if tie[0] in onward]
        rows = self.index.ask("SELECT title, coalesce(date, span || ' ' || status) FROM exchanges WHERE id = ?", [name])
        title, when = rows[0] if rows else (None, None)
        return Branch(relation, name, title, when, self.people.get(name, ()), self._grown(further))


def related(index: Index, name: str) -> tuple[Branch, ...]:
    """Return what a record is tied to."""
    return Tree(index, name).branches


def _ties(index: Index, name: str) -> list[Tie]:
    """Return the ties that a record has, those that others have to it turned round."""
    own = index.ask("SELECT relation, related.id FROM related JOIN exchanges USING (n) WHERE exchanges.id = ? ORDER BY seq", [name])
    others = index.ask(
        "SELECT relation, e.id FROM related AS r JOIN exchanges AS e USING (n) WHERE r.id = ? ORDER BY e.date_earliest, e.id",
        [name],
    )
    return [*own, *((INVERSE_RELATIONS[relation], other) for relation, other in others)]


def _people(index: Index, name: str) -> dict[str, tuple[str, ...]]:
    """Return the records that share people with one, with the names of these people."""
    rows = index.ask(
        "SELECT DISTINCT o.id, mine.name FROM exchanges AS e JOIN people AS mine USING (n) JOIN people AS theirs ON "
        "theirs.person = mine.person JOIN exchanges AS o ON o.n = theirs.n WHERE e.id = ?1 AND o.id <> ?1 AND o.withdrawn IS NULL "
        "ORDER BY o.date_earliest, o.id, mine.leg, mine.seq",
        [name],
    )
    found: dict[str, tuple[str, ...]] = {}
    for other, person in rows:
        found[other] = (*found.get(other, ()), person)
    return found
