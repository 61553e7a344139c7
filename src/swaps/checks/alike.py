"""Rules on what looks like one thing and stands in several records as two: a handover, a person, a publisher, a page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from swaps.checks.across import Across, Connection, Found
from swaps.names import folded, slug
from swaps.problem import WARNING
from swaps.sound import sounds

DAYS, MONTH = 3, 31
"""How far apart reports put one handover, and how long one may last before a number that it shares with another means nothing."""
YEARS = 30
"""How far apart the records of one person mostly stand."""
CLOSE = 0.8
"""How alike two spellings of one name are, of 1."""
ROUGH = str.maketrans("fztdcx", "psssss", "aeiouywvjhkgq")
"""What is left of a name, once ck is k, that no two spellings of one sound differ in: liquids, nasals, lip sounds, and s for all
that hisses or is said with the teeth."""
DOUBLED = re.compile(r"(.)\1+")
ALL_NAMED = (
    "EXISTS (SELECT 1 FROM releases AS r WHERE r.n = {0} AND r.leg = {1} AND r.people_min + r.remains_min <= "
    "(SELECT count(*) FROM people AS p WHERE p.n = r.n AND p.leg = r.leg))"
)
"""Whether nobody in a leg is without a name: then it is the names that tell two legs apart, and not the number."""
TWINS = f"""
WITH legs AS (
    SELECT r.n, r.leg, r.by || ' to ' || coalesce(r."to", 'nobody') AS way, r.date_earliest AS first, r.date_latest AS last,
        e.date_earliest AS day, r.people, r.people_min, r.people_max, r.remains, r.remains_min, r.remains_max
    FROM releases AS r JOIN exchanges AS e USING (n) WHERE r.date NOT NULL AND e.kind <> 'programme'
), marks AS (
    SELECT n, leg, first, last, day, people || ' from ' || way AS mark FROM legs WHERE people_min > 0 AND people_min = people_max
    UNION ALL
    SELECT n, leg, first, last, day, remains || ' dead from ' || way FROM legs WHERE remains_min > 0 AND remains_min = remains_max
    UNION ALL
    SELECT n, -1, first, last, day, person FROM people JOIN legs USING (n, leg)
), shared AS (
    SELECT mark FROM marks GROUP BY mark HAVING count(*) > 1
), pairs AS (
    SELECT n, leg, first, day, mark, lag(n) OVER w AS other, lag(leg) OVER w AS other_leg, lag(first) OVER w AS began,
        lag(last) OVER w AS ended, lag(day) OVER w AS other_day FROM marks WHERE mark IN shared
    WINDOW w AS (PARTITION BY mark ORDER BY first, n)
)
SELECT max(n, other) AS later, min(n, other) AS earlier, min(mark) FROM pairs
WHERE n <> other AND julianday(first) - julianday(ended) <= {DAYS} AND julianday(ended) - julianday(began) <= {MONTH}
    AND NOT ({ALL_NAMED.format("pairs.n", "pairs.leg")} AND {ALL_NAMED.format("other", "other_leg")})
    AND NOT EXISTS (SELECT 1 FROM related AS r JOIN exchanges AS e USING (id)
        WHERE r.n = pairs.n AND e.n = other OR r.n = other AND e.n = pairs.n)
    AND (day = other_day OR NOT EXISTS (SELECT 1 FROM related AS a JOIN related AS b USING (id)
        WHERE a.n = pairs.n AND b.n = other AND a.relation = 'part-of' AND b.relation = 'part-of'))
GROUP BY later, earlier
"""
"""Legs that share a number or a person, each beside the one before it in time; rounds of one framework only if of one day."""


def near_duplicate(connection: Connection) -> Found:
    """Ensure one handover is not two records, which share a person, or a number the same way, within three days."""
    for n, other, mark in connection.execute(TWINS).fetchall():
        mine, name = (connection.execute("SELECT id FROM exchanges WHERE n = ?", (one,)).fetchone()[0] for one in (n, other))
        if mine == name:
            continue  # two of one id are a mistake of their own
        yield n, ("id",), f"{name} has {mark} too, within {DAYS} days: one handover told twice, or two that are related?"


class Spelling(NamedTuple):
    """A name as a record spells it: of a person in a leg, or told in a step of its history, which is leg -1 and knows no person."""

    n: int
    leg: int
    seq: int
    name: str
    person: str | None
    citizenships: str
    native: str | None

    @property
    def marks(self) -> set[str]:
        """What somebody of another name has to have in common with this one: a state, or the native name."""
        return {*self.citizenships.split(), *([self.native] if self.native else [])}

    @property
    def is_told_apart(self) -> bool:
        """Whether somebody gave this person an id of their own, so that no other name is meant."""
        return self.person is not None and self.person != slug(self.name)


def spelled_one_way(connection: Connection) -> Found:
    """Ensure a person is spelled the same in every record, or bears the other spelling as an alias."""
    complained: set[Spelling] = set()
    for one, other in _heard_alike(_spellings(connection)):
        if (
            one not in complained
            and _may_be_one(one, other)
            and _near_in_time(connection, one, other)
            and not _aliased(connection, one, other)
        ):
            loc = ("history", one.seq, "people") if one.leg < 0 else ("releases", one.leg, "people", one.seq, "name")
            said = f"another record has {other.name}: one person? Give both one person id, and the other spelling as an alias"
            if one.n == other.n:
                said = f"{other.name} stands in this record too: one person, or two? Keep one, or give each a person id"
            yield one.n, loc, said
            complained.add(one)


def _spellings(connection: Connection) -> list[Spelling]:
    """Return the names of people, each person's once, and then those that histories alone speak of."""
    rows = connection.execute(
        "SELECT n, leg, seq, name, person, coalesce(citizenships, ''), native_name FROM people ORDER BY n, leg, seq"
    )
    people = {(row[3], row[4]): Spelling(*row) for row in reversed(rows.fetchall())}
    told = connection.execute(
        "SELECT n, -1, seq, name, NULL, '', NULL FROM mentions WHERE folded NOT IN (SELECT folded FROM names)"
    )
    return [*reversed(people.values()), *(Spelling(*row) for row in told)]


