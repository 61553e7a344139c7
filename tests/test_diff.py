"""`swaps diff`: what a change means, in the subject's words."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from swaps.changes import between, version
from swaps.compare import Change
from swaps.render import changes as forms
from tests.conftest import HERE, SAMPLE, Run, check_golden
from tests.messy import Mess
from tests.test_fmt import records

FOLDER = HERE / "diff"
BRIDGE = SAMPLE.read_text(encoding="utf-8").split("- id: ransom-1975")[0]
ADDED = """\
- id: aa-bb-2026
  title: Second round
  kind: pow-exchange
  status: completed
  date: 2026-01-05
  releases:
    - by: AA
      to: BB
      people:
        - name: Ivo Last
        - name: Uma Last
      groups:
        - description: soldiers
          category: pows
          count: 12
  sources:
    - id: a
      title: The second round
      publisher: Agency A
      kind: agency
"""
"""A record more."""
TOMBSTONE = "- id: {}\n  title: Second round\n  withdrawn:\n    date: 2026\n    reason: r\n"


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_says_what_differs(form: str, run: Run, bless: bool) -> None:
    """Every kind of change has its words, with the sources on whose word it is made."""
    result = run("diff", FOLDER / "old.yaml", FOLDER / "new.yaml", "--format", form)
    assert (result.code, result.err) == (0, "")
    check_golden(FOLDER / f"diff.{'txt' if form == 'text' else form}", result.out, bless)


def test_as_the_editors_say_it(tmp_path: Path, run: Run) -> None:
    """The date of one record, on the word of a source that came with it."""
    record = ADDED.replace("2026-01-05", "2026-01")
    source = "    - id: tass-2026\n      title: x\n      publisher: TASS\n      kind: agency\n"
    (tmp_path / "old.yaml").write_text(record, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(ADDED + source, encoding="utf-8")
    lines = run("diff", tmp_path / "old.yaml", tmp_path / "new.yaml").out.splitlines()
    assert lines == [
        "changes 1 exchange",
        "aa-bb-2026: date 2026-01 → 2026-01-05 (source tass-2026)",
        "aa-bb-2026: adds source tass-2026 (TASS)",
    ]


def changed(old: str, new: str) -> Any:
    """What differs between two texts."""
    return between(version([("old", old.encode())]), version([("new", new.encode())]))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (BRIDGE + ADDED, BRIDGE, "the record is gone, and an id is for ever: leave a tombstone"),
        (ADDED, ADDED.replace("aa-bb-2026", "bb-aa-2026"), "the record is called bb-aa-2026 now, and an id is for ever: give it"),
        (BRIDGE, ADDED.replace("aa-bb-2026", "bridge-1962"), "this one stands for another exchange now"),
        (TOMBSTONE.format("bridge-1962"), BRIDGE, "this one stands for another exchange now"),
        (TOMBSTONE.format("x") + BRIDGE, BRIDGE, "the record is gone"),
    ],
)  # fmt: skip
def test_ids_are_for_ever(old: str, new: str, said: str, tmp_path: Path, run: Run) -> None:
    """An id that is gone, renamed or passed on is refused with exit code 1, and named in every form."""
    (tmp_path / "old.yaml").write_text(old, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(new, encoding="utf-8")
    for form in ("text", "md", "json"):
        result = run("diff", tmp_path / "old.yaml", tmp_path / "new.yaml", "--format", form)
        assert result.code == 1
        assert said in result.out.replace("\\", "")
        assert "refuses 1 id" in result.out


def test_tombstone_is_no_removal() -> None:
    """A record may become a tombstone, and a tombstone by the same title a record again."""
    tombstone = TOMBSTONE.format("aa-bb-2026")
    found = changed(ADDED, tombstone)
    assert (list(found.withdrawn), found.refused, found.changed) == (["aa-bb-2026"], {}, {})
    assert forms.text(found) == "withdraws 1 exchange\naa-bb-2026: withdrawn: r\n"
    assert changed(tombstone, ADDED).refused == {}


@pytest.mark.parametrize("seed", range(40))
def test_order_and_form_are_no_changes(seed: int) -> None:
    """Records moved, lists reordered, keys, quotes and comments changed: nothing is said."""
    random = Random(seed)
    kept = records(SAMPLE.read_bytes())
    shuffled = Mess(random).catalogue([reordered(record, random) for record in kept])
    assert forms.text(changed(SAMPLE.read_text(encoding="utf-8"), shuffled)) == "changes nothing\n"


def reordered(node: Any, random: Random) -> Any:
    """The same with every list in another order."""
    if isinstance(node, list):
        return random.sample([reordered(one, random) for one in node], len(node))
    return {key: reordered(value, random) for key, value in node.items()} if isinstance(node, dict) else node


def test_name_of_a_source_is_no_change() -> None:
    """A source that is called something else, everywhere in its record, is the same source; so is one party in a list of one."""
    assert changed(BRIDGE, BRIDGE.replace("gazette-1962", "the-gazette").replace("by: DD", "by: [DD]")).changed == {}


def test_spelling_of_a_name() -> None:
    """A person whose name is spelled in another way is the same person; another name is another person."""
    for name, sign in (("Adam Drei", False), ("Rudolf Zwoh", True)):
        found = changed(BRIDGE, BRIDGE.replace("Rudolf Zwo", name)).changed["bridge-1962"]
        assert (Change(("leg BB→DD", "Rudolf Zwo"), "name", "Rudolf Zwo", name) in found) is sign


def test_people_who_are_known_by_more_than_a_name() -> None:
    """A person with the same name in its own script is the same person under whatever name."""
    found = changed(BRIDGE, BRIDGE.replace("Harriet Quill", "Mrs Jones")).changed["bridge-1962"]
    assert found == [Change(("leg DD→BB", "Harriet Quill"), "name", "Harriet Quill", "Mrs Jones", ("gazette-1962",))]


def test_folder_against_file(tmp_path: Path, run: Run) -> None:
    """A catalogue that was parted into files is the same catalogue."""
    head, sep, tail = SAMPLE.read_text(encoding="utf-8").partition("- id: framework-2024")
    (tmp_path / "a.yaml").write_text(sep + tail, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(head, encoding="utf-8")
    assert run("diff", SAMPLE, tmp_path).out == "changes nothing\n"
    assert run("diff", SAMPLE, "--data", tmp_path).out == "changes nothing\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A repository with the sample in it, and a way to ask git for more."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.chdir(tmp_path)

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments], check=True, capture_output=True)

    (tmp_path / "data").mkdir()
    shutil.copy(SAMPLE.parent / "parties.yaml", tmp_path / "data")
    shutil.copy(SAMPLE, tmp_path / "data" / "one.yaml")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "one")
    return git


def test_revisions(repository: Callable[..., None], run: Run) -> None:
    """Revisions are read out of git: one against the files as they are, or two against each other."""
    path = Path("data") / "one.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write(ADDED)
    said = "adds 1 exchange, 2 people, 1 group\naa-bb-2026: new: Second round; 2026-01-05; AA→BB Ivo Last, Uma Last, 12 soldiers\n"
    for arguments in (["main", "--data", path], ["main", "--data", "data"], ["main", path], ["HEAD", "data"]):
        assert run("diff", *arguments).out == said
    repository("commit", "-q", "-a", "-m", "two")
    assert run("diff", "main~1", "main", "--data", path).out == said
    assert run("diff", "main", "--data", path).out == "changes nothing\n"
    gone = run("diff", path, "main~1")
    assert (gone.code, "aa-bb-2026: refused: the record is gone" in gone.out) == (1, True)


def test_renamed_file(repository: Callable[..., None], run: Run) -> None:
    """A file that was moved is found in the revision under the name that it had there."""
    repository("mv", "data/one.yaml", "all.yaml")
    shutil.copy("data/parties.yaml", "parties.yaml")
    assert run("diff", "main", "--data", "all.yaml").out == "changes nothing\n"
    assert run("diff", "main", "--data", ".").err == "swaps: main has no \n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nope"], "nope is no file, no folder and no revision in git of"),
        (["--", "-x"], "-x is no file, no folder and no revision in git of"),
        (["main", "--data", "new.yaml"], "main has no new.yaml"),
        (["main", "broken.yaml"], "broken.yaml:1:3: error missing-key"),
    ],
)
def test_what_cannot_be_compared(arguments: list[str], said: str, repository: Callable[..., None], run: Run) -> None:
    """What is no version of a catalogue is named in one line."""
    shutil.copy(SAMPLE, "new.yaml")
    Path("broken.yaml").write_text("- id: x\n", encoding="utf-8")
    if "broken.yaml" in arguments:
        repository("add", "broken.yaml")
        repository("commit", "-q", "-m", "x")
    result = run("diff", *(["--data", "data/one.yaml"] if "--data" not in arguments else []), *arguments)
    assert (result.code, result.out) == (1, "")
    assert said in result.err


def test_without_git(repository: Callable[..., None], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no git, files can still be compared."""
    monkeypatch.setenv("PATH", "")
    result = run("diff", "main", "--data", "data/one.yaml")
    assert (result.code, result.err) == (1, "swaps: git is not there: name files or folders\n")


