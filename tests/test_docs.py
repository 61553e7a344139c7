"""The docs say what the program does: every console block is run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))]
FIRST_STEPS = ROOT / "CONTRIBUTING.md"
"""What this page shows is done in a fresh copy of the repository, since it changes the catalogue."""
LINE = re.compile(r"(?<=^data/exchanges\.yaml:)[0-9]+(?=:)", re.MULTILINE)
"""The line of a record, which moves with every record before it."""
WRONG_USE = re.compile(r"^swaps: sql: |^Try 'swaps .*--help'", re.MULTILINE)
"""What the program says to a wrong call."""


def answered(block: str, folder: Path) -> str:
    """Run the commands of a block in a folder and put what they print below each."""
    bin = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{bin}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "SWAPS_TODAY": TODAY}
    parts = []
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
        parts.append(f"$ {command}\n{done.stdout}{done.stderr}")
    return "\n".join(parts)


@pytest.mark.skipif(sys.platform == "win32", reason="the examples are for a shell")
@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.name)
def test_examples_show_what_the_program_prints(page: Path, bless: bool, tmp_path: Path) -> None:
    """Every example in the docs is run, and shows what it shows there."""
    text = page.read_text(encoding="utf-8")
    folder = copied(tmp_path / "swaps") if page == FIRST_STEPS else ROOT
    fresh = BLOCK.sub(lambda found: answered(found[0], folder), text)
    assert "$ swaps" in fresh
    assert "Traceback" not in fresh
    assert not WRONG_USE.search(fresh), "an example shows how it is not done"
    if bless and LINE.sub("", fresh) != LINE.sub("", text):
        page.write_text(fresh, encoding="utf-8")
    shown = page.read_text(encoding="utf-8")
    assert LINE.sub("", shown) == LINE.sub("", fresh), f"{page.name} is stale: pytest --bless"


def copied(folder: Path) -> Path:
    """Make a fresh clone of the repository, as far as an edit of the data needs it."""
    if shutil.which("git") is None or shutil.which("perl") is None:
        pytest.skip("git or perl is not installed")
    for name in ("data", "schema", "src/swaps"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    commit = "git -c user.name=x -c user.email=x@example.org commit -q -m x"
    setup = f"git init -q -b main && git add -A && {commit} && git switch -q -c two-sailors"
    subprocess.run(["bash", "-c", setup], cwd=folder, check=True, capture_output=True)
    return folder


def test_there_are_examples() -> None:
    """The test above found something to guard."""
    assert "README.md" in {page.name for page in EXAMPLES}


def test_links_lead_somewhere() -> None:
    """A link to a file of the project names one that is there."""
    links = [(page, link) for page in PAGES for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))]
    assert links
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a shell")
def test_commands_to_type_answer() -> None:
    """A command that the README tells somebody to type finds what it is for."""
    commands = [one for row in README.splitlines() if row.startswith("| a") for one in re.findall(r"`(swaps [^`]+)`", row)]
    assert len(commands) > 5
    said = {command: answered(f"$ {command}\n", ROOT) for command in commands}
    assert [command for command, answer in said.items() if "\nswaps: " in answer or answer.count("\n") < 2] == []
