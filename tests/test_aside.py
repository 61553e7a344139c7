"""A file is replaced whole or not at all, whatever comes in between."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from swaps import aside
from tests.conftest import HERE, SAMPLE, Run

unix = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and signals of Unix")
NEW = ("new", "--title", "Third round", "--kind", "pow-exchange", "--date", "2024-02-02", "--release", "AA", "BB", "9 soldiers",
       "--source", "Agency A", "agency", "2024-02-03", "https://example.org/third", "The third round")  # fmt: skip
COMMANDS = {"new": NEW, "fmt": ("fmt",)}
CALLS = ("write", "pwrite64", "writev", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "chmod")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue that `fmt` has something to do with."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(SAMPLE.parent / "parties.yaml", folder)
    text = SAMPLE.read_text(encoding="utf-8").replace(
        "notes: >-\n    The two sides\n    count", "notes: >-\n    The two sides count"
    )
    (folder / "one.yaml").write_text(f"# Kept.\n{text}", encoding="utf-8")
    return folder / "one.yaml"


def versions(catalogue: Path, command: str, run: Run) -> tuple[bytes, bytes]:
    """The catalogue before a command and after it, left as it was."""
    before = catalogue.read_bytes()
    assert run(*COMMANDS[command], "--data", catalogue).code == 0
    after = catalogue.read_bytes()
    assert after != before
    catalogue.write_bytes(before)
    return before, after


def test_replaces(tmp_path: Path) -> None:
    """The new bytes take the place of the old ones, and nothing is left beside them."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    aside.replace(str(path), b"old", b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_somebody_else_wrote_is_kept(tmp_path: Path) -> None:
    """A file that is not what was read is not overwritten."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")
    with pytest.raises(aside.Changed):
        aside.replace(str(path), b"old", b"new")
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


@unix
def test_link_and_mode_are_kept(tmp_path: Path) -> None:
    """A link is followed and stays one; the file keeps its mode."""
    (tmp_path / "there").mkdir()
    path, link = tmp_path / "there" / "a.yaml", tmp_path / "link.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    aside.replace(str(link), b"old", b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


@unix
def test_what_may_not_be_written_is_not(catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without permission to write stays as it is, though its folder could be written to."""
    before = catalogue.read_bytes()
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # whoever runs the tests as root may write everything
    result = run("fmt", catalogue)
    assert (result.code, result.err) == (3, f"swaps: {catalogue}: Permission denied\n")
    assert catalogue.read_bytes() == before


def strace(*arguments: str, catalogue: Path, command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command under strace, without an index in the cache, which has a story of its own."""
    program = [sys.executable, "-m", "swaps", *COMMANDS[command], "--data", str(catalogue), "--no-cache"]
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(["strace", "-f", *arguments, *program], capture_output=True, text=True, timeout=60, env=bare)


def traced(catalogue: Path, command: str) -> dict[str, int]:
    """How often a command makes each of the calls that write, sync or move."""
    log = catalogue.parent.parent / "trace"
    done = strace("-o", str(log), "-e", f"trace={','.join(CALLS)}", catalogue=catalogue, command=command)
    if "ptrace" in done.stderr:
        pytest.skip("tracing is not allowed here")
    assert done.returncode == 0, done.stderr
    calls = re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.MULTILINE)
    return {call: calls.count(call) for call in CALLS if call in calls}


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("command", COMMANDS)
def test_kill_at_every_write_sync_and_rename(command: str, catalogue: Path, run: Run) -> None:
    """Killed at any call that writes, syncs or moves, a command leaves the old catalogue or the new one, whole."""
    before, after = versions(catalogue, command, run)
    counts = traced(catalogue, command)
    assert counts["fsync"] == 2
    assert counts["rename"] == 1
    left = set()
    for call, number in counts.items():
        for when in range(1, number + 1):
            catalogue.write_bytes(before)
            done = strace("-o", os.devnull, "-e", f"inject={call}:signal=KILL:when={when}", catalogue=catalogue, command=command)
            assert done.returncode in (-9, 137)
            left.add(catalogue.read_bytes())
            assert run("list", "--data", catalogue.parent).code == 0
    assert left == {before, after}


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("call", "error"), [("fsync", "EIO"), ("rename", "EXDEV")])
def test_calls_that_fail(command: str, call: str, error: str, catalogue: Path, run: Run) -> None:
    """Where the machine fails, the old file stays, nothing is left beside it, and one line says so."""
    before, _ = versions(catalogue, command, run)
    traced(catalogue, command)
    catalogue.write_bytes(before)
    done = strace("-o", os.devnull, "-e", f"inject={call}:error={error}:when=1", catalogue=catalogue, command=command)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith(f"swaps: {catalogue}: ")
    assert "Traceback" not in done.stderr
    assert catalogue.read_bytes() == before
    assert sorted(path.name for path in catalogue.parent.iterdir()) == ["one.yaml", "parties.yaml"]


KILLS = """
import os, random, signal, sys, time
from pathlib import Path
from swaps import aside, asking, dictation, drafts, edit
from swaps.cli import run
from swaps.commands import fmt, new

path, number, *arguments = sys.argv[1:]
catalogue = Path(path)
before = catalogue.read_bytes()

def child():
    pid = os.fork()
    if pid == 0:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1), os.dup2(sink, 2)
        os._exit(run([*arguments, "--data", path, "--no-cache"]))
    return pid

start = time.perf_counter()
assert os.waitpid(child(), 0)[1] == 0
long = time.perf_counter() - start
after = catalogue.read_bytes()
left = {before: 0, after: 0}
chance = random.Random(4)
for _ in range(int(number)):
    catalogue.write_bytes(before)
    pid = child()
    time.sleep(chance.uniform(0, 1.2 * long))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    left[catalogue.read_bytes()] += 1
print(left[before], left[after])
"""


@unix
@pytest.mark.parametrize("command", COMMANDS)
def test_random_kills(command: str, catalogue: Path, run: Run) -> None:
    """Killed at 250 random moments, each of the two leaves the old catalogue or the new one, whole."""
    program = [sys.executable, "-c", KILLS, str(catalogue), "250", *COMMANDS[command]]
    done = subprocess.run(program, capture_output=True, text=True, timeout=300, cwd=HERE.parent)
    assert done.returncode == 0, done.stderr
    old, new = map(int, done.stdout.split())
    assert old + new == 250
    assert old > 0
    assert new > 0
    assert run("validate", catalogue.parent).code == 0
