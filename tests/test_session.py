"""The editor at the terminal: a session with `swaps new` from the first question to the record in its place."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLE, TODAY, Run

pexpect = pytest.importorskip("pexpect", reason="there are no such terminals here")
if sys.platform == "win32":
    pytest.skip("there are no such terminals here", allow_module_level=True)

ANSWERS = (
    ("title: ", "Exchange of a pilot"),
    ("kind: ", "detainee"),
    ("status (completed): ", ""),
    ("date: ", "2025-02-30"),
    ("2025-02-30 is no date: 2025-02 has 28 days", None),
    ("date: ", "2025-02-11"),
    ("source 1 · url: ", "example.org"),
    ("'example.org' is no address: it begins with https://", None),
    ("source 1 · url: ", "https://example.org/pilot"),
    ("source 1 · title: ", "The pilot is free"),
    ("source 1 · publisher (Agency A): ", ""),
    ("source 1 · kind (agency): ", ""),
    ("source 1 · published: ", "2025-02-12"),
    ("source 1 · language: ", ""),
    ("source 2 · url: ", "https://example.com/courier"),
    ("Another record cites this page as What happened on the bridge: taken over.", None),
    ("source 2 · published: ", ""),
    ("source 2 · language: ", ""),
    ("source 3 · url: ", ""),
    ("step 1 · date: ", ""),
    ("place 1 · country: ", "Norland"),
    ("place 1 · city: ", "Port"),
    ("place 1 · place: ", ""),
    ("place 2 · country: ", ""),
    ("leg 1 · by: ", ""),
    ("by is needed: a record does not do without", None),
    ("leg 1 · by: ", "?"),
    ("  AA – Aland", None),
    ("  any other party by its code or name", None),
    ("leg 1 · by: ", "Alond"),
    ("there is no party 'Alond' in parties.yaml: did you mean AA (Aland)?", None),
    ("leg 1 · by: ", "Old Aland"),
    ("leg 1 · to: ", "BB"),
    ("leg 1 · person 1 · name: ", "Hariet Quill"),
    ("Is this Harriet Quill of offer-2025? [y/n] (n): ", "y"),
    ("leg 1 · person 1 · native_name: ", ""),
    ("leg 1 · person 1 · occupation: ", "pilot"),
    ("leg 1 · person 1 · held_since: ", "2025-01-02"),
    ("leg 1 · person 1 · held_in: ", ""),
    ("leg 1 · person 1 · charge 1 · category: ", "spee"),
    ("  elsewhere: A song", None),
    ("leg 1 · person 1 · charge 1 · text: ", "A song"),
    ("leg 1 · person 1 · charge 2 · category: ", ""),
    ("leg 1 · person 1 · legal_status: ", "convict"),
    ("leg 1 · person 1 · sentence: ", "10"),
    ("'10' is no sentence: write 12 years", None),
    ("leg 1 · person 1 · sentence: ", "10 years"),
    ("leg 1 · person 1 · mechanism: ", "?"),
    ("  pardon – A pardon or an act of clemency.", None),
    ("leg 1 · person 1 · mechanism: ", "pardon"),
    ("leg 1 · person 1 · sources: ", "agency-a-2025-02-12, nobody"),
    ("the record has no source 'nobody': it has agency-a-2025-02-12, courier-1962", None),
    ("leg 1 · person 1 · sources: ", "?"),
    ("  courier-1962 – What happened on the bridge", None),
    ("leg 1 · person 1 · sources: ", "agency"),
    ("leg 1 · person 2 · name: ", ""),
    ("leg 1 · group 1 · description: ", ""),
    ("leg 2 · by (BB): ", ""),
    ("leg 2 · to (AA): ", ""),
    ("leg 2 · person 1 · name: ", ""),
    ("leg 2 · group 1 · description: ", "?"),
    ("  a text of yours", None),
    ("leg 2 · group 1 · description: ", "guards"),
    ("leg 2 · group 1 · category: ", ""),
    ("leg 2 · group 1 · count: ", "0"),
    ("0 is no count: a count is 205", None),
    ("leg 2 · group 1 · count: ", "9"),
    ("leg 2 · group 1 · sources: ", ""),
    ("leg 2 · group 2 · description: ", ""),
    ("leg 3 · by: ", ""),
    ("intermediary 1 · party: ", "Norland"),
    ("intermediary 1 · roles: ", "mediator, hosst"),
    ("'hosst' is not in the list: did you mean host?", None),
    ("intermediary 1 · roles: ", "mediator, host"),
    ("intermediary 1 · sources: ", ""),
    ("intermediary 2 · party: ", ""),
    ("notes: ", ""),
    ("id (aland-beland-2025-02-11): ", "bridge-1962"),
    ("bridge-1962 is taken: choose another id", None),
)
"""What the terminal shows, and what is typed then."""

WAYS = {
    "a mistyped key": (
        "  title:", "  tittle:", "2:3: error unknown-key: there is no key 'tittle' here: did you mean title?"),
    "a word that is not in the list": (
        "kind: detainee-swap", "kind: detainee-swop", "3:9: error invalid-value: 'detainee-swop' is not in the list: did you mean"),
    "an impossible date": (
        "date: 2025-02-11", "date: 2025-02-30", "5:9: error invalid-value: 2025-02-30 is no date: 2025-02 has 28 days"),
    "an unknown party": (
        "by: AA", "by: AQ", "10:11: error known-party: there is no party 'AQ' in parties.yaml: mend it, or add the party there"),
    "an unknown source": (
        "[agency-a-2025-02-12]", "[agency-b]", "23:21: error known-source: the record has no source 'agency-b': it has agency-a"),
    "a duplicate key": (
        "  status:", "  kind: ransom\n  status:", "4:3: error duplicate-key: kind stands twice here, first on line"),
    "a tab": (
        "  status:", "\tstatus:", "4:1: error syntax: a tab: indent with spaces"),
    "a missing field": (
        "  status: completed\n", "", "1:3: error missing-key: status is missing: add 'status: ...'"),
    "a count of 0": (
        "count: 9", "count: 0", "28:18: error invalid-value: 0 is no count: a count is 205, ~1000 (about), 50+ (at least)"),
    "a duplicate id": (
        "id: pilot-2025", "id: bridge-1962", "1:7: error unique-id: bridge-1962 is taken, by the record on line 1 of one.yaml"),
}  # fmt: skip
"""Ten ways to break a record: what is written instead of what, and what is said of it."""

EDITOR = """\
import sys
from pathlib import Path
here = Path(__file__).parent
draft = Path(sys.argv[-1])
first = here / "first.yaml"
if not first.exists():
    first.write_text(draft.read_text(encoding="utf-8"), encoding="utf-8")
