"""The index is a cache: it makes things fast, and never wrong."""

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from swaps import build, cache, compile, files, parser, stats
from swaps.chunks import Chunk
from swaps.index import Index
from swaps.problem import Problem
from swaps.query import Query
from swaps.tallies import DIMENSIONS
from tests.conftest import DEALS, SAMPLE, Run

COUNT = "SELECT count(*) FROM exchanges"


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue with a cache of its own, old enough to be trusted."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "data").mkdir()
    for name in ("sample.yaml", "parties.yaml"):
        target = tmp_path / "data" / name
        shutil.copy(SAMPLE.parent / name, target)
        os.utime(target, (1_700_000_000, 1_700_000_000))
    return tmp_path / "data" / "sample.yaml"


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were compiled, one entry each time."""
    made: list[str] = []
    compile_catalogue = compile.compile_catalogue

    def counting(files: files.Files, *rest: object) -> object:
        made.append(files.name)
        return compile_catalogue(files, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "compile_catalogue", counting)
    return made


def ask(path: Path) -> object:
    """Open the index of a catalogue and ask it something."""
    return Index(files.at(str(path))).ask(COUNT)[0][0]


def test_compiles_once(catalogue: Path, compilations: list[str]) -> None:
    """A catalogue that has not changed is compiled once, and then found by its stamp alone."""
    for _ in range(3):
        assert ask(catalogue) == 7
    assert len(compilations) == 1
    folder = cache.folder()
    assert folder is not None
    assert cache.recall(folder, files.at(str(catalogue))) is not None


def test_touched_is_not_changed(catalogue: Path, compilations: list[str]) -> None:
    """A file whose time changed and whose content did not is not compiled anew."""
    ask(catalogue)
    os.utime(catalogue, (1_700_000_100, 1_700_000_100))
    assert ask(catalogue) == 7
    assert len(compilations) == 1


def test_changed_is_compiled(catalogue: Path) -> None:
    """An edit is seen, even one of the same size and time as what was there before."""
    ask(catalogue)
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace("The ferry passengers", "The ferry passangers"), encoding="utf-8")
    index = Index(files.at(str(catalogue)))
    assert index.ask("SELECT title FROM exchanges WHERE id = 'ransom-1975'") == [("The ferry passangers",)]
    catalogue.write_text(text, encoding="utf-8")
    index = Index(files.at(str(catalogue)))
    assert index.ask("SELECT title FROM exchanges WHERE id = 'ransom-1975'") == [("The ferry passengers",)]


def test_registry_is_part_of_it(catalogue: Path, compilations: list[str]) -> None:
    """An edit of the registry makes another index."""
    ask(catalogue)
    registry = catalogue.parent / "parties.yaml"
    registry.write_text(registry.read_text(encoding="utf-8").replace("Béland", "Boland"), encoding="utf-8")
    assert Index(files.at(str(catalogue))).party("boland") == "BB"
    assert len(compilations) == 2


@pytest.mark.parametrize("moment", ["before", "after"])
def test_edit_while_it_is_read(moment: str, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changes while its index is made, at whatever moment, is answered from as it is, then and later."""
    old = catalogue.read_text(encoding="utf-8")
    new, edits = old.replace("The ferry passengers", "The ferrymen"), iter([1, 2])
    title = "SELECT title FROM exchanges WHERE id = 'ransom-1975'"
    compile_catalogue = compile.compile_catalogue

    def edited(*rest: object) -> object:
        made = compile_catalogue(*rest) if moment == "after" else None  # type: ignore[arg-type]
        if next(edits, None) == 1:
            catalogue.write_text(new, encoding="utf-8")
            os.utime(catalogue, (1_700_000_200, 1_700_000_200))  # as if making the index had taken long
        return made if moment == "after" else compile_catalogue(*rest)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "compile_catalogue", edited)
    for _ in range(3):
        assert Index(files.at(str(catalogue))).ask(title) == [("The ferrymen",)]
    catalogue.write_text(old, encoding="utf-8")
    os.utime(catalogue, (1_700_000_300, 1_700_000_300))
    assert Index(files.at(str(catalogue))).ask(title) == [("The ferry passengers",)]


