"""One record as each side tells it, out of the index."""

from typing import Any

from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.index import Index
from swaps.read import dossier
from swaps.render.record import Dossier, way
from swaps.render.tellings import LegTold, Question, Said, Tellings
from swaps.words import DATED


def tellings_of(index: Index, name: str) -> Tellings:
    """Return the tellings of a record by its id."""
    found = dossier(index, name)
    record = found.record
    rows = index.ask(
        "SELECT d.release, d.recorded, d.counts FROM disputes AS d JOIN exchanges AS e USING (n) WHERE e.id = ? ORDER BY d.seq",
        [name],
    )
    asked = [
        (leg, _question(one, recorded, counts, found))
        for one, (leg, recorded, counts) in zip(record.get("disputes", ()), rows, strict=True)
    ]
    legs = tuple(
        LegTold(
            way(leg, found),
            found.totals[number],
            tuple(question for of, question in asked if of == number and question.field == "count"),
        )
        for number, leg in enumerate(record.get("releases", ()))
    )
    whole = tuple(question for of, question in asked if of is None and question.field == "count")
    besides = tuple(question for _, question in asked if question.field != "count")
    answers = tuple(
        Said(one["answer"], _name(one["by"], found), tuple(one.get("sources", ()))) for one in record.get("acknowledged", ())
    )
    stands = " · ".join(filter(None, (record.get("kind"), record.get("status"), found.stands)))
    return Tellings(name, record.get("title") or name, stands, found.counted, legs, whole, besides, answers)


def _question(dispute: dict[str, Any], recorded: str | None, counts: int, found: Dossier) -> Question:
    of = [dispute.get("person"), dispute.get("category"), dispute.get("date"), dispute.get("about")]
    said = tuple(Said(claim["value"], _teller(claim, found), tuple(claim["sources"])) for claim in dispute["claims"])
    about = ", ".join(filter(None, of))
    return Question(dispute["field"], about, recorded if counts else None, said, _gap(dispute), dispute.get("chosen"))


def _teller(claim: dict[str, Any], found: Dossier) -> str:
    """Return who says so: the party or organisation named, else the publishers of the sources."""
    if claim.get("per"):
        return _name(claim["per"], found)
    publishers = [one["publisher"] for one in found.record["sources"] if one["id"] in claim["sources"]]
    return ", ".join(dict.fromkeys(publishers))


def _gap(dispute: dict[str, Any]) -> str | None:
    """Say how far the answers lie apart: in people, or in days."""
    values = [claim["value"] for claim in dispute["claims"]]
    try:
        if dispute["field"] == "count":
            counted = [Count.parse(value) for value in values]
            if any(count.high is None for count in counted):
                return "at least one of them is open"
            gap = max(count.high or 0 for count in counted) - min(count.low for count in counted)
            return f"{'about ' if any(count.about for count in counted) else ''}{gap:,} apart"
        if dispute["field"] in DATED:
            days = [PartialDate.parse(value) for value in values]
            gap = (max(day.latest for day in days) - min(day.earliest for day in days)).days
            return f"{'' if all(day.is_day for day in days) else 'up to '}{gap:,} day{'' if gap == 1 else 's'} apart"
    except ValueError:
        return None  # a check says that the value is none
    return None


def _name(party: str, found: Dossier) -> str:
    return found.names.get(party, party)