text = first.read_text(encoding="utf-8")
right, wrong = (here / "change").read_text(encoding="utf-8").split("\\0")
assert right in text
draft.write_text(text.replace(right, wrong, 1), encoding="utf-8")
"""
"""What plays the editor: it makes one change to the record as it was at first."""


class Session:
    """A terminal with the program on it."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        (folder / "editor.py").write_text(EDITOR, encoding="utf-8")
        environment = os.environ | {
            "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200", "SWAPS_TODAY": TODAY, "XDG_CACHE_HOME": str(folder / "cache"),
            "EDITOR": f"{sys.executable} {folder / 'editor.py'}",
        }  # fmt: skip
        command = ["-m", "swaps", "new", "--data", str(folder / "one.yaml"), *arguments]
        self.child = pexpect.spawn(sys.executable, command, env=environment, encoding="utf-8", timeout=20, dimensions=(50, 200))

    def sees(self, text: str, types: str | None = None) -> None:
        """Wait for a text, wherever its lines are broken, and type an answer."""
        self.child.expect(re.escape(text).replace(r"\ ", r"\s+"))
        if types is not None:
            self.child.sendline(types)

    def change(self, right: str, wrong: str) -> None:
        """Open the editor and let it write something else."""
        (self.folder / "change").write_text(f"{right}\0{wrong}", encoding="utf-8")
        self.sees("/stop]: ", "edit")

    def ends(self) -> int:
        """Wait for the end, and return the exit code."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a catalogue to add to."""
    shutil.copy(SAMPLE.parent / "parties.yaml", tmp_path)
    shutil.copy(SAMPLE, tmp_path / "one.yaml")
    return tmp_path


def test_session(folder: Path, run: Run) -> None:
    """A record is asked for, broken in ten ways, mended, and put in its place; each time it is said where and what to do."""
    before = (folder / "one.yaml").read_text(encoding="utf-8")
    session = Session(folder)
    for text, typed in ANSWERS:
        session.sees(text, typed)
    session.sees("id (aland-beland-2025-02-11): ", "pilot-2025")
    assert len(WAYS) == 10
    for right, wrong, said in WAYS.values():
        session.change(right, wrong)
        session.sees(f"draft:{said}")
        session.sees("What now? [edit")
    session.change("  status:", "  # Held to be over.\n  status:")
    session.sees("[write/edit/stop]: ", "write")
    session.sees(": the record stands here now; add what else its sources say")
    assert session.ends() == 0
    after = (folder / "one.yaml").read_text(encoding="utf-8")
    start = after.index("- id: pilot-2025\n")
    record = after[start : after.index("- id: offer-2025")]
    assert after.replace(record, "") == before
    assert "  # Held to be over.\n  status: completed\n  date: 2025-02-11\n" in record
    assert "        - name: Harriet Quill\n          citizenships: [BB]\n          occupation: pilot\n" in record
    assert "    - party: NO\n      roles: [mediator, host]\n" in record
    assert run("validate", folder / "one.yaml").out == ""
    first = after[:start].count("\n")
    record = record.replace("  # Held to be over.\n", "")
    for right, wrong, said in WAYS.values():
        broken = record.replace(right, wrong, 1)
        (folder / "one.yaml").write_text(after[:start] + broken + after[after.index("- id: offer-2025") :], encoding="utf-8")
        line, _, rest = said.partition(":")
        assert f"{folder / 'one.yaml'}:{first + int(line)}:{rest}" in run("validate", folder / "one.yaml").out


