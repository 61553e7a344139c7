"""A catalogue to an index: all records read, checked and written, and everything found that is wrong with them.

Records whose text stands in an earlier index as it stands now are taken over from there, row by row, with what was found wrong.
"""

import gc
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from swaps import catalogue, checks, chunks, output, parser, tallies
from swaps.catalogue import Entry, Registry
from swaps.chunks import Chunk
from swaps.files import PACKAGE, Files, opened
from swaps.fulltext import RECORD_BITS, RECORD_OF
from swaps.gist import Gist
from swaps.nodes import Item
from swaps.problem import Problem
from swaps.writer import Writer

BATCH = 32
"""So many pieces of a file take each step together, before the next step: what a step works with stays in the processor's caches,
which spares a tenth of the time."""
ROWS = 200
"""Of so many records the rows are gathered before they are written."""
READ_AGAIN = 64
"""So many records are kept while their problems are put in place."""
READING = 0.9
"""The part of the time that reading takes; the rest goes into what is made of all records together."""
TAKEN_OVER = (
    "records", "releases", "sides", "people", "names", "citizenships", "charges", "groups", "locations", "intermediaries",
    "considerations", "acknowledgements", "disputes", "claims", "tellings", "history", "mentions", "related", "sources", "problems",
    "waivers",
)  # fmt: skip
"""The tables whose rows belong to a record, by its number `n`."""


def check_catalogue(files: Files, connection: sqlite3.Connection, today: date, earlier: str | None = None) -> list[Problem]:
    """Return all problems of a catalogue, sorted by place; no more is written into the empty database than finding them takes."""
    with _without_collector():
        connection.executescript(_script("gist.sql"))
        compilation = Compilation(files, Gist(connection), today, earlier)
        with connection:
            compilation.read()
            connection.executescript(_script("gist_indexes.sql"))
        return compilation.problems()


def compile_catalogue(files: Files, connection: sqlite3.Connection, today: date, earlier: str | None = None) -> list[Problem]:
    """Write a catalogue into an empty database; return all its problems, sorted by place.

    `earlier` is the path of an index of the same catalogue, made by the same program from the same registry.
    """
    with _without_collector():
        connection.executescript(_script("schema.sql"))
        compilation = Compilation(files, Writer(connection), today, earlier)
        with connection:
            compilation.read()
        with connection:
            connection.executescript(_script("indexes.sql"))
            connection.execute("ANALYZE main")
            tallies.fill(connection, earlier if compilation.kept else None)
        return compilation.problems()


def _script(name: str) -> str:
    with open(os.path.join(PACKAGE, name), encoding="utf-8") as file:
        return file.read()


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cyclic garbage collector out of the way: trees of records are no garbage, and looking at them is slow."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(slots=True)
class Piece:
    """A piece of a file on its way into the index: its nodes, its records, and what of it could not be read."""

    chunk: Chunk
    digest: bytes | None
    items: list[Item] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)


