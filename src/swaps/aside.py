"""A file replaced whole or not at all: written aside, synced, and moved into its place. No other way leads to the data."""

import errno
import os
import stat
import tempfile
from contextlib import suppress

ENDING = ".aside"
"""What a kill may leave behind ends with this, so that no reader takes it for a catalogue."""


class Changed(Exception):
    """The file is no longer what it was when it was read."""


def replace(path: str, before: bytes, after: bytes) -> None:
    """Put new bytes in the place of a file's old ones; a stop at any moment leaves the ones or the others, whole.

    A link is followed, and the file's mode kept. Raises Changed if somebody else has written to the file meanwhile, and OSError.
    """
    target = os.path.realpath(path)
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _replace(target, before, after)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    with suppress(OSError):  # Windows opens no folder, and some file systems sync none: the file is whole all the same
        _sync(os.path.dirname(target))


def _replace(target: str, before: bytes, after: bytes) -> None:
    handle, aside = tempfile.mkstemp(ENDING, f".{os.path.basename(target)}.", os.path.dirname(target))
    try:
        with os.fdopen(handle, "wb") as file:
            os.chmod(aside, stat.S_IMODE(os.stat(target).st_mode))
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        with open(target, "rb") as file:
            if file.read() != before:
                raise Changed(target)
        os.replace(aside, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.remove(aside)
        raise


def _sync(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
