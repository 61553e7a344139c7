"""One person as a page: what became of the person each time, the offers, and what the histories tell, in their order."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from swaps.english import series, the
from swaps.persons import Appearance, Person, Step
from swaps.render.page import Block, Page, block
from swaps.render.record import details
from swaps.render.table import Column, Table

FIELDS = (
    "outcome", "record", "title", "kind", "status", "date", "date_earliest", "date_latest", "by", "to", "held_by",
    "days_min", "days_max",
)  # fmt: skip
HELD = ("held_since", "held_since_earliest", "held_since_latest", "held_in")


class Life(NamedTuple):
    """A person with what each record says of him or her, the steps that speak of the person, and the names of parties each time."""

    person: Person
    said: list[dict[str, Any]]
    steps: list[Step]
    names: list[dict[str, str]]

    @property
    def ended(self) -> str:
        """The last day of the last release; what stands after it came later."""
        return max((one.date_latest for one in self.person.appearances if one.counted), default="9999")


def page(life: Life) -> Page:
    """Set a person as a page."""
    person = life.person
    others = [name for name in person.spellings if name != person.last.name]
    wikidata = next((one.wikidata for one in person.appearances if one.wikidata), None)
    blocks = [block((person.last.name, "bold underline")), block(" · ".join(filter(None, (person.id, wikidata))))]
    blocks += [block(("Also: ", "bold"), "; ".join(others))] if others else []
    for one, said, names in zip(person.appearances, life.said, life.names, strict=True):
        blocks.extend(_appearance(one, said, names))
    beside = {one.record for one in person.appearances}
    offers = [offer for offer in person.offers if offer.record not in beside]
    blocks += _heading("Offers and talks in which the name came up", offers)
    blocks += [block((offer.date, "cyan"), f" {offer.status}: {offer.title} [{offer.record}]", indent=2) for offer in offers]
    for words, later in (("What the records tell", False), ("Later", True)):
        steps = [step for step in life.steps if (step.date_earliest > life.ended) == later]
        blocks += _heading(words, steps)
        blocks += [_step(step) for step in steps]
    return blocks


def as_json(life: Life) -> str:
    """Return a person as JSON."""
    from json import dumps

    person = life.person
    pairs = zip(person.appearances, life.said, strict=True)
    appearances = [{name: getattr(one, name) for name in FIELDS} | {"said": said} for one, said in pairs]
    steps = [step._asdict() | {"later": step.date_earliest > life.ended} for step in life.steps]
    value = {
        "person": person.id, "name": person.last.name, "spellings": person.spellings, "charges": person.charges,
        "days_min": person.days[0], "days_max": person.days[1], "appearances": appearances,
        "offers": [offer._asdict() for offer in person.offers], "history": steps,
    }  # fmt: skip
    return dumps(value, ensure_ascii=False, indent=2)


def table(life: Life) -> Table:
    """Make a table of what became of a person each time."""
    names = (*FIELDS, *HELD)
    columns = tuple(Column(name, name.replace("_", " "), "right" if name.startswith("days") else "left") for name in names)
    return Table(columns, [tuple(getattr(one, name) for name in names) for one in life.person.appearances])


def _appearance(one: Appearance, said: dict[str, Any], names: dict[str, str]) -> Iterator[Block]:
    way = f"{_sides(one.by, names)} → {_sides(one.to, names)}" if one.to else f"by {_sides(one.by, names, the)}"
    yield block("")
    stage = f" ({one.status})" if not one.counted else ""
    yield block((f"{one.outcome.capitalize()} {one.date}{stage}", "bold"), f": {way}, {one.title} [{one.record}]")
    if one.held_by:
        yield block(f"held by {_sides(one.held_by, names, the)}", indent=4)
    yield from details(said, (one.days_min, one.days_max))


def _sides(parties: str, names: dict[str, str], called: Callable[[str], str] = str) -> str:
    return series([called(names.get(party, party)) for party in parties.split("+")])


def _step(step: Step) -> Block:
    status = f" [{step.status}]" if step.status else ""
    return block((step.date, "cyan"), f"{status} {step.text} [{step.record}]", indent=2)


def _heading(text: str, there: object) -> Page:
    return [block(""), block((text, "bold"))] if there else []