def test_json_is_whole(run: Run, tmp_path: Path) -> None:
    """JSON gives each change with its place, both values and the sources."""
    (tmp_path / "new.yaml").write_text(BRIDGE.replace("held_since: 1957", "held_since: 1957-06"), encoding="utf-8")
    (tmp_path / "old.yaml").write_text(BRIDGE, encoding="utf-8")
    found = json.loads(run("diff", tmp_path / "old.yaml", tmp_path / "new.yaml", "--format", "json").out)
    change = {"where": ["leg BB→DD", "Rudolf Zwo"], "key": "held_since", "old": "1957", "new": "1957-06", "sources": []}
    assert found == {
        "summary": "changes 1 exchange", "added": [], "withdrawn": [], "changed": [{"id": "bridge-1962", "changes": [change]}],
        "refused": [],
    }  # fmt: skip


def test_without_a_new_one_it_is_the_catalogue(run: Run, tmp_path: Path) -> None:
    """A file alone is what was, and the catalogue is what is."""
    shutil.copy(SAMPLE.parent / "parties.yaml", tmp_path)
    (tmp_path / "old.yaml").write_text(BRIDGE, encoding="utf-8")
    alone = run("diff", tmp_path / "old.yaml", "--data", SAMPLE)
    assert alone.out == run("diff", tmp_path / "old.yaml", SAMPLE).out
    assert "adds" in alone.out
