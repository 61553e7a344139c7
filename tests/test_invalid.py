"""Each invalid file gives exactly the problems that stand beside it, and each rule has such a file."""

from pathlib import Path

import pytest

from swaps import catalogue, checks, chunks, parser
from tests.conftest import HERE, Run, check_golden

FOLDER = HERE / "invalid"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "parties.yaml")
RULES = {**chunks.RULES, **parser.RULES, **catalogue.RULES, **checks.RULES, **checks.WAIVER_RULES}
WITHOUT_A_FILE = {"too-large", "duplicate-party"}
"""Rules on a file larger than any catalogue and on the registry: tested by themselves."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_gives_exactly_these_problems(path: Path, run: Run, bless: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every problem is found, at its place, with its advice; and nothing else is."""
    monkeypatch.chdir(FOLDER)
    result = run("validate", path.name)
    check_golden(path.with_suffix(".expected"), result.out, bless)
    assert result.code == (1 if ": error " in result.out else 0)
    assert result.out


def test_every_rule_has_a_file() -> None:
    """A rule without a file that breaks it is a rule that nobody has seen work."""
    assert FILES
    broken = {line.split(" ")[2].rstrip(":") for path in FILES for line in path.with_suffix(".expected").read_text().splitlines()}
    assert broken == set(RULES) - WITHOUT_A_FILE


def test_every_rule_is_named_by_its_file() -> None:
    """The file that shows a rule bears its name."""
    stems = {path.stem for path in FILES}
    assert stems >= set(RULES) - WITHOUT_A_FILE


def test_every_rule_is_a_sentence() -> None:
    """A rule says in one sentence what it ensures."""
    sentences = [*chunks.RULES.values(), *parser.RULES.values(), *catalogue.RULES.values(), *checks.WAIVER_RULES.values()]
    sentences += [check.sentence for check in checks.CHECKS] + [check.sentence for check in checks.ACROSS]
    assert len(sentences) == len(RULES)
    assert [said for said in sentences if not (said.startswith("Ensure ") and said.endswith("."))] == []


def test_duplicate_party(run: Run, tmp_path: Path) -> None:
    """A party that stands twice in the registry is an error there."""
    party = "- id: AA\n  name: Aland\n  kind: state\n"
    (tmp_path / "parties.yaml").write_text(party * 2)
    (tmp_path / "one.yaml").write_text((HERE / "invalid" / "idle-waiver.yaml").read_text())
    result = run("validate", tmp_path)
    assert "parties.yaml:4:7: error duplicate-party: AA stands here twice" in result.out


def test_too_large(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    """A file beyond the limit is not read."""
    monkeypatch.setattr(chunks, "MAX_PIECE", 100)
    monkeypatch.setattr(chunks, "BLOCK", 50)
    result = run("validate", HERE / "data" / "sample.yaml")
    assert result.code == 1
    assert ":1:1: error too-large: more than 100 bytes without a record" in result.out
    assert [problem.rule for problem in parser.read(b"x" * 101, "x").problems] == ["too-large"]


def test_strict_makes_warnings_errors(run: Run) -> None:
    """With --strict a warning fails."""
    assert run("validate", FOLDER / "idle-waiver.yaml").code == 0
    assert run("validate", "--strict", FOLDER / "idle-waiver.yaml").code == 1
