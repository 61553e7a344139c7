"""Models to SQL: the catalogue written into one SQLite file, and everything that is wrong with it found on the way.

The only module that knows both the models and the index.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from swaps import checks
from swaps.catalogue import Entry, Registry, entries, relocate, without_collector
from swaps.counting import Total, counts, is_released, leg_total, total_of
from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.files import PACKAGE, Files
from swaps.models import Dispute, Exchange, Location, PartyEntry, Person, Release, Tombstone
from swaps.names import folded
from swaps.problem import Problem
from swaps.tellings import about, tellings

Row = tuple[Any, ...]
OPEN = "9999-12-31"


def compile_catalogue(files: Files, connection: sqlite3.Connection, today: date) -> list[Problem]:
    """Write a catalogue into an empty database; return all its problems, sorted by place."""
    with without_collector():
        connection.executescript(_script("schema.sql"))
        registry = Registry.read(files.registry)
        context = checks.Context(registry.parties, today)
        writer = Writer(connection)
        found: list[tuple[int, Problem]] = []
        waivers: list[tuple[int, str, Problem]] = []
        unread = list(registry.problems)
        with connection:
            writer.parties(registry.parties.values())
            for n, entry in enumerate(entries(files, registry.known, unread)):
                writer.write(n, entry)
                found.extend((n, problem) for problem in checks.check_record(entry, context))
                waivers.extend((n, *waiver) for waiver in checks.waivers(entry))
            connection.executescript(_script("indexes.sql"))
        if writer.written:
            found.extend(_across(connection, files))
        connection.execute("ANALYZE")
    return sorted({*unread, *checks.settle(found, waivers)})


def _across(connection: sqlite3.Connection, files: Files) -> Iterator[tuple[int, Problem]]:
    """Yield what only shows when records are held against each other, each put in its place."""
    for check in checks.ACROSS:
        for n, loc, message in check.find(connection):
            path, line = connection.execute("SELECT file, line FROM exchanges WHERE n = ?", (n,)).fetchone()
            yield n, Problem(path, *relocate(path, line, loc), check.rule, check.level, message)


def _script(name: str) -> str:
    with open(os.path.join(PACKAGE, name), encoding="utf-8") as file:
        return file.read()


class Writer:
    """Writes records into the tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.written = 0

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows to a table, in the order of its columns."""
        rows = list(rows)
        if rows:
            self.connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)

    def write(self, n: int, entry: Entry) -> None:
        """Write one record; of one that was refused, no more than that it is there."""
        record = entry.record
        self.written += 1
        if isinstance(record, Exchange):
            self.exchange(n, entry, record)
        else:
            value = entry.item.value
            name = value.get("id") if isinstance(value, dict) else None
            row: dict[str, Any] = {"n": n, "id": name if isinstance(name, str) else "", "counted": 0}
            if isinstance(record, Tombstone):
                row |= {"title": record.title, "withdrawn": record.withdrawn.reason, "record": _json(record)}
                self.add("related", ((n, one.relation, one.id) for one in record.related))
            self.named("exchanges", row | {"file": entry.path, "line": entry.line})

    def named(self, table: str, row: dict[str, Any]) -> None:
        """Add one row by the names of its columns."""
        columns = ", ".join(f'"{column}"' for column in row)
        self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({','.join('?' * len(row))})", tuple(row.values()))

    def exchange(self, n: int, entry: Entry, record: Exchange) -> None:
        """Write an exchange with all that belongs to it."""
        self.named("exchanges", {"n": n, **_summary(record), "file": entry.path, "line": entry.line, "record": _json(record)})
        for leg, release in enumerate(record.releases):
            self.release(n, leg, record, release)
        for planned in record.planned:
            self.sides(n, -1, {"by": planned.by, "to": planned.to})
        self.add("locations", (_location(n, -1, place) for place in record.locations))
        self.add(
            "intermediaries",
            ((n, one.party or one.on_behalf_of, one.name, role) for one in record.intermediaries for role in one.roles),
        )
        self.add(
            "considerations",
            (
                (n, one.kind, _joined(one.by), _joined(one.to), one.via, one.text, *_count(one.amount), one.currency)
                for one in record.considerations
            ),
        )
        self.add("acknowledgements", ((n, one.by, one.answer) for one in record.acknowledged))
        self.disputes(n, record)
        self.add(
            "history",
            (
                (n, seq, *_date(step.date), step.status, step.text, ", ".join(step.people) or None)
                for seq, step in enumerate(record.history)
            ),
        )
        self.add("related", ((n, one.relation, one.id) for one in record.related))
        self.add("sources", (
            (n, one.id, one.title, one.publisher, one.kind, one.url, one.archive_url, _text(one.published),
             _date(one.published)[1], _text(one.accessed), one.language, one.locator)
            for one in record.sources
        ))  # fmt: skip

    def release(self, n: int, leg: int, record: Exchange, release: Release) -> None:
        """Write one leg with its people, groups and places."""
        sums = _sums(leg_total(release, offered=not counts(record)))
        when = release.date or record.when
        self.add("releases", [(
            n, leg, release.id, _joined(release.by), _joined(release.to), _joined(release.held_by),
            _text(release.date or record.date), *_date(when)[1:], *sums, _text(release.planned),
        )])  # fmt: skip
        self.sides(n, leg, {"by": release.by, "to": release.to, "held_by": release.held_by})
        self.add("locations", (_location(n, leg, place) for place in release.locations))
        self.add("groups", (
            (n, leg, seq, group.description, group.category, *_count(group.count), _text(group.planned), _text(group.women),
             _text(group.minors), _text(group.declined),
             " ".join(f"{one.code}:{one.count}" if one.count else one.code for one in group.citizenships) or None)
            for seq, group in enumerate(release.groups)
        ))  # fmt: skip
        for seq, person in enumerate(release.people):
            self.person((n, leg, seq), record, person, when)

    def sides(self, n: int, leg: int, sides: dict[str, tuple[str, ...]]) -> None:
        """Write who released, who received and who had held."""
        rows = {(n, leg, role, party) for role, parties in sides.items() for party in parties}
        self.connection.executemany("INSERT OR IGNORE INTO sides VALUES (?,?,?,?)", sorted(rows))

    def person(self, key: Row, record: Exchange, person: Person, when: PartialDate | None) -> None:
        """Write one named person."""
        released = is_released(record, person)
        self.add("people", [(
            *key, person.identity, person.name, person.native_name, " ".join(person.citizenships) or None, person.category,
            person.occupation, *_date(person.held_since), person.held_in, person.legal_status, person.sentence,
            person.mechanism, person.conditions, person.destination, int(person.declined),
            *(_days_held(person, when) if released else (None, None)), int(released), person.wikidata,
        )])  # fmt: skip
        kinds = [(person.name, "name"), (person.native_name, "native"), *((alias, "alias") for alias in person.aliases)]
        self.add("names", ((folded(name), *key, name, kind) for name, kind in [*kinds, (person.identity, "id")] if name))
        self.add("citizenships", ((code, *key) for code in dict.fromkeys(person.citizenships)))
        self.add("charges", ((charge.category, *key, charge.text) for charge in person.charges))

    def disputes(self, n: int, record: Exchange) -> None:
        """Write where sources differ."""
        self.add(
            "disputes",
            (
                (n, seq, one.field, one.leg, one.person, one.category, _text(one.date), one.about, one.chosen, *_told(record, one))
                for seq, one in enumerate(record.disputes)
            ),
        )
        self.add("claims", (
            (n, seq, claim.value, claim.per, " ".join(claim.sources))
            for seq, one in enumerate(record.disputes) for claim in one.claims
        ))  # fmt: skip
        for teller, legs in tellings(record):
            totals = [legs.get(leg, total) for leg, total in enumerate(_totals(record))]
            whole = (teller, n, -1, *_sums(total_of(totals)), _flows(record, totals))
            self.add("tellings", [whole, *((teller, n, leg, *_sums(total), None) for leg, total in legs.items())])

    def parties(self, parties: Iterable[PartyEntry]) -> None:
        """Write the registry."""
        for party in parties:
            codes = (" ".join(_period(code) for code in listed) or None for listed in (party.cow, party.gw))
            row = (party.id, party.name, party.kind, _text(party.since), _text(party.to), party.iso3, *codes)
            self.connection.execute("INSERT OR REPLACE INTO parties VALUES (?,?,?,?,?,?,?,?)", row)
            names = {party.id, party.name, *(period.name for period in party.names), *party.aliases}
            self.add("party_names", sorted((folded(name), party.id, name) for name in names))


def _summary(record: Exchange) -> dict[str, Any]:
    """Return what a list shows of a record."""
    totals, when = _totals(record), record.when
    total = total_of(totals)
    _, earliest, latest = _date(when)
    row: dict[str, Any] = {
        "id": record.id, "title": record.title, "kind": record.kind, "status": record.status, "date": _text(record.date),
        "date_earliest": earliest, "date_latest": latest, "span": None if record.date else _text(when),
        "withdrawn": record.withdrawn.reason if record.withdrawn else None, "counted": int(counts(record)),
    }  # fmt: skip
    handovers = _handovers(record)
    row |= {
        "place": handovers[0].place if handovers else None, "city": handovers[0].city if handovers else None,
        "country": handovers[0].country if handovers else None,
        "location": "; ".join(dict.fromkeys(map(_place_line, handovers))) or None,
        "parties": " ".join(_parties(record)) or None, "flows": _flows(record, totals),
        "intermediaries": ", ".join(one.name or one.party or "" for one in record.intermediaries) or None,
    }  # fmt: skip
    sums = {"released": total.people, "remains": total.remains, "accompanying": total.accompanying}
    for name, count in (sums if counts(record) else {"uncounted": total.people}).items():
        text, low, high = _sum(count)
        row |= {name: text, f"{name}_min": low, f"{name}_max": high}
    return row | {
        "named": sum(len(release.people) for release in record.releases),
        "publishers": len({source.publisher.casefold() for source in record.sources}),
        "disputed": len(record.disputes),
    }


def _handovers(record: Exchange) -> list[Location]:
    places = [*record.locations, *(place for release in record.releases for place in release.locations)]
    return [place for place in places if place.role == "handover"]


def _place_line(place: Location) -> str:
    if place.undisclosed:
        return ", ".join(part for part in ("undisclosed", place.country) if part)
    return ", ".join(part for part in (place.city or place.place, place.country) if part)


def _parties(record: Exchange) -> list[str]:
    """Return the releasing and receiving parties of a record, each once."""
    sides = [(one.by, one.to) for one in record.releases] + [(one.by, one.to) for one in record.planned]
    return list(dict.fromkeys(party for both in sides for side in both for party in side))


def _totals(record: Exchange) -> list[Total]:
    """Return the sums of each leg; of a record that does not count, of what was offered."""
    return [leg_total(release, offered=not counts(record)) for release in record.releases]


def _flows(record: Exchange, totals: list[Total]) -> str | None:
    """Say in one line how many go each way: `RU→US 1, US→RU 1`."""
    flows: dict[str, list[Total]] = {}
    for release, total in zip(record.releases, totals, strict=True):
        flows.setdefault(f"{_joined(release.by)}→{_joined(release.to) or ''}", []).append(total)
    lines = []
    for way, released in flows.items():
        people, remains, accompanying = total_of(released)
        said = [f"{people}"] if people.low or people.unknown else []
        said += [f"{remains} dead"] if remains.low or remains.unknown else []
        said += [f"{accompanying} along"] if accompanying.low or accompanying.unknown else []
        lines.append(f"{way} {' + '.join(said) or '0'}")
    planned = [f"{_joined(one.by)}→{_joined(one.to) or ''} {one.count or '?'}" for one in record.planned]
    return ", ".join([*lines, *planned]) or None


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


def _period(code: Any) -> str:
    return f"{code.code}:{code.since or ''}-{code.to or ''}" if code.since or code.to else f"{code.code}"


def _joined(parties: tuple[str, ...]) -> str | None:
    return "+".join(parties) or None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _date(value: PartialDate | None) -> tuple[str | None, str | None, str | None]:
    if value is None:
        return None, None, None
    return value.text, value.earliest.isoformat(), OPEN if value.is_open else value.latest.isoformat()


def _count(value: Count | None) -> tuple[str | None, int | None, int | None]:
    return (None, None, None) if value is None else (str(value), value.low, value.high)


def _sums(total: Total) -> list[Any]:
    """Return the three sums as columns: text, smallest, largest, whether about, how many terms unknown."""
    return [part for count in total for part in (*_sum(count), int(count.about), count.unknown)]


def _told(record: Exchange, dispute: Dispute) -> Row:
    leg, recorded, computed = about(record, dispute)
    return leg, _text(recorded), int(computed)


def _sum(value: Count) -> tuple[str | None, int | None, int | None]:
    """Return a sum as text and numbers; wholly unknown is no text and no number, and nobody is 0."""
    return (None, None, None) if value.is_unknown else (str(value), value.low, value.high)


def _json(record: Exchange | Tombstone) -> str:
    written = record.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))