class Compilation:
    """One run over the files of a catalogue."""

    def __init__(self, files: Files, writer: Writer, today: date, earlier: str | None) -> None:
        self.files, self.writer, self.connection = files, writer, writer.connection
        self.registry = Registry.read(files.registry)
        self.context = checks.Context(self.registry.parties, today)
        self.unread: list[Problem] = list(self.registry.problems)
        self.n = 0
        self.kept: list[tuple[int, int, str, int, int]] = []
        self.known: dict[bytes | None, tuple[int, int]] = {}
        if earlier is not None:
            self.connection.execute("ATTACH ? AS earlier", (earlier,))
            known = self.connection.execute("SELECT hash, n, lead FROM earlier.exchanges WHERE hash NOT NULL")
            self.known = {digest: (n, lead) for digest, n, lead in known}

    def read(self) -> None:
        """Read all files and fill all tables."""
        if self.writer.wants("parties"):
            self.writer.parties(self.registry.parties.values())
        size = sum(map(os.path.getsize, self.files.paths)) or 1
        before = 0
        for path in self.files.paths:
            with opened(path) as file:
                pieces = parser.guarded(chunks.cut(file), path, self.unread)
                while batch := [*islice(pieces, BATCH)]:
                    self._pieces(path, batch)
                    output.advance(READING * (before + batch[-1].offset + batch[-1].size) / size)
            before += os.path.getsize(path)
        self.writer.flush()
        if self.kept:
            self._take_over()

    def _pieces(self, path: str, batch: list[Chunk]) -> None:
        """Read some pieces of a file, unless an earlier index knows them, and write what is in them."""
        pieces = [Piece(chunk, self._digest(chunk)) for chunk in batch]
        fresh = [piece for piece in pieces if piece.digest not in self.known]
        for piece in fresh:
            piece.items = [*parser.read_chunk(piece.chunk, path, piece.unread)]
        for piece in fresh:
            piece.entries = [*catalogue.entries(piece.items, path, self.registry.known, piece.unread)]
        found = iter(checks.check_records([entry for piece in fresh for entry in piece.entries], self.context))
        for piece in pieces:
            if piece.digest in self.known:
                earlier, lead = self.known[piece.digest]
                self.kept.append((earlier, self.n, os.path.basename(path), piece.chunk.line + lead, piece.chunk.offset))
                self.n += 1
            else:
                self._write(piece, found)

    def _digest(self, chunk: Chunk) -> bytes | None:
        """Return the hash that a piece is known by, if anybody asks for it."""
        wanted = self.known or self.writer.wants("records")
        return blake2b(chunk.text.encode(), digest_size=16).digest() if wanted else None

    def _write(self, piece: Piece, found: Iterator[list[Problem]]) -> None:
        """Write what is in a piece of a file; what is wrong with its records comes next in `found`."""
        sound = len(piece.entries) == 1 and not piece.unread
        self.unread.extend(piece.unread)
        for entry in piece.entries:
            self.writer.write(self.n, entry, next(found), [*checks.waivers(entry)], piece.digest if sound else None)
            self.n += 1
            if self.n % ROWS == 0:
                self.writer.flush()

    def _take_over(self) -> None:
        """Copy the rows of the records that have not changed, under the numbers and at the places that they have now."""
        self.connection.execute("CREATE TEMP TABLE kept (old, n INTEGER PRIMARY KEY, file, line, position)")
        self.connection.executemany("INSERT INTO kept VALUES (?,?,?,?,?)", self.kept)
        self.connection.execute("CREATE INDEX temp.kept_old ON kept (old)")
        own = {"n", "file", "line", "position"}
        columns = [f'"{name}"' for _, name, *_ in self.connection.execute("PRAGMA table_info(exchanges)") if name not in own]
        self.connection.execute(
            f"INSERT INTO exchanges (n, file, line, position, {', '.join(columns)}) SELECT kept.n, kept.file, kept.line, "
            f"kept.position, {', '.join(f'e.{name}' for name in columns)} FROM kept JOIN earlier.exchanges AS e ON e.n = kept.old"
        )
        for table in filter(self.writer.wants, TAKEN_OVER):
            names = [f'"{name}"' for _, name, *_ in self.connection.execute(f"PRAGMA table_info({table})")]
            chosen = ", ".join("kept.n" if name == '"n"' else f"e.{name}" for name in names)
            self.connection.execute(f"INSERT INTO {table} SELECT {chosen} FROM kept JOIN earlier.{table} AS e ON e.n = kept.old")
        if self.writer.wants("texts"):
            self.connection.execute(
                f"INSERT INTO texts (rowid, text, sound, n, kind, said) SELECT (kept.n << {RECORD_BITS}) | "
                f"(e.rowid & {(1 << RECORD_BITS) - 1}), text, sound, kept.n, kind, said "
                f"FROM earlier.texts AS e CROSS JOIN kept ON kept.old = e.{RECORD_OF}"
            )

    def problems(self) -> list[Problem]:
        """Return every problem: of reading, of each record, and of the records held against each other."""
        paths = {os.path.basename(path): path for path in self.files.paths}
        found = [
            (n, Problem(paths[file], *rest))
            for n, file, *rest in self.connection.execute(
                "SELECT n, file, exchanges.line + problems.line, column, rule, level, message "
                "FROM problems JOIN exchanges USING (n)"
            )
        ]
        waived = [
            (n, rule, Problem(paths[file], line, column, *checks.idle(rule)))
            for n, rule, file, line, column in self.connection.execute(
                "SELECT n, rule, file, exchanges.line + waivers.line, column FROM waivers JOIN exchanges USING (n)"
            )
        ]
        if self.n:
            found.extend(self._across(paths))
        refused = {problem[:3] for problem in self.unread if problem.rule in parser.RULES}
        unread = [one for one in self.unread if one.rule in parser.RULES or one[:3] not in refused]
        return sorted({*unread, *checks.settle(found, waived)})

    def _across(self, paths: dict[str, str]) -> Iterator[tuple[int, Problem]]:
        """Yield what only shows when records are held against each other, each put in its place."""
        read_again = lru_cache(maxsize=READ_AGAIN)(catalogue.read_again)
        for check in checks.ACROSS:
            for n, loc, message in check.find(self.connection):
                where = "SELECT file, position, length, line FROM exchanges WHERE n = ?"
                file, position, length, line = self.connection.execute(where, (n,)).fetchone()
                item = read_again(paths[file], position, length, line)
                row, column = item.place(loc)
                yield n, Problem(paths[file], row - item.line + line, column, check.rule, check.level, message)
