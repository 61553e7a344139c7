r"""The forms of text that values have, as patterns and as JSON Schema.

The schema speaks of what a reader of YAML 1.2 makes of a text: to such a reader `1962` and `205` are numbers. Its patterns keep to
what Python and ECMAScript read alike; `patternErrorMessage` and `enumDescriptions` are for editors, beyond draft-07.
"""

import re
from typing import Any

from swaps import counts, dates
from swaps.words import Words

Form = dict[str, Any]

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PARTY = re.compile(rf"[A-Z]{{2}}|{SLUG}")
NUMBER = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,8})?")
URL = re.compile(
    r"""[Hh][Tt][Tt][Pp][Ss]?://(?:[^\s/?#@:\\<>"\[\]]+\.)[^\s/?#@:\\<>"\[\].]+\.?(?::([0-9]{1,5}))?(?:[/?#][^\s<>"\\]*)?"""
)
SENTENCE = re.compile(r"life|death|(?:up to )?(?:[1-9][0-9]{0,3} years?(?: [1-9][0-9]? months?)?|[1-9][0-9]? months?)")
ANY_SCALAR = ["string", "number", "boolean", "null"]
"""What other readers may take a text for that happens to be `1984`, `true` or `Null`."""


def patterned(name: str, pattern: str, advice: str, *examples: object, kinds: str | list[str] = "string") -> Form:
    """Return the form of text that matches a pattern; an editor gives the advice for text that does not."""
    return {
        "title": name, "type": kinds, "pattern": f"^(?:{pattern})$", "patternErrorMessage": advice, "examples": [*examples],
    }  # fmt: skip


def word(name: str, words: Words) -> Form:
    """Return the form of a word of a closed list; an editor shows the sentence of each."""
    return {"title": name, "enum": [*words], "enumDescriptions": [*words.values()]}


def free(name: str, limit: int) -> Form:
    """Return the form of free text of at most so many characters."""
    return {"title": name, "type": ANY_SCALAR, "pattern": r"\S", "maxLength": limit}


_DAY = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"

DATE: Form = patterned(
    "date", rf"{_DAY}(?:/(?:{_DAY}|\.\.))?", dates.FORMS, 1962, "1962-02", "1962-02-10", "1975~", "2025-05-23/2025-05-25",
    kinds=["string", "integer"],
) | {"minimum": 1, "maximum": 9999}  # fmt: skip
COUNT: Form = patterned(
    "count", rf"~?{counts.NUMBER}|{counts.NUMBER}\+|{counts.NUMBER}\.\.{counts.NUMBER}", counts.FORMS,
    205, "~1000", "50+", "72..74", kinds=["string", "integer"],
) | {"minimum": 1}  # fmt: skip
TRUTH: Form = {"title": "true or false", "enum": [True, False, "true", "false"]}
COORDINATES: Form = patterned(
    "coordinates", rf" *{NUMBER.pattern} *, *{NUMBER.pattern} *", "write latitude and longitude in degrees, as in 52.4135, 13.0904",
    "52.4135, 13.0904",
)  # fmt: skip
ADDRESS: Form = patterned(
    "address", URL.pattern, "an address begins with https:// or http://, then a host, without spaces", "https://example.org/report"
)
TERM: Form = patterned(
    "sentence", SENTENCE.pattern, "write 12 years, 3 years 6 months, up to 20 years, life or death",
    "12 years", "3 years 6 months", "up to 20 years", "life",
)  # fmt: skip
A_PARTY: Form = patterned("party", PARTY.pattern, "write the party's code (RU) or its slug (hamas)", "RU", "hamas")
A_COUNTRY: Form = patterned("country", PARTY.pattern, "write the country's code (RU)", "RU")
