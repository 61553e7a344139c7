"""`swaps new`: one record more, in its place, and the rest byte for byte."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from swaps import edit
from tests.conftest import SAMPLE, Run

SOURCE = ("--source", "Agency A", "agency", "2024-02-03", "https://example.org/third", "The third round")
OTHER = ("--source", "Daily B", "newspaper", "-", "https://example.org/another", "Another round")
ROUND = (
    "new",
    "--title",
    "Third round",
    "--kind",
    "pow-exchange",
    "--date",
    "2024-02-02",
    "--release",
    "Aland",
    "BB",
    "9",
    "--release",
    "BB",
    "AA",
    "8",
    *SOURCE,
    *OTHER,
)
WRITTEN = """\
- id: aland-beland-2024-02-02
  title: Third round
  kind: pow-exchange
  status: completed
  date: 2024-02-02
  releases:
    - by: AA
      to: BB
      groups:
        - description: prisoners of war
          category: pows
          count: 9
    - by: BB
      to: AA
      groups:
        - description: prisoners of war
          category: pows
          count: 8
  sources:
    - id: agency-a-2024-02-03
      title: The third round
      publisher: Agency A
      kind: agency
      url: https://example.org/third
      published: 2024-02-03
      accessed: 2026-11-22
    - id: daily-b
      title: Another round
      publisher: Daily B
      kind: newspaper
      url: https://example.org/another
      accessed: 2026-11-22
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue to add to."""
    shutil.copy(SAMPLE.parent / "parties.yaml", tmp_path)
    return Path(shutil.copy(SAMPLE, tmp_path / "one.yaml"))


def test_record_from_options(catalogue: Path, run: Run) -> None:
    """The record is shown, stands behind the last that is earlier, and nothing else has changed."""
    before = catalogue.read_bytes()
    result = run(*ROUND, "--data", catalogue)
    assert (result.code, result.out) == (0, WRITTEN)
    head, _, tail = before.partition(b"- id: offer-2025")
    assert catalogue.read_bytes() == head + WRITTEN.encode() + b"- id: offer-2025" + tail
    line = head.count(b"\n") + 1
    assert result.err == f"{catalogue}:{line}: the record stands here now; add what else its sources say\n"
    assert run("validate", catalogue).out == ""


def test_print_only_prints(catalogue: Path, run: Run) -> None:
    """--print writes nothing but the record, and to nothing but standard output."""
    before = catalogue.read_bytes()
    assert run(*ROUND, "--print", "--data", catalogue) == (0, WRITTEN, "")
    assert catalogue.read_bytes() == before


def test_everything_that_options_say(catalogue: Path, run: Run) -> None:
    """Names, legs of several parties, places, intermediaries, steps and notes."""
    result = run(
        *("new", "--print", "--data", catalogue, "--title", "Talks", "--kind", "detainee_swap", "--status", "refused"),
        *("--release", "AA,Béland", "-", "Ana Harriet", "--release", "AA,Béland", "-", "Xi Yy", "--notes", "Ours."),
        *("--release", "The Front", "AA", "2..3 guards"),
        *("--place", "Gate", "--city", "Port", "--country", "Norland", "--intermediary", "NO", "mediator, host"),
        *("--step", "2025-01", "They talk.", "--step", "2025-02", "They part.", *SOURCE, *OTHER),
    )  # fmt: skip
    assert result.code == 0
    assert "  releases:\n    - by: [AA, BB]\n      people:\n        - name: Ana Harriet\n        - name: Xi Yy\n" in result.out
    assert "    - by: front\n      to: AA\n      groups:\n        - description: guards\n          count: 2..3\n" in result.out
    assert "    - place: Gate\n      city: Port\n      country: NO\n" in result.out
    assert "    - party: NO\n      roles: [mediator, host]\n" in result.out
    assert "    - date: 2025-02\n      text: They part.\n" in result.out
    assert result.out.startswith("- id: the-front-aland-2025-01\n")
    assert "notes: Ours." in result.out


def test_errors_are_shown_and_nothing_is_written(catalogue: Path, run: Run) -> None:
    """A record with errors is shown with numbered lines, each problem names line and column of it, and the file stays."""
    before = catalogue.read_bytes()
    wrong = [part.replace("2024-02-02", "2024-02-30").replace("Aland", "Alend") for part in ROUND]
    result = run(*wrong, "--data", catalogue)
    assert (result.code, result.out) == (1, "")
    assert "   5 │   date: 2024-02-30\n" in result.err
    assert "draft:5:9: error invalid-value: 2024-02-30 is no date: 2024-02 has 29 days\n" in result.err
    assert "draft:7:11: error known-party: there is no party 'Alend' in parties.yaml: did you mean AA (Aland)?\n" in result.err
    assert catalogue.read_bytes() == before


@pytest.mark.parametrize(("name", "date"), [("bridge-1962", "2024-02-02"), ("offer-2025", "1990")])
def test_id_that_is_taken(name: str, date: str, catalogue: Path, run: Run) -> None:
    """An id that is taken is the new record's mistake, whichever of the two stands first."""
    line = catalogue.read_text(encoding="utf-8").split(f"- id: {name}\n")[0].count("\n") + 1
    result = run(*ROUND, "--id", name, "--date", date, "--data", catalogue)
    assert result.code == 1
    said = f"draft:1:7: error unique-id: {name} is taken, by the record on line {line} of one.yaml: choose another id\n"
    assert said in result.err


