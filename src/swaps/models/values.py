"""The types of single values: how the text of a field becomes a date, a count, a word or an address."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.models import forms, slips
from swaps.models.readers import (
    Coordinates,
    coordinates,
    each_once,
    listed,
    matching,
    one_of,
    party,
    sentence,
    shown_as,
    text,
    truth,
    typed,
    url,
)
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
)

T = TypeVar("T")


class Model(BaseModel):
    """A part of a record: frozen, and without room for keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


as_text = PlainSerializer(str, return_type=str)
as_place = PlainSerializer(lambda place: f"{place.latitude:g}, {place.longitude:g}", return_type=str)
as_sides = PlainSerializer(lambda sides: sides[0] if len(sides) == 1 else list(sides))


Date = Annotated[PartialDate, typed(PartialDate.parse, forms.DATE, slips.dates), as_text]
Number = Annotated[Count, typed(Count.parse, forms.COUNT, slips.counts), as_text]
Truth = Annotated[bool, typed(truth, forms.TRUTH)]
Map = Annotated[Coordinates, typed(coordinates, forms.COORDINATES), as_place]
Url = Annotated[str, typed(url, forms.ADDRESS)]
Sentence = Annotated[str, typed(sentence, forms.TERM)]
Line = Annotated[str, text(500)]
Value = Annotated[str, text(500, nothing=frozenset())]
"""What a side says, be it that it does not know."""
Title = Annotated[str, text(200)]
Prose = Annotated[str, text(5000, lines=True)]
Id = Annotated[str, matching("id", forms.SLUG, "is no id: small letters a-z, digits and single hyphens", kinds=forms.ANY_SCALAR)]
Party = Annotated[str, BeforeValidator(party, json_schema_input_type=shown_as(forms.A_PARTY))]
Country = Annotated[str, BeforeValidator(party, json_schema_input_type=shown_as(forms.A_COUNTRY))]
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
Each = Annotated[tuple[T, ...], Field(min_length=1, json_schema_extra={"uniqueItems": True}), AfterValidator(each_once)]
"""A list of single values, each of them once."""
Parties = Annotated[Each[Party], BeforeValidator(listed, json_schema_input_type=Party | tuple[Party, ...]), as_sides]
"""One party, or a list of parties that act together."""
