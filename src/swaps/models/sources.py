"""What a record rests on: the publications that say so, and where they differ."""

from pydantic import Field

from swaps.models.values import (
    Category,
    Date,
    DisputedField,
    Each,
    Id,
    Language,
    Line,
    Model,
    Prose,
    SourceKind,
    Url,
    Value,
)


class Source(Model):
    """A publication that says so."""

    id: Id = Field(description="A name for the source within the record.", examples=["tass-2025-04-10"])
    title: Line = Field(
        description="What the page reports, in a few words of ours.", examples=["Exchange of prisoners at Abu Dhabi airport"]
    )
    publisher: Line = Field(description="Who wrote the words; not who hosts the page.", examples=["TASS"])
    kind: SourceKind = Field(description="What kind of publisher it is.")
    url: Url | None = Field(None, description="The address of the page.")
    archive_url: Url | None = Field(None, description="The address of an archived copy.")
    published: Date | None = Field(None, description="When it was published; absent if the page does not say.")
    accessed: Date | None = Field(None, description="The day on which somebody read it for this record.")
    language: Language | None = Field(None, description="The code of its language.")
    locator: Line | None = Field(None, description="The page, chapter or minute.", examples=["page 12"])


class Claim(Model):
    """One of several competing values."""

    value: Value = Field(
        description="The value; a count or a date where the field is one.", examples=["about $50", "~1000", "1962-02-10"]
    )
    per: Line | None = Field(
        None, description="Who says so: a party's id, or the name of an organisation.", examples=["RU", "Red Cross"]
    )
    sources: Each[Id] = Field(description="The ids of the sources that were seen to say it.")


class Dispute(Model):
    """Competing values, side by side."""

    field: DisputedField = Field(description="What they are values of.")
    leg: Line | None = Field(None, description="The leg, by its `id` or its `by`.", examples=["RU", "first-day"])
    person: Id | None = Field(None, description="The person, by the id or the slug of the name.", examples=["ksenia-karelina"])
    category: Category | None = Field(None, description="Which part of a count; the leg's total where it is absent.")
    date: Date | None = Field(None, description="Which day, where a record has several.")
    about: Line | None = Field(None, description="What is disputed, in words.", examples=["the size of the donation"])
    claims: tuple[Claim, ...] = Field(description="The competing values; two or more.", min_length=2)
    chosen: Prose | None = Field(
        None, description="Why the record states what it states.", examples=["The court documents give this amount."]
    )
