"""A catalogue as it stood in a revision of git: read out of the history, never checked out."""

import os
import subprocess

from swaps.files import REGISTRY

Texts = list[tuple[str, bytes]]
"""Files by name, with what is in them."""


class NoRevision(Exception):
    """What was named is no revision, or the catalogue did not stand there."""


def texts(revision: str, path: str) -> Texts:
    """Return the files of a catalogue as they stood in a revision, the file having been renamed since or not."""
    path = os.path.realpath(path)
    folder, name = (path, "") if os.path.isdir(path) else os.path.split(path)
    commit = _line(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise NoRevision(f"{revision} is no file, no folder and no revision in git of {path}")
    prefix = _line(folder, "rev-parse", "--show-prefix")
    names = _listed(folder, commit, prefix) if not name else [_name_then(folder, commit, prefix + name)]
    found = [(f"{revision}:{one}", _git(folder, "cat-file", "blob", f"{commit}:{one}")) for one in names]
    there = [(one, data) for one, data in found if data is not None]
    if not there:
        raise NoRevision(f"{revision} has no {prefix}{name}")
    return there


def _listed(folder: str, commit: str, prefix: str) -> list[str]:
    """Return the files of a catalogue that is a folder."""
    listed = _git(folder, "ls-tree", "-z", "--name-only", "--full-tree", commit, *([prefix] if prefix else [])) or b""
    names = listed.decode().split("\0")
    return [name for name in names if name.endswith(".yaml") and os.path.basename(name) != REGISTRY]


def _name_then(folder: str, commit: str, name: str) -> str:
    """Return what a file was called in a commit."""
    if _git(folder, "cat-file", "-e", f"{commit}:{name}") is not None:
        return name
    options = ("--no-ext-diff", "--no-relative", "--name-status", "-M", "-z", "--diff-filter=R")
    parts = (_git(folder, "diff", *options, commit, "--") or b"").decode().split("\0")
    return next((old for old, new in zip(parts[1::3], parts[2::3], strict=False) if new == name), name)


def _line(folder: str, *arguments: str) -> str:
    return (_git(folder, *arguments) or b"").decode().strip("\n")


def _git(folder: str, *arguments: str) -> bytes | None:
    """Return what git says; None where it refuses."""
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)  # noqa: S607
    except FileNotFoundError:
        raise NoRevision("git is not there: name files or folders") from None
    return done.stdout if done.returncode == 0 else None