def _heard_alike(spellings: list[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield each two names that sound alike; the key of the sound is made only where a rougher one, made in no time, is shared."""
    rough: dict[str, list[tuple[str, Spelling]]] = defaultdict(list)
    for one in spellings:
        plain = folded(one.name)
        rough[_rough(plain)].append((plain, one))
    for named in rough.values():
        heard: dict[str, list[Spelling]] = defaultdict(list)
        for plain, one in _with_a_mate(named) if len(named) > 1 else ():
            key = " ".join(_sound(word) for word in plain.split())
            yield from ((one, other) for other in heard[key])
            heard[key].append(one)


def _with_a_mate(named: list[tuple[str, Spelling]]) -> list[tuple[str, Spelling]]:
    """Leave out whoever has no state and no native name in common with another; who is only told of may be of any state."""
    if any(one.person is None for _, one in named):
        return named
    times = Counter(mark for _, one in named for mark in one.marks)
    return [(plain, one) for plain, one in named if any(times[mark] > 1 for mark in one.marks)]


_sound = lru_cache(maxsize=None)(sounds)


def _rough(plain: str) -> str:
    return DOUBLED.sub(r"\1", plain.replace("ck", "k").translate(ROUGH))


def _may_be_one(one: Spelling, other: Spelling) -> bool:
    """Whether two names that sound alike may be one person's: of one state or native name, and spelled much alike."""
    if one.person == other.person:
        return False
    if None in (one.person, other.person) and (one.is_told_apart or other.is_told_apart):
        return False
    if None not in (one.person, other.person) and one.marks.isdisjoint(other.marks):
        return False
    return SequenceMatcher(None, folded(one.name), folded(other.name)).ratio() >= CLOSE


def _near_in_time(connection: Connection, one: Spelling, other: Spelling) -> bool:
    """Whether two records stand near enough to speak of one person."""
    rows = connection.execute("SELECT date_earliest FROM exchanges WHERE n IN (?, ?)", (one.n, other.n))
    years = [int(day[:4]) for (day,) in rows if day]
    return bool(years) and max(years) - min(years) <= YEARS


def _aliased(connection: Connection, one: Spelling, other: Spelling) -> bool:
    """Whether one of two people bears the other's name besides their own."""
    sql = "SELECT 1 FROM names JOIN people USING (n, leg, seq) WHERE folded = ? AND person = ?"
    return any(connection.execute(sql, (folded(a.name), b.person)).fetchone() for a, b in ((one, other), (other, one)))


LETTERS = re.compile(r"[^A-Za-z]")
NUMBER = "(SELECT count(*) FROM sources AS o WHERE o.n = s.n AND o.rowid < s.rowid)"
"""The number of a source in its record."""
ACCOUNT = ("publisher", "kind", "published", "language")
"""What is the same wherever a page is cited."""


def publisher_spelled_one_way(connection: Connection) -> Found:
    """Ensure a publisher goes by one spelling, so that it counts as one."""
    found = connection.execute("SELECT publisher, count(*) FROM sources GROUP BY publisher ORDER BY publisher").fetchall()
    short = {letters: letters.lower() for name, _ in found if name.isupper() and len(letters := LETTERS.sub("", name)) > 2}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, times in found:
        initials = "".join(word[0] for word in name.replace("/", " ").split() if word[0].isupper())
        spellings[short.get(initials) or folded(name).removeprefix("the ").replace(" ", "")][name] += times
    for names in spellings.values():
        (usual, _), *others = names.most_common()
        for name, _ in others:
            for n, number in connection.execute(f"SELECT n, {NUMBER} FROM sources AS s WHERE publisher = ?", (name,)).fetchall():
                yield n, ("sources", number, "publisher"), f"others write {usual}: the same publisher?"


def one_page_one_account(connection: Connection) -> Found:
    """Ensure records that cite one page agree on who published it and when."""
    cited = "FROM sources AS s WHERE url NOT NULL AND locator IS NULL"
    differ = " OR ".join(f"min({column}) <> max({column})" for column in ACCOUNT)
    rows = connection.execute(
        f"SELECT url, n, {NUMBER}, (SELECT id FROM exchanges AS e WHERE e.n = s.n), {', '.join(ACCOUNT)} {cited} AND url IN "
        f"(SELECT url {cited} GROUP BY url HAVING {differ}) ORDER BY url, n, 3"
    )
    first: dict[tuple[str, str], tuple[int, str, str]] = {}
    for url, n, number, record, *account in rows.fetchall():
        for column, value in zip(ACCOUNT, account, strict=True):
            if value is not None:
                there, stated, where = first.setdefault((url, column), (n, value, record))
                if n != there and value != stated:
                    yield n, ("sources", number, column), f"{where} gives {stated} for this page: mend one"


ACROSS = (
    Across(near_duplicate, WARNING), Across(spelled_one_way, WARNING), Across(publisher_spelled_one_way, WARNING),
    Across(one_page_one_account, WARNING),
)  # fmt: skip
