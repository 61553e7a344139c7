"""What a change of the catalogue means, in the subject's words: as text, as Markdown for a pull request, as JSON for programs."""

import json as json_
from collections.abc import Iterator
from typing import Any

from swaps.changes import Changes, Record, people_of
from swaps.compare import CALLED, Change, way
from swaps.output import safe, safe_json
from swaps.render.flat import markdown

NAMED = 6
"""Of a new leg no more people than this are named."""
LONGEST = 80
"""A longer text is shown from a little before where it differs."""


def text(found: Changes) -> str:
    """Return the summary, and a line to each thing that differs."""
    return safe("".join(f"{line}\n" for line in (summary(found), *(f"{name}: {said}" for name, said in _lines(found)))))


def md(found: Changes) -> str:
    """Return the summary and a list, for a comment on a pull request."""
    lines = [f"**{markdown(summary(found))}**", ""]
    lines += [f"- `{name}`: {markdown(said)}" for name, said in _lines(found)]
    return safe("".join(f"{line}\n" for line in lines))


def json(found: Changes) -> str:
    """Return one object: added, withdrawn, changed and refused."""
    changed = {name: [change._asdict() for change in changes] for name, changes in found.changed.items()}
    whole = {
        "summary": summary(found),
        "added": list(found.added.values()),
        "withdrawn": list(found.withdrawn.values()),
        "changed": [{"id": name, "changes": changes} for name, changes in changed.items()],
        "refused": [{"id": name, "message": said} for name, said in found.refused.items()],
    }
    return safe_json(json_.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def summary(found: Changes) -> str:
    """Return the whole in one line: adds 2 exchanges, 5 people."""
    groups = sum(len(leg.get("groups", ())) for record in found.added.values() for leg in record.get("releases", ()))
    adds = [_number(len(found.added), "exchange"), _number(found.people, "person", "people"), _number(groups, "group")]
    parts = [
        _verb("adds", *adds),
        _verb("changes", _number(len(found.changed), "exchange")),
        _verb("withdraws", _number(len(found.withdrawn), "exchange")),
        _verb("refuses", _number(len(found.refused), "id")),
    ]
    return "; ".join(filter(None, parts)) or "changes nothing"


def _number(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}" if number else ""


def _verb(verb: str, *things: str) -> str:
    said = ", ".join(filter(None, things))
    return f"{verb} {said}" if said else ""


def _lines(found: Changes) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of which record."""
    for name, said in found.refused.items():
        yield name, f"refused: {said}"
    for name, record in found.added.items():
        yield name, f"new: {_record(record)}"
    for name, record in found.withdrawn.items():
        yield name, f"withdrawn: {record['withdrawn']['reason']}"
    for name, changes in found.changed.items():
        for change in changes:
            yield name, _change(change)


def _record(record: Record) -> str:
    """Return a record in one line."""
    legs = record.get("releases", ())
    who = [f"{way(leg)} {', '.join(_members(leg)) or 'an unknown number'}" for leg in legs]
    when = record.get("date") or record.get("status")
    return "; ".join(filter(None, (record.get("title"), when, *who)))


def _members(leg: Record) -> list[str]:
    names = [person["name"] for person in people_of([leg])]
    more = [f"and {len(names) - NAMED} more"] if len(names) > NAMED else []
    return [*names[:NAMED], *more, *(f"{group.get('count', '?')} {group['description']}" for group in leg.get("groups", ()))]


def _change(change: Change) -> str:
    """Return a change in words, with the sources on whose word it is made."""
    where = f"{', '.join(change.where)}: " if change.where else ""
    cited = f" (source{'s' if len(change.sources) > 1 else ''} {', '.join(change.sources)})" if change.sources else ""
    if change.old is not None and change.new is not None:
        said = f"{change.key} {' → '.join(_apart(_plain(change.old), _plain(change.new)))}"
    else:
        verb, what = ("drops", change.old) if change.new is None else ("adds", change.new)
        said = f"{verb} {_part(change.key, what)}"
    return f"{where}{said}{cited}"


def _part(key: str, what: Any) -> str:
    """Return what came or went: a part of a list by what it is called, a value by its key."""
    if not isinstance(what, dict):
        return f"{key} {_cut(_plain(what))}"
    members = _members(what) if key == "releases" else []
    called = _members({"groups": [what]})[0] if key == "groups" else CALLED[key](what)
    return _cut(_plain(f"{called}{' with ' if members else ''}{', '.join(members)}"))


def _plain(value: Any) -> str:
    return " ".join(("true" if value is True else str(value)).split())


def _apart(old: str, new: str) -> tuple[str, str]:
    """Shorten two long texts to where they differ."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    same = next((at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new)))
    start = old.rfind(" ", 0, max(0, same - 20)) + 1
    return _cut(f"{'…' if start else ''}{old[start:]}"), _cut(f"{'…' if start else ''}{new[start:]}")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


FORMATS = {"text": text, "md": md, "json": json}
