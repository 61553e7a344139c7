"""Each renderer beside its golden, on the sample catalogue."""

import json

import pytest

from tests.conftest import HERE, SAMPLE, Run, check_golden

GOLDENS = HERE / "golden"
EVERY = ("bridge-1962", "ransom-1975", "camp-scheme", "framework-2024", "aa-bb-2024-02-01", "gone", "offer-2025")
CALLS = {
    "list.txt": ("list",),
    "list.json": ("list", "--format", "json"),
    "list.jsonl": ("list", "--format", "jsonl", "--columns", "id,date,released,released_min,released_max"),
    "list.csv": ("list", "--format", "csv"),
    "list.tsv": ("list", "--format", "tsv", "--columns", "id,flows"),
    "list.md": ("list", "--format", "md"),
    "list-overlap.txt": ("list", "--since", "1975-06", "--until", "2024-02-02"),
    "show.txt": ("show", *EVERY),
    "show.json": ("show", *EVERY, "--format", "json"),
    "show.md": ("show", *EVERY, "--format", "md"),
    "stats.txt": ("stats",),
    "stats-by-location.txt": ("stats", "--by-location"),
    "stats-by-location.csv": ("stats", "--by-location", "--format", "csv"),
    "stats-by-party.md": ("stats", "--by-party", "--format", "md"),
    "stats-by-citizenship-by-charge.txt": ("stats", "--by-citizenship", "--by-charge"),
    "stats-by-year-by-kind.txt": ("stats", "--by-year", "--by-kind"),
    "stats-by-year-by-kind.json": ("stats", "--by-year", "--by-kind", "--format", "json"),
    "validate.json": ("validate", str(HERE / "invalid" / "all-at-once.yaml"), "--format", "json"),
    "validate.github": ("validate", str(HERE / "invalid" / "all-at-once.yaml"), "--format", "github"),
}


@pytest.mark.parametrize("name", CALLS)
def test_renders(name: str, run: Run, bless: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output is, to the letter, what is expected."""
    monkeypatch.chdir(HERE)
    arguments = [part.removeprefix(f"{HERE}/") for part in CALLS[name]]
    result = run(*arguments, "--data", SAMPLE.relative_to(HERE))
    assert result.code == (1 if arguments[0] == "validate" else 0)
    check_golden(GOLDENS / name, result.out, bless)


def test_every_golden_has_a_call() -> None:
    """No golden is left over."""
    assert {path.name for path in GOLDENS.iterdir() if path.is_file()} == set(CALLS)


def test_same_input_same_bytes(run: Run) -> None:
    """With and without the cache, the output is the same."""
    for name in ("list.json", "show.txt", "stats.txt"):
        assert run(*CALLS[name], "--data", SAMPLE).out == run(*CALLS[name], "--data", SAMPLE, "--no-cache").out


def test_yaml_is_what_stands_in_the_file(run: Run) -> None:
    """`show --format yaml` gives records as they are written, so that they can be put into another catalogue."""
    shown = run("show", *EVERY, "--format", "yaml", "--data", SAMPLE).out
    assert shown == SAMPLE.read_text(encoding="utf-8")


def test_json_is_the_record(run: Run) -> None:
    """`show --format json` gives the record key by key, one object for one id."""
    record = json.loads(run("show", "bridge-1962", "--format", "json", "--data", SAMPLE).out)
    assert record["releases"][0]["by"] == "DD"
    assert record["releases"][0]["people"][0]["held_since"] == "1960-05-01"
    several = json.loads(run("show", *EVERY, "--format", "json", "--data", SAMPLE).out)
    assert [one["id"] for one in several] == list(EVERY)
