"""One record as a page: what happened, who went which way, on whose word."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from swaps import english
from swaps.counts import readable
from swaps.related import Branch
from swaps.render.page import Block, Page, block

Record = dict[str, Any]
HEADING = "bold"
TIES = {
    "part-of": "part of", "has-part": "has the part", "follow-up-of": "follow-up of", "followed-by": "followed by",
    "precursor-of": "precursor of", "preceded-by": "preceded by", "failed-attempt-at": "failed attempt at",
    "attempted-before-by": "attempted before by", "linked-to": "linked to", "shares-person": "shares people with",
}  # fmt: skip


class Dossier(NamedTuple):
    """A record with what the index knows besides: names of parties then and today, days held, what it is tied to, its sums."""

    record: Record
    names: dict[str, str]
    today: dict[str, str]
    days: dict[tuple[int, int], tuple[int | None, int | None]]
    totals: dict[int, str]
    related: tuple[Branch, ...]
    stands: str
    counted: bool


def page(dossier: Dossier) -> Page:
    """Set a record as a page."""
    record = dossier.record
    blocks = [block((record.get("title") or record["id"], "bold underline"))]
    if "withdrawn" in record:
        blocks.append(block(("withdrawn ", "bold red"), f"{record['withdrawn']['date']}: {record['withdrawn']['reason']}"))
    blocks.append(block(" · ".join(filter(None, (record["id"], record.get("kind"), record.get("status"), dossier.stands)))))
    for part in (_where, _helped, _legs, _planned, _considerations, _answers, _disputes, _history, _related, _sources, _notes):
        blocks.extend(part(dossier))
    return blocks


def _where(dossier: Dossier) -> Iterator[Block]:
    for place in dossier.record.get("locations", ()):
        role = place.get("role", "handover")
        yield block((f"{'Where' if role == 'handover' else role.capitalize()}: ", HEADING), _place(place, dossier))


def _place(place: Record, dossier: Dossier) -> str:
    named, city = place.get("place", ""), place.get("city", "")
    parts = [named, "" if city in named else city, _name(place.get("country"), dossier)]
    said = ", ".join(dict.fromkeys(filter(None, parts)))
    if place.get("undisclosed"):
        said = f"undisclosed{f' ({said})' if said else ''}"
    if place.get("border_with"):
        said += f", at the border with {_the(place['border_with'], dossier)}"
    if place.get("now"):
        now = ", ".join(filter(None, (place["now"].get("city"), dossier.today.get(place["now"].get("country")))))
        said += f" (today {now})"
    return f"{said} ({place['coordinates']})" if place.get("coordinates") else said


def _helped(dossier: Dossier) -> Iterator[Block]:
    for one in dossier.record.get("intermediaries", ()):
        who = _name(one.get("party"), dossier) or one["name"]
        if one.get("on_behalf_of"):
            who += f", for {_the(one['on_behalf_of'], dossier)}"
        yield block(("Through: ", HEADING), f"{who} ({', '.join(one['roles'])}){_cited(one)}")


def _legs(dossier: Dossier) -> Iterator[Block]:
    for number, leg in enumerate(dossier.record.get("releases", ())):
        sides = way(leg, dossier)
        yield block("")
        said = "" if dossier.counted else "offered: "
        when = f", {leg['date']}" if leg.get("date") else ""
        yield block((sides, HEADING), f"  {said}{readable(dossier.totals[number])}{when}{_cited(leg)}")
        for place in leg.get("locations", ()):
            role = place.get("role", "handover")
            yield block(f"{'at' if role == 'handover' else f'{role}:'} {_place(place, dossier)}", indent=2)
        if leg.get("planned"):
            yield block(f"planned: {readable(leg['planned'])}", indent=2)
        for seq, person in enumerate(leg.get("people", ())):
            yield from _person(person, dossier.days.get((number, seq), (None, None)))
        for group in leg.get("groups", ()):
            yield from _group(group)


def way(leg: Record, dossier: Dossier) -> str:
    """Say who released people to whom; to whom is not always on record."""
    sides = f"{_sides(leg['by'], dossier)} → {_sides(leg['to'], dossier)}" if leg.get("to") else f"By {_all(leg['by'], dossier)}"
    return sides + (f" (held by {_all(leg['held_by'], dossier)})" if leg.get("held_by") else "")


def _person(person: Record, days: tuple[int | None, int | None]) -> Iterator[Block]:
    also = [person.get("native_name"), *person.get("aliases", ())]
    yield block((person["name"], "bold cyan"), f" ({'; '.join(filter(None, also))})" if any(also) else "",
                (" declined to go", "red") if person.get("declined") else "", indent=2)  # fmt: skip
    yield from details(person, days)


def details(person: Record, days: tuple[int | None, int | None]) -> Iterator[Block]:
    """Set what a record says of a person besides the name."""
    about = [", ".join(person.get("citizenships", ())), person.get("occupation"), person.get("category")]
    if any(about):
        yield block(" · ".join(filter(None, about)), indent=4)
    held = _held(person, days)
    if held:
        yield block(held, indent=4)
    for charge in person.get("charges", ()):
        said = f": {charge['text']}" if charge.get("text") else ""
        yield block("charge: ", (charge["category"], "yellow"), said.replace(": ", " – ", 1), indent=4)
    freed = person.get("mechanism")
    legal = [person.get("legal_status"), person.get("sentence"), "freed by another mechanism" if freed == "other" else freed]
    if any(legal):
        yield block("; ".join(filter(None, legal)), indent=4)
    for key, words in (("conditions", "on condition: "), ("destination", "went to: ")):
        if person.get(key):
            yield block(f"{words}{person[key]}", indent=4)
    if person.get("sources"):
        yield block((f"sources: {', '.join(person['sources'])}", "dim"), indent=4)


def _held(person: Record, days: tuple[int | None, int | None]) -> str:
    low, high = days
    length = "" if low is None else f"{low:,} days" if low == high else f"{low:,} to {high:,} days"
    parts = [f"held {length}".rstrip() if length or person.get("held_since") or person.get("held_in") else ""]
    parts += [f"since {person['held_since']}" if person.get("held_since") else ""]
    parts += [f"in {person['held_in']}" if person.get("held_in") else ""]
    return ", ".join(filter(None, parts)).replace("held, ", "held ")


def _group(group: Record) -> Iterator[Block]:
    size, rest = _size(group.get("count"), group.get("category", "detainees"))
    yield block((size, "bold cyan"), f" {rest}: {group['description']}{_cited(group)}", indent=2)
    parts = [f"{key} {readable(group[key])}" for key in ("planned", "women", "minors", "declined") if group.get(key)]
    parts += [f"{one['code']} {readable(one.get('count', '?'))}" for one in group.get("citizenships", ())]
    if group.get("people"):
        parts.append(f"among them {', '.join(group['people'])}")
    if parts:
        yield block(" · ".join(parts), indent=4)


def _size(count: str | None, category: str) -> tuple[str, str]:
    """Say how many there are of a category: `2`, `pows`; `1`, `hostage`; `an unknown number`, `of hostages`."""
    if count is None:
        return "an unknown number", f"of {category}"
    return readable(count), category.removesuffix("s") if count == "1" and category != "remains" else category


def _planned(dossier: Dossier) -> Iterator[Block]:
    for one in dossier.record.get("planned", ()):
        what = " ".join(_size(one.get("count"), one.get("category", "people")))
        yield block(("Planned: ", HEADING), f"{way(one, dossier)}, {what}{_cited(one)}")


def _considerations(dossier: Dossier) -> Iterator[Block]:
    found = dossier.record.get("considerations", ())
    yield from _heading("Besides people", found)
    for one in found:
        money = " ".join(filter(None, (readable(one.get("amount", "")), one.get("currency"))))
        via = f"via {one['via']}" if one.get("via") else ""
        said = ", ".join(filter(None, (_given(one, dossier), money, via, one.get("text"))))
        yield block((one["kind"], "yellow"), f": {said}{_cited(one)}", indent=2)


def _given(one: Record, dossier: Dossier) -> str:
    """Say from whom something came and to whom it went, as far as that is on record."""
    if one.get("by") and one.get("to"):
        return f"{_sides(one['by'], dossier)} → {_sides(one['to'], dossier)}"
    return " ".join(f"{word} {_all(one[key], dossier)}" for key, word in (("by", "from"), ("to", "to")) if one.get(key))


def _answers(dossier: Dossier) -> Iterator[Block]:
    found = dossier.record.get("acknowledged", ())
    yield from _heading("Was it an exchange?", found)
    for one in found:
        yield block(f"{_name(one['by'], dossier)}: {one['answer']}{_cited(one)}", indent=2)


def _disputes(dossier: Dossier) -> Iterator[Block]:
    found = dossier.record.get("disputes", ())
    yield from _heading("Where sources differ", found)
    for one in found:
        of = ", ".join(filter(None, (one.get("leg"), one.get("person"), one.get("category"), one.get("date"))))
        about = f": {one['about']}" if one.get("about") else ""
        yield block((one["field"], "yellow"), f" ({of})" if of else "", about, indent=2)
        for claim in one["claims"]:
            value = readable(claim["value"]) if one["field"] == "count" else claim["value"]
            per = f", according to {_the(claim['per'], dossier)}" if claim.get("per") else ""
            yield block(f"{value}{per}{_cited(claim)}", indent=4)
        if one.get("chosen"):
            yield block((one["chosen"], "italic"), indent=4)


def _history(dossier: Dossier) -> Iterator[Block]:
    found = dossier.record.get("history", ())
    yield from _heading("History", found)
    for one in found:
        status = f" [{one['status']}]" if one.get("status") else ""
        yield block((one["date"], "cyan"), f"{status} {one['text']}{_cited(one)}", indent=2)


def _related(dossier: Dossier) -> Iterator[Block]:
    yield from _heading("Related", dossier.related)
    yield from tree(dossier.related)


def tree(branches: tuple[Branch, ...], before: str = "") -> Iterator[Block]:
    """Draw a tree of ties, a line to each record."""
    for number, one in enumerate(branches, 1):
        last = number == len(branches)
        said = ", ".join(filter(None, (one.title, one.when)))
        people = f" ({', '.join(one.people)})" if one.people else ""
        spans = (f"{TIES[one.relation]} ", (one.id, "cyan"), f"  {said}".rstrip(), people)
        yield block(*spans, indent=2, twigs=f"{before}{'└ ' if last else '├ '}")
        yield from tree(one.branches, f"{before}{'  ' if last else '│ '}")


def _sources(dossier: Dossier) -> Iterator[Block]:
    found = dossier.record.get("sources", ())
    yield from _heading("Sources", found)
    for one in found:
        date = f", {one['published']}" if one.get("published") else ""
        where = f", {one['locator']}" if one.get("locator") else ""
        yield block((f"[{one['id']}] ", "dim"), f"{one['publisher']} ({one['kind']}){date}: {one['title']}{where}", indent=2)
        for key in ("url", "archive_url"):
            if one.get(key):
                yield block((one[key], "blue"), indent=4)


def _notes(dossier: Dossier) -> Iterator[Block]:
    if dossier.record.get("notes"):
        yield from _heading("Notes", True)
        yield block(dossier.record["notes"], indent=2)


def _heading(text: str, there: object) -> Iterator[Block]:
    if there:
        yield block("")
        yield block((text, HEADING))


def _cited(part: Record) -> str:
    return f" [{', '.join(part['sources'])}]" if part.get("sources") else ""


def _sides(parties: str | list[str], dossier: Dossier) -> str:
    """Call parties by their names, as at the ends of an arrow."""
    return english.series([dossier.names.get(party, party) for party in _listed(parties)])


def _all(parties: str | list[str], dossier: Dossier) -> str:
    """Call parties as a sentence does: `the United States and Russia`."""
    return english.series([_the(party, dossier) for party in _listed(parties)])


def _listed(parties: str | list[str]) -> list[str]:
    return [parties] if isinstance(parties, str) else parties


def _the(party: str, dossier: Dossier) -> str:
    return english.the(dossier.names.get(party, party))


def _name(party: str | None, dossier: Dossier) -> str | None:
    return dossier.names.get(party, party) if party else None
