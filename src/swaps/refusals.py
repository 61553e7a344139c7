"""What a model refuses, as problems with a place: one for each mistake, with what to type instead."""

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice
from typing import Any, get_args

from pydantic_core import ErrorDetails

from swaps.models import Loc
from swaps.models.readers import KNOWN_PARTY, REFUSED, shown
from swaps.models.values import Model
from swaps.nodes import Item
from swaps.problem import ERROR, Problem

RULES = {
    "missing-key": "Ensure every key that a record needs is there.",
    "unknown-key": "Ensure every key is one that the catalogue knows.",
    "wrong-shape": "Ensure text, lists and mappings stand where they are wanted.",
    "invalid-value": "Ensure every value is of its form: dates, counts, addresses, words of closed lists.",
    "known-party": "Ensure every party, country and citizenship stands in the registry of parties.",
    "too-many": "Ensure a record does not have more problems than anybody would read.",
}
"""The rules of what a model takes, each in one sentence."""
SHOWN_PER_RECORD = 200
"""No record lists more problems than this: whoever has more has one mistake, not two hundred."""


def problems(model: type[Model], item: Item, path: str, details: list[ErrorDetails]) -> list[Problem]:
    """Return the problems of an item that a model refused; what only follows from another one is left out."""
    above = {one["loc"][:length] for one in details for length in range(len(one["loc"]))}
    details = [one for one in details if one["type"] != "too_short" or one["loc"] not in above]  # a wrong item is one, too
    extra = [*islice((one["loc"] for one in details if one["type"] == "extra_forbidden"), SHOWN_PER_RECORD)]
    slips = {(*loc[:-1], _near_key(model, loc)) for loc in extra}
    details = [one for one in details if one["type"] != "missing" or one["loc"] not in slips]
    if not item.whole or item.doubled:
        details = [one for one in details if not _may_follow(one, item)]
    strays = _strays(model, item.value, extra)
    found = [
        Problem(path, *item.place(loc), "unknown-key", ERROR, f"these are keys of {key}: is the line '{key}:' missing above?")
        for loc, key in strays.items()
        if key
    ]
    details = [one for one in details if not any(one["loc"][: len(loc)] == loc for loc in strays)] if strays else details
    found += [_problem(model, item, path, detail) for detail in details[:SHOWN_PER_RECORD]]
    if len(details) > SHOWN_PER_RECORD:
        more = f"and {len(details) - SHOWN_PER_RECORD:,} more problems in this record"
        found.append(Problem(path, *item.place(()), "too-many", ERROR, more))
    return found


def _strays(model: type[Model], value: Any, extra: list[Loc]) -> dict[Loc, str]:
    """Return the items with a key too many that belong into the next list, each first one of a list with the key of that."""
    found: dict[Loc, str] = {}
    told: set[Loc] = set()
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
    for name, known in _model_at(model, loc).model_fields.items():
        below = _model_in(known.annotation)
        if below is not None:
            yield name, below


def _holds(model: type[Model], node: Any) -> bool:
    """Whether a mapping has every key that the model needs, and none that it does not know."""
    needed = {name for name, known in model.model_fields.items() if known.is_required()}
    return isinstance(node, dict) and needed <= node.keys() <= {*_keys_at(model, ())}


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
        advice = f"did you mean {close}?" if close else f"one of {', '.join(_keys_at(model, loc[:-1]))}"
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
    loc = (*loc, detail["ctx"]["at"]) if "at" in detail.get("ctx", {}) else loc
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
    close = get_close_matches(str(loc[-1]).lower()[:60], _keys_at(model, loc[:-1]), 1, 0.61)
    return close[0] if close else None


def _keys_at(model: type[Model], loc: Loc) -> list[str]:
    """Return the keys that the model knows at a place."""
    return [field.alias or name for name, field in _model_at(model, loc).model_fields.items()]


def _model_at(model: type[Model], loc: Loc) -> type[Model]:
    """Return the model of the mapping that `loc` leads to, or that holds what it leads to."""
    for step in loc:
        if isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation) or model
    return model


def _model_in(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
