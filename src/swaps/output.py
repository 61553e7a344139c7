"""The one door to the terminal and to pipes: what goes out is safe to show, and what cannot be written is said once."""

import codecs
import io
import os
import re
import sys
import time
from typing import NoReturn

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, surrogates, and what turns the direction of writing; a line end and a tab may pass."""
PLAINER = {
    "–": "-", "—": "-", "−": "-", "→": "->", "←": "<-", "·": "-", "…": "...", "’": "'", "‘": "'", "“": '"', "”": '"', "█": "#",
    "▏": "|", "│": "|", "─": "-", "×": "x", "≥": ">=", "\u00a0": " ", "▒": "%", "░": ":", "●": "*", "○": "o", "⋮": ":",
    "├": "|", "└": "`",
}  # fmt: skip
"""What an encoding without the character gets instead; all else becomes an escape."""


class Unwritable(Exception):
    """The output cannot be written, for a reason that is the machine's."""


class Unread(Exception):
    """Whoever read the output has seen enough; no OSError, for click would make that an exit code of its own."""


class Closed(io.TextIOBase):
    """Stands for a standard output that is closed: nobody who writes to it shall think that it was read."""

    def write(self, text: str) -> NoReturn:
        """Refuse."""
        raise Unwritable("standard output is closed")


def safe(text: str) -> str:
    """Return text in which no character can command a terminal: those are shown as escapes."""
    return UNSAFE.sub(_escaped, text)


def safe_json(text: str) -> str:
    """Return JSON in which such characters stand as JSON escapes, so that it still says the same."""
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    piece = error.object[error.start : error.end]
    return "".join(PLAINER.get(c) or c.encode("ascii", "backslashreplace").decode() for c in piece), error.end


def prepare() -> None:
    """Make the streams able to show every character in some way, whatever their encoding, and a closed output to say so."""
    codecs.register_error("plainer", _plainer)
    sys.stdout = sys.stdout or Closed()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="plainer")


def write(text: str) -> None:
    """Write the payload to standard output; raises Unread or Unwritable."""
    try:
        sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise Unread from None
    except OSError as error:
        raise Unwritable(f"standard output: {error.strerror}") from None


def page(text: str) -> None:
    """Write the payload through the user's pager where it is longer than the terminal, else as it is.

    The pager is PAGER, else `less`; an empty PAGER, or `cat`, means none.
    """
    pager = os.environ.get("PAGER", "less")
    if not pager or pager == "cat" or os.environ.get("TERM") == "dumb" or not sys.stdin.isatty() or text.count("\n") < height():
        write(text)
        return
    import shlex
    import subprocess

    environment = {"LESS": "FRX", "LV": "-c"} | dict(os.environ)
    try:
        process = subprocess.Popen(shlex.split(pager), stdin=subprocess.PIPE, env=environment)
    except (OSError, ValueError):
        write(text)
        return
    try:
        process.communicate(text.encode(sys.stdout.encoding or "utf-8", "plainer"))
    except (BrokenPipeError, KeyboardInterrupt):
        pass  # whoever leaves the pager early has seen enough
    process.wait()


def height() -> int:
    """Return how many lines the terminal has."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except OSError:
        return 24


def remark(text: str) -> None:
    """Write a remark to standard error, each line made safe."""
    try:
        sys.stderr.write(f"{safe(text)}\n")
        sys.stderr.flush()
    except (OSError, AttributeError):
        pass  # whoever closed standard error does not want remarks


class Progress:
    """A bar on standard error, where that is a terminal: it comes after half a second, and leaves no trace."""

    PATIENCE, PAUSE, CELLS = 0.5, 0.1, 24

    def __init__(self, what: str) -> None:
        self.what, self.shown = what[:40], 0
        self.due = time.monotonic() + self.PATIENCE

    def __enter__(self) -> "Progress":
        global _progress
        if sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            _progress = self
        return self

    def __exit__(self, *_: object) -> None:
        global _progress
        _progress = None
        if self.shown:
            self._write(" " * self.shown)

    def advance(self, part: float) -> None:
        """Show how far it has come, from 0 to 1."""
        if time.monotonic() >= self.due:
            self.due = time.monotonic() + self.PAUSE
            full = int(part * self.CELLS)
            bar = f"{self.what} {'█' * full}{'░' * (self.CELLS - full)} {int(part * 100):3d} %"
            self.shown = len(bar)
            self._write(bar)

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(f"\r{text}\r")
            sys.stderr.flush()
        except OSError:
            pass  # whoever closed standard error does not want to be told


_progress: Progress | None = None


def advance(part: float) -> None:
    """Tell how far something long has come, if anybody watches."""
    if _progress is not None:
        _progress.advance(part)


def abandon() -> None:
    """Let go of standard output, so that the interpreter does not try it again at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, AttributeError, ValueError):
        pass


def leave(code: int) -> NoReturn:
    """End the process as it stands: to take the interpreter apart is a tenth of the time of a short answer."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, AttributeError, ValueError):
            pass  # write() has said so already
    os._exit(code)


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def width() -> int:
    """Return the width to set text in: COLUMNS, else the terminal's, else 80."""
    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit() and 0 < int(said[:6]) < 100_000:
        return max(20, int(said[:6]))
    if on_terminal():
        try:
            return max(20, os.get_terminal_size(sys.stdout.fileno()).columns or 80)
        except OSError:
            return 80
    return 80
