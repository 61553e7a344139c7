"""Records out of the index as they are cited: with the edition they stand in, and the names that parties had at their time."""

import json
from collections.abc import Sequence

from swaps import clock
from swaps.index import Index
from swaps.render.citation import Cited, Edition

LONGEST_NAME = 2
"""Words: a longer name of a time is the title of a state (Czechoslovak Socialist Republic), which nobody says."""


def cited(index: Index, ids: Sequence[str]) -> list[Cited]:
    """Return records by their ids, in that order and each once, ready to be cited."""
    edition = Edition(index.files.version, index.files.sha256, clock.today().isoformat())
    names: dict[str, str] = dict(index.ask("SELECT id, name FROM parties"))
    found = {}
    for name in dict.fromkeys(ids):
        text, stands, earliest, latest = index.ask(
            "SELECT record, coalesce(date, span, ''), date_earliest, date_latest "
            "FROM exchanges JOIN records USING (n) WHERE id = ?",
            [name],
        )[0]
        found[name] = Cited(json.loads(text), names | _names_between(index, earliest, latest), stands, edition)
    return [*found.values()]


def _names_between(index: Index, earliest: str | None, latest: str | None) -> dict[str, str]:
    """Return the names that parties went by through a time, and go by no more: West Germany."""
    rows = index.ask(
        "SELECT party, name FROM party_names WHERE until NOT NULL AND until >= ? AND coalesce(since, '') <= ?", [latest, earliest]
    )
    return {party: name for party, name in rows if len(name.split()) <= LONGEST_NAME}
