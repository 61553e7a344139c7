"""`swaps fmt`: one form for every catalogue, with the same data and every comment."""

import shutil
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from swaps import edit, layout, parser
from swaps.comments import comments
from swaps.events.characters import FORBIDDEN
from swaps.layout import Key, Scribe
from swaps.models import Exchange
from tests.conftest import HERE, ROOT, SAMPLE, Run, check_golden
from tests.messy import Mess
from tests.test_schema import read as yaml_1_2

UNTIDY = HERE / "fmt" / "untidy.yaml"
TIDY = HERE / "fmt" / "tidy.yaml"
REAL = ROOT / "data" / "exchanges.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a registry, and with an untidy catalogue."""
    shutil.copy(SAMPLE.parent / "parties.yaml", tmp_path)
    shutil.copy(UNTIDY, tmp_path / "one.yaml")
    return tmp_path


def test_brings_into_form(folder: Path, run: Run, bless: bool) -> None:
    """Keys and records get into order, lines are broken, quotes go where none are needed, comments go along."""
    path = folder / "one.yaml"
    result = run("fmt", path)
    assert (result.code, result.out, result.err) == (0, "", f"{path} is in its usual form now\n")
    check_golden(TIDY, path.read_text(encoding="utf-8"), bless)
    assert run("fmt", path) == (0, "", "")


def test_check_and_diff_write_nothing(folder: Path, run: Run) -> None:
    """--check says whether, --diff says what; neither writes."""
    path = folder / "one.yaml"
    before = path.read_bytes()
    checked = run("fmt", folder, "--check")
    assert (checked.code, checked.out) == (1, "")
    assert checked.err == f"{path} is not in its usual form: run 'swaps fmt {path}'\n"
    shown = run("fmt", folder, "--diff")
    assert shown.code == 0
    assert "+- id: earlier\n" in shown.out
    assert "-  title: 'Plain after all'" not in shown.out
    assert run("fmt", folder, "--diff", "--check").code == 1
    assert path.read_bytes() == before
    run("fmt", folder)
    assert run("fmt", folder, "--check", "--diff") == (0, "", "")


def test_invalid_file_is_refused(folder: Path, run: Run) -> None:
    """A file with errors is left as it is; one beside it that only has warnings is not."""
    broken = folder / "two.yaml"
    broken.write_text("- title: x\n  id: x\n", encoding="utf-8")
    result = run("fmt", folder)
    assert result.code == 1
    assert f"swaps: {broken} has errors, and is left as it is: run 'swaps validate {broken}' to see them" in result.err
    assert broken.read_text(encoding="utf-8") == "- title: x\n  id: x\n"
    assert (folder / "one.yaml").read_bytes() == TIDY.read_bytes()