def test_damaged_stamp_is_no_stamp(catalogue: Path, run: Run) -> None:
    """A stamp that is no text, be it this catalogue's or another's, stops nobody."""
    assert ask(catalogue) == 7
    folder = Path(os.environ["XDG_CACHE_HOME"]) / "swaps"
    for path in (*folder.glob("*.stamp"), folder / "deadbeef.stamp"):
        path.write_bytes(b"\xff\xfe")
    (folder / "cafebabe.stamp").mkdir()
    for title in ("The ferrymen", "The ferrywomen"):  # the second index takes the place of the first, if no stamp has that
        catalogue.write_text(catalogue.read_text(encoding="utf-8").replace("The ferry passengers", title), encoding="utf-8")
        assert ask(catalogue) == 7
    assert run("cache").code == 0


def test_full_disk_is_the_machines_failure() -> None:
    """Where an index fits neither on the disk nor beside it, that is said as of any file; a wrong query is a bug."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(OSError, match="no index can be made"), build.room():
            connection.execute("CREATE TABLE one (x)")
        with pytest.raises(sqlite3.OperationalError), build.room():
            connection.execute("SELECT x FROM nowhere")


@pytest.mark.parametrize("seed", range(25))
def test_broken_index_is_never_believed(seed: int, catalogue: Path, run: Run) -> None:
    """Whatever happened to the file, the answer is the one without a cache."""
    right = run("list", "--data", catalogue, "--no-cache").out
    assert run("list", "--data", catalogue).out == right
    (path,) = (Path(os.environ["XDG_CACHE_HOME"]) / "swaps").glob("*.sqlite")
    dice = random.Random(seed)
    data = bytearray(path.read_bytes())
    if seed % 5 == 0:
        data = data[: dice.randrange(len(data))]
    else:
        for _ in range(dice.randrange(1, 200)):
            data[dice.randrange(len(data))] = dice.randrange(256)
    path.write_bytes(data)
    result = run("list", "--data", catalogue)
    assert (result.code, result.out) == (0, right)


def test_index_of_somebody_else(catalogue: Path, run: Run) -> None:
    """A foreign database under the right name is replaced."""
    right = run("list", "--data", catalogue).out
    (path,) = (Path(os.environ["XDG_CACHE_HOME"]) / "swaps").glob("*.sqlite")
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE exchanges (id)")
    connection.close()
    assert run("list", "--data", catalogue).out == right


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and modes of Unix")
def test_folder_that_is_not_ours(catalogue: Path, run: Run) -> None:
    """A cache folder that others can write to, or that is a link, is left alone; the answer is the same."""
    folder = Path(os.environ["XDG_CACHE_HOME"]) / "swaps"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert cache.folder() is None
    assert run("list", "--data", catalogue).code == 0
    assert list(folder.iterdir()) == []
    folder.rmdir()
    folder.symlink_to(catalogue.parent)
    assert cache.folder() is None
    assert run("list", "--data", catalogue).code == 0


def test_cache_that_cannot_be_made(catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there can be no cache folder, the index is built in memory."""
    (catalogue.parent / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(catalogue.parent / "file"))
    assert cache.folder() is None
    assert run("list", "--data", catalogue).code == 0


