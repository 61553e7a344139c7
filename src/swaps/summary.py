"""What a list shows of a record: its time, its places, its sums, and in one line how many went which way."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from swaps.counting import Total, counts
from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.models import Exchange, Location


def standing(record: Exchange) -> dict[str, Any]:
    """Return the columns of a record's row that say which it is, and where it stands in time."""
    _, earliest, latest = date_columns(record.when)
    return {
        "id": record.id,
        "title": record.title,
        "kind": record.kind,
        "status": record.status,
        "date": text(record.date),
        "date_earliest": earliest,
        "date_latest": latest,
        "span": None if record.date else text(record.when),
        "withdrawn": record.withdrawn.reason if record.withdrawn else None,
    }


def summary(record: Exchange, totals: list[Total]) -> dict[str, Any]:
    """Return the columns that say what it comes to; `totals` are the sums of its legs."""
    handovers = _handovers(record)
    first = handovers[0] if handovers else None
    row: dict[str, Any] = {
        "counted": int(counts(record)),
        "place": first and first.place,
        "city": first and first.city,
        "country": first and first.country,
        "location": "; ".join(dict.fromkeys(map(_line, handovers))) or None,
        "parties": " ".join(_parties(record)) or None,
        "flows": flows(record, totals),
        "intermediaries": ", ".join(one.name or one.party or "" for one in record.intermediaries) or None,
        "named": sum(len(release.people) for release in record.releases),
        "publishers": len({source.publisher.casefold() for source in record.sources}),
        "disputed": len(record.disputes),
    }
    return row | _sums(record, totals)


def _sums(record: Exchange, totals: list[Total]) -> dict[str, Any]:
    """Return the sums of a record that counts; of any other what was offered, in columns of its own."""
    total = whole(totals)
    sums = {"released": total.people, "remains": total.remains, "accompanying": total.accompanying}
    row: dict[str, Any] = {}
    for name, count in (sums if counts(record) else {"uncounted": total.people}).items():
        row[name], row[f"{name}_min"], row[f"{name}_max"] = sum_columns(count)
    return row


def whole(legs: Iterable[Total]) -> Total:
    """Return the sums of all legs."""
    total = Total()
    for one in legs:
        total = total.and_(one)
    return total


def _handovers(record: Exchange) -> list[Location]:
    return [place for _, _, place in record.places if place.role == "handover"]


def _line(place: Location) -> str:
    where = "undisclosed" if place.undisclosed else place.city or place.place
    return ", ".join(part for part in (where, place.country) if part)


def _parties(record: Exchange) -> list[str]:
    """Return the releasing and receiving parties of a record, each once."""
    sides = [(one.by, one.to) for one in record.releases] + [(one.by, one.to) for one in record.planned]
    return list(dict.fromkeys(party for both in sides for side in both for party in side))


def flows(record: Exchange, totals: list[Total]) -> str | None:
    """Say in one line how many go each way: `RU→US 1, US→RU 1`."""
    ways: dict[str, Total] = {}
    for release, total in zip(record.releases, totals, strict=True):
        way = f"{joined(release.by)}→{joined(release.to) or ''}"
        ways[way] = ways[way].and_(total) if way in ways else total
    lines = [f"{way} {_said(total)}" for way, total in ways.items()]
    planned = [f"{joined(one.by)}→{joined(one.to) or ''} {one.count or '?'}" for one in record.planned]
    return ", ".join([*lines, *planned]) or None


def _said(total: Total) -> str:
    parts = [(total.people, ""), (total.remains, " dead"), (total.accompanying, " along")]
    return " + ".join(f"{count}{what}" for count, what in parts if count.low or count.unknown) or "0"


def joined(parties: tuple[str, ...]) -> str | None:
    """Return parties that act together as one text."""
    return "+".join(parties) or None


def text(value: object) -> str | None:
    """Return a date or a count as it is written."""
    return None if value is None else str(value)


@lru_cache(maxsize=4096)
def date_columns(value: PartialDate | None) -> tuple[str | None, str | None, str | None]:
    """Return a date as written, and the first and the last day that it can mean."""
    if value is None:
        return None, None, None
    return value.text, value.earliest.isoformat(), value.latest.isoformat()


def count_columns(value: Count | None) -> tuple[str | None, int | None, int | None]:
    """Return a count as written, and the smallest and the largest number that it can mean."""
    return (None, None, None) if value is None else (str(value), value.low, value.high)


def sum_columns(value: Count) -> tuple[str | None, int | None, int | None]:
    """Return a sum likewise; what is wholly unknown is no text and no number, and nobody is 0."""
    return (None, None, None) if value.is_unknown else (str(value), value.low, value.high)


@lru_cache(maxsize=1024)
def total_columns(total: Total) -> tuple[Any, ...]:
    """Return the columns of three sums, with whether they are about and how many of their terms are unknown."""
    return tuple(part for count in total for part in (*sum_columns(count), int(count.about), count.unknown))
