"""The shape of the data: frozen models whose field descriptions are also the schema and the codebook."""

from swaps.models.exchange import (
    Acknowledgement,
    Consideration,
    Exchange,
    Intermediary,
    Loc,
    Relation,
    Step,
    Tombstone,
    Waiver,
    Withdrawal,
)
from swaps.models.legs import Location, PlaceNow, Planned, Release
from swaps.models.party import PartyEntry, PeriodName, StateCode
from swaps.models.people import Charge, Group, GroupCitizenship, Person
from swaps.models.readers import Coordinates
from swaps.models.sources import Claim, Dispute, Source

__all__ = [
    "Acknowledgement", "Charge", "Claim", "Consideration", "Coordinates", "Dispute", "Exchange", "Group", "GroupCitizenship",
    "Intermediary", "Loc", "Location", "PartyEntry", "PeriodName", "Person", "PlaceNow", "Planned", "Relation", "Release", "Source",
    "StateCode", "Step", "Tombstone", "Waiver", "Withdrawal",
]  # fmt: skip
