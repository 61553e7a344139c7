"""The docs say what the program does: every console block is run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
EXAMPLES = [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))]


def answered(block: str) -> str:
    """Run the commands of a block and put what they print below each."""
    bin = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{bin}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "SWAPS_TODAY": TODAY}
    parts = []
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        done = subprocess.run(["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
        parts.append(f"$ {command}\n{done.stdout}{done.stderr}")
    return "\n".join(parts)


@pytest.mark.skipif(sys.platform == "win32", reason="the examples are for a shell")
@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.name)
def test_examples_show_what_the_program_prints(page: Path, bless: bool) -> None:
    """Every example in the docs is run, and shows what it shows there."""
    text = page.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda found: answered(found[0]), text)
    assert "$ swaps" in fresh
    assert "Traceback" not in fresh
    if bless:
        page.write_text(fresh, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == fresh, f"{page.name} is stale: pytest --bless"


def test_there_are_examples() -> None:
    """The test above found something to guard."""
    assert "README.md" in {page.name for page in EXAMPLES}


def test_links_lead_somewhere() -> None:
    """A link to a file of the project names one that is there."""
    links = [(page, link) for page in PAGES for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))]
    assert links
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []
