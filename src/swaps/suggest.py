"""What the catalogue knows that a new record may want to say: parties, people, charges, publishers, places, ids that are free."""

import json
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from swaps.index import Index
from swaps.names import folded, slug
from swaps.words import HANDED_OVER

Record = dict[str, Any]
OF_THE_PERSON = ("native_name", "aliases", "person", "citizenships", "wikidata")
"""What stays true of a person from one exchange to the next."""
OF_THE_KIND = {"pow-exchange": "pows", "remains-exchange": "remains"}
"""The category that people of an exchange of some kinds have."""


def party(index: Index, name: str) -> str:
    """Return the id of the party that goes by a name, or the name itself."""
    return index.party(name) or name


def parties(index: Index) -> list[tuple[str, str]]:
    """Return the parties that most records speak of, each with its name."""
    return index.ask(
        "SELECT party, name FROM sides JOIN parties ON parties.id = party GROUP BY party ORDER BY count(DISTINCT n) DESC LIMIT 20"
    )


def person(index: Index, name: str) -> tuple[str, Record] | None:
    """Return what is known of somebody of this name, with the id of the record that says so."""
    rows = index.ask(
        "SELECT exchanges.id, leg, seq, record FROM names JOIN exchanges USING (n) JOIN records USING (n) WHERE folded = ? "
        "ORDER BY n DESC LIMIT 1",
        [folded(name)],
    )
    if not rows:
        return None
    record, leg, seq, text = rows[0]
    known = json.loads(text)["releases"][leg]["people"][seq]
    return record, {key: known[key] for key in ("name", *OF_THE_PERSON) if key in known}


def people_near(index: Index, name: str) -> list[str]:
    """Return the names of people that are spelled like one."""
    names: dict[str, str] = dict(index.ask("SELECT folded, name FROM names WHERE kind IN ('name', 'alias')"))
    return [names[near] for near in get_close_matches(folded(name)[:60], names, 3, 0.8)]


def places_near(index: Index, name: str) -> list[str]:
    """Return the names of places and cities that are spelled like one."""
    named = "SELECT {0} FROM locations WHERE {0} NOT NULL"
    names = {folded(place): place for (place,) in index.ask(f"{named.format('city')} UNION {named.format('place')}")}
    return [names[near] for near in get_close_matches(folded(name)[:60], names, 3, 0.8)]


def charges(index: Index, category: str) -> list[str]:
    """Return how other records put charges of a family."""
    rows = index.ask(
        "SELECT text FROM charges WHERE category = ? AND text NOT NULL GROUP BY text ORDER BY count(*) DESC, n DESC LIMIT 3",
        [category],
    )
    return [row[0] for row in rows]


def source(index: Index, url: str) -> Record:
    """Return what is known of a page, or else of what its host publishes."""
    keys = ["publisher", "kind", "language", "id", "title", "published"]
    rows = index.ask(f"SELECT {', '.join(keys)} FROM sources WHERE url = ? LIMIT 1", [url])
    if not rows:
        keys = keys[:3]
        rows = index.ask(
            f"SELECT {', '.join(keys)} FROM sources WHERE url LIKE '%://' || ? || '/%' GROUP BY 1, 2, 3 "
            "ORDER BY count(*) DESC LIMIT 1",
            [urlsplit(url).hostname or url],
        )
    return {key: value for key, value in zip(keys, rows[0], strict=True) if value} if rows else {}


def source_id(source: Record, taken: Iterable[str]) -> str:
    """Make up an id for a source: its publisher, and when it was published."""
    return _free("-".join(filter(None, (slug(source["publisher"]), slug(source.get("published", ""))))) or "source", taken)


def record_id(index: Index, record: Record) -> str:
    """Make up an id for a record: the names of two people, or the parties and the day."""
    taken = [row[0] for row in index.ask("SELECT id FROM exchanges")]
    legs = record.get("releases", [])
    names = [one["name"] for leg in legs for one in leg.get("people", ())]
    if 0 < len(names) < 3 and not any(leg.get("groups") for leg in legs):
        found = "-".join(slug(name).split("-")[-1] for name in names)
    else:
        sides = dict.fromkeys(party for leg in legs for party in (leg["by"], leg.get("to")) if isinstance(party, str))
        said = [slug(index.name_of(party)) for party in sides][:2]
        found = "-".join([*(said or [slug(record["title"])]), _day(record)])
    return _free(found.strip("-") or "exchange", taken)


def _day(record: Record) -> str:
    steps = record.get("history", [])
    day = record.get("date") if record.get("status") in HANDED_OVER else steps[0]["date"] if steps else ""
    return slug(str(day or "").partition("/")[0])


def _free(name: str, taken: Iterable[str]) -> str:
    taken = set(taken)
    names = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in names if one not in taken)
