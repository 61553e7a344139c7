"""The record of one exchange."""

from datetime import date
from functools import cached_property

from pydantic import Field

from swaps.dates import PartialDate
from swaps.models.legs import Location, Planned, Release
from swaps.models.people import Group, Person
from swaps.models.sources import Dispute, Source
from swaps.models.values import (
    Answer,
    ConsiderationKind,
    Currency,
    Date,
    Each,
    Id,
    IntermediaryRole,
    Kind,
    Line,
    Model,
    Number,
    Parties,
    Party,
    Prose,
    RelationKind,
    Some,
    Status,
    Title,
)

Loc = tuple[str | int, ...]
"""A place in a record: keys and numbers that lead to it."""
Named = tuple[Loc, str, PartialDate | None]
"""A party where a record names it, with the time that this is about."""
SIDES = {
    "planned": ("by", "to"), "considerations": ("by", "to"), "intermediaries": ("party", "on_behalf_of"), "acknowledged": ("by",),
}  # fmt: skip
"""The lists of a record whose items name parties, besides its legs."""
TODAY = PartialDate(date.max, date.max, "the present")
"""The time of what is said of today."""


class Step(Model):
    """One step on the way to an exchange, or away from it."""

    date: Date = Field(description="When it happened.")
    text: Prose = Field(description="What happened, in a sentence of ours.", examples=["Both governments confirm the talks."])
    status: Status | None = Field(None, description="The status of the exchange from this step on, where it changed.")
    people: Each[Line] = Field((), description="Names that the step speaks of, even of people who were never released.")
    sources: Each[Id] = Field((), description="The ids of the sources of what is said here.")


class Intermediary(Model):
    """Somebody who helped the exchange along: a party, or a person by name."""

    party: Party | None = Field(None, description="The party, by its code or slug.")
    name: Line | None = Field(None, description="The person's or body's name, where it is no party.", examples=["Wolfgang Vogel"])
    on_behalf_of: Party | None = Field(None, description="The party that the person acted for.")
    roles: Each[IntermediaryRole] = Field(description="What the intermediary did.")
    sources: Each[Id] = Field((), description="The ids of the sources of what is said here.")


class Consideration(Model):
    """Something besides people that changed hands."""

    kind: ConsiderationKind = Field(description="What it was, a word of a closed list.")
    by: Parties = Field((), description="The party that gave it.")
    to: Parties = Field((), description="The party that got it.")
    via: Line | None = Field(None, description="Whom or what it passed through.", examples=["a bank in Doha"])
    text: Prose | None = Field(None, description="What it was, in a sentence of ours.", examples=["Frozen oil revenues released."])
    amount: Number | None = Field(None, description="The amount, written as counts are: 6000000, ~6000000.")
    currency: Currency | None = Field(None, description="The currency's code.")
    sources: Each[Id] = Field((), description="The ids of the sources of what is said here.")


class Acknowledgement(Model):
    """What a party says of whether it was an exchange."""

    by: Party = Field(description="The party.")
    answer: Answer = Field(description="What it says.")
    sources: Each[Id] = Field((), description="The ids of the sources of what is said here.")


class Relation(Model):
    """A tie to another record, written on the later of the two."""

    relation: RelationKind = Field(description="How this record relates to the other.")
    id: Id = Field(description="The id of the other record.", examples=["ankara-2024"])


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
    def groups(self) -> list[tuple[Loc, Release, Group]]:
        """Each group with its place in the record, and the leg."""
        return [((*loc, "groups", number), release, one) for loc, release in self.legs for number, one in enumerate(release.groups)]

    @cached_property
    def places(self) -> list[tuple[Loc, Release | None, Location]]:
        """Each location with its place in the record, and the leg unless it is the record's own."""
        own: list[tuple[Loc, Release | None, Location]] = [
            (("locations", number), None, one) for number, one in enumerate(self.locations)
        ]
        legs = [(loc, release) for loc, release in self.legs if release.locations]
        return own + [((*loc, "locations", number), leg, one) for loc, leg in legs for number, one in enumerate(leg.locations)]

    @cached_property
    def parties(self) -> list[Named]:
        """Each party that it names for what that did."""
        found: list[Named] = []
        for loc, leg in self.legs:
            when = leg.date or self.when
            for key, side in (("by", leg.by), ("to", leg.to), ("held_by", leg.held_by)):
                found += [((*loc, key, number), name, when) for number, name in enumerate(side)]
        for field, keys in SIDES.items():
            for at, one in enumerate(getattr(self, field)):
                for key in keys:
                    named = getattr(one, key)
                    if type(named) is tuple:
                        found += [((field, at, key, number), name, self.when) for number, name in enumerate(named)]
                    elif named is not None:
                        found.append(((field, at, key), named, self.when))
        return found

    @cached_property
    def countries(self) -> list[Named]:
        """Each party that it names as a country or citizenship."""
        found: list[Named] = []
        for loc, release, place in self.places:
            when = (release and release.date) or self.when
            if place.country is not None:
                found.append(((*loc, "country"), place.country, when))
            if place.border_with is not None:
                found.append(((*loc, "border_with"), place.border_with, when))
            if place.now is not None and place.now.country is not None:
                found.append(((*loc, "now", "country"), place.now.country, TODAY))
        for loc, leg, group in self.groups:
            when = leg.date or self.when
            found += [((*loc, "citizenships", number, "code"), one.code, when) for number, one in enumerate(group.citizenships)]
        for loc, leg, person in self.people:
            when = leg.date or self.when
            found += [((*loc, "citizenships", number), code, when) for number, code in enumerate(person.citizenships)]
        return found

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