def test_errors_elsewhere_are_named_where_they_are(catalogue: Path, run: Run) -> None:
    """An error that shows in another record is named by file and line as they are now."""
    text = catalogue.read_text(encoding="utf-8").replace("id: framework-2024\n  title", "id: framework\n  title")
    catalogue.write_text(text, encoding="utf-8")
    result = run(*ROUND, "--date", "1980", "--data", catalogue)
    line = text[: text.index("      id: framework-2024")].count("\n") + 1
    assert result.code == 1
    assert f"{catalogue}:{line}:11: error known-record: there is no record 'framework-2024'" in result.err


def test_warnings_do_not_forbid(catalogue: Path, run: Run) -> None:
    """What only warns is said, and the record is put in its place."""
    result = run(*ROUND[: -len(OTHER)], "--data", catalogue)
    assert result.code == 0
    assert "draft:20:5: warning one-publisher: Agency A is the only publisher" in result.err
    assert b"aland-beland-2024-02-02" in catalogue.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "there is no terminal to ask on: say it with options, at least --title, --kind and --source"),
        (("--title", "x"), "--kind, --source are missing"),
        (("--title", "x", *SOURCE), "--kind is missing"),
        (("--kind", "spy-swop"), "did you mean spy-swap?"),
        *(
            (("--title", "x", "--kind", "spy-swap", "--release", "AA", "BB", who, *SOURCE), "is neither a name nor a count")
            for who in ("1,200 soldiers", "about 30 soldiers", "a man", "two women", "Bo Li, Jo Do", "-", "100-120 soldiers")
        ),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], said: str, catalogue: Path, run: Run) -> None:
    """What is missing is named, and nobody is asked where there is no terminal."""
    result = run("new", *arguments, "--data", catalogue)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_never_waits_without_a_terminal(catalogue: Path) -> None:
    """With an input that stays open and silent, the command ends all the same."""
    read, write = os.pipe()
    command = [sys.executable, "-m", "swaps", "new", "--data", str(catalogue)]
    done = subprocess.run(command, stdin=read, capture_output=True, text=True, timeout=30)
    os.close(write)
    os.close(read)
    assert done.returncode == 2
    assert "there is no terminal to ask on" in done.stderr


