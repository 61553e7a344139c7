"""What a user's mistake gives: one clear line, and the exit code of the manual."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from swaps import __version__, cli, output
from tests.conftest import HERE, ROOT, SAMPLE, Run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lst"], "did you mean list?"),
        (["frobnicate"], "there are list, show, search, people"),
        (["list", "--kind", "spy-swop"], "did you mean spy-swap?"),
        (["list", "--status", "zzz"], "one of proposed, negotiating"),
        (["list", "--charge", "Treson"], "did you mean treason?"),
        (["list", "--party", "Ålend"], "did you mean Aland"),
        (["list", "--country", "zzzz"], "no country is called 'zzzz'"),
        (["list", "--intermediary", "nobody"], "no intermediary is called 'nobody'"),
        (["list", "--since", "yesteryear"], "write 2025, 2025-01"),
        (["list", "--since", "2025", "--until", "2024"], "lies after --until"),
        (["list", "--columns", "id,nope"], "there is no column nope: choose from id, date"),
        (["list", "--columns", ","], "choose from id, date"),
        (["list", "--format", "xml"], "'xml' is not one of"),
        (["list", "--limit", "-1"], "-1 is not in the range"),
        (["list", "--between", "AA,BB", "--since", "2020"], "two names, parted by a blank, are wanted before --since"),
        (["list", "--person", "--since", "2020"], "a name is wanted before --since"),
        (["list", "--nope"], "No such option"),
        (["show"], "Missing argument"),
        (["stats", "--by-year", "--by-kind", "--by-party"], "a third has no place"),
        (["stats", "--by-yaer"], "--by-year"),
        (["stats", "--by-year", "--party", "zzzz"], "no party is called 'zzzz'"),
        (["list", "--party", "\x1b[2J"], "no party is called '\\x1b[2J'"),
    ],
)
def test_wrong_use(arguments: list[str], said: str, run: Run) -> None:
    """Wrong use is exit code 2, and the line says what to type."""
    result = run(*arguments, "--data", SAMPLE)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.startswith("swaps: ")
    assert "\x1b" not in result.err


def test_nothing_asked(run: Run) -> None:
    """Whoever names no command is shown the help, line by line, and code 2."""
    asked = run()
    assert (asked.code, asked.out, asked.err) == (2, "", run("--help").out)


def test_unknown_record(run: Run) -> None:
    """An unknown id suggests the nearest and exits with 1; the known ones are shown all the same."""
    result = run("show", "bridge-1962", "offer-2052", "quux", "--data", SAMPLE)
    assert result.code == 1
    assert "Exchange on the Old Bridge" in result.out
    assert "swaps: there is no record 'offer-2052': did you mean offer-2025?" in result.err
    assert "swaps: there is no record 'quux'\n" in result.err
    assert "did you mean ransom-1975" in run("show", "1975", "--data", SAMPLE).err


def test_invalid_catalogue(run: Run) -> None:
    """A catalogue with records that cannot be read is refused, in one line that points to validate."""
    path = HERE / "invalid" / "known-party.yaml"
    result = run("list", "--data", path)
    assert (result.code, result.out) == (1, "")
    assert result.err == f"swaps: {path} has 4 errors: run 'swaps validate {path}' to see them\n"


def test_catalogue_with_errors(run: Run) -> None:
    """One whose records can all be read, though some break a rule, is read, and the same line says so each time."""
    path = HERE / "invalid" / "known-source.yaml"
    for _ in range(2):
        result = run("list", "--data", path)
        assert (result.code, "quill-zwo" in result.out) == (0, True)
        assert result.err == f"swaps: {path} has 1 error: run 'swaps validate {path}' to see them\n"


@pytest.mark.parametrize(("slip", "rule"), [("kind: states\n", "invalid-value:"), ("kind: [state\n", "syntax:")])
def test_mistake_in_the_registry_stands_alone(slip: str, rule: str, run: Run, tmp_path: Path) -> None:
    """A party that cannot be read is not also unknown wherever a record names it; one that nobody registered still is."""
    parties = SAMPLE.with_name("parties.yaml").read_text(encoding="utf-8").replace("kind: state\n", slip, 1)
    (tmp_path / "parties.yaml").write_text(parties, encoding="utf-8")
    text = SAMPLE.read_text(encoding="utf-8").replace("- by: BB\n", "- by: BQ\n", 1)
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
    result = run("validate", "--data", tmp_path)
    assert result.code == 1
    assert {line.split()[2] for line in result.out.splitlines()} == {rule, "known-party:"}
    assert "there is no party 'BQ'" in result.out
    assert "there is no party 'AA'" not in result.out


def test_the_registry_alone(run: Run, tmp_path: Path) -> None:
    """A registry of parties can be checked by itself; for a catalogue nobody takes it."""
    registry = tmp_path / "parties.yaml"
    registry.write_text("- id: AA\n  name: Aland\n  kind: state\n", encoding="utf-8")
    assert run("validate", registry).err == f"{registry}: no problems\n"
    registry.write_text("- id: AA\n  nam: Aland\n  kind: state\n", encoding="utf-8")
    result = run("validate", registry)
    assert (result.code, result.out.splitlines()) == (
        1,
        [f"{registry}:2:3: error unknown-key: there is no key 'nam' here: did you mean name?"],
    )
    for arguments in (["list", "--data", registry], ["fmt", registry]):
        assert "this is the registry of parties" in run(*arguments).err


def test_path_that_is_empty(run: Run) -> None:
    """A variable of the shell that is not set does not mean some other catalogue."""
    assert run("list", "--data", "") == (
        1,
        "",
        "swaps: the path of the catalogue is empty: name a file or a folder, or leave the option out\n",
    )


def test_advice_can_be_typed(run: Run, tmp_path: Path) -> None:
    """The path of a catalogue is told as a shell takes it."""
    folder = tmp_path / "the cat's own"
    shutil.copytree(HERE / "invalid", folder, ignore=lambda _, names: {*names} - {"parties.yaml", "known-source.yaml"})
    said = run("list", "--data", folder).err
    assert shlex.split(said.partition("run ")[2].partition(" to see")[0])[2] == str(folder)


def test_errors_pass_with_the_day(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that a day mends is gone on that day."""
    path = HERE / "invalid" / "handover-not-in-the-future.yaml"
    assert "has 1 error" in run("list", "--data", path).err
    monkeypatch.setenv("SWAPS_TODAY", "2027-06-01")
    assert run("list", "--data", path).err == ""


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [("nowhere.yaml", 1, "no such file or folder"), (os.devnull, 3, "this is no file"), ("empty", 1, "no .yaml file")],
)
def test_no_catalogue(path: str, code: int, said: str, run: Run, tmp_path: Path) -> None:
    """What is no catalogue is named, in one line."""
    (tmp_path / "empty").mkdir()
    target = path if path == os.devnull else tmp_path / path
    for command in ("list", "validate"):
        result = run(command, "--data", target)
        assert (result.code, said in result.err) == (code, True)
    assert run("validate", target).code == code


