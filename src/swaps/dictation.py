"""A record said in one go, with options: names of parties become ids, and what can be made up is."""

import re
from datetime import date
from typing import Any

from swaps import suggest
from swaps.index import Index
from swaps.models.slips import NUMBERS
from swaps.words import CATEGORIES

Record = dict[str, Any]
COUNTED = re.compile(r"(~?[0-9]+(?:\+|\.\.[0-9]+)?)(?: +(\S.*))?")
UNCLEAR = re.compile(rf"\W*[0-9]|(?:about|around|some|several|many|an?|{'|'.join(NUMBERS)})\b|.*,")
"""What begins like a number, or names several: no name of one person does."""
NONE = "-"
"""What is typed for what there is not."""
NEEDED = ("title", "kind", "source")


class Unclear(ValueError):
    """An option says something that can be read in more than one way, or in none."""


def record(index: Index, said: dict[str, Any], today: date) -> Record:
    """Return the record that some options say; raises Unclear."""
    found: Record = {key: said[key] for key in ("title", "kind", "date", "notes") if said[key]}
    found["status"] = said["status"] or "completed"
    place = {key: said[key] for key in ("place", "city") if said[key]}
    if said["country"]:
        place["country"] = suggest.party(index, said["country"])
    parts = {
        "locations": [place] if place else [],
        "history": [{"date": day, "text": text} for day, text in said["step"]],
        "releases": _legs(index, said["release"], suggest.OF_THE_KIND.get(said["kind"])),
        "intermediaries": [{"party": suggest.party(index, name), "roles": _listed(roles)} for name, roles in said["intermediary"]],
        "sources": _sources(said["source"], today),
    }
    found |= {key: part for key, part in parts.items() if part}
    found["id"] = said["id"] or suggest.record_id(index, found)
    return found


def _legs(index: Index, said: list[tuple[str, str, str]], category: str | None) -> list[Record]:
    """Return one leg for each way, with the people and groups that go it."""
    legs: dict[tuple[str, str], Record] = {}
    for by, to, who in said:
        leg = legs.setdefault((by, to), {"by": _sides(index, by)} | ({} if to == NONE else {"to": _sides(index, to)}))
        counted = COUNTED.fullmatch(who)
        if counted:
            described = CATEGORIES[category].rstrip(".").lower() if category else "people"
            group = {"description": counted[2] or described, "count": counted[1]}
            leg.setdefault("groups", []).append(group | ({"category": category} if category else {}))
        elif who == NONE or UNCLEAR.match(who):
            raise Unclear(f"{who!r} is neither a name nor a count: write '30 soldiers', '~30 soldiers', or one person at a time")
        else:
            leg.setdefault("people", []).append({"name": who})
    return list(legs.values())


def _sources(said: list[tuple[str, str, str, str, str]], today: date) -> list[Record]:
    found: list[Record] = []
    for publisher, kind, published, url, title in said:
        source = {"title": title, "publisher": publisher, "kind": kind, "url": url, "accessed": today.isoformat()}
        source |= {} if published == NONE else {"published": published}
        found.append(source | {"id": suggest.source_id(source, [one["id"] for one in found])})
    return found


def _sides(index: Index, text: str) -> str | list[str]:
    parties = [suggest.party(index, name) for name in _listed(text)]
    return parties[0] if len(parties) == 1 else parties


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]