def test_shipped_catalogue_is_not_edited(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Outside a checkout, what came with the package is not written to."""
    monkeypatch.chdir(tmp_path)
    result = run("fmt")
    assert result.code == 2
    assert "name your own with --data PATH" in result.err


def test_the_catalogue_itself() -> None:
    """On the real catalogue: once is enough, and the data stay the same."""
    before = REAL.read_bytes()
    after = edit.formatted(before)
    assert edit.formatted(after) == after
    assert records(after) == records(before) != []
    assert comments(after.decode()).texts == comments(before.decode()).texts


@pytest.mark.parametrize("seed", range(500))
def test_any_mess(seed: int) -> None:
    """On any catalogue that says the same in another way: the data stay, every comment is kept, and once is enough."""
    random = Random(seed)
    kept = random.sample(material(), random.randint(1, 2))
    mess = Mess(random)
    text = mess.catalogue(kept)
    assert records(text.encode()) == sorted(kept, key=lambda record: record["id"])
    after = edit.formatted(text.encode())
    assert records(after) == sorted(kept, key=lambda record: record["id"])
    assert comments(after.decode()).texts == sorted(mess.comments)
    assert edit.formatted(after) == after


def records(data: bytes) -> list[dict[str, Any]]:
    """The records of a catalogue by their ids."""
    reading = parser.read(data, "x")
    assert reading.problems == []
    return sorted((item.value for item in reading.items if isinstance(item.value, dict)), key=lambda record: record["id"])


@cache
def material() -> list[dict[str, Any]]:
    """Records to make a mess of: those of the sample, and whatever the catalogue holds."""
    return [*records(SAMPLE.read_bytes()), *records(REAL.read_bytes())]


def test_files_of_windows(folder: Path, run: Run) -> None:
    """Line ends stay as they are, and a byte order mark goes."""
    path = folder / "one.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + UNTIDY.read_bytes().replace(b"\n", b"\r\n"))
    run("fmt", path)
    assert path.read_bytes() == TIDY.read_bytes().replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("12:30", "12:30"),
        ("2025-04-10", "2025-04-10"),
        ("~1000", "~1000"),
        ("1,904", "1,904"),
        ("-33.86, 151.2", "-33.86, 151.2"),
        ("a #b", "'a #b'"),
        ("a: b", "'a: b'"),
        ("- a", "'- a'"),
        ("it's", "it's"),
        ("'t was", "'''t was'"),
        ("true", "'true'"),
        ("Null", "'Null'"),
        ("~", "'~'"),
        ("007", "'007'"),
        ("1962", "'1962'"),
        ("-1.5e3", "'-1.5e3'"),
        ("0x1F", "'0x1F'"),
        (".inf", "'.inf'"),
        (" a", "' a'"),
        ("a\u2028b", '"a\\u2028b"'),
        ("a\rb", '"a\\rb"'),
    ],
)
def test_quotes(text: str, written: str) -> None:
    """A text is quoted where a reader of YAML 1.2 would not read it as that text, and nowhere else."""
    assert layout.scalar(text) == written


def test_mapping_without_keys() -> None:
    """What is empty is written as it must be, and stays what it was."""
    value = {"id": "x", "locations": [{"city": "Port", "now": {}}, {}]}
    written = "- id: x\n  locations:\n    - city: Port\n      now: {}\n    - {}\n"
    assert edit.written(value) == written
    assert records(written.encode()) == [value]


@pytest.mark.parametrize(("key", "text"), [("date", "1962"), ("undisclosed", "true"), ("count", "205")])
def test_dates_and_counts_stay_plain(key: str, text: str) -> None:
    """What the models type stays plain, whatever a reader of YAML makes of it."""
    part = {"date": ("history", {"date": text}), "undisclosed": ("locations", {key: text}), "count": ("planned", {"count": text})}
    lines = list(Scribe().item({"id": "x", part[key][0]: [part[key][1]]}, Key(Exchange), (0,)))
    assert lines[-1].endswith(f"{key}: {text}")


def test_coordinates_never_fall_into_brackets() -> None:
    """A text with a comma in it gets a line of its own: in brackets it would be two."""
    lines = list(Scribe().item({"id": "x", "releases": [{"people": [{"aliases": ["24.43, 54.65", "b"]}]}]}, Key(Exchange), (0,)))
    assert lines[-2:] == ["            - 24.43, 54.65", "            - b"]


ODD = st.sampled_from("\n\n\t\r\x85\u2028 #:-'\",[]{}!&*%@`|>?~")
NUMBERS = st.text(st.sampled_from("0123456789.+-_xobeEinfatrulsTFNn~:yY=<"), min_size=1, max_size=6)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Cf"]) | ODD, min_size=1) | NUMBERS


@given(TEXTS.filter(lambda text: not FORBIDDEN.search(text)))
@settings(max_examples=500)
def test_any_text_comes_back(text: str) -> None:
    """Whatever a text holds, it is read as it was written, as a value and as an item of a list; by other readers too."""
    value = {"id": "x", "notes": text, "releases": [{"by": [text, text]}]}
    data = edit.written(value).encode()
    assert records(data) == [value]
    assert edit.formatted(data) == data
    assert yaml_1_2(data.decode()) == [value]
