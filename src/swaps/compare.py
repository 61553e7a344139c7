"""One record in two versions: what differs, part by part. The order of a list, and the name of a source, say nothing."""

from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from swaps.names import folded, slug

Record = dict[str, Any]
Where = tuple[str, ...]


class Change(NamedTuple):
    """One thing that differs: in which part, under which key, and on whose word.

    `old` is None for what was added, `new` for what was dropped; both are parts, or single values.
    """

    where: Where
    key: str
    old: Any
    new: Any
    sources: tuple[str, ...] = ()


def way(leg: Record) -> str:
    """Return who released to whom."""
    by, to = ("+".join([side] if isinstance(side, str) else side) for side in (leg["by"], leg.get("to", "?")))
    return f"{by}→{to}"


def _sides(part: Record) -> tuple[list[str], ...]:
    """Return who releases and who receives, in any order."""
    return tuple(sorted([side] if isinstance(side, str) else side) for side in (part["by"], part.get("to", ())))


def identity(person: Record) -> str:
    """Return the id of a person."""
    return str(person.get("person") or slug(person["name"]))


def _of(*keys: str) -> Callable[[Record], object]:
    return lambda part: tuple(part.get(key) for key in keys)


SAME: dict[str, Callable[[Record], object]] = {
    "locations": _of("role", "place", "city", "country"),
    "history": _of("date", "text"),
    "planned": lambda one: (_sides(one), one.get("category")),
    "releases": lambda one: one.get("id") or _sides(one),
    "people": identity,
    "groups": _of("description"),
    "charges": _of("category"),
    "citizenships": _of("code"),
    "intermediaries": _of("party", "name"),
    "considerations": _of("kind", "by", "to"),
    "acknowledged": _of("by"),
    "disputes": _of("field", "leg", "person", "category"),
    "claims": _of("value"),
    "related": _of("relation", "id"),
    "sources": _of("id"),
    "waive": _of("rule"),
}
"""What makes two parts of a list the same part, whatever else differs."""

CALLED: dict[str, Callable[[Record], str]] = {
    "locations": lambda one: f"place {one.get('place') or one.get('city') or one.get('country') or '(undisclosed)'}",
    "history": lambda one: f"step {one['date']}",
    "planned": lambda one: f"promise {way(one)}",
    "releases": lambda one: f"leg {one.get('id') or way(one)}",
    "people": lambda one: str(one["name"]),
    "groups": lambda one: str(one["description"]),
    "charges": lambda one: f"charge {one['category']}",
    "citizenships": lambda one: f"citizens of {one['code']}",
    "intermediaries": lambda one: f"intermediary {one.get('party') or one['name']}",
    "considerations": lambda one: f"consideration {one['kind']}",
    "acknowledged": lambda one: f"answer of {one['by']}",
    "disputes": lambda one: f"dispute on {one['field']}{' of ' + one['person'] if one.get('person') else ''}",
    "claims": lambda one: f"claim {one['value']}",
    "related": lambda one: f"{one['relation']} {one['id']}",
    "sources": lambda one: f"source {one['id']} ({one['publisher']})",
    "waive": lambda one: f"waiver of {one['rule']}",
}
"""What a part of a list is called."""


def compare(old: Record, new: Record) -> list[Change]:
    """Return what differs between two versions of a record."""
    old = _renamed(old, new)
    known = {one["id"] for one in old.get("sources", ())}
    fresh = tuple(one["id"] for one in new.get("sources", ()) if one["id"] not in known)
    return list(_mapping(old, new, (), fresh))


def _renamed(old: Record, new: Record) -> Record:
    """Return the old record with its sources called what the new one calls them, where the page is the same."""
    kept = {one["id"] for one in new.get("sources", ())}
    pages = {one["url"]: one["id"] for one in new.get("sources", ()) if "url" in one}
    names = {one["id"]: pages[one["url"]] for one in old.get("sources", ()) if one.get("url") in pages and one["id"] not in kept}

    def rename(node: Any, named: bool) -> Any:
        if isinstance(node, dict):
            parts = {key: rename(value, key == "sources") for key, value in node.items()}
            return parts | {"id": names.get(node["id"], node["id"])} if named else parts
        if isinstance(node, list):
            return [rename(one, named) for one in node]
        return names.get(node, node) if named else node

    renamed: Record = rename(old, False)
    return renamed


def _mapping(old: Record, new: Record, where: Where, cited: tuple[str, ...]) -> Iterator[Change]:
    """Yield what differs under the keys of a part, on the word of its sources: of those that came, if some did."""
    mine = [one for one in new.get("sources", ()) if isinstance(one, str)]
    came = [one for one in mine if one not in old.get("sources", ())]
    cited = tuple(came or mine) or cited
    found: list[Change] = []
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if key == "sources" and where:
            continue
        if isinstance(before or after, dict):
            found += _mapping(before or {}, after or {}, (*where, key), cited)
        elif key in SAME and _of_parts(before or after):
            found += _parts(key, before or [], after or [], where, cited)
        else:
            found += _values(key, before, after, where, cited)
    yield from found
    if where:
        yield from _values("sources", old.get("sources"), [one for one in mine if one not in came or not found], where, ())


def _of_parts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _values(key: str, old: Any, new: Any, where: Where, cited: tuple[str, ...]) -> Iterator[Change]:
    """Yield what differs in a value, or which texts came to a list and went from it."""
    if isinstance(old, list) or isinstance(new, list):
        before, after = (Counter([side] if isinstance(side, str) else side or ()) for side in (old, new))
        yield from (Change(where, key, one, None) for one in before - after)
        yield from (Change(where, key, None, one, cited) for one in after - before)
    elif old != new:
        yield Change(where, key, old, new, () if new is None else cited)


def _parts(key: str, old: list[Record], new: list[Record], where: Where, cited: tuple[str, ...]) -> Iterator[Change]:
    """Yield what differs in a list of parts, whatever their order."""
    pairs, gone, came = _paired(key, old, new)
    for before, after in pairs:
        yield from _mapping(before, after, (*where, CALLED[key](before)), cited)
    yield from (Change(where, key, one, None) for one in gone)
    for one in came:
        named = tuple(each for each in one.get("sources", ()) if isinstance(each, str))
        yield Change(where, key, None, one, () if key == "sources" else named or cited)


def _paired(key: str, old: list[Record], new: list[Record]) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Return which parts are the same, which went, which came: equal ones first, then by what makes them the same, then alike."""
    same = SAME[key]
    alike = _alike_people if key == "people" else _alike
    pairs: list[tuple[Record, Record]] = []
    gone, came = [*old], [*new]
    for rule in (lambda one, two: one == two, lambda one, two: same(one) == same(two), alike):
        left = []
        for after in came:
            before = next((one for one in gone if rule(one, after)), None)
            if before is None:
                left.append(after)
            else:
                gone.remove(before)
                pairs.append((before, after))
        came = left
    return pairs, gone, came


def _alike(one: Record, two: Record) -> bool:
    """Whether half of what two parts say is the same."""
    keys = {*one, *two} - {"sources"}
    same = sum(1 for key in keys if one.get(key) == two.get(key))
    return 2 * same >= len(keys)


def _alike_people(one: Record, two: Record) -> bool:
    """Whether two people are one, whose name is spelled in two ways."""
    if any(one.get(key) and one.get(key) == two.get(key) for key in ("wikidata", "native_name")):
        return True
    ratio: float = SequenceMatcher(None, folded(one["name"]), folded(two["name"])).ratio()
    return ratio > 0.8
