"""Records out of the index as they are cited: with the edition they stand in, and the names that parties had at their time."""

import json
from collections.abc import Sequence

from swaps import clock
from swaps.index import Index
from swaps.render.citation import Cited, Edition
from swaps.wording import names_between


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
        found[name] = Cited(json.loads(text), names | names_between(index, earliest, latest), stands, edition)
    return [*found.values()]
