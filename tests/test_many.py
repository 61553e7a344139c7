"""Whoever has thousands of mistakes in one record is told of them in no time."""

from pathlib import Path
from time import process_time

import pytest

from tests.conftest import HERE, Run

RECORD = (HERE / "invalid" / "idle-waiver.yaml").read_text()
STEPS = "  history:\n" + "".join(f"    - date: 2999-01-01\n      text: Step {number}.\n" for number in range(4000))
NAMES = "        - name: Harriet Quill\n"
HOSTILE = {
    "one problem to a line": (RECORD.replace("  history:\n", STEPS), 4000),
    "an alias again and again": (RECORD.replace(NAMES, f"{NAMES}          aliases: [{', '.join(['Kittie'] * 20_000)}]\n"), 19_999),
    "a citizenship again and again": (RECORD.replace("[BB]", f"[{', '.join(['BB'] * 20_000)}]"), 19_999),
    "empty lists": (RECORD.replace(NAMES, NAMES + "        - name: A\n          aliases: []\n" * 4000), 200),
    "unknown keys": (RECORD + "".join(f"  key{number}: x\n" for number in range(50_000)), 200),
    "unknown parties": (RECORD.replace("by: AA", f"by: [{', '.join(f'A{n}' for n in range(5000))}]"), 200),
    "invisible characters": (RECORD + "\u200b" * 1_000_000, 200),
    "names that sound alike": (RECORD.replace(NAMES, "".join(f"        - name: Ada Сook{n}\n" for n in range(4000))), 4000),
}  # fmt: skip
SECONDS = 5
"""Ten times what the slowest takes here; before this was looked after the quickest took twice as long."""


@pytest.mark.parametrize("name", HOSTILE)
def test_is_told_in_no_time(name: str, run: Run, tmp_path: Path) -> None:
    """A record with thousands of problems costs hardly more than one with a few, and says what most of them are."""
    text, least = HOSTILE[name]
    (tmp_path / "parties.yaml").write_text((HERE / "invalid" / "parties.yaml").read_text())
    (tmp_path / "one.yaml").write_text(text)
    began = process_time()
    result = run("validate", tmp_path)
    assert process_time() - began < SECONDS
    assert least <= len(result.out.splitlines()) <= least * 2 + 10