def test_shipped_catalogue_is_not_edited(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Outside a checkout the record can be printed, and not written into the package."""
    monkeypatch.chdir(tmp_path)
    arguments = [{"Aland": "RU", "AA": "RU", "BB": "UA"}.get(part, part) for part in ROUND]
    assert run(*arguments).code == 2
    assert run(*arguments, "--print").out.startswith("- id: russia-ukraine-2024-02-02\n")


def test_comments_and_line_ends_around_it(catalogue: Path, run: Run) -> None:
    """A record goes above the comments of the one behind it, below the file's own, and ends its lines as the file does."""
    head, sep, tail = catalogue.read_bytes().partition(b"- id: offer-2025")
    text = (
        b"# The file's.\n\n# The bridge's.\n" + head + b"  # The stone's.\n# The offer's.\n" + sep + tail + b"# The end.\n"
    ).replace(b"\n", b"\r\n")
    catalogue.write_bytes(b"\xef\xbb\xbf" + text)
    assert run(*ROUND, "--data", catalogue).code == 0
    assert run(*ROUND, "--date", "1950", "--release", "AA", "BB", "1", "--data", catalogue, "--id", "first").code == 0
    assert run(*ROUND, "--date", "2026", "--data", catalogue, "--id", "last").code == 0
    after = catalogue.read_bytes()
    assert b"  # The stone's.\r\n- id: aland-beland-2024-02-02\r\n" in after
    assert b"# The file's.\r\n\r\n- id: first\r\n" in after
    assert b"\r\n# The bridge's.\r\n- id: bridge-1962" in after
    assert after.endswith(b"\r\n# The end.\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")
    for name in ("aland-beland-2024-02-02", "first", "last"):
        start = after.index(f"- id: {name}\r\n".encode())
        end = after.index(b"accessed: 2026-11-22\r\n", after.index(b"daily-b", start)) + len(b"accessed: 2026-11-22\r\n")
        after = after[:start] + after[end:]
    assert after == b"\xef\xbb\xbf" + text


def test_last_line_without_an_end(catalogue: Path, run: Run) -> None:
    """A file whose last line is not ended gets an end there before a record is put behind it."""
    before = catalogue.read_bytes().rstrip(b"\n")
    catalogue.write_bytes(before)
    assert run(*ROUND, "--date", "2026-02", "--id", "last", "--data", catalogue).code == 0
    assert catalogue.read_bytes().startswith(before + b"\n- id: last\n")


def test_catalogue_in_brackets(catalogue: Path, run: Run) -> None:
    """Into a file of another form nothing can be put: the way to its usual form is named."""
    record = json.loads(run("show", "camp-scheme", "--format", "json", "--data", SAMPLE).out)
    catalogue.write_text(json.dumps([record]), encoding="utf-8")
    result = run(*ROUND, "--data", catalogue)
    assert result.code == 1
    assert f"no record can be put into {catalogue} as it stands: run 'swaps fmt {catalogue}' first" in result.err
    assert run("fmt", catalogue).code == 0
    assert run(*ROUND, "--data", catalogue).code == 0


def test_folder_of_files(catalogue: Path, run: Run) -> None:
    """In a folder the record goes into the file of the record before it."""
    head, sep, tail = catalogue.read_text(encoding="utf-8").partition("- id: framework-2024")
    catalogue.write_text(head, encoding="utf-8")
    (catalogue.parent / "two.yaml").write_text(sep + tail, encoding="utf-8")
    for date, name in (("1976", "one.yaml"), ("2024-02-02", "two.yaml"), ("1900", "one.yaml")):
        result = run(*ROUND, "--date", date, "--id", f"x-{date}", "--data", catalogue.parent)
        assert f"{catalogue.parent / name}:" in result.err
    assert run("validate", catalogue.parent).code == 0


def test_place_among_records_out_of_order() -> None:
    """Where records are not in order, the new one goes before the first that is later."""
    record = "- id: {}\n  title: x\n  kind: ransom\n  status: completed\n  date: {}\n"
    record += "  sources:\n    - id: a\n      title: b\n      publisher: c\n      kind: book\n"
    catalogue = "".join(record.format(f"x-{year}", year) for year in (1990, 1970, 1980)).encode()
    new = record.format("y", 1975)
    assert edit.inserted(catalogue, new) == (new.encode() + catalogue, 1)


def test_what_reads_otherwise_with_a_record_more() -> None:
    """Where a file ends in the middle of something, nothing is put behind it."""
    with pytest.raises(edit.Unplaceable):
        edit.inserted(b"- id: x\n  title: y\n...\n", "- id: z\n")


@pytest.mark.parametrize(("name", "made"), [("Ksenia Karelina", "karelina"), ("Ксения", "exchange"), (" ", "exchange")])
def test_id_is_made_up(name: str, made: str, catalogue: Path, run: Run) -> None:
    """Out of a name an id is made; where that gives none, another word stands in."""
    result = run(
        "new",
        "--print",
        "--title",
        "x",
        "--kind",
        "ransom",
        "--date",
        "1990",
        "--release",
        "AA",
        "BB",
        name,
        *SOURCE,
        "--data",
        catalogue,
    )
    assert f"- id: {made}\n" in result.out + result.err
