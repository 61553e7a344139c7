"""The directed legs of an exchange, what was planned of them, and the places."""

from pydantic import Field

from swaps.models.people import Group, Person
from swaps.models.values import (
    Category,
    Country,
    Date,
    Each,
    Id,
    Line,
    LocationRole,
    Map,
    Model,
    Number,
    Parties,
    Some,
    Truth,
)


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
    sources: Each[Id] = Field((), description="The ids of the sources of what is said here.")


class Planned(Model):
    """What a framework promised: how many people of one kind, by whom and to whom."""

    by: Parties = Field(description="The party or parties that promised to release.")
    to: Parties = Field((), description="The party or parties that were to receive them.")
    category: Category | None = Field(None, description="What they were held as.")
    count: Number | None = Field(None, description="How many; absent where it is unknown.")
    sources: Each[Id] = Field((), description="The ids of the sources of what is said here.")


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
    sources: Each[Id] = Field((), description="The ids of the sources of what is said here.")