def test_index_that_cannot_be_moved(catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full while the index is written costs speed, and nothing else; no half of it is left behind."""

    def full(*paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert run("list", "--data", catalogue).code == 0
    folder = Path(os.environ["XDG_CACHE_HOME"]) / "swaps"
    assert [path for path in folder.iterdir() if ".sqlite" in path.name] == []


def test_only_its_owner_can_read_it(catalogue: Path) -> None:
    """The cache is for its owner alone."""
    ask(catalogue)
    folder = Path(os.environ["XDG_CACHE_HOME"]) / "swaps"
    if hasattr(os, "geteuid"):
        assert folder.stat().st_mode & 0o077 == 0
        assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_many_at_once(catalogue: Path) -> None:
    """Processes that build the index at once do not disturb each other."""
    command = [sys.executable, "-m", "swaps", "list", "--data", str(catalogue)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(32)]
    answers = {process.communicate(timeout=120) for process in running}
    assert len(answers) == 1
    assert [process.returncode for process in running] == [0] * 32
    left = [path.name for path in (Path(os.environ["XDG_CACHE_HOME"]) / "swaps").iterdir()]
    assert sorted(name.split(".")[-1] for name in left) == ["sqlite", "stamp"]


@pytest.mark.parametrize(("platform", "end"), [("darwin", "Library/Caches/swaps"), ("linux", ".cache/swaps")])
def test_where_it_is(platform: str, end: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each system has its own place for caches."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", platform)
    assert str(cache.folder()).endswith(end)


def test_a_later_day_proves_nothing(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was no error on a later day is one again for whoever sets the clock back."""
    catalogue.write_text(catalogue.read_text(encoding="utf-8").replace("2024-02-0", "2026-12-0"), encoding="utf-8")
    found = files.at(str(catalogue))
    for day, errors in (("2027-01-01", 0), ("2026-11-22", 1), ("2027-01-01", 0)):
        monkeypatch.setenv("SWAPS_TODAY", day)
        rules = [one.rule for one in build.problems(found, cache.folder()) if one.level == "error"]
        assert ("handover-not-in-the-future" in rules) == bool(errors)
        assert Index(found).errors == len(rules)


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("sample", [SAMPLE, DEALS])
def test_tallies_are_what_counting_gives(dimension: str, sample: Path) -> None:
    """What stands ready for the whole catalogue is what counting the records gives, line by line, and so is the overview."""
    index = Index(files.at(str(sample)), use_cache=False)
    counted_now = Query(until="9999-12-31")
    assert stats.count_by(index, Query(), (dimension,)) == stats.count_by(index, counted_now, (dimension,))
    assert stats.overview(index, Query()) == stats.overview(index, counted_now)


def dump(index: Index) -> dict[str, list[str]]:
    """Return every row of every table, in an order of its own; what the engine keeps for itself is left out."""
    tables = [
        name for (name,) in index.ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%~_%' ESCAPE '~'")
    ]
    return {name: sorted(map(repr, index.ask(f"SELECT * FROM {name}"))) for name in tables}


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_edits_give_what_a_full_build_gives(data: st.DataObject) -> None:
    """After any edits, the index made from the earlier one is, row by row, the one made from nothing, and so are the problems."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", f"{folder}/cache")
        patch.setenv("SWAPS_TODAY", "2026-11-22")
        shutil.copy(SAMPLE.parent / "parties.yaml", folder)
        path = Path(folder) / "sample.yaml"
        records = re.split(r"(?m)^(?=- id: )", SAMPLE.read_text(encoding="utf-8"))[1:]
        assert len(records) == 7
        for _ in range(data.draw(st.integers(1, 4))):
            path.write_text("# head\n" + "".join(records), encoding="utf-8")
            assert build.problems(files.at(str(path)), cache.folder()) == build.problems(files.at(str(path)))
            index = Index(files.at(str(path)))
            assert dump(index) == dump(Index(files.at(str(path)), use_cache=False))
            place = data.draw(st.integers(0, len(records) - 1))
            edit = data.draw(st.sampled_from(["drop", "copy", "swap", "title", "date", "source"]))
            if edit == "drop" and len(records) > 2:
                del records[place]
            elif edit == "copy":
                records.insert(data.draw(st.integers(0, len(records))), records[place])
            elif edit == "swap":
                records[0], records[place] = records[place], records[0]
            else:
                old, new = {"title": ("title: ", "title: New "), "date": ("-02-", "-03-"), "source": ("[a]", "[zzz]")}[edit]
                records[place] = records[place].replace(old, new)


def test_takes_over_what_has_not_changed(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit of one record, only that one is read again."""
    ask(catalogue)
    read: list[int] = []
    read_chunk = parser.read_chunk

    def counting(chunk: Chunk, path: str, problems: list[Problem]) -> object:
        if path == str(catalogue):
            read.append(chunk.line)
        return read_chunk(chunk, path, problems)

    monkeypatch.setattr(parser, "read_chunk", counting)
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace("The ferry passengers", "The passengers of the ferry"), encoding="utf-8")
    assert ask(catalogue) == 7
    assert len(read) == 1


def test_same_content_under_another_name(catalogue: Path, run: Run) -> None:
    """A copy of a catalogue under another name is read where it is, and not where the first one was."""
    run("list", "--data", catalogue)
    copy = catalogue.parent / "copy" / "other.yaml"
    copy.parent.mkdir()
    shutil.copy(catalogue.parent / "parties.yaml", copy.parent)
    catalogue.rename(copy)
    shown = run("show", "bridge-1962", "--format", "yaml", "--data", copy)
    assert shown.code == 0
    assert shown.out.startswith("- id: bridge-1962\n")
