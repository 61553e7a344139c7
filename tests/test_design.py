"""The design, held by machine: who imports whom, one door for each library, and a light start."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLE

PACKAGE = ROOT / "src" / "swaps"
LAYERS = [
    {
        "words",
        "dates",
        "counts",
        "names",
        "problem",
        "clock",
        "files",
        "chunks",
        "sound",
        "aside",
        "revisions",
        "plain",
        "nodes",
        "events",
    },
    {"bounds", "parser", "models", "output", "rot", "compare", "english"},
    {"refusals"},
    {"fulltext", "catalogue", "counting", "cache", "comments", "layout"},
    {"checks", "index", "summary", "tellings", "edit", "changes"},
    {"writer", "tallies", "according", "guard", "rules", "suggest"},
    {"query", "related"},
    {"gist", "compile", "stats", "search", "schema", "sources", "wording", "persons", "dictation"},
    {"build", "measures", "timeline", "handovers", "unmatched"},
    {"precedents"},
    {"render", "drafts", "prompts"},
    {"read", "citing", "lives", "interview"},
    {"sides"},
    {"answers", "asking"},
    {"api"},
    {"commands"},
    {"cli"},
    {"__main__"},
]
"""Each module imports from the layers above it in this list, and from its own."""
LATER = {("index", "build"), ("read", "catalogue")}
"""Imports upward or sideways, made inside a function: an index that is missing is built."""
DOORS = {
    "yaml": {"events"}, "pydantic": {"models", "catalogue"}, "pydantic_core": {"models", "refusals"},
    "rich": {"render.terminal", "prompts"}, "httpx": {"rot"},
    "sqlite3": {"compile", "writer", "index", "tallies", "build", "guard"},
    "click": {"commands", "cli"}, "dateutil": {"bounds"},
}  # fmt: skip


def modules() -> dict[str, Path]:
    """Every module of the package by its name within it."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        if name != "__init__":
            found[name] = path
    return found


def imports(path: Path) -> list[str]:
    """Every module that a file imports, wherever in it."""
    named = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "swaps":
            named += [f"swaps.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            named.append(node.module)
    return named


def layer(module: str) -> int:
    """The number of the layer that a module belongs to."""
    top = module.split(".")[0]
    (number,) = [number for number, names in enumerate(LAYERS) if top in names]
    return number


def test_imports_go_down() -> None:
    """No module imports from a layer below it in the list."""
    found = modules()
    assert len(found) > 30
    wrong = []
    for name, path in found.items():
        for other in imports(path):
            target = other.removeprefix("swaps.")
            ours = other.startswith("swaps.") and not target.startswith("__")
            if ours and layer(target) > layer(name) and (name.split(".")[0], target.split(".")[0]) not in LATER:
                wrong.append(f"{name} imports {target}")
    assert wrong == []


def test_every_library_has_one_door() -> None:
    """A library is imported where it belongs, and nowhere else."""
    used: dict[str, set[str]] = {}
    for name, path in modules().items():
        for other in imports(path):
            used.setdefault(other.split(".")[0], set()).add(name)
    for library, doors in DOORS.items():
        assert used[library]
        outside = {name for name in used[library] if name not in doors and name.split(".")[0] not in doors}
        assert outside == set(), library


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--since", "2025-01"],
        ["show", "bridge-1962"],
        ["stats", "--by-location"],
        ["sources"],
        ["timeline"],
        ["rank", "bridge-1962"],
        ["show", "bridge-1962", "--tellings"],
        ["people"],
        ["person", "Quill"],
        ["held", "--on", "1961"],
        ["stats", "--measure", "ratio", "--according-to", "AA"],
    ],
)
def test_warm_start_is_light(arguments: list[str]) -> None:
    """On a warm index, piped, a reading command imports no heavy library."""
    script = (
        "import sys; from swaps.cli import run; code = run(sys.argv[1:]); "
        "heavy = {'pydantic', 'yaml', 'rich', 'dateutil', 'hashlib', 'platformdirs', 'csv'} & set(sys.modules); "
        "sys.stderr.write(repr(sorted(heavy))); sys.exit(code)"
    )
    command = [sys.executable, "-c", script, *arguments, "--data", str(SAMPLE)]
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=bare)
    assert done.returncode == 0
    assert done.stdout
    assert "[]" in done.stderr


def test_files_can_be_read_in_one_sitting() -> None:
    """No module grows beyond what a person reads at once."""
    sizes = {name: path.read_text(encoding="utf-8").count("\n") for name, path in modules().items()}
    assert [name for name, size in sizes.items() if size > 400] == []


def test_nothing_speaks_of_a_machine() -> None:
    """No file of the project holds the path of a machine."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a checkout")
    paths = [ROOT / name for name in listed.stdout.splitlines() if name.endswith((".py", ".md", ".yaml", ".toml", ".yml"))]
    assert paths
    here = str(Path.home())
    private = [f"{os.sep}work{os.sep}main", here] if len(here) > 5 else [f"{os.sep}work{os.sep}main"]
    wrong = [path.name for path in paths if path.exists() and any(name in path.read_text("utf-8", "replace") for name in private)]
    assert wrong == []
