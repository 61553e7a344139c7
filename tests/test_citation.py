"""Citations, read back by readers that are not ours: bibtexparser, rispy and citeproc."""

import hashlib
import importlib
import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swaps.models import Exchange, Source, Tombstone
from swaps.render import citation
from tests.conftest import HERE, SAMPLE, TODAY, Run, check_golden
from tests.naive import models

QUOTED = HERE / "data" / "quoted.yaml"
GOLDENS = HERE / "quoted" / "citation"
HOSTILE = "camp-letters-1995"
DIGEST = hashlib.sha256(QUOTED.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def records() -> list[Exchange | Tombstone]:
    """The records as models."""
    return models(QUOTED)


def cited(run: Run, form: str, records: list[Exchange | Tombstone]) -> str:
    """Cite every record in a format."""
    result = run("cite", *(record.id for record in records), "--format", form, "--data", QUOTED)
    assert (result.code, result.err) == (0, "")
    return result.out


def sources(records: list[Exchange | Tombstone]) -> dict[str, Source]:
    """Return all sources by the keys that they have in a bibliography."""
    return {f"{record.id}-{source.id}": source for record in records if isinstance(record, Exchange) for source in record.sources}


def keys(records: list[Exchange | Tombstone]) -> set[str]:
    """Return all keys of a bibliography."""
    return {*sources(records), *(f"swaps-{record.id}" for record in records)}


def test_bibtex(run: Run, records: list[Exchange | Tombstone]) -> None:
    """A BibTeX parser finds every entry, with titles and publishers as they are written, whatever they are written with."""
    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string

    text = cited(run, "bibtex", records)
    library = parse_string(text, append_middleware=[middlewares.LatexDecodingMiddleware(keep_math_mode=False)])
    raw = parse_string(text)
    assert library.failed_blocks == raw.failed_blocks == []
    assert not raw.comments
    assert not raw.strings
    found = {entry.key: {name: field.value for name, field in entry.fields_dict.items()} for entry in library.entries}
    assert found.keys() == keys(records)
    assert len(library.entries) == len(found)
    addresses = {entry.key: entry.fields_dict["url"].value for entry in raw.entries if "url" in entry.fields_dict}
    for key, source in sources(records).items():
        assert found[key]["title"].replace("ˆ", "^").rstrip() == source.title.rstrip()  # the parser has another caret than we
        assert found[key]["author"] == source.publisher
        if source.url:
            assert addresses[key] == source.url.replace("{", "%7B").replace("}", "%7D")
    assert found[f"swaps-{HOSTILE}"]["title"].replace("ˆ", "^") == next(one.title for one in records if one.id == HOSTILE)
    note = found["swaps-old-bridge-1972"]["note"]
    assert "version unversioned" in note
    assert f"SHA-256 {DIGEST}" in note
    assert found["swaps-old-bridge-1972"]["urldate"] == TODAY
    assert "withdrawn on 1 October 2026" in found["swaps-gone"]["note"]
    assert found["bought-free-b"]["pages"] == "12–14"
    assert found["ferry-1975-b"]["pages"] == "12"


def test_braces_are_balanced(run: Run, records: list[Exchange | Tombstone]) -> None:
    """BibTeX counts braces, escaped or not: they are balanced in every field."""
    for line in cited(run, "bibtex", records).splitlines():
        if " = " in line:
            assert line.count("{") == line.count("}")
            assert line.endswith("},")


@given(st.text(alphabet="`!?{}\\\\%#$&_~^@,=\"'<>-ab é", min_size=1, max_size=30).filter(str.strip))
def test_any_title(title: str) -> None:
    """Whatever a title is made of, each format gives it back."""
    import rispy
    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string

    record = {"id": "x", "title": title, "kind": "spy-swap", "status": "proposed", "sources": []}
    one = citation.Cited(record, {}, "1962", citation.Edition("2026.11.22", "0" * 64, TODAY))
    library = parse_string(citation.bibtex([one]), append_middleware=[middlewares.LatexDecodingMiddleware(keep_math_mode=False)])
    assert [" ".join(entry["title"].replace("ˆ", "^").split()) for entry in library.entries] == [" ".join(title.split())]
    assert [entry["title"] for entry in rispy.loads(citation.ris([one]))] == [title.strip()]
    assert [entry["title"] for entry in json.loads(citation.csl_json([one]))] == [title]


def test_ris(run: Run, records: list[Exchange | Tombstone]) -> None:
    """A RIS parser finds every entry."""
    import rispy

    found = {entry["id"]: entry for entry in rispy.loads(cited(run, "ris", records))}
    assert found.keys() == keys(records)
    for key, source in sources(records).items():
        assert found[key]["title"] == source.title.strip()
        assert found[key]["publisher"] == source.publisher
        assert found[key].get("authors", [source.publisher]) == [source.publisher]
        assert found[key].get("urls", []) == ([source.url] if source.url else [])
        if source.accessed:
            assert found[key]["access_date"] == f"{str(source.accessed).replace('-', '/')}/"
    record = found["swaps-old-bridge-1972"]
    assert (record["type_of_reference"], record["edition"], record["access_date"]) == ("DATA", "unversioned", "2026/11/22/")
    assert DIGEST in record["notes"][0]
    assert found["old-bridge-1972-gazette"]["date"] == "1972/02/11/"
    assert found["bought-free-a"]["date"] == "1990///"


def test_csl_json(run: Run, records: list[Exchange | Tombstone]) -> None:
    """CSL-JSON says the same, key by key, with dates as numbers."""
    found = {item["id"]: item for item in json.loads(cited(run, "csl-json", records))}
    assert found.keys() == keys(records)
    for key, source in sources(records).items():
        assert found[key]["title"] == source.title
        assert found[key]["author"] == [{"literal": source.publisher}]
        assert found[key].get("URL") == source.url
    assert found["old-bridge-1972-gazette"]["issued"] == {"date-parts": [[1972, 2, 11]]}
    assert found[f"{HOSTILE}-a"]["issued"] == {"date-parts": [[1995, 3], [1995, 4]]}
    assert found["bought-free-a"]["issued"] == {"date-parts": [[1990]], "circa": True}
    assert found["swaps-gone"]["accessed"] == {"date-parts": [[2026, 11, 22]]}


def test_csl_processor(run: Run, records: list[Exchange | Tombstone]) -> None:
    """A CSL processor makes a bibliography of it, in which every title and publisher stands."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the processor thinks of its own style is no matter of ours
        citeproc: Any = importlib.import_module("citeproc")
        items: list[dict[str, Any]] = json.loads(cited(run, "csl-json", records))
        style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
        source = importlib.import_module("citeproc.source.json").CiteProcJSON(items)
        bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
        for item in items:
            bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
        text = "\n".join(map(str, bibliography.bibliography()))
    assert len(text.splitlines()) == len(items)
    for each in sources(records).values():
        assert each.title.strip() in text
        assert each.publisher in text
    assert next(str(one.title) for one in records if one.id == HOSTILE) in text


def test_plain(run: Run, records: list[Exchange | Tombstone]) -> None:
    """The plain citation names the record, the version, the hash, the day, and every source with its address."""
    text = cited(run, "plain", records)
    assert text.count(f"SHA-256 {DIGEST}. Accessed 22 November 2026.") == len(records)
    for record in records:
        assert f"record {record.id} in swaps, the open catalogue of prisoner exchanges, version unversioned." in text
    for source in sources(records).values():
        assert source.publisher in text
        assert (source.url or "") in text
    assert "(archived: https://archive.example/courier)" in text


@pytest.mark.parametrize("form", ["plain", "bibtex", "ris", "csl-json"])
def test_goldens(form: str, run: Run, bless: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A citation in each format, to the letter."""
    monkeypatch.chdir(HERE)
    out = run("cite", "old-bridge-1972", "--format", form, "--data", QUOTED.relative_to(HERE)).out
    check_golden(GOLDENS / f"old-bridge-1972.{form}", out.replace(DIGEST, "…"), bless)


def test_version_is_cited(run: Run, tmp_path: Path) -> None:
    """The record is dated by the catalogue's version, where it has one."""
    (tmp_path / "exchanges.yaml").write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "parties.yaml").write_text((SAMPLE.parent / "parties.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "VERSION").write_text("2026.11.22\n", encoding="utf-8")
    item = json.loads(run("cite", "bridge-1962", "--format", "csl-json", "--data", tmp_path / "exchanges.yaml").out)[0]
    assert (item["version"], item["issued"]) == ("2026.11.22", {"date-parts": [[2026, 11, 22]]})


@pytest.mark.parametrize("form", ["plain", "bibtex", "ris", "csl-json"])
def test_bibliography_of_a_list(form: str, run: Run) -> None:
    """`list --bibliography` gives what `cite` gives for the records that match."""
    ids = [
        row["id"] for row in json.loads(run("list", "--since", "1972", "--until", "1995", "--format", "json", "--data", QUOTED).out)
    ]
    assert ids == ["bought-free", "old-bridge-1972", "ferry-1975", HOSTILE]
    listed = run("list", "--since", "1972", "--until", "1995", "--bibliography", form, "--data", QUOTED).out
    assert listed == run("cite", *ids, "--format", form, "--data", QUOTED).out
    assert run("list", "--since", "1972", "--until", "1995", "--bibliography", "--data", QUOTED).out.startswith("The scheme")


def test_bibliography_of_nothing(run: Run) -> None:
    """Where nothing matches, the bibliography is empty and the remark says so."""
    result = run("list", "--since", "2026-11-01", "--bibliography", "csl-json", "--data", QUOTED)
    assert (result.code, json.loads(result.out)) == (0, [])
    assert "no exchange matches" in result.err


def test_a_page_stands_once(run: Run) -> None:
    """A page that several records name has one entry."""
    out = run("cite", "old-bridge-1972", "old-bridge-1972", "ferry-1975", "--format", "ris", "--data", QUOTED).out
    assert out.count("TY  - ") == 6


def test_wrong_use(run: Run) -> None:
    """An unknown id suggests the nearest and exits with 1, the known ones being cited; a sentence has no other format."""
    result = run("cite", "old-bridge-1972", "ferry-1976", "--data", QUOTED)
    assert result.code == 1
    assert "Exchange on the Old Bridge" in result.out
    assert result.err == "swaps: there is no record 'ferry-1976': did you mean ferry-1975?\n"
    result = run("cite", "zzz", "--sentence", "--data", QUOTED)
    assert (result.code, result.out) == (1, "")
    result = run("cite", "old-bridge-1972", "--sentence", "--format", "ris", "--data", QUOTED)
    assert (result.code, result.out) == (2, "")
    assert "--sentence is plain text: leave --format out" in result.err
    assert run("list", "--bibliography", "bibtx", "--data", QUOTED).code == 2