def test_folder_of_files(run: Run, tmp_path: Path) -> None:
    """A folder is a catalogue: all its files but the registry."""
    records = SAMPLE.read_text(encoding="utf-8").split("- id: framework-2024")
    (tmp_path / "a.yaml").write_text(records[0], encoding="utf-8")
    (tmp_path / "b.yaml").write_text("- id: framework-2024" + records[1], encoding="utf-8")
    (tmp_path / "parties.yaml").write_text((SAMPLE.parent / "parties.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert run("list", "--data", tmp_path).out == run("list", "--data", SAMPLE).out
    assert run("validate", tmp_path).code == 0


def test_data_before_and_after_the_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """--data is taken in both places, and SWAPS_DATA where it is absent."""
    after = run("list", "--data", SAMPLE).out
    assert run("--data", SAMPLE, "list").out == after
    monkeypatch.setenv("SWAPS_DATA", str(SAMPLE))
    assert run("list").out == after


def test_version_and_verbose(run: Run) -> None:
    """--version and -v say which catalogue is read, with its hash."""
    import hashlib

    digest = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    shown = run("--data", SAMPLE, "--version").out.splitlines()
    assert shown == [f"swaps {__version__}", "catalogue unversioned", f"sha256 {digest}", str(SAMPLE)]
    assert digest in run("list", "-v", "--data", SAMPLE).err


def test_which_catalogue(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The checkout around the current folder comes before the catalogue in the package."""
    monkeypatch.chdir(ROOT / "tests" / "data")
    assert run("--version").out.splitlines()[-1] == os.path.join("..", "..", "data", "exchanges.yaml")
    monkeypatch.chdir(tmp_path)
    assert run("--version").out.splitlines()[-1].endswith(os.path.join("data", "exchanges.yaml"))


def test_clock_is_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that SWAPS_TODAY cannot mean is refused."""
    monkeypatch.setenv("SWAPS_TODAY", "soon")
    result = run("list", "--since", "90d", "--data", SAMPLE)
    assert result.code == 2
    assert "SWAPS_TODAY is 'soon'" in result.err
    assert run("validate", SAMPLE).code == 2


def test_github_is_the_default_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a workflow, validate writes annotations."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    out = run("validate", HERE / "invalid" / "idle-waiver.yaml").out
    assert out.startswith("::warning file=")
    assert ",line=58,col=13,title=idle-waiver::" in out


def test_annotations_stay_on_their_line() -> None:
    """Nothing in a message can begin a workflow command of its own."""
    from swaps.problem import Problem
    from swaps.render.problems import github

    assert github([Problem("a,b:c", 1, 2, "r", "error", "x\n::error::y %")]) == (
        "::error file=a%2Cb%3Ac,line=1,col=2,title=r::x%0A::error::y %25\n"
    )


def test_help_is_for_everybody(run: Run) -> None:
    """Each command has a help that names its options."""
    for command in ([], *([name] for name in cli.COMMANDS)):
        result = run(*command, "--help")
        assert result.code == 0
        assert ("--data" in result.out) == (command != ["cache"])  # which is of no one catalogue


def swaps(*arguments: str, **more: object) -> "subprocess.CompletedProcess[str]":
    """Run the program in a process of its own."""
    command = [sys.executable, "-m", "swaps", *arguments, "--data", str(SAMPLE)]
    return subprocess.run(command, text=True, stderr=subprocess.PIPE, timeout=30, **more)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of Unix")
def test_streams_that_fail() -> None:
    """A closed pipe is silent, a full disk is one line and exit code 3, a closed output is no traceback."""
    script = f"(sleep 0.2; {sys.executable} -m swaps list --data {SAMPLE}) | true; exit ${{PIPESTATUS[0]}}"
    closed = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert (closed.returncode, closed.stderr) == (141, "")
    if Path("/dev/full").exists():
        with open("/dev/full", "w") as full:
            for command in (["list"], ["list", "--help"], ["--version"]):
                done = swaps(*command, stdout=full)
                assert (done.returncode, done.stderr) == (3, "swaps: standard output: No space left on device\n")


@pytest.mark.parametrize(
    "command",
    [
        "--help", "--version", "list", "show bridge-1962", "search harriet", "people", "person zwo",
        "stats", "held --on 1961", "timeline", "timeline --format svg", "rank bridge-1962", "cite bridge-1962", "sql --schema",
        "validate invalid/all-at-once.yaml", "diff data/sample.yaml data/deals.yaml", "schema",
        "explain", "explain syntax", "sources", "cache", *(f"{name} --help" for name in cli.COMMANDS),
    ],
)  # fmt: skip
def test_a_closed_output_is_said(command: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command whose answer, or whose help, cannot be written says so in one line, with exit code 3."""
    monkeypatch.chdir(HERE)
    monkeypatch.setattr(sys, "stdout", None)
    result = run("--data", HERE / "data" / "people.yaml" if command.startswith("person") else SAMPLE, *command.split())
    assert (result.code, result.err.splitlines()[-1]) == (3, "swaps: standard output is closed")


def test_encodings_that_lack_characters() -> None:
    """In an encoding without them, characters get plainer ones or escapes; nothing fails."""
    for encoding in ("ascii", "cp1252", "cp437"):
        environment = os.environ | {"PYTHONIOENCODING": encoding}
        command = [sys.executable, "-m", "swaps", "show", "bridge-1962", "--data", str(SAMPLE)]
        shown = subprocess.run(command, capture_output=True, env=environment, check=True, timeout=30).stdout.decode(encoding)
        assert "Deland -> B" in shown
        assert "\\u0413" in shown


def test_unsafe_text_is_shown_as_escapes() -> None:
    """No character of the data can command a terminal or turn the direction of writing; JSON still says the same."""
    text = "a\x1b[2J\x9b\u202eb\u2028\ufeffc\ud800\td\n"
    assert output.safe(text) == "a\\x1b[2J\\x9b\\u202eb\\u2028\\ufeffc\\ud800\td\n"
    assert json.loads(output.safe_json(json.dumps("\x9b\u202e", ensure_ascii=False))) == "\x9b\u202e"


def test_interrupt(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends quietly with 130."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("swaps.clock.today", interrupt)
    result = run("list", "--since", "90d", "--data", SAMPLE)
    assert (result.code, result.out, result.err.strip()) == (130, "", "")


def test_every_command_is_said_in_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal of 80 columns the list of the commands says what each is for, to the end of the sentence."""
    monkeypatch.setenv("COLUMNS", "80")
    said = run("--help").out.partition("Commands:\n")[2].splitlines()
    assert len(said) == len(cli.COMMANDS)
    assert [line for line in said if not line.endswith(".") or line.endswith("...")] == []
