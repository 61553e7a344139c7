"""One record out of the index, with what the index knows besides."""

import json
import os
from collections.abc import Iterable

from swaps.counts import Count
from swaps.index import Index
from swaps.related import related
from swaps.render.record import Dossier
from swaps.wording import names_between


def dossier(index: Index, name: str) -> Dossier:
    """Return a record by its id, with names of parties, days held, sums and what it is tied to."""
    n, text, span, date, counted, earliest, latest = index.ask(
        "SELECT n, record, span, date, counted, date_earliest, date_latest FROM exchanges JOIN records USING (n) WHERE id = ?",
        [name],
    )[0]
    today: dict[str, str] = dict(index.ask(
        "SELECT id, name FROM parties WHERE id IN (SELECT party FROM sides WHERE n = ?1 UNION SELECT party FROM intermediaries "
        "WHERE n = ?1 UNION SELECT country FROM locations WHERE n = ?1 UNION SELECT country_now FROM locations WHERE n = ?1 "
        "UNION SELECT border_with FROM locations WHERE n = ?1 UNION SELECT by FROM acknowledgements WHERE n = ?1 "
        "UNION SELECT per FROM claims WHERE n = ?1 UNION SELECT by FROM considerations WHERE n = ?1 "
        'UNION SELECT "to" FROM considerations WHERE n = ?1)',
        [n],
    ))  # fmt: skip
    days = index.ask("SELECT leg, seq, days_min, days_max FROM people WHERE n = ?", [n])
    return Dossier(
        record=json.loads(text),
        names=today | names_between(index, earliest, latest),
        today=today,
        days={(leg, seq): (low, high) for leg, seq, low, high in days},
        totals=_totals(index, n),
        related=related(index, name),
        stands=date or span or "",
        counted=bool(counted),
    )


def _totals(index: Index, n: int) -> dict[int, str]:
    """Say how many each leg holds: the living, the dead, those who came along."""
    rows = index.ask(
        "SELECT leg, people_min, people_max, people_about, people_unknown, remains_min, remains_max, remains_about, "
        "remains_unknown, accompanying_min, accompanying_max, accompanying_about, accompanying_unknown FROM releases WHERE n = ?",
        [n],
    )
    said: dict[int, str] = {}
    for leg, *numbers in rows:
        people, remains, accompanying = (count(*numbers[at : at + 4]) for at in (0, 4, 8))
        parts = [f"{people}" if not people.is_unknown else "an unknown number"] if people.low or people.unknown else []
        parts += [f"{remains} dead"] if remains.low or remains.unknown else []
        parts += [f"{accompanying} accompanying"] if accompanying.low or accompanying.unknown else []
        said[leg] = ", ".join(parts) or "nobody"
    return said


def count(low: int | None, high: int | None, about: int | None, unknown: int | None) -> Count:
    """Return a count from the columns that hold it."""
    return Count(low or 0, high, bool(about), unknown or 0)


def record_json(index: Index, name: str) -> str:
    """Return a record as JSON, key by key."""
    text = index.ask("SELECT record FROM exchanges JOIN records USING (n) WHERE id = ?", [name])[0][0]
    return json.dumps(json.loads(text), ensure_ascii=False, indent=2)


def written(index: Index, name: str) -> str:
    """Return a record as it is written in its file."""
    from swaps.catalogue import piece

    file, position, length = index.ask("SELECT file, position, length FROM exchanges WHERE id = ?", [name])[0]
    path = next(path for path in index.files.paths if os.path.basename(path) == file)
    return piece(path, position, length).text


def sorted_out(index: Index, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return which of some names are ids of records, and which are not."""
    asked = [(name, bool(index.ask("SELECT 1 FROM exchanges WHERE id = ?", [name]))) for name in names]
    return [name for name, is_id in asked if is_id], [name for name, is_id in asked if not is_id]


def nearest(index: Index, name: str) -> list[str]:
    """Return the ids that are spelled like one that does not exist."""
    from difflib import get_close_matches

    ids = [row[0] for row in index.ask("SELECT id FROM exchanges")]
    held = [one for one in ids if name.casefold() in one] if len(name) > 2 else []
    return get_close_matches(name.casefold()[:80], ids, 3, 0.6) or held[:3]


def unknown(index: Index, name: str) -> str:
    """Say that there is no such record, and which one may be meant."""
    close = nearest(index, name)
    return f"there is no record {name!r}" + (f": did you mean {' or '.join(close)}?" if close else "")
