"""What a run is told besides its question: which catalogue, and how it is read."""

import os
from collections.abc import Callable, Iterable

import click

from swaps import files, output
from swaps.files import Files, at
from swaps.index import Index, Unreadable


class Failure(Exception):
    """The command cannot do what was asked: one line, and an exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.message, self.code = message, code


class Settings:
    """What stands before the command's name, or after it: which catalogue, and how it is read."""

    def __init__(self) -> None:
        self.data: str | None = None
        self.use_cache = self.use_pager = True
        self.verbose = False

    def files(self) -> files.Files:
        """Return the files of the catalogue to read."""
        try:
            found = files.find(self.data)
        except files.NoCatalogue as error:
            raise Failure(str(error)) from None
        if self.verbose:
            output.remark(f"catalogue {found.version}, sha256 {found.sha256}, {found.name}")
        return found

    def catalogues(self, paths: Iterable[str], named: Callable[[str], Files] = at) -> list[Files]:
        """Return the catalogues that are named, or else the one to read."""
        try:
            return [named(path) for path in paths] or [self.files()]
        except files.NoCatalogue as error:
            raise Failure(str(error)) from None

    def index(self) -> Index:
        """Return the index of the catalogue, open."""
        found = self.files()
        try:
            with output.Progress(f"reading {os.path.basename(found.name)}"):
                index = Index(found, self.use_cache)
        except Unreadable as error:
            raise Failure(_errors(found.name, error.errors)) from None
        if index.errors:
            output.remark(f"swaps: {_errors(found.name, index.errors)}")
        return index


def _errors(name: str, number: int) -> str:
    return f"{name} has {number:,} error{'s' if number > 1 else ''}: {validation(name)}"


def validation(path: str) -> str:
    """Say how to see what is wrong with a catalogue, in words that a shell takes."""
    from shlex import quote

    return f"run 'swaps validate {path}' to see them" if quote(path) == path else f"run swaps validate {quote(path)} to see them"


def settings(context: click.Context) -> Settings:
    """Return the settings of this run."""
    found: Settings = context.ensure_object(Settings)
    return found


def refuse_shipped(found: Files) -> None:
    """Refuse to write to the catalogue that came with the package: the next update would overwrite it."""
    if found.is_shipped:
        raise click.UsageError("the catalogue in the package is not there to be edited: name your own with --data PATH")
