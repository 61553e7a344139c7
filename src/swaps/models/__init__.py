"""The shape of the data: frozen models whose field descriptions are also the schema and the codebook."""

from swaps.models.exchange import (
    Acknowledgement,
    Claim,
    Consideration,
    Dispute,
    Exchange,
    Intermediary,
    Loc,
    Location,
    PlaceNow,
    Planned,
    Relation,
    Release,
    Source,
    Step,
    Tombstone,
    Waiver,
    Withdrawal,
)
from swaps.models.party import PartyEntry, PeriodName, StateCode
from swaps.models.people import Charge, Group, GroupCitizenship, Person
from swaps.models.values import Coordinates

__all__ = [
    "Acknowledgement", "Charge", "Claim", "Consideration", "Coordinates", "Dispute", "Exchange", "Group", "GroupCitizenship",
    "Intermediary", "Loc", "Location", "PartyEntry", "PeriodName", "Person", "PlaceNow", "Planned", "Relation", "Release", "Source",
    "StateCode", "Step", "Tombstone", "Waiver", "Withdrawal",
]  # fmt: skip
