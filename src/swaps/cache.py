"""Where the index of a catalogue is kept, and whether it is still the index of what is on the disk.

An index is named after the content that it was made from. A small stamp beside it, one for each catalogue by path, says which
index belongs to the files as they are; a warm start reads no more than that stamp.
"""

import os
import re
import stat
import sys
import time
from binascii import crc32
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from swaps import __version__
from swaps.files import PACKAGE, Files

MAKERS = ("", "checks", "models")
"""The folders of the code that decides what an index holds: where it has changed, an index is another one."""
OURS = r"\.(?:sqlite|stamp)(?:\.[0-9]+)?$"
RACY = 2_000_000_000
"""Nanoseconds: a file that changed so short a time before its stamp was written may have changed again in the same tick."""


class Stamp(NamedTuple):
    """What a stamp holds: the state of the files, and the name of the index that was made from them."""

    files: str
    name: str


def folder() -> str | None:
    """Return the cache folder, made if need be; None where it is not ours alone, or cannot be written."""
    path = os.path.join(_home(), "swaps")
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISDIR(found.st_mode) or not os.access(path, os.W_OK):
        return None
    if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & 0o022):
        return None
    return path


def _home() -> str:
    said = os.environ.get("XDG_CACHE_HOME")
    if said and os.path.isabs(said):
        return said
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    return os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")


def maker() -> str:
    """Return what an index is made by, as one line: the program's version, and the state of the code that decides what is in it."""
    code = (entry for name in MAKERS for entry in os.scandir(os.path.join(PACKAGE, name)) if entry.name.endswith((".py", ".sql")))
    return f"{__version__} {sum(entry.stat().st_mtime_ns for entry in code)}"


def state(files: Files) -> str:
    """Return the state of a catalogue's files as one line: program, paths, sizes and times."""
    parts = [maker()]
    for path in (*files.paths, files.registry):
        found = os.stat(path)
        parts.append(f"{os.path.abspath(path)!r} {found.st_size} {found.st_mtime_ns} {found.st_ino}")
    return " ".join(parts)


def recall(folder: str, files: Files) -> str | None:
    """Return the path of the index that belongs to the files as they are, if there is one."""
    stamp_path = _stamp_path(folder, files)
    try:
        stamp = _stamp(stamp_path)
        newest = max(os.stat(path).st_mtime_ns for path in (*files.paths, files.registry))
        index = os.path.join(folder, stamp.name)
        if stamp.files != state(files) or newest + RACY > os.stat(stamp_path).st_mtime_ns or not sealed(index):
            return None
    except (OSError, TypeError, ValueError):
        return None
    return index


def earlier(folder: str, files: Files) -> str | None:
    """Return the path of the last index of these files, whatever has changed in them since."""
    try:
        index = os.path.join(folder, _stamp(_stamp_path(folder, files)).name)
    except (OSError, TypeError, ValueError):
        return None
    return index if sealed(index) else None


def remember(folder: str, files: Files, index: str, state: str) -> None:
    """Write down that an index belongs to the files in this state, which they had before it was made."""
    text = "\n".join(Stamp(state, os.path.basename(index)))
    path = _stamp_path(folder, files)
    aside = f"{path}.{os.getpid()}"
    before = earlier(folder, files)
    with open(aside, "w", encoding="utf-8", opener=_private) as file:
        file.write(text)
    os.replace(aside, path)
    if before is not None and before != index and not _is_stamped(folder, os.path.basename(before)):
        os.remove(before)


def _private(path: str, flags: int) -> int:
    """Open a file that nobody else may read."""
    return os.open(path, flags, 0o600)


def _stamp(path: str) -> Stamp:
    """Read a stamp; raises OSError, TypeError or ValueError where it is none."""
    with open(path, encoding="utf-8") as file:
        return Stamp(*file.read().split("\n")[:2])


def _stamps(folder: str) -> Iterator[Stamp]:
    """Read all stamps; one that is damaged, or that another process is just taking away, says nothing."""
    for entry in [*os.scandir(folder)]:
        if entry.name.endswith(".stamp"):
            with suppress(OSError, TypeError, ValueError):
                yield _stamp(entry.path)


def _is_stamped(folder: str, name: str) -> bool:
    """Whether some catalogue still has this index."""
    return any(stamp.name == name for stamp in _stamps(folder))


def contents(folder: str) -> list[tuple[str, int, int, str]]:
    """Return what is in the cache: name, bytes, days since it was last used, and the catalogues it is of."""
    catalogues: dict[str, list[str]] = {}
    for stamp in _stamps(folder):
        catalogues.setdefault(stamp.name, []).append(stamp.files.split("'")[1] if "'" in stamp.files else "?")
    found = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.endswith(".sqlite"):
            status = entry.stat()
            age = int((time.time() - status.st_atime) // 86400)
            found.append((entry.name, status.st_size, age, ", ".join(catalogues.get(entry.name, []))))
    return found


def clear(folder: str) -> tuple[int, int]:
    """Remove what the cache holds; return how many files, and how many bytes."""
    number = size = 0
    for entry in os.scandir(folder):
        if re.search(OURS, entry.name):
            size += entry.stat(follow_symlinks=False).st_size
            os.remove(entry.path)
            number += 1
    return number, size


def _stamp_path(folder: str, files: Files) -> str:
    named = "\0".join(map(os.path.abspath, (*files.paths, files.registry)))
    return os.path.join(folder, f"{crc32(named.encode('utf-8', 'surrogateescape')):08x}.stamp")


def seal(path: str, index: str) -> None:
    """Give a file the time that goes with its size and the name it will have: whoever writes to it later breaks the seal."""
    when = _seal(index, os.path.getsize(path))
    os.utime(path, (when, when))


def sealed(index: str) -> bool:
    """Whether an index is as it was made."""
    try:
        found = os.lstat(index)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_mtime_ns == _seal(index, found.st_size) * 1_000_000_000


def _seal(index: str, size: int) -> int:
    return 1_000_000_000 + crc32(f"{os.path.basename(index)} {size}".encode()) // 8
