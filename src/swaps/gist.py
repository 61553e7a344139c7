"""What the rules across records ask, and nothing else: all that a check writes of a record."""

import sqlite3
from typing import Any, ClassVar

from swaps.counting import Total
from swaps.models import Exchange
from swaps.summary import date_columns, joined, text, total_columns
from swaps.writer import Writer


class Gist(Writer):
    """Writes of a record what tells it from others: its time, sums, names and sources."""

    columns: ClassVar[dict[str, str]] = {
        "exchanges": "n, id, title, kind, status, date_earliest, date_latest, counted, file, line, lead, position, length",
        "releases": 'n, leg, by, "to", date, date_earliest, date_latest, people, people_min, people_max, remains, remains_min, '
        "remains_max",
        "people": "n, leg, seq, person, name, native_name, citizenships, wikidata, declined, released",
        "names": "folded, n, leg, seq, name, kind",
        "mentions": "folded, n, seq, name",
        "related": "n, seq, relation, id",
        "sources": "n, id, publisher, kind, url, published, language, locator",
        "problems": "n, line, column, rule, level, message",
        "waivers": "n, line, column, rule",
    }

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.rows = {table: self.rows[table] for table in self.columns}
        self.summed = self.columns["exchanges"].split(", ")

    def record(self, n: int, value: object) -> None:
        """Leave the record out."""

    def exchange(self, n: int, record: Exchange, totals: list[Total]) -> dict[str, Any]:
        """Write the legs with their people, the names in the history, the ties and the sources."""
        for leg, release in enumerate(record.releases):
            by, to, sums = joined(release.by), joined(release.to), total_columns(totals[leg])
            stated, when = text(release.date or record.date), date_columns(release.date or record.when)[1:]
            self.add(
                "releases",
                [(n, leg, by, to, stated, *when, *sums[:3], *sums[5:8])],
            )
            for seq, person in enumerate(release.people):
                key = (n, leg, seq)
                states = " ".join(person.citizenships) or None
                self.add("people", [(*key, person.identity, person.name, person.native_name, states, person.wikidata, 0, 0)])
                self.names(key, person)
        self.mentions(n, record)
        self.related(n, record)
        self.add("sources", (
            (n, one.id, one.publisher, one.kind, one.url, text(one.published), one.language, one.locator) for one in record.sources
        ))  # fmt: skip
        return {}
