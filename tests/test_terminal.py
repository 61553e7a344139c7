"""What a person sees on a terminal: the same facts, at any width."""

import io
import os
import re
import sys

import pytest

from swaps import build, compile, files, output
from swaps.render.table import BAR, Column, Table
from swaps.render.terminal import draw
from tests.conftest import HERE, SAMPLE, check_golden

pty = pytest.importorskip("pty")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(*arguments: str, columns: int = 80, environment: dict[str, str] | None = None) -> str:
    """Run the program on a pseudo-terminal and return every byte it wrote."""
    import fcntl
    import struct
    import termios

    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["PAGER"] = "cat"
        os.environ.update(environment or {})
        os.environ.pop("COLUMNS", None)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.execv(sys.executable, [sys.executable, "-m", "swaps", *arguments, "--data", str(SAMPLE)])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    os.waitpid(pid, 0)
    os.close(terminal)
    return b"".join(parts).decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("arguments", [["list"], ["show", "bridge-1962"], ["stats", "--by-location"], ["stats"]])
def test_fits_the_terminal(columns: int, arguments: list[str]) -> None:
    """No line is wider than the terminal, save for an address, which is never cut."""
    lines = COLOUR.sub("", on_terminal(*arguments, columns=columns)).splitlines()
    assert lines
    assert [line for line in lines if len(line.rstrip()) > columns and "http" not in line] == []


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_nothing_is_cut(columns: int) -> None:
    """Every word of every cell is there at every width."""
    squeezed = re.sub(r"\s+", "", COLOUR.sub("", on_terminal("list", columns=columns)))
    for word in ("aa-bb-2024-02-01", "2024-01-05", "agreed", "passengers", "undisclosed"):
        assert word in squeezed or columns == 80
    for word in ("bridge-1962", "ransom-1975", "offer-2025"):
        assert word in squeezed


def test_colour_and_its_absence() -> None:
    """Colour is for terminals that have it, and only SGR sequences are ever written."""
    assert COLOUR.search(on_terminal("list"))
    assert "\x1b" not in COLOUR.sub("", on_terminal("show", "bridge-1962"))
    for name, value in (("TERM", "dumb"), ("NO_COLOR", "1")):
        assert not re.search(r"\x1b\[3[0-9]m", on_terminal("list", environment={name: value}))


@pytest.mark.parametrize("columns", [76, 100, 200])
def test_terminal_without_capabilities_has_its_width(columns: int) -> None:
    """A dumb terminal is as wide as it is, and not 80 columns whatever it says."""
    plain = COLOUR.sub("", on_terminal("list", columns=columns))
    assert COLOUR.sub("", on_terminal("list", columns=columns, environment={"TERM": "dumb"})) == plain
    rule = next(line for line in plain.splitlines() if "───" in line)
    assert 80 != len(rule.rstrip()) <= columns


def test_ascii_terminal() -> None:
    """An ASCII terminal gets an ASCII table."""
    shown = COLOUR.sub("", on_terminal("list", environment={"PYTHONIOENCODING": "ascii"}))
    assert shown.isascii()
    assert "DD->BB 1" in shown


def test_long_output_is_paged() -> None:
    """More than a screenful goes through the user's pager, unless that is not wanted."""
    paged = on_terminal("list", environment={"PAGER": "tr a-z A-Z"}, columns=40)
    assert "BRIDGE-1962" in paged
    assert "bridge-1962" in on_terminal("list", "--no-pager", environment={"PAGER": "tr a-z A-Z"}, columns=40)
    assert "bridge-1962" in on_terminal("list", environment={"PAGER": "no-such-pager"}, columns=40)


