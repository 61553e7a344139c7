"""The sources of a selection of records: each of them, or counted by publisher, kind or language."""

from swaps.dates import PartialDate
from swaps.index import Index, Row
from swaps.query import Query, conditions

COLUMNS = (
    "record", "id", "publisher", "kind", "language", "published", "published_earliest", "published_latest", "accessed", "title",
    "locator", "url", "archive_url",
)  # fmt: skip
"""What is told of a source; `record` is the id of the record that it stands in."""
COMPUTED = COLUMNS.index("published_latest")
DIMENSIONS = ("publisher", "kind", "language")


def listed(index: Index, query: Query) -> list[Row]:
    """Return the sources of the records that match, by publisher and age."""
    where = conditions(index, query)
    stored = [name for name in COLUMNS if name != "published_latest"]
    named = ", ".join("exchanges.id" if name == "record" else f"sources.{name}" for name in stored)
    rows = index.ask(
        f"SELECT {named} FROM sources JOIN exchanges USING (n) WHERE {where.sql} "
        "ORDER BY publisher COLLATE NOCASE, published_earliest, exchanges.n, sources.rowid",
        where.params,
    )
    return [(*row[:COMPUTED], _latest(row[COLUMNS.index("published")]), *row[COMPUTED:]) for row in rows]


def _latest(date: str | None) -> str | None:
    return None if date is None else PartialDate.parse(date).latest.isoformat()


def counted(index: Index, query: Query, by: str) -> list[Row]:
    """Return what sources there are by one dimension: label, sources, records, with an archived copy, oldest and newest."""
    where = conditions(index, query)
    return index.ask(
        f"SELECT min(sources.{by}), count(*), count(DISTINCT exchanges.n), count(archive_url), min(published_earliest), "
        f"max(published_earliest) FROM sources JOIN exchanges USING (n) WHERE {where.sql} "
        f"GROUP BY sources.{by} COLLATE NOCASE ORDER BY 2 DESC, 1",
        where.params,
    )
