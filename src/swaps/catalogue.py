"""Files to records: the catalogue read, each node turned into a model, each refusal into a problem with a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from itertools import islice
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from swaps import chunks, parser
from swaps.chunks import Chunk
from swaps.files import Files, opened
from swaps.models import Exchange, Loc, PartyEntry, Tombstone
from swaps.models.values import KNOWN_PARTY, REFUSED, Known, Model, shown
from swaps.names import folded
from swaps.nodes import Item, Node
from swaps.problem import ERROR, Problem

Record = Exchange | Tombstone

RULES = {
    "missing-key": "Ensure every key that a record needs is there.",
    "unknown-key": "Ensure every key is one that the catalogue knows.",
    "wrong-shape": "Ensure text, lists and mappings stand where they are wanted.",
    "invalid-value": "Ensure every value is of its form: dates, counts, addresses, words of closed lists.",
    "known-party": "Ensure every party, country and citizenship stands in the registry of parties.",
    "duplicate-party": "Ensure a party stands in the registry once.",
    "too-many": "Ensure a record does not have more problems than anybody would read.",
}
"""The rules of the shape, each in one sentence."""
PARTY_ID = re.compile(r"^- id: *([\w-]+)", re.MULTILINE)
"""How a party begins, whatever else of it cannot be read."""
OF_A_RECORD_ALONE = ("kind", "status", "releases", "sources")
"""The keys that no tombstone keeps: one of them, and what is withdrawn is still a record."""
SHOWN_PER_RECORD = 200
"""No record lists more problems than this: whoever has more has one mistake, not two hundred."""
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


def entries(files: Files, known: Known, problems: list[Problem]) -> Iterator[Entry]:
    """Read the files of a catalogue, record by record; what is wrong is added to `problems`."""
    for path in files.paths:
        with opened(path) as file:
            for chunk in parser.guarded(chunks.cut(file), path, problems):
                yield from entries_of(chunk, path, known, problems)


def entries_of(chunk: Chunk, path: str, known: Known, problems: list[Problem]) -> Iterator[Entry]:
    """Read the records in a piece of a file."""
    for item in parser.read_chunk(chunk, path, problems):
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
        details = error.errors(include_url=False, include_context=True)
    above = {one["loc"][:length] for one in details for length in range(len(one["loc"]))}
    details = [one for one in details if one["type"] != "too_short" or one["loc"] not in above]  # a wrong item is one, too
    extra = islice((one["loc"] for one in details if one["type"] == "extra_forbidden"), SHOWN_PER_RECORD)
    slips = {(*loc[:-1], _near_key(model, loc)) for loc in extra}
    details = [one for one in details if one["type"] != "missing" or one["loc"] not in slips]
    if not item.whole or item.doubled:
        details = [one for one in details if not _may_follow(one, item)]
    strays = _strays(model, item.value, details)
    problems = [
        Problem(path, *item.place(loc), "unknown-key", ERROR, f"these are keys of {key}: is the line '{key}:' missing above?")
        for loc, key in strays.items()
        if key
    ]
    details = [one for one in details if not any(one["loc"][: len(loc)] == loc for loc in strays)] if strays else details
    problems += [_problem(model, item, path, detail) for detail in details[:SHOWN_PER_RECORD]]
    if len(details) > SHOWN_PER_RECORD:
        more = f"and {len(details) - SHOWN_PER_RECORD:,} more problems in this record"
        problems.append(Problem(path, *item.place(()), "too-many", ERROR, more))
    return None, problems


def _strays(model: type[Model], value: Any, details: list[ErrorDetails]) -> dict[Loc, str]:
    """Return the items that belong into the next list, by their place, each first one of a list with the key of that."""
    found: dict[Loc, str] = {}
    told: set[Loc] = set()
    extra = islice((one["loc"] for one in details if one["type"] == "extra_forbidden"), SHOWN_PER_RECORD)
    for *around, name, number, _ in (loc for loc in extra if len(loc) > 2 and isinstance(loc[-2], int)):
        loc = (*around, name, number)
        node = value
        for step in loc:
            node = node[step]
        key = next((key for key, one in _lists_at(model, (*around,)) if key != name and _holds(one, node)), None)
        if key:
            found.setdefault(loc, "" if loc[:-1] in told else key)
            told.add(loc[:-1])
    return found


def _lists_at(model: type[Model], loc: Loc) -> Iterator[tuple[str, type[Model]]]:
    """Yield the keys that the model knows at a place and that hold mappings, each with the model of these."""
    for step in loc:
        if isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation) or model
    for name, known in model.model_fields.items():
        below = _model_in(known.annotation)
        if below is not None:
            yield name, below


def _holds(model: type[Model], node: Any) -> bool:
    """Whether a mapping has every key that the model needs, and none that it does not know."""
    needed = {name for name, known in model.model_fields.items() if known.is_required()}
    return isinstance(node, dict) and needed <= node.keys() <= {*keys_at(model, ())}


def _may_follow(detail: ErrorDetails, item: Item) -> bool:
    """Whether something is missing that may stand where an item cannot be read on, or in what stands there twice."""
    if detail["type"] == "too_short":
        return bool(detail["input"])
    if item.whole or (detail["type"] != "missing" and not isinstance(detail["input"], str)):
        return False
    value: Any = item.value
    loc = detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"]
    for step in loc:
        if step != (next(reversed(value), None) if isinstance(value, dict) else len(value) - 1):
            return False
        value = value[step]
    return detail["type"] == "missing" or value == "" or not loc


def _problem(model: type[Model], item: Item, path: str, detail: ErrorDetails) -> Problem:
    loc, kind = detail["loc"], detail["type"]
    if kind == "extra_forbidden":
        close = _near_key(model, loc)
        advice = f"did you mean {close}?" if close else f"one of {', '.join(keys_at(model, loc[:-1]))}"
        place = item.key_place(loc)
        return Problem(path, *place, "unknown-key", ERROR, f"there is no key {shown(loc[-1])} here: {advice}")
    if kind == "missing":
        message = f"{loc[-1]} is missing: add '{loc[-1]}: ...'"
        return Problem(path, *item.place(loc[:-1]), "missing-key", ERROR, message)
    if kind == "too_short" and not detail["input"]:
        message = "the list is empty: write something into it, or leave the key out"
        return Problem(path, *item.place(loc), "invalid-value", ERROR, message)
    wanted = {
        "model_type": "a mapping is wanted here: 'key: value', one to a line",
        "model_attributes_type": "a mapping is wanted here: 'key: value', one to a line",
        "tuple_type": f"a list is wanted here: {_bracketed(model, loc, detail['input'])}begin each item with '- '",
        "too_short": f"at least {detail.get('ctx', {}).get('min_length', 1)} are wanted here",
    }
    rule = {REFUSED: "invalid-value", KNOWN_PARTY: KNOWN_PARTY}.get(kind, "wrong-shape")
    return Problem(path, *item.place(loc), rule, ERROR, wanted.get(kind, detail["msg"]))


def _bracketed(model: type[Model], loc: Loc, value: object) -> str:
    """Return the advice to write a text as a list of one, where the items of the list are texts."""
    below: type[Model] | None = model
    for step in loc:
        if isinstance(step, str):
            below = _model_in(model.model_fields[step].annotation)
            model = below or model
    return f"write [{value}], or " if below is None and isinstance(value, str) and len(value) <= 40 else ""


def _near_key(model: type[Model], loc: Loc) -> str | None:
    """Return the key that one which is not known was meant to be, if any is spelled like it."""
    close = get_close_matches(str(loc[-1]).lower()[:60], keys_at(model, loc[:-1]), 1, 0.61)
    return close[0] if close else None


def keys_at(model: type[Model], loc: Loc) -> list[str]:
    """Return the keys that the model knows at a place."""
    for step in loc:
        if isinstance(step, str):
            found = _model_in(model.model_fields[step].annotation)
            model = found or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
