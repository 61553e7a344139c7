"""What the tests share: a runner, a cache of their own, a fixed day, and --bless."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from swaps import cli
from swaps.models import Exchange
from tests import naive

HERE = Path(__file__).parent
ROOT = HERE.parent
SAMPLE = HERE / "data" / "sample.yaml"
DEALS = HERE / "data" / "deals.yaml"
TODAY = "2026-11-22"


class Result(NamedTuple):
    """What a run gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let --bless write what the program gives as what is expected."""
    parser.addoption("--bless", action="store_true", help="write the goldens and the outputs in the docs anew")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests apart from the user's cache, terminal and calendar."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("SWAPS_TODAY", TODAY)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("SWAPS_DATA", "GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program in this process."""

    def call(*arguments: str | Path) -> Result:
        code = cli.run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


def check_golden(path: Path, text: str, bless: bool) -> None:
    """Compare a text with a golden file, or write it."""
    if bless:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.exists(), f"{path.name} is missing: pytest --bless"
    assert text == path.read_text(encoding="utf-8"), f"{path.name} differs: if the new text is right, pytest --bless"


class Given(NamedTuple):
    """A catalogue as a file, and its records as models."""

    path: Path
    records: list[Exchange]


@pytest.fixture(scope="session", params=["sample", "deals", 1, 2, 3])
def given(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Given:
    """A catalogue written by hand, or one made at random, with its records."""
    path = HERE / "data" / f"{request.param}.yaml"
    if isinstance(request.param, int):
        path = tmp_path_factory.mktemp("made") / "made.yaml"
        path.write_text(naive.made(request.param), encoding="utf-8")
        shutil.copy(HERE / "data" / "parties.yaml", path.parent)
    return Given(path, naive.records(path))
