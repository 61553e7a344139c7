"""Records to rows: each part of a record in the table that holds it."""

import json
import os
import re
import sqlite3
from collections.abc import Iterable
from typing import Any, ClassVar

from swaps import fulltext
from swaps.catalogue import Entry
from swaps.counting import Total, is_released, leg_totals
from swaps.dates import PartialDate
from swaps.models import Dispute, Exchange, Location, PartyEntry, Person, Release, Tombstone
from swaps.names import folded
from swaps.problem import Problem
from swaps.sound import sounds
from swaps.summary import count_columns, date_columns, flows, joined, standing, summary, text, total_columns, whole
from swaps.tellings import about, tellings

Row = tuple[Any, ...]
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
TRUTH = re.compile(r'("(?:declined|undisclosed)":)"(true|false)"')
"""Quotes within a text are escaped, so that this finds keys alone."""


class Writer:
    """Gathers rows, and writes them table by table when there are enough of them."""

    columns: ClassVar[dict[str, str]] = {"texts": "rowid, text, sound, n, kind, said"}
    """The columns of a row, where they are not those of its table in their order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        self.rows: dict[str, list[Row]] = {table: [] for (table,) in tables}
        self.summed = [row[1] for row in connection.execute("PRAGMA table_info(exchanges)")]

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows to a table, in the order of its columns."""
        self.rows[table].extend(rows)

    def wants(self, table: str) -> bool:
        """Whether a table is one of those to fill."""
        return table in self.rows

    def flush(self) -> None:
        """Write what has been gathered."""
        for table, rows in self.rows.items():
            if rows:
                columns = f" ({self.columns[table]})" if table in self.columns else ""
                self.connection.executemany(f"INSERT INTO {table}{columns} VALUES ({','.join('?' * len(rows[0]))})", rows)
                rows.clear()

    def write(self, n: int, entry: Entry, found: list[Problem], waivers: list[tuple[str, Problem]], digest: bytes | None) -> None:
        """Write one record with its problems; of one that was refused, no more than that it is there."""
        record, chunk = entry.record, entry.item.chunk
        row: dict[str, Any] = {"n": n, "file": os.path.basename(entry.path), "line": entry.line, "hash": digest}
        row |= {"lead": entry.line - chunk.line, "position": chunk.offset, "length": chunk.size, "counted": 0}
        if isinstance(record, Exchange):
            row |= standing(record)
            row |= self.exchange(n, record, leg_totals(record))
        else:
            value = entry.item.value
            name = value.get("id") if isinstance(value, dict) else None
            row["id"] = name if isinstance(name, str) else ""
        if isinstance(record, Tombstone):
            row |= {"title": record.title, "withdrawn": record.withdrawn.reason}
            self.related(n, record)
        self.add("exchanges", [tuple(map(row.get, self.summed))])
        if record is not None:
            self.record(n, entry.item.value)
        self.add("problems", ((n, one.line - entry.line, one.column, one.rule, one.level, one.message) for one in found))
        self.add("waivers", ((n, one.line - entry.line, one.column, rule) for rule, one in waivers))

    def record(self, n: int, value: object) -> None:
        """Write a record as it was read."""
        self.add("records", [(n, _json(value))])

    def exchange(self, n: int, record: Exchange, totals: list[Total]) -> dict[str, Any]:
        """Write what belongs to an exchange, and return what is summed up in its own row; `totals` are the sums of its legs."""
        self.around(n, record)
        self.texts(n, record)
        self.tellings(n, record, totals)
        for leg, release in enumerate(record.releases):
            self.release(n, leg, record, release, total_columns(totals[leg]))
        return summary(record, totals)

    def around(self, n: int, record: Exchange) -> None:
        """Write what an exchange has besides its legs."""
        for number, planned in enumerate(record.planned, 1):
            self.sides(n, -number, {"by": planned.by, "to": planned.to})
        self.add("locations", (_location(n, -1, place) for place in record.locations))
        self.add(
            "intermediaries",
            ((n, one.party or one.on_behalf_of, one.name, role) for one in record.intermediaries for role in one.roles),
        )
        self.add(
            "considerations",
            (
                (n, one.kind, joined(one.by), joined(one.to), one.via, one.text, *count_columns(one.amount), one.currency)
                for one in record.considerations
            ),
        )
        self.add("acknowledgements", ((n, one.by, one.answer) for one in record.acknowledged))
        self.disputes(n, record)
        self.add(
            "history",
            (
                (n, seq, *date_columns(step.date), step.status, step.text, ", ".join(step.people) or None)
                for seq, step in enumerate(record.history)
            ),
        )
        self.mentions(n, record)
        self.related(n, record)
        self.add("sources", (
            (n, one.id, one.title, one.publisher, one.kind, one.url, one.archive_url, text(one.published),
             date_columns(one.published)[1], text(one.accessed), one.language, one.locator)
            for one in record.sources
        ))  # fmt: skip

    def mentions(self, n: int, record: Exchange) -> None:
        """Write the names that its history speaks of."""
        steps = enumerate(record.history)
        self.add("mentions", ((folded(name), n, seq, name) for seq, step in steps for name in step.people))

    def texts(self, n: int, record: Exchange) -> None:
        """Write what a search finds."""
        self.add("texts", (
            (fulltext.number(n, kind, seq), fulltext.words(said), sounds(said) if kind in fulltext.HEARD else "", n, kind, said)
            for seq, (kind, said) in enumerate(fulltext.texts_of(record))
        ))  # fmt: skip

    def release(self, n: int, leg: int, record: Exchange, release: Release, sums: Row) -> None:
        """Write one leg with its people, groups and places."""
        when = release.date or record.when
        self.add("releases", [(
            n, leg, release.id, joined(release.by), joined(release.to), joined(release.held_by),
            text(release.date or record.date), *date_columns(when)[1:], *sums, text(release.planned),
        )])  # fmt: skip
        self.sides(n, leg, {"by": release.by, "to": release.to, "held_by": release.held_by})
        self.add("locations", (_location(n, leg, place) for place in release.locations))
        self.add("groups", (
            (n, leg, seq, group.description, group.category, *count_columns(group.count), text(group.planned), text(group.women),
             text(group.minors), text(group.declined),
             " ".join(f"{one.code}:{one.count}" if one.count else one.code for one in group.citizenships) or None)
            for seq, group in enumerate(release.groups)
        ))  # fmt: skip
        for seq, person in enumerate(release.people):
            self.person((n, leg, seq), record, person, when)

    def sides(self, n: int, leg: int, sides: dict[str, tuple[str, ...]]) -> None:
        """Write who released, who received and who had held."""
        rows = {(n, leg, role, party) for role, parties in sides.items() for party in parties}
        self.add("sides", rows)

    def person(self, key: Row, record: Exchange, person: Person, when: PartialDate | None) -> None:
        """Write one named person."""
        released = is_released(record, person)
        self.add("people", [(
            *key, person.identity, person.name, person.native_name, " ".join(person.citizenships) or None, person.category,
            person.occupation, *date_columns(person.held_since), person.held_in, person.legal_status, person.sentence,
            person.mechanism, person.conditions, person.destination, int(person.declined),
            *(_days_held(person, when) if released else (None, None)), int(released), person.wikidata,
        )])  # fmt: skip
        self.names(key, person)
        self.add("citizenships", ((code, *key) for code in dict.fromkeys(person.citizenships)))
        self.add("charges", ((charge.category, *key, charge.text) for charge in person.charges))

    def names(self, key: Row, person: Person) -> None:
        """Write every name of a person."""
        names = [(person.name, "name"), (person.native_name, "native"), *((alias, "alias") for alias in person.aliases)]
        if folded(person.identity) != folded(person.name):
            names.append((person.identity, "id"))
        self.add("names", ((folded(name), *key, name, kind) for name, kind in names if name))

    def disputes(self, n: int, record: Exchange) -> None:
        """Write where sources differ."""
        self.add(
            "disputes",
            (
                (n, seq, one.field, one.leg, one.person, one.category, text(one.date), one.about, one.chosen, *_told(record, one))
                for seq, one in enumerate(record.disputes)
            ),
        )
        self.add("claims", (
            (n, seq, claim.value, claim.per, " ".join(claim.sources))
            for seq, one in enumerate(record.disputes) for claim in one.claims
        ))  # fmt: skip

    def tellings(self, n: int, record: Exchange, totals: list[Total]) -> None:
        """Write the numbers of everybody who gives some of their own."""
        for teller, legs in tellings(record):
            all_legs = [legs.get(leg, total) for leg, total in enumerate(totals)]
            self.add("tellings", [(teller, n, -1, *total_columns(whole(all_legs)), flows(record, all_legs))])
            self.add("tellings", ((teller, n, leg, *total_columns(total), None) for leg, total in legs.items()))

    def related(self, n: int, record: Exchange | Tombstone) -> None:
        """Write the ties to other records."""
        self.add("related", ((n, seq, one.relation, one.id) for seq, one in enumerate(record.related)))

    def parties(self, parties: Iterable[PartyEntry]) -> None:
        """Write the registry."""
        for party in parties:
            codes = (" ".join(_period(code) for code in listed) or None for listed in (party.cow, party.gw))
            self.add("parties", [(party.id, party.name, party.kind, text(party.since), text(party.to), party.iso3, *codes)])
            names = sorted((folded(name), name) for name in {party.id, party.name, *party.aliases})
            self.add("party_names", ((plain, party.id, name, None, None) for plain, name in names))
            self.add("party_names", (
                (folded(one.name), party.id, one.name, date_columns(one.since)[1], date_columns(one.to)[2]) for one in party.names
            ))  # fmt: skip


def _location(n: int, leg: int, place: Location) -> Row:
    now, spot = place.now, place.coordinates
    names = (place.place, place.city, now.city if now else None)
    return (
        n, leg, place.role, place.place, place.city, place.country, now.city if now else None, now.country if now else None,
        place.border_with, spot.latitude if spot else None, spot.longitude if spot else None, int(place.undisclosed),
        " / ".join(folded(name) for name in names if name),
    )  # fmt: skip


def _days_held(person: Person, when: PartialDate | None) -> tuple[int | None, int | None]:
    since = person.held_since
    if since is None or when is None or when.is_open:
        return None, None
    return max(0, (when.earliest - since.latest).days), max(0, (when.latest - since.earliest).days)


def _told(record: Exchange, dispute: Dispute) -> Row:
    leg, recorded, computed = about(record, dispute)
    return leg, text(recorded), int(computed)


def _period(code: Any) -> str:
    return f"{code.code}:{code.since or ''}-{code.to or ''}" if code.since or code.to else f"{code.code}"


def _json(value: object) -> str:
    """Return a record as JSON, as it is written but for what is true or false."""
    return TRUTH.sub(r"\1\2", ENCODER.encode(value))
