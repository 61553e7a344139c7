"""Full text over everything that a record says: names in any spelling first, then titles, then the rest."""

import re
from functools import cache

from swaps.index import Index, Row
from swaps.names import folded
from swaps.query import COLUMNS, Query, conditions, order
from swaps.sound import BETWEEN, latin, sounds

KINDS = ("person", "title", "place", "intermediary", "charge", "notes", "source")
"""Where a match was found, in the order of its rank; the index holds the number."""
FOUND, MATCH = "found", "match"
"""The columns that a search adds to those of a list."""
PHRASE = re.compile(r'"([^"]*)"|(\S+)')
SURE = 4
"""A key of so many consonants is rarely shared by chance: it is sought even where the name as typed was found."""
AROUND = 60


def search(index: Index, text: str, query: Query, columns: list[str]) -> list[Row]:
    """Return the rows of the records that match a text and a query, the best first; each ends with where, and with what."""
    typed, heard = " AND ".join(_terms(text)), _heard(text)
    if not typed:
        return []
    if query.sort:
        rows = _ask(index, f"({typed})" + (f" OR ({heard})" if heard else ""), query, columns)
    else:
        rows = _ask(index, typed, query, columns)
        if heard and (_is_sure(heard) or not any(row[-2] == 0 for row in rows)):
            seen = {row[0] for row in rows}
            rows += [row for row in _ask(index, heard, query, columns) if row[0] not in seen]
            rows.sort(key=lambda row: row[-2])
        if query.reverse:
            rows.reverse()
    return [(*row[1:-2], KINDS[row[-2]], row[-1]) for row in rows[: query.limit]]


def _ask(index: Index, match: str, query: Query, columns: list[str]) -> list[Row]:
    where = conditions(index, query)
    best = "found, round(worth, 1), date_earliest DESC, id"
    return index.ask(
        "WITH hits AS (SELECT said, rowid >> 24 AS n, rowid >> 20 & 15 AS kind, rank AS score FROM texts "
        "WHERE texts MATCH ? ORDER BY rowid), "
        "best AS (SELECT said, n, kind AS found, min(kind * 1000.0 + score) AS worth FROM hits GROUP BY n) "
        f"SELECT exchanges.n, {''.join(f'{COLUMNS[column]}, ' for column in columns)}found, said "
        f"FROM best JOIN exchanges USING (n) WHERE {where.sql} ORDER BY {order(query) if query.sort else best}",
        [match, *where.params],
    )


def near(index: Index, text: str) -> list[str]:
    """Return names that are spelled somewhat like a text that nothing matches."""
    from difflib import get_close_matches

    words = latin(text).split()
    if not words:
        return []
    named: dict[str, str] = {}
    for word in words:
        begun = "SELECT DISTINCT said FROM texts WHERE texts MATCH ? AND rowid >> 20 & 15 = 0 LIMIT 5000"
        for (said,) in index.ask(begun, [f'text : "{word[:2]}"*']):
            for name in said.split(BETWEEN):
                plain = latin(name)
                for part in (plain, *plain.split()):
                    named.setdefault(part, name)
    close = [one for word in (" ".join(words), *words) for one in get_close_matches(word, named, 3, 0.7)]
    return list(dict.fromkeys(named[one] for one in close))[:3]


def context(said: str, text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the part of a text around its first match, and the places of all matches in it."""
    wanted, keys = _wanted(text)
    spots = [found.span() for found in re.finditer(r"\w+", said) if _matches(found[0], wanted, keys)]
    if not spots or len(said) <= 2 * AROUND:
        return said, spots
    best = max(spots, key=lambda spot: sum(spot[0] <= start <= spot[0] + AROUND for start, _ in spots))
    start = max(0, best[0] - AROUND)
    start = said.rfind(" ", 0, start + 1) + 1 if start else 0
    end = said.find(" ", best[1] + AROUND)
    end = len(said) if end < 0 else end
    cut = ("… " if start else "") + said[start:end] + (" …" if end < len(said) else "")
    shift = (2 if start else 0) - start
    return cut, [(one + shift, other + shift) for one, other in spots if one >= start and other <= end]


@cache
def _wanted(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the beginnings of the words that a text finds, and how names sound that it finds."""
    phrases = (phrase or word for phrase, word in PHRASE.findall(text))
    return tuple(word for phrase in phrases for word in latin(phrase).split()), frozenset(sounds(text).split())


def _matches(word: str, wanted: tuple[str, ...], keys: frozenset[str]) -> bool:
    return latin(word).startswith(wanted) or not keys.isdisjoint(sounds(word).split())


def _terms(text: str) -> list[str]:
    """Return the FTS5 terms of a text: each word as a prefix, what stands in quotes as a phrase; no syntax of the user's passes."""
    terms = []
    for phrase, word in PHRASE.findall(text):
        for form in dict.fromkeys((folded(phrase or word), latin(phrase or word))):
            if form:
                star = "" if phrase else "*"
                terms.append((phrase or word, f'text : "{form}"{star}'))
    joined: dict[str, list[str]] = {}
    for word, term in terms:
        joined.setdefault(word, []).append(term)
    return [f"({' OR '.join(forms)})" for forms in joined.values()]


def _heard(text: str) -> str:
    """Return the FTS5 term for names that sound like a text."""
    if '"' in text:
        return ""
    keys = [key for key in sounds(text).split() if len(key) > 1]
    return " AND ".join(f'sound : "{key}"' for key in keys) if keys and len(keys) == len(latin(text).split()) else ""


def _is_sure(heard: str) -> bool:
    return any(len(key) >= SURE for key in re.findall(r'"(\w+)"', heard))