def begun(folder: Path, *arguments: str) -> Session:
    """A session that has come to the first source."""
    session = Session(folder, *arguments)
    for text, typed in ANSWERS[:6]:
        session.sees(text, typed)
    session.sees("source 1 · url: ")
    return session


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_stopping_loses_no_answer(folder: Path, key: str) -> None:
    """Ctrl-C and Ctrl-D end the session, show what was said so far, and write nothing."""
    session = begun(folder)
    session.child.send(key)
    session.sees("Nothing was written. What was said so far:")
    session.sees("- title: Exchange of a pilot\r\n  kind: detainee-swap\r\n  status: completed\r\n  date: 2025-02-11")
    assert session.ends() == 130
    assert (folder / "one.yaml").read_bytes() == SAMPLE.read_bytes()


def test_stopping_loses_no_edit(folder: Path) -> None:
    """Whoever stops after an edit sees the record as it was edited."""
    session = Session(folder)
    short(session)
    session.change("  title: Talks", "  title: Talks in the night")
    session.sees("[write/edit/stop]: ")
    session.child.send("\x03")
    session.sees("Nothing was written. What was said so far:")
    session.sees("- id: talks-2025-02\r\n  title: Talks in the night\r\n")
    assert session.ends() == 130


def short(session: Session, title: str = "Talks") -> None:
    """Answer what a record of an offer needs, and nothing else."""
    answers = {
        "title: ": title, "kind: ": "detainee-swap", "status (completed): ": "proposed", "source 1 · url: ": "https://example.org/talks",
        "source 1 · title: ": "They talk", "source 1 · publisher (Agency A): ": "", "source 1 · kind (agency): ": "",
        "source 1 · published: ": "", "source 1 · language: ": "", "source 2 · url: ": "", "step 1 · date: ": "2025-02",
        "step 1 · text: ": "They talk of two pilots.", "step 2 · date: ": "", "place 1 · country: ": "", "leg 1 · by: ": "",
        "intermediary 1 · party: ": "", "notes: ": "", "id (talks-2025-02): ": "",
    }  # fmt: skip
    for text, typed in answers.items():
        session.sees(text, typed)


def test_print_only_prints(folder: Path) -> None:
    """With --print the record is shown at the end, and nothing is written."""
    session = Session(folder, "--print")
    short(session)
    session.sees("[print/edit/stop]: ", "print")
    session.sees("- id: talks-2025-02\r\n  title: Talks\r\n")
    assert session.ends() == 0
    assert (folder / "one.yaml").read_bytes() == SAMPLE.read_bytes()


def test_stop_writes_nothing(folder: Path) -> None:
    """Whoever has second thoughts stops at the end."""
    session = Session(folder)
    short(session)
    session.sees("[write/edit/stop]: ", "stop")
    assert session.ends() == 130
    assert (folder / "one.yaml").read_bytes() == SAMPLE.read_bytes()


def test_file_that_changes_meanwhile(folder: Path) -> None:
    """What somebody else writes while the questions are answered is kept, and the record is put beside it."""
    session = Session(folder)
    short(session)
    session.sees("[write/edit/stop]: ")
    (folder / "one.yaml").write_text(f"# Mine.\n\n{SAMPLE.read_text(encoding='utf-8')}", encoding="utf-8")
    session.child.sendline("write")
    assert session.ends() == 0
    after = (folder / "one.yaml").read_text(encoding="utf-8")
    assert after.startswith("# Mine.\n\n- id: bridge-1962")
    assert "- id: talks-2025-02\n" in after


def test_record_that_no_longer_fits(folder: Path) -> None:
    """If the id is taken meanwhile, nothing is written, and one line says so."""
    session = Session(folder)
    short(session)
    session.sees("[write/edit/stop]: ")
    changed = SAMPLE.read_text(encoding="utf-8").replace("id: ransom-1975", "id: talks-2025-02")
    (folder / "one.yaml").write_text(changed, encoding="utf-8")
    session.child.sendline("write")
    session.sees("was written to meanwhile, and the record no longer fits: run this again")
    assert session.ends() == 1
    assert (folder / "one.yaml").read_text(encoding="utf-8") == changed


def test_editor_that_fails(folder: Path) -> None:
    """An editor that does not start, or is left without a change, leaves the record as it was."""
    session = Session(folder)
    short(session)
    (folder / "editor.py").write_text("raise SystemExit(1)", encoding="utf-8")
    session.sees("[write/edit/stop]: ", "edit")
    session.sees("set EDITOR to one that works")
    (folder / "editor.py").write_text("", encoding="utf-8")
    session.sees("[write/edit/stop]: ", "edit")
    session.sees("[write/edit/stop]: ", "write")
    assert session.ends() == 0


def test_draft_is_one_record(folder: Path) -> None:
    """A draft that holds two records, or none, is sent back."""
    session = Session(folder)
    short(session)
    session.change("- id: talks-2025-02", "- id: other\n- id: talks-2025-02")
    session.sees("draft:1:1: error top-level: one record is wanted here")
    session.sees("[edit/stop]: ", "stop")
    assert session.ends() == 130
