"""How the text of a field is read: what is let through, and what is said of the rest."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from swaps.models import forms
from swaps.models.forms import Form
from swaps.words import Words, nearest

T = TypeVar("T")
REFUSED = "refused"
"""The pydantic error type of every refusal of ours: its message is shown as it is."""

KNOWN_PARTY = "known-party"
NOTHING_SAID = frozenset({
    "null", "todo", "tbd", "tba", "tbc", "n/a", "n.a", "n.a.", "xxx", "none", "unknown", "not known", "not stated", "unnamed",
})  # fmt: skip
"""What stands where somebody meant to write a text later, or knows of none."""
LONGEST_NOTHING = max(map(len, NOTHING_SAID))
LATIN = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
LOOK_ALIKES = (  # Greek, Cyrillic and Armenian, by their numbers: who reads this could not tell them apart either
    "[\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458"
    "\u0405\u0406\u0408\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u043f\u0501\u051a\u051b\u051c\u051d\u0585]"
)
TWO_SCRIPTS = re.compile(f"{LATIN}{LOOK_ALIKES}|{LOOK_ALIKES}{LATIN}")
"""A Latin letter beside one of another script that looks like one: two publishers that look the same would be two."""
TWO_ADDRESSES = re.compile(r"^[^?]*(?:[;,|] ?(?:https?://|www\.)|;$)", re.IGNORECASE)
NO_QUOTE = re.compile('(?<=[0-9])"|(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')
"""The sign of inches, and that of Hebrew abbreviations."""


class Coordinates(NamedTuple):
    """A place on the map, in degrees; south and west are negative."""

    latitude: float
    longitude: float


def refuse(message: str) -> PydanticCustomError:
    """Return the error that shows this message and nothing else."""
    return PydanticCustomError(REFUSED, "{message}", {"message": message})


def shown(text: object) -> str:
    """Return a value as a message may show it: quoted, and cut if it is long."""
    if not isinstance(text, str):
        return "this"
    return repr(text) if len(text) <= 40 else f"{text[:40]!r}…"


def scalar(value: object) -> str:
    """Refuse lists and mappings where text is wanted."""
    if isinstance(value, str):
        return value
    raise refuse("a text is wanted here, not a list or a mapping")


@dataclass(frozen=True, slots=True)
class Known:
    """The parties that a record may name, and the advice for one that is not among them: the context of validation."""

    ids: frozenset[str]
    advice: Callable[[str], str]


def party(value: object, info: ValidationInfo) -> str:
    """Let the ids of known parties pass; without a registry, whatever may be one."""
    known = info.context if isinstance(info.context, Known) else None
    if known and type(value) is str and value in known.ids:
        return value
    name = scalar(value)
    if known:
        raise PydanticCustomError(KNOWN_PARTY, "{message}", {"message": known.advice(name)})
    if not forms.PARTY.fullmatch(name):
        raise refuse(f"{shown(name)} is no party: write its code (RU) or its slug (hamas)")
    return name


def shown_as(form: Form) -> Any:
    """Return the type that the JSON Schema shows in this form."""
    return Annotated[Any, WithJsonSchema(form)]


def typed(read: Callable[[str], T], form: Form, meant: Callable[[str], list[str]] | None = None) -> BeforeValidator:
    """Make a reader of text, which raises ValueError, into a validator that lets values of the type pass.

    `meant` reads more leniently, and gives what to write instead.
    """

    def validate(value: object) -> object:
        try:
            if type(value) is str:  # which it nearly always is: the one test on the way of every value
                return read(value)
            return read(scalar(value)) if isinstance(value, list | dict) else value
        except ValueError as error:
            wrong = str(error).partition(": ")[0]
            close = meant(scalar(value)) if meant else []
            raise refuse(f"{wrong}: did you mean {' or '.join(close)}?" if close else f"{error}") from None

    return BeforeValidator(validate, json_schema_input_type=shown_as(form))


def one_of(name: str, words: Words) -> BeforeValidator:
    """Accept the words of a closed list and nothing else."""

    def read(text: str) -> str:
        if text in words:
            return text
        raise ValueError(f"{shown(text)} is not in the list: {nearest(text, words)}")

    return typed(read, forms.word(name, words))


def matching(name: str, pattern: str, advice: str, *examples: object, kinds: str | list[str] = "string") -> BeforeValidator:
    """Accept text of one form, of at most 80 characters."""
    wanted = re.compile(pattern)

    def read(text: str) -> str:
        if len(text) <= 80 and wanted.fullmatch(text):
            return text
        raise ValueError(f"{shown(text)} {advice}")

    return typed(read, forms.patterned(name, pattern, f"this {advice}", *examples, kinds=kinds))


def text(limit: int, lines: bool = False, nothing: frozenset[str] = NOTHING_SAID) -> BeforeValidator:
    """Accept text of at most so many characters, on one line or on several; `nothing` are the words that say nothing."""
    odd = re.compile("[\t\x85\u2028\u2029]" if lines else "[\t\n\r\x85\u2028\u2029]")

    def read(value: str) -> str:
        ordinary = LONGEST_NOTHING < len(value) <= limit and value.isascii() and value.isprintable()
        if ordinary and value[0].isalnum() and value[-1].isalnum():
            return value  # as nearly all are: there is nothing to be said
        if (len(value) <= LONGEST_NOTHING and value.casefold() in nothing) or not (
            value[:1].isalnum() or value.strip("~?-–—.… \t\n\r")
        ):
            raise ValueError("there is no text here: write it, or leave the key out")
        if len(value) > limit:
            raise ValueError(f"{len(value):,} characters are too many here: the limit is {limit:,}")
        if not value.isprintable() and odd.search(value):
            raise ValueError("a tab or a line break has no place here" if not lines else "a tab has no place here")
        _refuse_slips(value)
        return value

    return typed(read, forms.free("prose" if lines else "text", limit))


def _refuse_slips(value: str) -> None:
    """Refuse what comes of a slip: a letter of another script, half of a pair of quotes, a blank too many, a lost character."""
    if "\ufffd" in value:
        raise ValueError("a character was lost here, and stands as U+FFFD: write it anew")
    if not value.isascii() and (found := TWO_SCRIPTS.search(value)):
        raise ValueError(f"{_letters(found[0])} stand in one word: write it in one script")
    if '"' in value:
        quoted = NO_QUOTE.sub("", value)
        if (quoted[0] == '"' or quoted[-1] == '"') and quoted.count('"') % 2:
            raise ValueError('a quote (") stands alone here: take it out, or write the other one')
    if value.strip("\n") != value.strip():
        raise ValueError("a blank stands at the beginning or the end here: take it out")


def _letters(pair: str) -> str:
    """Name two letters as a reader who cannot tell them apart needs it."""
    return " and ".join(f"{letter} ({unicodedata.name(letter, 'a letter').lower()})" for letter in pair)


def truth(value: str) -> bool:
    """Read what is true or false."""
    if value not in ("true", "false"):
        raise ValueError(f"{shown(value)} is neither true nor false")
    return value == "true"


@lru_cache(maxsize=1024)  # a place is told of often
def coordinates(value: str) -> Coordinates:
    """Read a place on the map."""
    parts = value.split(",")
    if len(parts) != 2 or not all(forms.NUMBER.fullmatch(part.strip(" ")) for part in parts):
        raise ValueError(f"{shown(value)} is no place: write latitude and longitude in degrees, as in 52.4135, 13.0904")
    latitude, longitude = (float(part) for part in parts)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError(f"{shown(value)} is not on the map: latitude goes to 90, longitude to 180")
    return Coordinates(latitude, longitude)


def url(value: str) -> str:
    """Read an address of the web."""
    found = forms.URL.fullmatch(value)
    if TWO_ADDRESSES.search(value):
        raise ValueError(f"{shown(value)} is more than one address: each page is a source of its own")
    if found is None:
        raise ValueError(f"{shown(value)} is no address: it begins with https:// or http://, then a host, without spaces")
    host = value.split("/")[2]
    if not host.isascii() and (pair := TWO_SCRIPTS.search(host)):
        raise ValueError(f"{_letters(pair[0])} stand in one word of this address: which page is it?")
    if found[1] and int(found[1]) > 65535:
        raise ValueError(f"{shown(value)} is no address: there is no port {found[1]}")
    return value


def sentence(value: str) -> str:
    """Read a term of imprisonment, or what stands in its place."""
    if not forms.SENTENCE.fullmatch(value):
        raise ValueError(f"{shown(value)} is no sentence: write 12 years, 3 years 6 months, up to 20 years, life or death")
    return value


def each_once(values: tuple[T, ...]) -> tuple[T, ...]:
    """Refuse a list in which a value stands twice."""
    if len(values) > 1 and len({*values}) < len(values):
        twice, _ = Counter(values).most_common(1)[0]
        at = [number for number, one in enumerate(values) if one == twice][1]
        raise PydanticCustomError(REFUSED, "{message}", {"message": f"{twice} stands twice in this list: keep one", "at": at})
    return values


def listed(value: Any) -> Any:
    """Read a single text as a list of one."""
    return (value,) if isinstance(value, str) else value
