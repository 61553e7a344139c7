"""Full text over everything that a record says: names in any spelling first, then titles, then the rest."""

import re
from functools import cache
from typing import NamedTuple

from swaps.fulltext import INTERMEDIARY, KIND_OF, KINDS, PERSON, PLACE, RECORD_OF, TITLE
from swaps.index import Index, Row
from swaps.names import folded
from swaps.query import COLUMNS, Query, conditions, order
from swaps.sound import BETWEEN, LIKE, heard, latin, likeness, sounds

NAMED = (PERSON, TITLE, PLACE, INTERMEDIARY)
"""The kinds of text that are names of something: what is spelled there comes before what sounds like it, and the rest after."""
FOUND, MATCH = "found", "match"
"""The columns that a search adds to those of a list."""
PHRASE = re.compile(r'"([^"]*)"|(\S+)')
SURE = 4
"""A key of so many consonants is rarely shared by chance: it is sought even where the name as typed was found."""
MUCH_LIKE = 0.77
"""So much of its spelling it then has to share: as Tsikhanouski and Tikhanovsky do."""
COMMON = 1000
"""So many lines with a word in them are too many to be looked through for its sake alone."""
AROUND = 60


class Word(NamedTuple):
    """A word of a question, or a phrase in quotes: folded, and in Latin letters if that differs; `star` if it is a beginning."""

    forms: tuple[str, ...]
    star: str


def search(index: Index, text: str, query: Query, columns: list[str]) -> list[Row]:
    """Return the rows of the records that match a text and a query, the best first; each ends with where, and with what."""
    words = _words(text)
    if not words:
        return []
    rows = _ask(index, _match(index, words), query, columns)
    found = any(row[-2] == PERSON for row in rows)
    if not found or _is_sure(text):
        seen = {row[0] for row in rows}
        only_heard = [row for row in _heard(index, text, query, columns, MUCH_LIKE if found else LIKE) if row[0] not in seen]
        spelled = [row for row in rows if row[-2] in NAMED]
        rows = [*spelled, *only_heard, *(row for row in rows if row[-2] not in NAMED)]
    rows = _sorted(index, rows, query)
    return [(*row[1:-2], KINDS[row[-2]], row[-1]) for row in rows[: query.limit]]


def _sorted(index: Index, rows: list[Row], query: Query) -> list[Row]:
    """Put rows in the order that a query asks for: of a column of the list, or of what a search adds to it."""
    if query.sort in (FOUND, MATCH):
        at = -2 if query.sort == FOUND else -1
        return sorted(rows, key=lambda row: row[at], reverse=query.reverse)
    if query.sort:
        found = ", ".join(str(row[0]) for row in rows)
        sql = f"SELECT n FROM exchanges WHERE n IN ({found}) ORDER BY {order(query)}"
        place = {n: at for at, (n,) in enumerate(index.ask(sql))}
        return sorted(rows, key=lambda row: place[row[0]])
    return rows[::-1] if query.reverse else rows


class Match(NamedTuple):
    """What is asked of the full text: an FTS5 expression, words that a line must hold too, and an expression for the best lines."""

    fts: str
    also: list[Word]
    best: str


def _match(index: Index, words: list[Word]) -> Match:
    """Leave words that stand everywhere to be looked for in what the others find: their lists are as long as the catalogue."""
    common = [word for word in words if len(words) > 1 and _is_common(index, word)]
    rare = [word for word in words if word not in common]
    best = _all([word._replace(star="") for word in words])
    return Match(_all(rare), common, best) if rare else Match(_all(words), [], best)


def _is_common(index: Index, word: Word) -> bool:
    sql = "SELECT count(*) FROM (SELECT 1 FROM texts WHERE texts MATCH ? LIMIT ?)"
    return any(index.ask(sql, [f'text : "{form}"', COMMON])[0][0] == COMMON for form in word.forms)