def test_matches_are_brought_out() -> None:
    """A search shows on the terminal what matched."""
    assert re.search(r"\x1b\[1;33mHarriet\x1b\[0m", on_terminal("search", "harriet"))


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_progress_is_shown_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long reading shows on a terminal how far it is, and leaves an empty line for the answer; elsewhere nothing is said."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(output.Progress, "PATIENCE", 0.0)
    monkeypatch.setattr(output.Progress, "PAUSE", 0.0)
    monkeypatch.setattr(compile, "BATCH", 4)
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with output.Progress("reading sample.yaml"):
            assert build.problems(files.at(str(SAMPLE))) == []
        output.advance(0.5)
        shown = stream.getvalue().split("\r")
        if isinstance(stream, Terminal):
            parts = [int(found[1]) for line in shown if (found := re.search(r"(\d+) %", line))]
            assert parts == sorted(parts)
            assert (len(parts), parts[-1]) == (2, 90)
            assert shown[-2] == " " * len(shown[1])
        else:
            assert stream.getvalue() == ""


def test_progress_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is over in no time shows no bar."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with output.Progress("reading"):
        output.advance(0.5)
    assert stream.getvalue() == ""


NAMES = [
    ("karelina-petrov", "2025-04-10", "Karelina–Petrov exchange", "Abu Dhabi airport, AE", "RU→US 1, US→RU 1"),
    ("poland-soviet-pows-1921-02-01-civilians", "1921-02~/1921-10-31", "Polish–Soviet exchange, 1921", "Posad-Pokrovske, PL",
     "PL→russian-sfsr ~66,000, russian-sfsr→PL 26,000+"),
    ("offer", "2022-04-12/2022-04-18 refused", "  Offer to exchange Thiruvananthapuram-Kottayam's people", "–", "UA→RU+BY ?"),
]  # fmt: skip
SUMS = [
    ("detainee-swap", 123, "~420,444..420,560+ + 124 unknown", "42,938 + 4 unknown", "█" * 20),
    ("pow-exchange", 7, "6 unknown", "", "█"),
]  # fmt: skip
TABLES = {
    "names": Table(tuple(Column(name, name) for name in ("id", "date", "what", "where", "how many")), NAMES),
    "sums": Table(
        (Column("kind", "kind"), *(Column(name, name, "right") for name in ("exchanges", "people", "dead")), Column(BAR, "")), SUMS
    ),
}


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 200])
@pytest.mark.parametrize("name", TABLES)
def test_tables_stay_readable(name: str, columns: int, monkeypatch: pytest.MonkeyPatch, bless: bool) -> None:
    """A name is broken behind its dash if at all, a date and a number never; where that does not help, there are cards."""
    monkeypatch.setenv("COLUMNS", str(columns))
    drawn = "".join(f"{line.rstrip()}\n" for line in COLOUR.sub("", draw(TABLES[name])).splitlines())
    check_golden(HERE / "golden_tables" / f"{name}-{columns}.txt", drawn, bless)


def test_a_broken_match_is_brought_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a search found is bright on both lines where it is broken, and nothing else is."""
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("FORCE_COLOR", "1")
    table = Table(
        (Column("id", "id"), Column("match", "match")), [("x", "of Karelina–Petrov alone and nobody but them")], lambda _: [(3, 18)]
    )
    assert re.findall(r"\x1b\[1;33m(.*?)\x1b", draw(table)) == ["Karelina–Petrov"]
    monkeypatch.setenv("COLUMNS", "20")
    table = Table((Column("id", "id"), Column("match", "match")), [("x" * 9, "of Karelina–Petrov")], lambda _: [(3, 18)])
    assert re.findall(r"\x1b\[1;33m(.*?)\x1b", draw(table)) == ["Karelina–", "Petrov"]


def test_an_id_is_broken_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the width is not enough for every word, those of other columns are broken before an id, which is there to be typed."""
    monkeypatch.setenv("COLUMNS", "80")
    columns = tuple(Column(name, name) for name in ("id", "date", "what", "where", "how many"))
    row = ("north-gate-2024-02-01", "2024-02/2024-03 agreed", "Donaudampfschifffahrt", "Llanfairpwllgwyngyll", "x" * 24)
    lines = COLOUR.sub("", draw(Table(columns, [row]))).splitlines()
    assert "north-gate-2024-02-01 " in lines[2]
    assert max(map(len, lines)) <= 80
    assert re.sub(r"\s", "", "".join(line[:23] for line in lines[2:])) == "north-gate-2024-02-01"
    assert any("2024-02/ " in line for line in lines)
