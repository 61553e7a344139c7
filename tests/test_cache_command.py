"""`swaps cache` and the completion of words in the shell."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from swaps import cache
from tests.conftest import SAMPLE, Run


def test_shows_and_clears(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It shows what is kept and of which catalogue, and removes it, and nothing else."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    run("list", "--data", SAMPLE)
    shown = run("cache")
    assert "sample.yaml" in shown.out
    assert str(tmp_path / "swaps") in shown.err
    (tmp_path / "swaps" / "other.txt").write_text("not ours")
    assert "removed 2 files" in run("cache", "--clear").err
    assert [path.name for path in (tmp_path / "swaps").iterdir()] == ["other.txt"]
    (tmp_path / "swaps").chmod(0o777)
    if hasattr(os, "geteuid"):
        assert "there is no cache" in run("cache").err


def test_keeps_one_index_of_a_catalogue(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An index that no catalogue has any more is removed when the next one is made."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = tmp_path / "one.yaml"
    for turn in range(3):
        path.write_text(SAMPLE.read_text(encoding="utf-8").replace("The ferry", f"The ferry {turn}"), encoding="utf-8")
        (tmp_path / "parties.yaml").write_text((SAMPLE.parent / "parties.yaml").read_text(encoding="utf-8"), encoding="utf-8")
        assert run("list", "--data", path).code == 0
    assert len(list((tmp_path / "swaps").glob("*.sqlite"))) == 1
    folder = cache.folder()
    assert folder is not None
    assert len(cache.contents(folder)) == 1


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("swaps sea", {"search"}),
        ("swaps list --kind spy", {"spy-swap"}),
        ("swaps list --charge tre", {"treason"}),
        ("swaps list --party B", {"BB"}),
        ("swaps list --by fro", {"front"}),
        ("swaps list --person Har", {"Harriet Quill"}),
        ("swaps list --country D", {"DD"}),
        ("swaps show bri", {"bridge-1962"}),
        ("swaps show zzz", set()),
        ("swaps --data da", {"da"}),
        ("swaps validate da", {"da"}),
        ("swaps fmt da", {"da"}),
        ("swaps diff da", {"da"}),
        ("swaps rank bri", {"bridge-1962"}),
        ("swaps explain duplicate-", {"duplicate-key", "duplicate-party"}),
        ("swaps stats --measure ti", {"time-held"}),
        ("swaps list --sort date_", {"date_earliest", "date_latest"}),
        ("swaps list --sort over", set()),
        ("swaps list --columns over", {"overlap"}),
        ("swaps search --columns id,ma", {"id,match"}),
        (
            "swaps people --columns name,days,da",
            {"name,days,days_min", "name,days,days_max", "name,days,date", "name,days,date_earliest", "name,days,date_latest"},
        ),
        ("swaps list --location o", {"Old Bridge"}),
        ("swaps list --location P", {"Port"}),
        ("swaps stats --according-to ", {"AA", "BB"}),
        ("swaps held --sort so", {"so_far", "so_far_min", "so_far_max"}),
        ("swaps sources --by-kind --columns k", {"kind"}),
        ("swaps sources --columns k", {"kind"}),
        ("swaps sources --by-publisher --sort o", {"oldest"}),
    ],
)
def test_completes(words: str, offered: set[str], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands, words of closed lists and values of the catalogue complete, the last from a warm index."""
    monkeypatch.setenv("SWAPS_DATA", str(SAMPLE))
    run("list")
    environment = os.environ | {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_SWAPS_COMPLETE": "bash_complete"}
    done = subprocess.run([sys.executable, "-m", "swaps"], env=environment, capture_output=True, text=True, check=True)
    assert {line.partition(",")[2] for line in done.stdout.splitlines() if line} == offered


def test_completes_nothing_cold(tmp_path: Path) -> None:
    """Without a warm index, a press of the tab key compiles nothing."""
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "SWAPS_DATA": str(SAMPLE)}
    environment |= {"COMP_WORDS": "swaps show b", "COMP_CWORD": "2", "_SWAPS_COMPLETE": "bash_complete"}
    done = subprocess.run([sys.executable, "-m", "swaps"], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
    assert not list(tmp_path.glob("swaps/*.sqlite"))


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completes_with_a_word_on_each(shell: str) -> None:
    """A shell that can show it gets the sentence that defines a word, or says what a rule ensures."""
    for words, said in (
        ("swaps list --kind spy", "held as intelligence officers"),
        ("swaps explain syntax", "Ensure a file is YAML."),
    ):
        *_, incomplete = words.split()
        place = incomplete if shell == "fish" else str(words.count(" "))
        environment = os.environ | {"COMP_WORDS": words, "COMP_CWORD": place, "_SWAPS_COMPLETE": f"{shell}_complete"}
        done = subprocess.run([sys.executable, "-m", "swaps"], env=environment, capture_output=True, text=True, check=True)
        assert said in done.stdout
