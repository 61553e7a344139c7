"""The page of a record, where its words depend on what is there."""

from typing import Any

import pytest

from swaps.render.page import plain
from swaps.render.record import Dossier, page

LEG = {"by": "AA", "to": "BB"}
PARTIES = {"AA": "Aland", "BB": "Béland", "CC": "Land of Cods", "EE": "Cod Tigers"}


def told(**record: Any) -> str:
    """Return the page of a record, on one line."""
    dossier = Dossier({"id": "x", **record}, PARTIES, {}, {}, {0: "12773+, 1000 dead"}, (), "", counted=True)
    return " ".join(plain(page(dossier), 1000).split())


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"releases": [LEG | {"groups": [{"category": "pows", "count": "1", "description": "x"}]}]}, "1 pow: x"),
        ({"releases": [LEG | {"groups": [{"category": "remains", "count": "1", "description": "x"}]}]}, "1 remains: x"),
        ({"releases": [LEG | {"groups": [{"category": "hostages", "count": "1+", "description": "x"}]}]}, "1+ hostages: x"),
        ({"releases": [LEG | {"groups": [{"description": "x"}]}]}, "an unknown number of detainees: x"),
        ({"releases": [LEG]}, "Aland → Béland 12,773+, 1,000 dead"),
        ({"releases": [LEG | {"to": ["BB", "CC", "EE"]}]}, "Aland → Béland, Land of Cods and Cod Tigers 12,773+, 1,000 dead"),
        ({"releases": [{"by": "EE"}]}, "By the Cod Tigers 12,773+, 1,000 dead"),
        ({"releases": [LEG | {"held_by": ["BB", "EE"]}]}, "(held by Béland and the Cod Tigers) 12,773+, 1,000 dead"),
        (
            {
                "releases": [
                    LEG | {"groups": [{"category": "pows", "count": "~66000", "declined": "1200..1300", "description": "1962"}]}
                ]
            },
            "~66,000 pows: 1962 declined 1,200..1,300",
        ),
        ({"releases": [LEG | {"planned": "1000"}]}, "planned: 1,000"),
        ({"planned": [{"by": "EE", "count": "1000"}]}, "Planned: By the Cod Tigers, 1,000 people"),
        ({"planned": [LEG | {"category": "pows"}]}, "Planned: Aland → Béland, an unknown number of pows"),
        ({"planned": [LEG | {"count": "50"}]}, "Planned: Aland → Béland, 50 people"),
        ({"considerations": [{"kind": "money", "by": "AA", "to": "BB", "text": "x"}]}, "money: Aland → Béland, x"),
        ({"considerations": [{"kind": "money", "to": "BB", "text": "x"}]}, "money: to Béland, x"),
        ({"considerations": [{"kind": "money", "by": "AA", "text": "x"}]}, "money: from Aland, x"),
        ({"considerations": [{"kind": "money", "text": "x"}]}, "money: x"),
        (
            {"considerations": [{"kind": "money", "by": "EE", "amount": "6000000", "currency": "USD"}]},
            "money: from the Cod Tigers, 6,000,000 USD",
        ),
        (
            {"disputes": [{"field": "count", "claims": [{"value": "1962", "per": "EE"}]}]},
            "count 1,962, according to the Cod Tigers",
        ),
        ({"disputes": [{"field": "date", "claims": [{"value": "1962", "per": "AA"}]}]}, "date 1962, according to Aland"),
        ({"locations": [{"place": "Neu airport", "city": "Neu", "country": "AA"}]}, "Where: Neu airport, Aland"),
        ({"locations": [{"place": "Old Bridge", "city": "Neu", "country": "AA"}]}, "Where: Old Bridge, Neu, Aland"),
        ({"locations": [{"city": "Neu", "country": "AA"}]}, "Where: Neu, Aland"),
        ({"locations": [{"country": "AA"}]}, "Where: Aland"),
        (
            {"releases": [LEG | {"people": [{"name": "A", "legal_status": "on-trial", "mechanism": "other"}]}]},
            "on-trial; freed by another mechanism",
        ),
    ],
)
def test_says_it_in_words_that_fit(record: dict[str, Any], said: str) -> None:
    """One is no plural, nobody knows how many *of* whom, what goes to somebody does not come from there, and no place twice."""
    assert told(**record).endswith(said)
