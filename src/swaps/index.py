"""The index: one SQLite file made from the catalogue. This finds or makes it, opens it and asks it, and knows only SQL."""

import sqlite3
import threading
from collections.abc import Sequence
from typing import Any

from swaps import cache, clock
from swaps.files import Files
from swaps.names import folded

Row = tuple[Any, ...]
STANDING = "exchanges.status NOT NULL AND exchanges.withdrawn IS NULL"
"""The records that are asked about: those that could be read, and have not been withdrawn."""
COMPLETIONS = {
    "id": "SELECT id, title FROM exchanges WHERE id LIKE ? ORDER BY id",
    "person": "SELECT DISTINCT name, NULL FROM names WHERE folded LIKE ? AND kind = 'name' ORDER BY name",
    "party": "SELECT DISTINCT id, name FROM parties JOIN sides ON party = id WHERE id LIKE ? ORDER BY id",
    "country": "SELECT DISTINCT id, name FROM parties JOIN locations ON country = id WHERE id LIKE ? ORDER BY id",
    "place": "SELECT city, NULL FROM locations WHERE city LIKE ?1 UNION SELECT place, NULL FROM locations WHERE place LIKE ?1",
    "teller": "SELECT DISTINCT per, name FROM tellings LEFT JOIN parties ON per = id WHERE per LIKE ? ORDER BY per",
}
"""What a word can be completed from: the values that live in the catalogue."""


class Unreadable(Exception):
    """The catalogue has records that cannot be read: no answer from the others would be whole."""

    def __init__(self, name: str, errors: int) -> None:
        super().__init__(name)
        self.name, self.errors = name, errors


class Index:
    """An open index of one catalogue, which any thread may ask; it mends itself where its file turns out to be broken."""

    def __init__(self, files: Files, use_cache: bool = True) -> None:
        self.files, self.lock = files, threading.RLock()
        self.folder = cache.folder() if use_cache else None
        known = cache.recall(self.folder, files) if self.folder else None
        self.connection = (known and self._open(known)) or self._make()
        self.errors = self._errors()

    def ask(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Return the rows that a query gives."""
        with self.lock:
            try:
                return self.connection.execute(sql, params).fetchall()
            except sqlite3.OperationalError:
                raise
            except (sqlite3.DatabaseError, UnicodeDecodeError):
                self.connection.close()
                self.connection = self._make(anew=True)
                return self.connection.execute(sql, params).fetchall()

    def _errors(self) -> int:
        """Return how many errors the records have; none of them keeps a record from being read."""
        meta: dict[str, str] = dict(self.ask("SELECT key, value FROM meta"))
        errors = int(meta["errors"])
        today = clock.today().isoformat()
        if meta["day"] > today or (errors and meta["day"] != today):
            self.connection.close()
            self.connection = self._make(anew=True)  # with the day some errors pass: a date is in the future no more
            errors = int(self.ask("SELECT value FROM meta WHERE key = 'errors'")[0][0])
        return errors

    def party(self, name: str) -> str | None:
        """Return the id of the party that goes by a name."""
        rows = self.ask("SELECT party FROM party_names WHERE folded = ? ORDER BY length(party), party", [folded(name)])
        exact: list[str] = [row[0] for row in rows if row[0] == name] or [row[0] for row in rows]
        return exact[0] if exact else None

    def name_of(self, party: str) -> str:
        """Return the name of a party by its id; what is none stays as it is."""
        rows = self.ask("SELECT name FROM parties WHERE id = ?", [party])
        return str(rows[0][0]) if rows else party

    def beginning(self, what: str, text: str) -> list[tuple[str, str | None]]:
        """Return what completes a text, with a word on each: ids, people, or the parties and places that records name."""
        like = f"{text.replace('%', '').replace('_', '')}%"
        sql, value = COMPLETIONS[what], folded(text) + "%" if what == "person" else like
        return [(row[0], row[1]) for row in self.ask(f"{sql} LIMIT 200", [value])]

    def parties_near(self, name: str) -> list[str]:
        """Return the names of parties that are spelled like this one."""
        from difflib import get_close_matches

        names: dict[str, str] = dict(self.ask("SELECT folded, name FROM party_names"))
        return [names[near] for near in get_close_matches(folded(name), names, 3, 0.6)]

    def _open(self, path: str) -> sqlite3.Connection | None:
        """Open an index for reading; None if it is none of ours."""
        if not cache.sealed(path):
            return None
        connection = sqlite3.connect(path, check_same_thread=False)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            if connection.execute("SELECT value FROM meta WHERE key = 'made'").fetchone() is None:
                raise sqlite3.DatabaseError("unfinished")
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            connection.close()
            return None
        return connection

    def _make(self, anew: bool = False) -> sqlite3.Connection:
        """Find the index of this content, or compile it; in memory where no cache can be written."""
        from swaps import build

        return build.index(self.files, self.folder, self._open, anew)
