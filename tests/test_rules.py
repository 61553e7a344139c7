"""The manual of each rule: its bad example breaks the rule, its good one does not."""

import re
import sys
from pathlib import Path

import pytest

from swaps import build, checks, rules
from swaps.files import at, shipped
from swaps.problem import Problem
from swaps.render import manual
from tests.conftest import HERE, ROOT, Run, check_golden
from tests.test_invalid import RULES as KNOWN

MANUALS = rules.manuals()
BASE = """\
id: quill-zwo
title: Quill–Zwo exchange
kind: detainee-swap
status: completed
date: 2025-04-10
releases:
  - by: RU
    to: US
    people:
      - name: Harriet Quill
  - by: US
    to: RU
    people:
      - name: Rudolf Zwo
sources:
  - id: a
    title: Two go home
    publisher: The Gazette
    kind: newspaper
    url: https://example.org/gazette
    published: 2025-04-10
  - id: b
    title: They are free
    publisher: Courier
    kind: newspaper
    url: https://example.org/courier
"""
"""What an example does not show."""
WHOLE_FILES = {("top-level", "bad"), ("empty-catalogue", "bad")}
IN_WORDS = {"too-large"}
"""Rules that no example can break; `test_invalid` breaks them."""
LONG = {
    "too-long": ("…", "x" * 10_000),
    "too-many": ("…: and 199 more", "\n".join(f"unknown-{number}: x" for number in range(3, 211))),
}
"""What an example leaves out by an ellipsis."""


def keys(text: str) -> dict[str, str]:
    """Cut the text of a record into its keys, each with its lines."""
    parts = re.split(r"^(?=[^\s#-])", text, flags=re.MULTILINE)
    found: dict[str, str] = {}
    for part in parts:
        if part.strip():
            key = part.partition(":")[0]
            found[key] = found.get(key, "") + part
    return found


def record(piece: str) -> str:
    """Complete a piece of a record with what it does not show."""
    shown, base = keys(piece), keys(BASE)
    if "status" in shown:
        del base["date"]
    if "kind: framework" in piece:
        del base["releases"]
    if len(set(re.findall(r"- (?:id: .*\n +)?by: (\w+)", shown.get("releases", "")))) == 1:
        base["kind"] = "kind: one-sided-release\n"
    whole = "".join((base | shown).values())
    return "- " + whole.replace("\n", "\n  ").rstrip(" ")


def catalogue(rule: str, which: str, example: str) -> str:
    """Complete an example to a catalogue."""
    example = example.replace(*LONG.get(rule, ("", "")))
    if (rule, which) in WHOLE_FILES:
        return example
    if not example.startswith("- "):
        return record(example)
    pieces = re.split(r"^- ", example, flags=re.MULTILINE)[1:]
    return "".join(record(re.sub(r"^  ", "", piece, flags=re.MULTILINE)) for piece in pieces)


def problems(rule: str, which: str, example: str, folder: Path) -> list[Problem]:
    """Validate an example; the registry is the one that comes along, with what an example adds to it."""
    registry = Path(shipped("parties.yaml")).read_text(encoding="utf-8")
    about_registry = rule == "duplicate-party"
    (folder / "parties.yaml").write_text(registry + (example if about_registry else ""), encoding="utf-8")
    text = record("") if about_registry else catalogue(rule, which, example)
    encoding = "latin-1" if (rule, which) == ("encoding", "bad") else "utf-8"
    (folder / "exchanges.yaml").write_bytes(text.encode(encoding))
    return build.problems(at(str(folder)))


@pytest.mark.parametrize("name", [name for name in rules.RULES if name not in IN_WORDS])
def test_examples_are_true(name: str, tmp_path: Path) -> None:
    """The bad example breaks the rule and no other, the good one none."""
    known = MANUALS[name]
    broken = problems(name, "bad", known.bad, tmp_path)
    assert {problem.rule for problem in broken} - ({"unknown-key"} if name == "too-many" else set()) == {name}
    assert {problem.level for problem in broken if problem.rule == name} == {known.rule.level}
    assert problems(name, "good", known.good, tmp_path) == []


@pytest.mark.parametrize("name", [name for name, rule in rules.RULES.items() if rule.can_be_waived])
def test_waivers_are_true(name: str, tmp_path: Path) -> None:
    """The waiver that the manual shows turns the warning off."""
    known = MANUALS[name]
    waiver = f"waive:\n  - rule: {name}\n    because: {known.because}\n"
    whole = known.bad
    if whole.startswith("- "):
        lines = waiver.replace("\n", "\n  ").rstrip(" ")
        whole = "".join(f"- {piece}  {lines}" for piece in re.split(r"^- ", whole, flags=re.MULTILINE)[1:])
    left = problems(name, "bad", whole if whole != known.bad else whole + waiver, tmp_path)
    assert {problem.rule for problem in left} <= {"idle-waiver"}


def test_every_rule_has_its_manual() -> None:
    """Nothing that validate can say is without an explanation, and nothing is explained that it never says."""
    assert rules.RULES.keys() == MANUALS.keys() == KNOWN.keys()
    assert {name for name, rule in rules.RULES.items() if rule.can_be_waived} == {
        name for name, known in MANUALS.items() if known.because
    }
    assert checks.RULES.keys() < rules.RULES.keys()


def test_docs_are_fresh(bless: bool) -> None:
    """The page of the rules says what `swaps explain` says."""
    text = manual.markdown(MANUALS.values())
    check_golden(ROOT / "docs" / "rules.md", text, bless)
    for known in MANUALS.values():
        assert known.why in text
        assert f"### {known.rule.name}\n" in text


@pytest.mark.parametrize("name", ["one-publisher", "date-and-status", "idle-waiver"])
def test_explains(name: str, run: Run, bless: bool) -> None:
    """A warning shows its waiver, an error that there is none."""
    check_golden(HERE / "golden" / "explain" / f"{name}.txt", run("explain", name).out, bless)


def test_explain_lists_all(run: Run) -> None:
    """Without a rule, all of them are listed, each with its level and its sentence."""
    lines = run("explain").out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == [*rules.RULES]
    assert {line.split()[1] for line in lines} == {"error", "warning"}
    assert all("  Ensure " in line for line in lines)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("one-publsher", "did you mean one-publisher"),
        ("publisher", "did you mean one-publisher"),
        ("zzz", "'swaps explain' lists them"),
    ],
)
def test_unknown_rule(typed: str, said: str, run: Run) -> None:
    """An unknown rule suggests the nearest."""
    result = run("explain", typed)
    assert (result.code, result.out) == (1, "")
    assert said in result.err
    assert run("explain", "One_Publisher").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_fits_the_terminal(columns: int) -> None:
    """On a terminal the manual keeps to its width, and the examples to their lines."""
    from tests.test_terminal import COLOUR, on_terminal

    lines = COLOUR.sub("", on_terminal("explain", "date-and-status", columns=columns)).splitlines()
    assert [line for line in lines if len(line.rstrip()) > columns] == []
    assert "    date: 2025-04-10" in [line.rstrip() for line in lines]
