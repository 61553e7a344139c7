"""The codebook: what every key, word and number means, set as Markdown from the descriptions that the models and tables have."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from swaps import counting
from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.models import forms

Schema = dict[str, Any]

HEAD = """\
# Codebook

What the catalogue's keys, words and numbers mean. This page is made from the descriptions that the program checks the data with
(`swaps schema --format md`); `swaps schema` gives the same as JSON Schema. What one record asks of another, and one key of
another, stands in [rules.md](rules.md).

## The unit

{unit}
Rounds that were fixed and reported one by one are records of their own, each `part-of` the record of their framework. A framework
holds no people: the agreement stands in its `history`, the promised totals in `planned`. A programme is a scheme without single
dated handovers.

Talks, offers and failures are records too: `status` says how far they came.

## What counts

People released are those of records that are `completed` or `partial`, that are no `programme` and no `framework`, and that were
not withdrawn. Of every other record the legs say what was offered: shown as such, never added.

{counting}

Unknown is never 0: a sum says beside it how many of its terms nobody has counted. A leg that several parties released jointly
counts once under each of them, and once in the total.

## Where a record stands in time

By its `date`, the handover; where it has none, by the span of its `history`. Filters, years in counts and the order in the file go
by that. An imprecise date matches a filter if it can lie within it.

## How values are written

Every value is text. Other readers of YAML take some of it for numbers, and may: `1962` is the year either way.
"""
PARTIES = """\
## The keys of a party

The registry, `parties.yaml`, is a list of parties. Codes are dated: whoever merges by the numbers of the Correlates of War project
or of Gleditsch and Ward merges by year.
"""
FLAT = """\
## The columns of flat files

What `swaps list --format csv` (or `tsv`, `json`, `jsonl`) gives: dates and counts stand as they are written, and beside that as the
smallest and the largest value they can have.
"""
DATES = ("1962", "1962-02", "1962-02-10", "1962~", "1962-02?", "1962%", "2025-05-23/2025-05-25", "1988/..")
SURE = {"~": "about", "?": "uncertain", "%": "about and uncertain"}
ABOVE = {"date": "dates", "count": "counts"}
"""Forms that have a section of their own; their examples stand there."""
COUNTS = ("205", "~1000", "50+", "72..74")
OTHER_FORMS = (forms.COORDINATES, forms.ADDRESS, forms.TERM, forms.TRUTH, forms.A_PARTY, forms.A_COUNTRY)


def page(found: Schema, registry: Schema, columns: dict[str, str]) -> str:
    """Return the codebook, from the schemas of records and parties, and from what the columns of flat files hold."""
    parts = [
        HEAD.format(unit=found["Exchange"]["description"], counting=(counting.__doc__ or "").partition("\n\n")[2].strip()),
        *_values(),
        "## The keys of a record\n",
        *(_section(name, found) for name in _reached("Exchange", found)),
        "## The keys of a withdrawn record\n\nIts id is never used again.\n",
        _section("Tombstone", found),
        PARTIES,
        *(_section(name, registry) for name in _reached("PartyEntry", registry)),
        "## The words of the closed lists\n\nA word that is missing is added, with its sentence, by pull request.\n",
        *_lists({**found, **registry}),
        FLAT,
        _table(("column", "meaning"), ((f"`{name}`", meaning) for name, meaning in columns.items())),
    ]
    return "\n".join(parts)


def _values() -> Iterator[str]:
    """Yield how dates, counts and other values are written; what each means is computed, not told."""
    yield "### Dates\n\nA subset of EDTF (ISO 8601-2).\n"
    yield _table(("written", "first day it can mean", "last day it can mean", "sure"), (
        (f"`{text}`", str(date.earliest), "no end" if date.is_open else str(date.latest), SURE.get(text[-1], "yes"))
        for text in DATES for date in [PartialDate.parse(text)]
    ))  # fmt: skip
    yield "### Counts\n\nAn unknown number is left out, and 0 is an error. Amounts of money are written like counts.\n"
    yield _table(("written", "least", "most", "sure"), (
        (f"`{text}`", f"{count.low:,}", "open" if count.high is None else f"{count.high:,}", "about" if count.about else "yes")
        for text in COUNTS for count in [Count.parse(text)]
    ))  # fmt: skip
    yield "### Other values\n"
    yield _table(("form", "how", "examples"), (
        (form["title"], form.get("patternErrorMessage", "`true` or `false`"), _examples(form)) for form in OTHER_FORMS
    ))  # fmt: skip


def _reached(name: str, found: Schema, seen: tuple[str, ...] = ()) -> list[str]:
    """Return a model and those that its keys lead to, in the order of the keys."""
    names = [name]
    for field in found[name]["properties"].values():
        target = _model(field) or _model(field.get("items", {}))
        if target in found and "properties" in found[target] and target not in (*seen, *names):
            names += _reached(target, found, (*seen, *names))
    return names


def _section(name: str, found: Schema) -> str:
    """Return the keys of one model as a table."""
    model = found[name]
    rows = (
        (
            f"`{key}`",
            _form(field),
            "yes" if key in model.get("required", ()) else "",
            field.get("description", ""),
            _examples(field),
        )
        for key, field in model["properties"].items()
    )
    table = _table(("key", "form", "needed", "meaning", "examples"), rows)
    return f"### {name}\n\n{model['description']}\n\n{table}"


def _form(field: Schema) -> str:
    """Return in a word or two what form a value has."""
    if field.get("type") == "array":
        return f"list of {_form(field['items'])}"
    if "anyOf" in field:
        return " or ".join(_form(one) for one in field["anyOf"])
    model = _model(field)
    if model:
        return f"[{model}](#{_anchor(model) if model[0].isupper() else 'the-keys-of-a-party'})"
    if field["title"] in ABOVE:
        return f"[{field['title']}](#{ABOVE[field['title']]})"
    if "enumDescriptions" in field:
        return f"[word](#{_anchor(_heading(field['title']))})"
    return str(field["title"])


def _model(field: Schema) -> str:
    ref = field.get("$ref") or next((one["$ref"] for one in field.get("allOf", ())), "")
    return str(ref).rpartition("/")[2]


def _lists(found: Schema) -> Iterator[str]:
    """Yield each closed list with its sentences and the keys that use it."""
    users: dict[str, list[str]] = {}
    lists: dict[str, dict[str, str]] = {}
    for name, model in found.items():
        for key, field in model.get("properties", {}).items():
            field = field.get("items", field)
            if "enumDescriptions" in field:
                lists[field["title"]] = dict(zip(field["enum"], field["enumDescriptions"], strict=True))
                users.setdefault(field["title"], []).append(f"`{key}` of {name}")
    for title, words in sorted(lists.items()):
        used = ", ".join(users[title])
        yield f"### {_heading(title)}\n\nUsed by {used}.\n"
        yield _table(("word", "meaning"), ((f"`{word}`", sentence) for word, sentence in words.items()))


def _heading(name: str) -> str:
    return f"Words: {name}"


def _examples(field: Schema) -> str:
    if field.get("title") in ABOVE:
        return ""
    examples = [", ".join(one) if isinstance(one, list) else one for one in field.get("examples", ())]
    return ", ".join(f"`{one}`" for one in examples)


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
