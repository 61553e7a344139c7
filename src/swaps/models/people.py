"""Who was released: named people and counted groups."""

from functools import cached_property

from pydantic import Field

from swaps.models.values import (
    Category,
    ChargeCategory,
    Country,
    Date,
    Each,
    Id,
    LegalStatus,
    Line,
    Mechanism,
    Model,
    Number,
    Prose,
    Sentence,
    Some,
    Truth,
    Wikidata,
)
from swaps.names import folded, slug


class Charge(Model):
    """What the holding side accused a person of: its charge, never a fact."""

    category: ChargeCategory = Field(description="The family of the charge, a word of a closed list.")
    text: Line | None = Field(
        None,
        description="The charge in a few words of ours, as the holding side stated it.",
        examples=["Treason, for a donation of about $50 to a charity supporting Ukraine"],
    )


class Person(Model):
    """A named person in one exchange; all but the identity is of this event."""

    name: Line = Field(
        description="The name in Latin letters, as it is most often written in English.", examples=["Ksenia Karelina"]
    )
    native_name: Line | None = Field(None, description="The name in its own script.", examples=["Ксения Карелина"])
    aliases: Each[Line] = Field((), description="Other names and other spellings in use.", examples=[["Ksenia Khavana"]])
    person: Id | None = Field(
        None, description="Identity across exchanges; by default the slug of the name.", examples=["ksenia-karelina"]
    )
    citizenships: Each[Country] = Field((), description="Codes of the states whose citizen the person was.")
    wikidata: Wikidata | None = Field(None, description="The number of the person's Wikidata item, if somebody looked at it.")
    category: Category | None = Field(None, description="What the person was held as; detainee where it is absent.")
    occupation: Line | None = Field(
        None, description="What the person did for a living or was known as.", examples=["ballet dancer and spa worker"]
    )
    held_since: Date | None = Field(None, description="The day on which this detention began.")
    held_in: Line | None = Field(None, description="Where the person was held.", examples=["Yekaterinburg"])
    charges: Some[Charge] = Field((), description="The holding side's charges.")
    legal_status: LegalStatus | None = Field(None, description="How far the proceedings had come.")
    sentence: Sentence | None = Field(None, description="The sentence: 12 years, 3 years 6 months, up to 20 years, life, death.")
    mechanism: Mechanism | None = Field(None, description="The legal form of the release.")
    conditions: Prose | None = Field(None, description="What the release was tied to.", examples=["Not to return for five years"])
    destination: Line | None = Field(None, description="Where the person went, if not to the receiving party.", examples=["Qatar"])
    declined: Truth = Field(False, description="The person was offered and refused to go: shown, not counted as released.")
    sources: Each[Id] = Field((), description="The ids of the sources of what is said here.")

    @cached_property
    def identity(self) -> str:
        """The id that this person has in every exchange."""
        if self.person:
            return self.person
        plain = folded(self.name)
        return (slug(self.name) if plain.isascii() else plain.replace(" ", "-").encode("punycode").decode()) or "unnamed"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the record gives."""
        return self.name, *([self.native_name] if self.native_name else []), *self.aliases


class GroupCitizenship(Model):
    """How many of a group were citizens of one state."""

    code: Country = Field(description="The code of the state.")
    count: Number | None = Field(None, description="How many; absent where it is unknown.")


class Group(Model):
    """People who are counted and not named."""

    description: Line = Field(description="Who they were, in a few words.", examples=["soldiers taken at Mariupol"])
    category: Category | None = Field(None, description="What they were held as; detainees where it is absent.")
    count: Number | None = Field(None, description="How many were released: 205, ~1000, 50+, 72..74; absent where unknown.")
    planned: Number | None = Field(None, description="How many were promised.")
    women: Number | None = Field(None, description="How many of the count were women.")
    minors: Number | None = Field(None, description="How many of the count were under age.")
    citizenships: Some[GroupCitizenship] = Field((), description="How many of the count were citizens of which state.")
    declined: Number | None = Field(None, description="How many, besides the count, were offered and refused to go.")
    people: Each[Line] = Field((), description="Names in `people` of the same leg who belong to this count.")
    sources: Each[Id] = Field((), description="The ids of the sources of what is said here.")
