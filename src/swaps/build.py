"""Making an index: aside, then moved into place, so that nobody ever sees half of one."""

import hashlib
import os
import sqlite3
from collections.abc import Callable

from swaps import __version__, cache, clock
from swaps.compile import compile_catalogue
from swaps.files import Files
from swaps.index import InvalidCatalogue
from swaps.problem import ERROR, Problem

Opener = Callable[[str], sqlite3.Connection | None]


def index(files: Files, folder: str | None, opened: Opener, anew: bool = False) -> sqlite3.Connection:
    """Return the index of the files as they are, from the cache or compiled; raises InvalidCatalogue."""
    if folder is None:
        return _valid(files, *in_memory(files))
    path = os.path.join(folder, f"{content_hash(files)[:32]}.sqlite")
    connection = None if anew else opened(path)
    if connection is None:
        aside = f"{path}.{os.getpid()}"
        try:
            _valid(files, *_compiled(files, aside)).close()
            cache.seal(aside, path)
            os.replace(aside, path)
            connection = opened(path)
        except (OSError, sqlite3.OperationalError):
            connection = None
        finally:
            _remove(aside)
    if connection is None:
        return _valid(files, *in_memory(files))
    try:
        cache.remember(folder, files, path)
    except OSError:
        pass  # the next start will be slower, and as right
    return connection


def in_memory(files: Files) -> tuple[sqlite3.Connection, list[Problem]]:
    """Compile a catalogue without writing a file; return the index and all problems."""
    return _compiled(files, ":memory:")


def content_hash(files: Files) -> str:
    """Return the SHA-256 of program version, files, registry and what gives the index its form."""
    digest = hashlib.sha256(__version__.encode())
    for path in (*files.paths, files.registry, *cache.MAKERS):
        with open(path, "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def file_hash(files: Files) -> str:
    """Return the SHA-256 of the catalogue's file as `sha256sum` gives it; of several files, of their hashes."""
    digests = []
    for path in files.paths:
        with open(path, "rb") as file:
            digests.append(hashlib.sha256(file.read()).hexdigest())
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def _compiled(files: Files, path: str) -> tuple[sqlite3.Connection, list[Problem]]:
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;")
    if path != ":memory:":
        os.chmod(path, 0o600)
    problems = compile_catalogue(files, connection, clock.today())
    with connection:
        connection.execute("INSERT INTO meta VALUES ('made', ?)", (__version__,))
    return connection, problems


def _valid(files: Files, connection: sqlite3.Connection, problems: list[Problem]) -> sqlite3.Connection:
    errors = sum(problem.level == ERROR for problem in problems)
    if errors:
        connection.close()
        raise InvalidCatalogue(files.name, errors)
    return connection


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:
        pass