def _ask(index: Index, match: Match, query: Query, columns: list[str]) -> list[Row]:
    where = conditions(index, query)
    held = [" OR ".join("instr(' ' || text, ?)" for _ in word.forms) for word in match.also]
    also = "".join(f" AND ({one})" for one in held)
    return index.ask(
        f"WITH hits AS (SELECT said, {RECORD_OF} AS n, ({KIND_OF}) * 2 + (rowid NOT IN (SELECT rowid FROM texts WHERE texts "
        f"MATCH ?)) AS worth FROM texts WHERE texts MATCH ?{also} ORDER BY rowid), "
        "best AS (SELECT said, n, min(worth) AS best, min(worth) / 2 AS found FROM hits GROUP BY n) "
        f"SELECT exchanges.n, {''.join(f'{COLUMNS[column]}, ' for column in columns)}found, said "
        f"FROM best JOIN exchanges USING (n) WHERE {where.sql} ORDER BY best, date_earliest DESC, id",
        [match.best, match.fts, *(f" {form}" for word in match.also for form in word.forms), *where.params],
    )


def near(index: Index, text: str) -> list[str]:
    """Return names that are spelled somewhat like a text that nothing matches."""
    from difflib import get_close_matches

    words = latin(text).split()
    if not words:
        return []
    named: dict[str, str] = {}
    for word in words:
        begun = f"SELECT DISTINCT said FROM texts WHERE texts MATCH ? AND ({KIND_OF}) = {PERSON} LIMIT 5000"
        for (said,) in index.ask(begun, [f'text : "{word[:2]}"*']):
            for name in said.split(BETWEEN):
                plain = latin(name)
                for part in (plain, *plain.split()):
                    named.setdefault(part, name)
    close = [one for word in (" ".join(words), *words) for one in get_close_matches(word, named, 3, 0.7)]
    return list(dict.fromkeys(named[one] for one in close))[:3]


def context(said: str, text: str) -> str:
    """Return the part of a text around its best match; a short one is returned whole."""
    if len(said) <= 2 * AROUND:
        return said
    found = spots(said, text)
    if not found:
        return said
    best = max(found, key=lambda spot: sum(spot[0] <= start <= spot[0] + AROUND for start, _ in found))
    start = max(0, best[0] - AROUND)
    start = said.rfind(" ", 0, start + 1) + 1 if start else 0
    end = said.find(" ", best[1] + AROUND)
    return ("… " if start else "") + (said[start:] if end < 0 else said[start:end] + " …")


def spots(said: str, text: str) -> list[tuple[int, int]]:
    """Return where in a text the words begin and end that match."""
    wanted, keys = _wanted(text)
    return [found.span() for found in re.finditer(r"\w+", said) if _matches(found[0], wanted, keys)]


@cache
def _wanted(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the beginnings of the words that a text finds, and how names sound that it finds."""
    phrases = (phrase or word for phrase, word in PHRASE.findall(text))
    words = tuple(word for phrase in phrases for word in latin(phrase).split())
    return words, frozenset(key for word in words for key in heard(word))


def _matches(word: str, wanted: tuple[str, ...], keys: frozenset[str]) -> bool:
    return latin(word).startswith(wanted) or not keys.isdisjoint(sounds(word).split())


def _words(text: str) -> list[Word]:
    """Return the words of a text, each of them and each phrase in quotes once."""
    words = []
    for phrase, word in dict.fromkeys(PHRASE.findall(text)):
        forms = tuple(form for form in dict.fromkeys((folded(phrase or word), latin(phrase or word))) if form)
        if forms:
            words.append(Word(forms, "" if phrase else "*"))
    return words


def _all(words: list[Word]) -> str:
    """Return the FTS5 expression for all of some words; no syntax of the user's passes."""
    return " AND ".join("(" + " OR ".join(f'text : "{form}"{word.star}' for form in word.forms) + ")" for word in words)


def _heard(index: Index, text: str, query: Query, columns: list[str], least: float) -> list[Row]:
    """Return the rows of names that sound like a text and share enough of its spelling, those that share most first."""
    words = [] if '"' in text else latin(text).split()
    keys = [[key for key in heard(word) if len(key) > 1] for word in words]
    if not keys or not all(keys):
        return []
    sound = " AND ".join("(" + " OR ".join(f'sound : "{key}"' for key in either) + ")" for either in keys)
    alike = [(likeness(text, row[-1]), row) for row in _ask(index, Match(sound, [], sound), query, columns)]
    return [row for _, row in sorted((one for one in alike if one[0] >= least), key=lambda one: -one[0])]


def _is_sure(text: str) -> bool:
    return any(len(key) >= SURE for key in sounds(text).split())
