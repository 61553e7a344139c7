"""The record of one exchange."""

from functools import cached_property

from pydantic import Field

from swaps.dates import PartialDate
from swaps.models.people import Group, Person
from swaps.models.values import (
    Answer,
    Category,
    ConsiderationKind,
    Country,
    Currency,
    Date,
    DisputedField,
    Id,
    IntermediaryRole,
    Kind,
    Language,
    Line,
    LocationRole,
    Map,
    Model,
    Number,
    Parties,
    Party,
    Prose,
    RelationKind,
    Some,
    SourceKind,
    Status,
    Title,
    Truth,
    Url,
)

Loc = tuple[str | int, ...]
"""A place in a record: keys and numbers that lead to it."""


class PlaceNow(Model):
    """What a place is called today."""

    city: Line | None = Field(None, description="The city's name today.", examples=["Chemnitz"])
    country: Country | None = Field(None, description="The country's code today.")


class Location(Model):
    """A place, named as it was then."""

    role: LocationRole = Field("handover", description="What happened there; a handover where it is absent.")
    place: Line | None = Field(None, description="The bridge, airport or crossing.", examples=["Glienicke Bridge"])
    city: Line | None = Field(None, description="The city, as it was called then.", examples=["Abu Dhabi"])
    country: Country | None = Field(None, description="The code of the country that it lay in then.")
    now: PlaceNow | None = Field(None, description="City and country of today, where they have changed.")
    border_with: Country | None = Field(None, description="The country on the other side, for a place on a border.")
    coordinates: Map | None = Field(None, description="Latitude and longitude in degrees: 52.4135, 13.0904.")
    undisclosed: Truth = Field(False, description="The sides kept the place to themselves; not the same as unknown to us.")
    sources: Some[Id] = Field((), description="The ids of the sources of what is said here.")


class Step(Model):
    """One step on the way to an exchange, or away from it."""

    date: Date = Field(description="When it happened.")
    text: Prose = Field(description="What happened, in a sentence of ours.", examples=["Both governments confirm the talks."])
    status: Status | None = Field(None, description="The status of the exchange from this step on, where it changed.")
    people: Some[Line] = Field((), description="Names that the step speaks of, even of people who were never released.")
    sources: Some[Id] = Field((), description="The ids of the sources of what is said here.")


class Planned(Model):
    """What a framework promised: how many people of one kind, by whom and to whom."""

    by: Parties = Field(description="The party or parties that promised to release.")
    to: Parties = Field((), description="The party or parties that were to receive them.")
    category: Category | None = Field(None, description="What they were held as.")
    count: Number | None = Field(None, description="How many; absent where it is unknown.")
    sources: Some[Id] = Field((), description="The ids of the sources of what is said here.")


class Release(Model):
    """A directed leg: people released by one side, to another."""

    id: Id | None = Field(None, description="A name for the leg, where two legs have the same `by`.", examples=["first-day"])
    by: Parties = Field(description="The party that released them, or a list for a joint release.")
    to: Parties = Field((), description="The party that received them, or a list; absent where nobody did.")
    held_by: Parties = Field((), description="Who had held them, where it was another party.")
    date: Date | None = Field(None, description="The day of this leg, where it differs from the record's.")
    locations: Some[Location] = Field((), description="The places of this leg, where they differ from the record's.")
    planned: Number | None = Field(None, description="How many were promised in all.")
    people: Some[Person] = Field((), description="The people who are named.")
    groups: Some[Group] = Field((), description="The people who are counted and not named.")
    sources: Some[Id] = Field((), description="The ids of the sources of what is said here.")


class Intermediary(Model):
    """Somebody who helped the exchange along: a party, or a person by name."""

    party: Party | None = Field(None, description="The party, by its code or slug.")
    name: Line | None = Field(None, description="The person's or body's name, where it is no party.", examples=["Wolfgang Vogel"])
    on_behalf_of: Party | None = Field(None, description="The party that the person acted for.")
    roles: Some[IntermediaryRole] = Field(description="What the intermediary did.")
    sources: Some[Id] = Field((), description="The ids of the sources of what is said here.")


class Consideration(Model):
    """Something besides people that changed hands."""

    kind: ConsiderationKind = Field(description="What it was, a word of a closed list.")
    by: Parties = Field((), description="The party that gave it.")
    to: Parties = Field((), description="The party that got it.")
    via: Line | None = Field(None, description="Whom or what it passed through.", examples=["a bank in Doha"])
    text: Prose | None = Field(None, description="What it was, in a sentence of ours.", examples=["Frozen oil revenues released."])
    amount: Number | None = Field(None, description="The amount, written as counts are: 6000000, ~6000000.")
    currency: Currency | None = Field(None, description="The currency's code.")
    sources: Some[Id] = Field((), description="The ids of the sources of what is said here.")


