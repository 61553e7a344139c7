"""Which catalogue: from --data, SWAPS_DATA, the checkout around the current folder, or the one in the package."""

import os
from io import BufferedReader
from typing import NamedTuple

PACKAGE = os.path.dirname(os.path.abspath(__file__))
REGISTRY = "parties.yaml"
CATALOGUE = "exchanges.yaml"
VERSION = "VERSION"


class Files(NamedTuple):
    """The files of a catalogue, its registry of parties, and the name it goes by in messages."""

    name: str
    paths: tuple[str, ...]
    registry: str

    @property
    def is_shipped(self) -> bool:
        """Whether it is the one that comes with the package, which is not there to be edited."""
        return self.paths[0].startswith(PACKAGE)

    @property
    def version(self) -> str:
        """The catalogue's version: what the file VERSION beside it says, if there is one."""
        try:
            with open(os.path.join(os.path.dirname(self.paths[0]), VERSION), encoding="utf-8") as file:
                return file.readline().strip()[:40] or "unversioned"
        except OSError:
            return "unversioned"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the catalogue's file as `sha256sum` gives it; of several files, of their hashes."""
        from hashlib import sha256

        digests = [*map(file_hash, self.paths)]
        return digests[0] if len(digests) == 1 else sha256("".join(digests).encode()).hexdigest()


class NoCatalogue(Exception):
    """What was named as a catalogue is none."""


def opened(path: str) -> BufferedReader:
    """Open a regular file."""
    if not os.path.isfile(path):
        raise OSError(f"{path}: no such file" if not os.path.exists(path) else f"{path}: this is no file")
    return open(path, "rb")


def file_hash(path: str) -> str:
    """Return the SHA-256 of a file."""
    from hashlib import file_digest

    with opened(path) as file:
        return file_digest(file, "sha256").hexdigest()


def find(data: str | None) -> Files:
    """Return the files to read; raises NoCatalogue if what was named does not exist."""
    if data == "":
        raise NoCatalogue("the path of the catalogue is empty: name a file or a folder, or leave the option out")
    named = data or os.environ.get("SWAPS_DATA")
    return at(named) if named else at(checkout(os.getcwd()) or shipped(CATALOGUE))


def at(path: str) -> Files:
    """Return the files of a catalogue: one file, or a folder of them."""
    if os.path.isdir(path):
        names = sorted(name for name in os.listdir(path) if name.endswith(".yaml") and name != REGISTRY)
        if not names:
            raise NoCatalogue(f"{path}: there is no .yaml file in this folder")
        return Files(path, tuple(os.path.join(path, name) for name in names), _registry(path))
    if not os.path.exists(path):
        raise NoCatalogue(f"{path}: no such file or folder")
    if os.path.basename(path) == REGISTRY:
        raise NoCatalogue(f"{path}: this is the registry of parties: name the catalogue beside it")
    return Files(path, (path,), _registry(os.path.dirname(path)))


def to_check(path: str) -> Files:
    """Return the files of a catalogue, or of a registry of parties alone."""
    return Files(path, (), path) if os.path.basename(path) == REGISTRY and os.path.isfile(path) else at(path)


def shipped(name: str) -> str:
    """Return the path of a data file that comes with the package, or with the checkout it runs from."""
    packaged = os.path.join(PACKAGE, "data", name)
    return packaged if os.path.exists(packaged) else os.path.join(PACKAGE, "..", "..", "data", name)


def checkout(folder: str) -> str | None:
    """Return the catalogue of the checkout of this project that a folder lies in."""
    while True:
        path = os.path.join(folder, "data", CATALOGUE)
        if os.path.exists(path) and os.path.exists(os.path.join(folder, "src", "swaps", "__init__.py")):
            return os.path.relpath(path)
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def _registry(folder: str) -> str:
    beside = os.path.join(folder, REGISTRY)
    return beside if os.path.exists(beside) else shipped(REGISTRY)
