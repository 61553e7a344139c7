"""The types of single values: how the text of a field becomes a date, a count, a word or an address."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.models import forms, slips
from swaps.models.forms import Form
from swaps.words import (
    ANSWERS,
    CATEGORIES,
    CHARGES,
    CONSIDERATIONS,
    DISPUTED,
    INTERMEDIARY_ROLES,
    KINDS,
    LEGAL_STATUSES,
    LOCATION_ROLES,
    MECHANISMS,
    PARTY_KINDS,
    RELATIONS,
    SOURCE_KINDS,
    STATUSES,
    Words,
    nearest,
)

T = TypeVar("T")
REFUSED = "refused"
"""The pydantic error type of every refusal of ours: its message is shown as it is."""

KNOWN_PARTY = "known-party"
NOTHING_SAID = frozenset({"null", "todo", "tbd", "n/a"})
"""What stands where somebody meant to write a text later, or knows of none."""


class Model(BaseModel):
    """A part of a record: frozen, and without room for keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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


def _party(value: object, info: ValidationInfo) -> str:
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


def text(limit: int, lines: bool = False) -> BeforeValidator:
    """Accept text of at most so many characters, on one line or on several."""
    odd = re.compile("[\t\x85\u2028\u2029]" if lines else "[\t\n\r\x85\u2028\u2029]")

    def read(value: str) -> str:
        if (len(value) < 5 and value.casefold() in NOTHING_SAID) or not (value[:1].isalnum() or value.strip("~?-–—.… \t\n\r")):
            raise ValueError("there is no text here: write it, or leave the key out")
        if len(value) > limit:
            raise ValueError(f"{len(value):,} characters are too many here: the limit is {limit:,}")
        if not value.isprintable() and odd.search(value):
            raise ValueError("a tab or a line break has no place here" if not lines else "a tab has no place here")
        return value

    return typed(read, forms.free("prose" if lines else "text", limit))


def _truth(value: str) -> bool:
    if value not in ("true", "false"):
        raise ValueError(f"{shown(value)} is neither true nor false")
    return value == "true"


@lru_cache(maxsize=1024)  # a place is told of often
def _coordinates(value: str) -> Coordinates:
    parts = value.split(",")
    if len(parts) != 2 or not all(forms.NUMBER.fullmatch(part.strip(" ")) for part in parts):
        raise ValueError(f"{shown(value)} is no place: write latitude and longitude in degrees, as in 52.4135, 13.0904")
    latitude, longitude = (float(part) for part in parts)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError(f"{shown(value)} is not on the map: latitude goes to 90, longitude to 180")
    return Coordinates(latitude, longitude)


def _url(value: str) -> str:
    found = forms.URL.fullmatch(value)
    if found is None:
        raise ValueError(f"{shown(value)} is no address: it begins with https:// or http://, then a host, without spaces")
    if found[1] and int(found[1]) > 65535:
        raise ValueError(f"{shown(value)} is no address: there is no port {found[1]}")
    return value


def _sentence(value: str) -> str:
    if not forms.SENTENCE.fullmatch(value):
        raise ValueError(f"{shown(value)} is no sentence: write 12 years, 3 years 6 months, up to 20 years, life or death")
    return value


def _listed(value: Any) -> Any:
    """Read a single text as a list of one."""
    return (value,) if isinstance(value, str) else value


as_text = PlainSerializer(str, return_type=str)
as_place = PlainSerializer(lambda place: f"{place.latitude:g}, {place.longitude:g}", return_type=str)
as_sides = PlainSerializer(lambda sides: sides[0] if len(sides) == 1 else list(sides))


Date = Annotated[PartialDate, typed(PartialDate.parse, forms.DATE, slips.dates), as_text]
Number = Annotated[Count, typed(Count.parse, forms.COUNT, slips.counts), as_text]
Truth = Annotated[bool, typed(_truth, forms.TRUTH)]
Map = Annotated[Coordinates, typed(_coordinates, forms.COORDINATES), as_place]
Url = Annotated[str, typed(_url, forms.ADDRESS)]
Sentence = Annotated[str, typed(_sentence, forms.TERM)]
Line = Annotated[str, text(500)]
Title = Annotated[str, text(200)]
Prose = Annotated[str, text(5000, lines=True)]
Id = Annotated[str, matching("id", forms.SLUG, "is no id: small letters a-z, digits and single hyphens", kinds=forms.ANY_SCALAR)]
Party = Annotated[str, BeforeValidator(_party, json_schema_input_type=shown_as(forms.A_PARTY))]
Country = Annotated[str, BeforeValidator(_party, json_schema_input_type=shown_as(forms.A_COUNTRY))]
Language = Annotated[
    str, matching("language", r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "is no language: write its code, as in en or ru", "en")
]
Currency = Annotated[str, matching("currency", r"[A-Z]{3}", "is no currency: write its code, as in USD", "USD")]
Wikidata = Annotated[str, matching("item", r"Q[1-9][0-9]{0,11}", "is no Wikidata item: write its number, as in Q42", "Q42")]

Kind = Annotated[str, one_of("kind", KINDS)]
Status = Annotated[str, one_of("status", STATUSES)]
LocationRole = Annotated[str, one_of("role of a place", LOCATION_ROLES)]
Category = Annotated[str, one_of("category", CATEGORIES)]
ChargeCategory = Annotated[str, one_of("charge", CHARGES)]
LegalStatus = Annotated[str, one_of("legal status", LEGAL_STATUSES)]
Mechanism = Annotated[str, one_of("mechanism", MECHANISMS)]
IntermediaryRole = Annotated[str, one_of("role of an intermediary", INTERMEDIARY_ROLES)]
ConsiderationKind = Annotated[str, one_of("kind of consideration", CONSIDERATIONS)]
Answer = Annotated[str, one_of("answer", ANSWERS)]
DisputedField = Annotated[str, one_of("what is disputed", DISPUTED)]
RelationKind = Annotated[str, one_of("relation", RELATIONS)]
SourceKind = Annotated[str, one_of("kind of source", SOURCE_KINDS)]
PartyKind = Annotated[str, one_of("kind of party", PARTY_KINDS)]

Some = Annotated[tuple[T, ...], Field(min_length=1)]
"""A list that, if it is there at all, holds something."""
Parties = Annotated[
    tuple[Party, ...], Field(min_length=1), BeforeValidator(_listed, json_schema_input_type=Party | tuple[Party, ...]), as_sides
]
"""One party, or a list of parties that act together."""
