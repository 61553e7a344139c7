"""What a change of the catalogue means: two versions held against each other by the ids of their records, wherever these stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from swaps import catalogue, parser
from swaps.compare import Change, compare, identity
from swaps.problem import Problem

Record = dict[str, Any]
Version = dict[str, Record]
"""The records of a catalogue by their ids."""
FOR_EVER = "an id is for ever"
TOMBSTONE = "leave a tombstone, that is the id and 'withdrawn: {date: ..., reason: ...}'"


class Broken(Exception):
    """A version has a record that cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))


@dataclass
class Changes:
    """What differs between two versions: whole records, what differs within the others, and what must not be."""

    added: Version = field(default_factory=dict)
    withdrawn: Version = field(default_factory=dict)
    changed: dict[str, list[Change]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many named people came, in new records and in old ones."""
        within = [change for changes in self.changed.values() for change in changes if isinstance(change.new, dict)]
        came = sum(change.key == "people" for change in within)
        legs = [change.new for change in within if change.key == "releases"]
        return came + len(people_of(legs)) + sum(len(people_of(record.get("releases", ()))) for record in self.added.values())


def version(texts: Iterable[tuple[str, bytes]]) -> Version:
    """Read the files of one version; raises Broken."""
    found: Version = {}
    for path, data in texts:
        reading = parser.read(data, path)
        problems = [problem for problem in reading.problems if problem.rule != "empty-catalogue"]
        for item in reading.items:
            record, wrong = catalogue.build(catalogue.model_of(item.value), item, path, None)
            problems += wrong
            if record is not None:
                value = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
                found[value["id"]] = value
        if problems:
            raise Broken(problems[0])
    return found


def between(old: Version, new: Version) -> Changes:
    """Return what differs between two versions."""
    found = Changes(added={name: record for name, record in new.items() if name not in old})
    for name, before in old.items():
        after = new.get(name)
        if after is None:
            found.refused[name] = _gone(before, found.added)
        elif "withdrawn" in after and "withdrawn" not in before:
            found.withdrawn[name] = after
        elif _another(before, after):
            found.refused[name] = f"{FOR_EVER}, and this one stands for another exchange now: give that one an id of its own"
        elif changes := compare(before, after):
            found.changed[name] = changes
    return found


def people_of(legs: Iterable[Record]) -> list[Record]:
    """Return the people who are named in some legs."""
    return [person for leg in legs for person in leg.get("people", ())]


def _gone(before: Record, added: Version) -> str:
    """Say what is wrong where an id is no more."""
    now = next((name for name, record in added.items() if record | {"id": before["id"]} == before), None)
    if now is not None:
        return f"the record is called {now} now, and {FOR_EVER}: give it back"
    return f"the record is gone, and {FOR_EVER}: {TOMBSTONE}"


def _another(before: Record, after: Record) -> bool:
    """Whether an id has passed to another exchange: from a tombstone, or from a record that has nothing in common with it."""
    return "kind" in after and not any(mine & theirs for mine, theirs in zip(_marks(before), _marks(after), strict=True))


def _marks(record: Record) -> list[set[Any]]:
    """Return what an exchange is known by: its title, its days, its people, its pages."""
    return [
        {record.get("title")} - {None},
        {record.get("date"), *(step["date"] for step in record.get("history", ()))} - {None},
        {identity(person) for person in people_of(record.get("releases", ()))},
        {source.get("url") for source in record.get("sources", ())} - {None},
    ]
