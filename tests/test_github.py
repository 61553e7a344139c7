"""What GitHub and pre-commit read of this repository: well formed, and true to the data."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from swaps import words
from tests.conftest import HERE, ROOT
from tests.test_schema import read

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]-*.yml"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def parsed(path: Path) -> Any:
    """A file as YAML 1.2."""
    return read(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_ask_for_the_source_first(path: Path) -> None:
    """Each issue form begins with the sources; only whoever writes about themselves may leave them empty."""
    form = parsed(path)
    assert form.keys() == {"name", "description", "title", "labels", "body"}
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert fields[0]["id"] == "sources"
    assert fields[0].get("validations", {}).get("required", False) is (form["name"] != "This is about me")
    assert len({field["id"] for field in fields}) == len(fields)
    for field in fields:
        if field["id"] == "kind":
            assert field["attributes"]["options"] == [*words.KINDS]


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.name)
def test_actions_are_pinned(path: Path) -> None:
    """What others wrote is called by its hash, with the version beside it: a tag can be moved."""
    calls = re.findall(r"^ *(?:- )?uses: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert calls
    assert [call for call in calls if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[0-9.]+", call)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_only_read(path: Path) -> None:
    """A workflow may read the repository and nothing else, keeps no token, and runs nothing that a stranger wrote."""
    workflow = parsed(path)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if "actions/checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_forms_have_the_names_that_the_docs_use() -> None:
    """The docs send readers to forms that there are."""
    names = {parsed(path)["name"] for path in FORMS}
    assert names == {"Report an exchange", "Correct a record", "This is about me"}
    text = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r'issue form "([^"]+)"', text))
    assert named
    assert named <= names


def test_hook_is_a_call() -> None:
    """The hook for pre-commit calls a command that there is, on the layout of this repository."""
    (hook,) = parsed(ROOT / ".pre-commit-hooks.yaml")
    assert hook["entry"] == "swaps validate"
    assert re.search(hook["files"], "data/exchanges.yaml")
    assert (ROOT / hook["args"][0]).is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="the action's shell is bash")
@pytest.mark.parametrize(("name", "strict", "code", "said"), [
    ("idle-waiver.yaml", "false", 0, "::warning file="),
    ("idle-waiver.yaml", "true", 1, "::error file="),
    ("known-party.yaml", "false", 1, ",title=known-party::"),
    ("--help", "false", 1, ""),
])  # fmt: skip
def test_action_annotates(name: str, strict: str, code: int, said: str, tmp_path: Path) -> None:
    """The last step of the action, run as it stands, marks what is wrong on its lines."""
    action = parsed(ROOT / "action.yml")
    step = action["runs"]["steps"][-1]
    assert "${{" not in step["run"], "what comes from outside reaches a shell by its environment alone"
    given = {"${{ inputs.path }}": name, "${{ inputs.strict }}": strict, "${{ steps.python.outputs.python-path }}": sys.executable}
    environment = os.environ | {key: given[value] for key, value in step["env"].items()} | {"RUNNER_TEMP": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        cwd=HERE / "invalid",
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == code, done.stderr
    assert said in done.stdout
    assert {input for value in step["env"].values() for input in re.findall(r"inputs\.(\w+)", value)} == action["inputs"].keys()
