"""Nodes to records: each turned into a model, or into the problems that it has; and the registry of parties."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from pydantic import ValidationError

from swaps import chunks, parser, refusals
from swaps.chunks import Chunk
from swaps.files import opened
from swaps.models import Exchange, Loc, PartyEntry, Tombstone
from swaps.models.readers import Known, shown
from swaps.models.values import Model
from swaps.names import folded
from swaps.nodes import Item, Node
from swaps.problem import ERROR, Problem

Record = Exchange | Tombstone

RULES = {**refusals.RULES, "duplicate-party": "Ensure a party stands in the registry once."}
"""The rules of the shape, each in one sentence."""
PARTY_ID = re.compile(r"^- id: *([\w-]+)", re.MULTILINE)
"""How a party begins, whatever else of it cannot be read."""
OF_A_RECORD_ALONE = ("kind", "status", "releases", "sources")
"""The keys that no tombstone keeps: one of them, and what is withdrawn is still a record."""
MOST_ADVISED = 500
"""For so many names of no party the nearest that there is is looked for: whoever has more has another registry in mind."""


@dataclass(slots=True)
class Entry:
    """One item of the catalogue: where it stands, what was written, and its record unless it was refused."""

    path: str
    item: Item
    record: Record | None

    @property
    def line(self) -> int:
        """The line that the item begins on."""
        return self.item.line

    def problem(self, loc: Loc, rule: str, level: str, message: str) -> Problem:
        """Return a problem at the place that `loc` leads to."""
        return Problem(self.path, *self.item.place(loc), rule, level, message)


@dataclass
class Registry:
    """The parties by id, and the problems met while reading them, with the ids of those that are wrong: they are not unknown."""

    parties: dict[str, PartyEntry]
    problems: list[Problem]
    refused: set[str] = field(default_factory=set)
    advised: dict[str, str] = field(default_factory=dict)

    @cached_property
    def known(self) -> Known:
        """What the models ask of a party that a record names."""
        return Known(frozenset({*self.parties, *self.refused}), self._advice)

    @cached_property
    def _names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for party in self.parties.values():
            for name in (party.id, party.name, *(period.name for period in party.names), *party.aliases):
                names.setdefault(folded(name), party.id)
        return names

    def _advice(self, name: str) -> str:
        if name not in self.advised:
            self.advised[name] = self._nearest(name, len(self.advised) < MOST_ADVISED)
        return self.advised[name]

    def _nearest(self, name: str, looked_for: bool) -> str:
        close = get_close_matches(folded(name)[:60], self._names, 1, 0.75) if looked_for else []
        party = self.parties[self._names[close[0]]] if close else None
        advice = f"did you mean {party.id} ({party.name})?" if party else "mend it, or add the party there"
        return f"there is no party {shown(name)} in parties.yaml: {advice}"

    @classmethod
    def read(cls, path: str) -> "Registry":
        """Read a registry file."""
        registry = cls({}, [])
        with opened(path) as file:
            for chunk in parser.guarded(chunks.cut(file), path, registry.problems):
                registry._read(chunk, path)
        return registry

    def _read(self, chunk: Chunk, path: str) -> None:
        """Read the party in a piece of a registry file."""
        met = len(self.problems)
        for item in parser.read_chunk(chunk, path, self.problems):
            party, problems = build(PartyEntry, item, path, None)
            self.problems.extend(problems)
            if isinstance(party, PartyEntry):
                if party.id in self.parties:
                    place = item.place(("id",))
                    self.problems.append(Problem(path, *place, "duplicate-party", ERROR, f"{party.id} stands here twice"))
                self.parties[party.id] = party
        if len(self.problems) > met:
            self.refused.update(PARTY_ID.findall(chunk.text))


def entries(items: Iterable[Item], path: str, known: Known, problems: list[Problem]) -> Iterator[Entry]:
    """Turn nodes into records, adding what is wrong with them to `problems`."""
    for item in items:
        record, found = build(model_of(item.value), item, path, known)
        problems.extend(found)
        yield Entry(path, item, record if isinstance(record, Record) else None)


def read_again(path: str, position: int, length: int, line: int) -> Item:
    """Return the item of a record, its lines counted from 1, reading no more of the file than the piece that it stands in."""
    items = list(parser.read_chunk(piece(path, position, length), path, []))
    return next((one for one in items if one.line == line), items[0])


def piece(path: str, position: int, length: int) -> Chunk:
    """Return the piece of a file that holds a record, its lines counted from 1."""
    with opened(path) as file:
        return chunks.at(file, position, length)


def model_of(value: Node) -> type[Model]:
    """Tell a tombstone, which keeps no more than its id, from a record."""
    if isinstance(value, dict) and "withdrawn" in value and value.keys().isdisjoint(OF_A_RECORD_ALONE):
        return Tombstone
    return Exchange


def build(model: type[Model], item: Item, path: str, known: Known | None) -> tuple[Model | None, list[Problem]]:
    """Turn a node into a model, or into the problems that it has."""
    try:
        built = model.model_validate(item.value, context=known)
        return (built if item.whole and not item.doubled else None), []
    except ValidationError as error:
        return None, refusals.problems(model, item, path, error.errors(include_url=False, include_context=True))
