"""The tellings of one record, side by side: leg by leg who counts how many, and whatever else its sources differ on."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from swaps.counts import readable
from swaps.render.page import Block, Page, block
from swaps.render.table import Cell, Column, Table


class Said(NamedTuple):
    """What somebody says, and the sources in which it stands."""

    value: str
    by: str
    sources: tuple[str, ...]


class Question(NamedTuple):
    """What is told differently: in which field, of what, by whom; `gap` is how far the answers lie apart."""

    field: str
    about: str
    recorded: str | None
    said: tuple[Said, ...]
    gap: str | None
    chosen: str | None


class LegTold(NamedTuple):
    """A leg with the record's count, and where that is told differently."""

    way: str
    recorded: str
    questions: tuple[Question, ...]


class Tellings(NamedTuple):
    """A record as each side tells it; `answers` are what the parties say of whether it was an exchange."""

    id: str
    title: str
    stands: str
    counted: bool
    legs: tuple[LegTold, ...]
    whole: tuple[Question, ...]
    besides: tuple[Question, ...]
    answers: tuple[Said, ...]


def page(told: Tellings) -> Page:
    """Set tellings as a page."""
    blocks = [block((told.title, "bold underline")), block(" · ".join(filter(None, (told.id, told.stands))))]
    recorded = "the record" if told.counted else "offered, says the record"
    for leg in told.legs:
        blocks += [block(""), block((leg.way, "bold"), f"  {recorded}: {readable(leg.recorded)}")]
        blocks += [one for question in leg.questions for one in _question(question)]
        if not leg.questions:
            blocks.append(block(("no other number on record", "dim"), indent=2))
    for heading, questions in (("The exchange as a whole", told.whole), ("Besides numbers", told.besides)):
        if questions:
            blocks += [block(""), block((heading, "bold")), *(one for question in questions for one in _question(question))]
    if told.answers:
        blocks += [block(""), block(("Was it an exchange?", "bold")), *(_said(one) for one in told.answers)]
    return blocks


def _question(question: Question) -> Iterator[Block]:
    about = f": {question.about}" if question.about else ""
    gap = (f"  {question.gap}", "bold red") if question.gap else ""
    yield block((question.field, "yellow"), about, gap, indent=2)
    for one in question.said:
        counted = question.field == "count"
        yield _said(one._replace(value=readable(one.value)) if counted else one, indent=4)
    if question.chosen:
        yield block((question.chosen, "italic"), indent=4)


def _said(one: Said, indent: int = 2) -> Block:
    return block(one.value, "  ", (one.by, "cyan"), f" [{', '.join(one.sources)}]" if one.sources else "", indent=indent)


def as_dict(told: Tellings) -> dict[str, object]:
    """Return tellings as plain values."""

    def question(one: Question) -> dict[str, object]:
        return one._asdict() | {"said": [said._asdict() for said in one.said]}

    legs = [leg._asdict() | {"questions": [question(one) for one in leg.questions]} for leg in told.legs]
    plain = {"legs": legs, "whole": [question(one) for one in told.whole], "besides": [question(one) for one in told.besides]}
    return told._asdict() | plain | {"answers": [one._asdict() for one in told.answers]}


def as_json(told: Tellings) -> str:
    """Write tellings as JSON."""
    return json.dumps(as_dict(told), ensure_ascii=False, indent=2)


def table(told: Tellings) -> Table:
    """Make a table of everything that is said: a row to each claim."""
    names = ("leg", "way", "field", "about", "recorded", "value", "by", "sources", "gap")
    asked: list[tuple[int | None, str | None, Question]] = [
        (number, leg.way, question) for number, leg in enumerate(told.legs) for question in leg.questions
    ]
    asked += [(None, None, question) for question in (*told.whole, *told.besides)]
    rows: list[tuple[Cell, ...]] = [
        (leg, way, one.field, one.about or None, one.recorded, said.value, said.by, " ".join(said.sources), one.gap)
        for leg, way, one in asked for said in one.said
    ]  # fmt: skip
    rows += [(None, None, "acknowledged", None, None, one.value, one.by, " ".join(one.sources), None) for one in told.answers]
    return Table(tuple(Column(name, name) for name in names), rows)
