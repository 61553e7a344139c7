"""The page of a record, where its words depend on what is there."""

from typing import Any

import pytest

from swaps.render.page import plain
from swaps.render.record import Dossier, page

LEG = {"by": "AA", "to": "BB"}


def told(**record: Any) -> str:
    """Return the page of a record, on one line."""
    dossier = Dossier({"id": "x", **record}, {"AA": "Aland", "BB": "Béland"}, {}, {}, {0: "1"}, (), "", counted=True)
    return " ".join(plain(page(dossier), 1000).split())


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"releases": [LEG | {"groups": [{"category": "pows", "count": "1", "description": "x"}]}]}, "1 pow: x"),
        ({"releases": [LEG | {"groups": [{"category": "remains", "count": "1", "description": "x"}]}]}, "1 remains: x"),
        ({"releases": [LEG | {"groups": [{"category": "hostages", "count": "1+", "description": "x"}]}]}, "1+ hostages: x"),
        ({"releases": [LEG | {"groups": [{"description": "x"}]}]}, "an unknown number of detainees: x"),
        ({"planned": [LEG | {"category": "pows"}]}, "Planned: Aland → Béland, an unknown number of pows"),
        ({"planned": [LEG | {"count": "50"}]}, "Planned: Aland → Béland, 50 people"),
        ({"considerations": [{"kind": "money", "by": "AA", "to": "BB", "text": "x"}]}, "money: Aland → Béland, x"),
        ({"considerations": [{"kind": "money", "to": "BB", "text": "x"}]}, "money: to Béland, x"),
        ({"considerations": [{"kind": "money", "by": "AA", "text": "x"}]}, "money: from Aland, x"),
        ({"considerations": [{"kind": "money", "text": "x"}]}, "money: x"),
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
