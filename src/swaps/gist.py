"""The little index that a check makes: of each record only what the rules across records ask."""

from typing import Any

from swaps.counting import Total
from swaps.models import Exchange
from swaps.summary import date_columns, joined, text, total_columns
from swaps.writer import Writer


class Gist(Writer):
    """Writes of a record what tells it from others: its time, sums, names and sources.

    Its tables are those of `gist.sql`, which have the names and columns of the index.
    """

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
                self.add("people", [(*key, person.identity, person.name, person.native_name, states, person.wikidata)])
                self.names(key, person)
        self.mentions(n, record)
        self.related(n, record)
        self.add("sources", (
            (n, one.id, one.publisher, one.kind, one.url, text(one.published), one.language, one.locator) for one in record.sources
        ))  # fmt: skip
        return {}
