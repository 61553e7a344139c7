"""The registry of parties: states of today, dissolved states, armed groups."""

from datetime import date
from typing import Annotated

from pydantic import Field

from swaps.models.readers import matching
from swaps.models.values import Date, Each, Line, Model, Party, PartyKind, Some

Iso3 = Annotated[str, matching("alpha-3 code", r"[A-Z]{3}", "is no ISO 3166-1 alpha-3 code", "DEU")]
Iso4 = Annotated[str, matching("ISO 3166-3 code", r"[A-Z]{4}", "is no ISO 3166-3 code", "DDDE")]
StateNumber = Annotated[str, matching("state number", r"[1-9][0-9]{0,3}", "is no state number", 255, kinds=["string", "integer"])]


class PeriodName(Model):
    """A name that the party went by for a time."""

    name: Line = Field(description="The name.", examples=["West Germany"])
    since: Date | None = Field(None, alias="from", description="From when.")
    to: Date | None = Field(None, description="Until when.")


class StateCode(Model):
    """The number of a state in a list of the state system, with the years for which it holds."""

    code: StateNumber = Field(description="The number.")
    since: Date | None = Field(None, alias="from", description="From which year.")
    to: Date | None = Field(None, description="Until which year.")


class PartyEntry(Model):
    """One party of the registry."""

    id: Party = Field(
        description="ISO 3166-1 alpha-2, the withdrawn code of a dissolved state, or a slug.", examples=["DE", "hamas"]
    )
    name: Line = Field(description="The short English name.", examples=["Germany"])
    kind: PartyKind = Field(description="What kind of party it is.")
    since: Date | None = Field(None, alias="from", description="When it came to be; absent where that does not matter.")
    to: Date | None = Field(None, description="When it ceased to be.")
    iso3: Iso3 | None = Field(None, description="The ISO 3166-1 alpha-3 code.")
    iso4: Iso4 | None = Field(None, description="The ISO 3166-3 code of a withdrawn name.")
    names: Some[PeriodName] = Field((), description="Names that it went by for a time.")
    cow: Some[StateCode] = Field((), description="Correlates of War numbers, by years.")
    gw: Some[StateCode] = Field((), description="Gleditsch and Ward numbers, by years.")
    aliases: Each[Line] = Field((), description="Other names in use.", examples=[["Federal Republic"]])

    def stands_in(self, first: date, last: date) -> bool:
        """Whether it existed at some time between two days."""
        return (self.since is None or self.since.earliest <= last) and (self.to is None or first <= self.to.latest)

    @property
    def years(self) -> str:
        """The time it existed, for a message."""
        return f"{self.since or '…'} to {self.to or 'today'}"