class Acknowledgement(Model):
    """What a party says of whether it was an exchange."""

    by: Party = Field(description="The party.")
    answer: Answer = Field(description="What it says.")
    sources: Some[Id] = Field((), description="The ids of the sources of what is said here.")


class Claim(Model):
    """One of several competing values."""

    value: Line = Field(
        description="The value; a count or a date where the field is one.", examples=["about $50", "~1000", "1962-02-10"]
    )
    per: Line | None = Field(
        None, description="Who says so: a party's id, or the name of an organisation.", examples=["RU", "Red Cross"]
    )
    sources: Some[Id] = Field(description="The ids of the sources that were seen to say it.")


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


class Relation(Model):
    """A tie to another record, written on the later of the two."""

    relation: RelationKind = Field(description="How this record relates to the other.")
    id: Id = Field(description="The id of the other record.", examples=["ankara-2024"])


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


class Withdrawal(Model):
    """Why a record no longer stands."""

    date: Date = Field(description="The day of the withdrawal.")
    reason: Prose = Field(
        description="Why, in a sentence without personal data.", examples=["The record told of the same handover a second time."]
    )


class Waiver(Model):
    """A warning turned off for one record."""

    rule: Id = Field(description="The rule.", examples=["one-publisher"])
    because: Prose = Field(description="Why it does not hold here.", examples=["The handover was reported by the Red Cross alone."])


class Exchange(Model):
    """One handover operation: one bargain, carried out at one time, or on consecutive days if announced as one."""

    id: Id = Field(
        description="The record's name for ever: kebab-case, unique, never used again.", examples=["karelina-petrov", "ankara-2024"]
    )
    title: Title = Field(description="What it is called, in a few neutral words.", examples=["Karelina–Petrov exchange"])
    kind: Kind = Field(description="What kind of event it is.")
    status: Status = Field(description="How far it has come.")
    withdrawn: Withdrawal | None = Field(None, description="Set when the record no longer stands.")
    date: Date | None = Field(None, description="The handover and nothing else; absent unless completed or partial.")
    locations: Some[Location] = Field((), description="Where people changed hands, and other places by role.")
    history: Some[Step] = Field((), description="Talks, offers, agreements, refusals and what followed, oldest first.")
    planned: Some[Planned] = Field((), description="What a framework promised.")
    releases: Some[Release] = Field((), description="The directed legs: who was released by whom, to whom.")
    intermediaries: Some[Intermediary] = Field((), description="Who helped it along.")
    considerations: Some[Consideration] = Field((), description="What changed hands besides people.")
    acknowledged: Some[Acknowledgement] = Field((), description="What each party says of whether it was an exchange.")
    disputes: Some[Dispute] = Field((), description="Where sources differ.")
    related: Some[Relation] = Field((), description="Ties to earlier records.")
    sources: Some[Source] = Field(description="The publications that the record rests on.")
    notes: Prose | None = Field(
        None, description="A few neutral sentences.", examples=["The two sides give different numbers; both stand under disputes."]
    )
    reviewed: Date | None = Field(None, description="The day somebody last held the record against its sources.")
    waive: Some[Waiver] = Field((), description="Warnings that do not hold for this record.")

    @cached_property
    def legs(self) -> list[tuple[Loc, Release]]:
        """Each leg with its place in the record."""
        return [(("releases", number), release) for number, release in enumerate(self.releases)]

    @cached_property
    def people(self) -> list[tuple[Loc, Release, Person]]:
        """Each named person with the place in the record, and the leg."""
        return [((*loc, "people", number), release, one) for loc, release in self.legs for number, one in enumerate(release.people)]

    @cached_property
    def when(self) -> PartialDate | None:
        """Where the record stands in time: its date, else the span of its history."""
        if self.date is not None or not self.history:
            return self.date
        dates = [step.date for step in self.history]
        first, last = min(dates), max(dates, key=lambda step: (step.latest, step.earliest))
        return first if len(dates) == 1 or first == last else PartialDate.spanning(first, last)


class Tombstone(Model):
    """A record that was withdrawn: its id is never used again."""

    id: Id = Field(description="The id that the record had.", examples=["smith-jones"])
    title: Title | None = Field(None, description="What it was called.")
    withdrawn: Withdrawal = Field(description="When and why it went.")
    related: Some[Relation] = Field((), description="The record that stands in its place.")
