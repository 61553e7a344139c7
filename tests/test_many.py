"""Whoever has thousands of mistakes in one record is told of them, and twice as many take no more than twice the work."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from tests.conftest import HERE, Run

RECORD = (HERE / "invalid" / "idle-waiver.yaml").read_text()
NAMES = "        - name: Harriet Quill\n"


def steps(many: int) -> str:
    """Return a history of so many steps that are yet to come."""
    return "  history:\n" + "".join(f"    - date: 2999-01-01\n      text: Step {number}.\n" for number in range(many))


HOSTILE: dict[str, tuple[Callable[[int], str], int]] = {
    "one problem to a line": (lambda many: RECORD.replace("  history:\n", steps(many)), 1000),
    "an alias again": (lambda many: RECORD.replace(NAMES, f"{NAMES}          aliases: [{', '.join(['K'] * many)}]\n"), 1),
    "a party that is none": (lambda many: RECORD.replace("by: AA", f"by: [{', '.join(f'A{n}' for n in range(many))}]"), 200),
    "empty lists": (lambda many: RECORD.replace(NAMES, NAMES + "        - name: A\n          aliases: []\n" * many), 200),
    "unknown keys": (lambda many: RECORD + "".join(f"  key{number}: x\n" for number in range(many)), 200),
    "invisible characters": (lambda many: RECORD + "\u200b" * many, 200),
    "names in two scripts": (
        lambda many: RECORD.replace(NAMES, "".join(f"        - name: Ада Cook{number}\n" for number in range(many))), 1000,
    ),
    "records that are not there": (
        lambda many: RECORD + "  related:\n" + "".join(f"    - relation: linked-to\n      id: no-{n}\n" for n in range(many)), 1000,
    ),
}  # fmt: skip
"""How a text with so many mistakes is made, and how many problems a thousand of them are at least."""


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_as_many_are_twice_the_work(name: str, run: Run, tmp_path: Path) -> None:
    """Calls are counted, which no busy machine changes; what looks through all for each would take four times as many."""
    text, least = HOSTILE[name]
    (tmp_path / "parties.yaml").write_text((HERE / "invalid" / "parties.yaml").read_text())
    (tmp_path / "warm.yaml").write_text(text(2))
    run("validate", tmp_path / "warm.yaml")
    calls = []
    for many in (1000, 2000):
        (tmp_path / "one.yaml").write_text(text(many))
        calls.append(0)

        def count(frame: FrameType, event: str, argument: object) -> None:
            calls[-1] += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            result = run("validate", tmp_path / "one.yaml")
        finally:
            sys.setprofile(before)
        assert len(result.out.splitlines()) >= least
    assert calls[1] < 2.5 * calls[0]
