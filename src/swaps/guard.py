"""A stranger's SQL, put to the index safely: it may read, within limits of rows, time and length."""

import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from swaps.index import Index, Row

ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE)
EVERY = 10_000
"""After so many steps of the engine, the clock and Ctrl-C get their turn."""


class Refused(Exception):
    """The query is wrong, not allowed, or beyond a limit."""


class Answer(NamedTuple):
    """The names of the columns, the rows, and whether there were more."""

    columns: tuple[str, ...]
    rows: list[Row]
    cut: bool


def ask(index: Index, sql: str, most: int, seconds: float, length: int) -> Answer:
    """Return what a query gives, at most so many rows; raises Refused with what the engine says, or which limit was met."""
    watch = Watch(seconds)
    with index.lock, _guarded(index.connection, watch, length), _interruptible(watch):
        try:
            cursor = index.connection.execute(sql)
            rows = cursor.fetchmany(most + 1)
        except (sqlite3.Error, sqlite3.Warning) as error:
            if watch.interrupted:
                raise KeyboardInterrupt from None
            raise Refused(f"it took longer than {seconds:g} seconds" if watch.late else _said(error)) from None
    if cursor.description is None:
        raise Refused("there is no query: begin with select")
    names = tuple(str(column[0]) for column in cursor.description)
    return Answer(names, rows[:most], len(rows) > most)


class Watch:
    """Ends a query that takes too long, or that the user interrupts."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds
        self.late = self.interrupted = False

    def look(self) -> int:
        """Return whether to stop."""
        self.late = time.monotonic() > self.end
        return int(self.late or self.interrupted)

    def interrupt(self, *_: object) -> None:
        """Note that the user has had enough: an exception raised here would be lost in the engine."""
        self.interrupted = True


@contextmanager
def _guarded(connection: sqlite3.Connection, watch: Watch, length: int) -> Iterator[None]:
    """Let a connection only read, for as long as a watch allows, and meet no longer text."""
    connection.execute("SELECT said FROM texts WHERE texts MATCH 'a' LIMIT 1").fetchall()  # it opens its own tables, unguarded
    longest = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, length)
    connection.set_authorizer(_authorize)
    connection.set_progress_handler(watch.look, EVERY)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_authorizer(None)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)


@contextmanager
def _interruptible(watch: Watch) -> Iterator[None]:
    """Let Ctrl-C end a query; it comes to the main thread alone, and no other may ask for it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, watch.interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _authorize(action: int, one: str | None, two: str | None, *_: str | None) -> int:
    if action in ALLOWED or (action == sqlite3.SQLITE_FUNCTION and two != "load_extension"):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and one == "data_version":  # the full text asks whether its tables have changed
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _said(error: Exception) -> str:
    said = str(error)
    if "not authorized" in said or "authorization denied" in said or "prohibited" in said or "readonly" in said:
        return "only reading is allowed: begin with select"
    if "too big" in said:
        return "a text is longer than the limit"
    return said
