"""Making an index: aside, then moved into place, so that nobody ever sees half of one."""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from swaps import cache, catalogue, chunks, clock, parser
from swaps.compile import check_catalogue, compile_catalogue
from swaps.files import Files, file_hash
from swaps.index import Unreadable
from swaps.problem import ERROR, Problem

Opener = Callable[[str], sqlite3.Connection | None]
UNREADABLE = {*chunks.RULES, *parser.RULES, *catalogue.RULES}
"""The rules of reading: where one of them is broken, a record is missing from the index."""
NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")
"""How the names of SQLite's errors begin that are the disk's."""


def index(files: Files, folder: str | None, opened: Opener, anew: bool = False) -> sqlite3.Connection:
    """Return the index of the files as they are, from the cache or compiled; raises Unreadable."""
    if folder is None:
        return _readable(files, *private(files))
    before = cache.state(files)
    path = os.path.join(folder, f"{content_hash(files)[:32]}.sqlite")
    connection = None if anew else opened(path)
    if connection is None:
        earlier = None if anew else cache.earlier(folder, files)
        connection = opened(path) if _built(files, path, earlier, before) else None
    if connection is None:
        return _readable(files, *private(files))
    try:
        cache.remember(folder, files, path, before)
    except OSError:
        pass  # the next start will be slower, and as right
    return connection


def _built(files: Files, path: str, earlier: str | None, before: str) -> bool:
    """Compile an index aside and move it into place; say whether that went well, and the files are what they were before."""
    aside = f"{path}.{os.getpid()}"
    try:
        _readable(files, *_compiled(files, aside, earlier)).close()
        if cache.state(files) != before:
            return False  # what was compiled is not what the index would be named after
        cache.seal(aside, path)
        os.replace(aside, path)
    except (OSError, sqlite3.OperationalError):
        return False
    finally:
        _remove(aside)
    return True


def private(files: Files) -> tuple[sqlite3.Connection, list[Problem]]:
    """Compile a catalogue into a private database, which goes to disk only where it grows; return it with all problems."""
    with room():
        return _compiled(files, "", None)


def problems(files: Files, folder: str | None = None) -> list[Problem]:
    """Return all that is wrong with a catalogue, sorted by place; what an index in a cache folder knows is not read again."""
    today = clock.today()
    earlier = folder and _usable(cache.earlier(folder, files), file_hash(files.registry), today.isoformat())
    with room(), closing(_database("")) as connection:
        return check_catalogue(files, connection, today, earlier)


@contextmanager
def room() -> Iterator[None]:
    """Tell of a full disk as the machine's failure, an OSError: beyond this there is nowhere else to write."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(NO_ROOM):
            raise
        raise OSError(f"no index can be made, on the disk or in memory: {error}") from None


def content_hash(files: Files) -> str:
    """Return the SHA-256 of program version, files with their names, which the index holds, and registry."""
    digest = hashlib.sha256(cache.maker().encode())
    for path in (*files.paths, files.registry):
        digest.update(f"{file_hash(path)} {os.path.basename(path)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _compiled(files: Files, path: str, earlier: str | None) -> tuple[sqlite3.Connection, list[Problem]]:
    connection = _database(path)
    if path:
        os.chmod(path, 0o600)
    today, registry = clock.today(), file_hash(files.registry)
    problems = compile_catalogue(files, connection, today, _usable(earlier, registry, today.isoformat()))
    errors = sum(problem.level == ERROR for problem in problems)
    meta = {"made": cache.maker(), "registry": registry, "errors": str(errors), "day": today.isoformat()}
    with connection:
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    return connection, problems


def _database(path: str) -> sqlite3.Connection:
    """Open a database that needs to survive nothing: it is moved into place when it is whole."""
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;")
    return connection


def _usable(earlier: str | None, registry: str, today: str) -> str | None:
    """Return an earlier index if its records can be taken over: same program, same registry, and no error that a day may mend."""
    if earlier is None:
        return None
    connection = sqlite3.connect(earlier)
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    same = meta.get("made") == cache.maker() and meta.get("registry") == registry
    day = meta.get("day", "")
    return earlier if same and (day == today or (meta.get("errors") == "0" and day <= today)) else None


def _readable(files: Files, connection: sqlite3.Connection, problems: list[Problem]) -> sqlite3.Connection:
    if any(problem.level == ERROR and problem.rule in UNREADABLE for problem in problems):
        connection.close()
        raise Unreadable(files.name, sum(problem.level == ERROR for problem in problems))
    return connection


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:
        pass
