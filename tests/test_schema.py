"""The JSON Schema and the models say the same, held by a validator and a YAML reader that know nothing of us."""

import json
import random
import re
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver

from swaps import build, schema, words
from swaps.catalogue import Registry
from swaps.counts import Count
from swaps.dates import PartialDate
from swaps.files import at, shipped
from swaps.models import forms
from swaps.problem import ERROR
from tests.conftest import ROOT, SAMPLE, Run, check_golden
from tests.test_invalid import FILES as INVALID

Schema = dict[str, Any]
CATALOGUE = shipped("exchanges.yaml")


class Core(VersionedResolver):
    """The types of YAML 1.2: it has no dates, which ruamel.yaml adds of its own."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Take what ruamel.yaml resolves to a date for the text that it is."""
        tag = super().resolve(kind, value, implicit)
        return self.DEFAULT_SCALAR_TAG if str(tag).endswith("timestamp") else tag


def read(text: str) -> Any:
    """Read text as YAML 1.2."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Resolver = Core
    return yaml.load(StringIO(text))


@cache
def validator(registry: str) -> Draft7Validator:
    """An independent validator with the schema of a registry."""
    return Draft7Validator(schema.catalogue_schema(Registry.read(registry).parties))


def complaints(text: str, registry: Path) -> list[str]:
    """What the schema has against a catalogue; nothing where no YAML 1.2 reader can read it."""
    try:
        data = json.loads(json.dumps(read(text)))
    except (YAMLError, ValueError, TypeError, KeyError):
        return []
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(str(registry)).iter_errors(data)]


def is_refused(text: str, folder: Path) -> bool:
    """Whether `validate` finds an error in a catalogue; the folder holds its registry."""
    (folder / "catalogue.yaml").write_text(text, encoding="utf-8", newline="\n")
    return any(problem.level == ERROR for problem in build.problems(at(str(folder / "catalogue.yaml"))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the registry of the samples."""
    (tmp_path / "parties.yaml").write_bytes((SAMPLE.parent / "parties.yaml").read_bytes())
    return tmp_path


def test_is_draft_7() -> None:
    """The schema is one by the metaschema of draft-07, and uses nothing that came later."""
    ours = schema.catalogue_schema(Registry.read(shipped("parties.yaml")).parties)
    Draft7Validator.check_schema(ours)
    text = json.dumps(ours)
    for later in ('"$defs"', '"prefixItems"', '"dependentRequired"', '"unevaluatedProperties"', '"#/$defs'):
        assert later not in text
    found = [node for node in nodes(ours) if "$ref" in node]
    assert found
    assert all(node.keys() == {"$ref"} for node in found)
    assert {node["$ref"].rpartition("/")[2] for node in found} == ours["definitions"].keys()


def nodes(node: Any) -> list[Schema]:
    """Return every mapping in a schema."""
    if isinstance(node, list):
        return [found for one in node for found in nodes(one)]
    if not isinstance(node, dict):
        return []
    return [node, *(found for value in node.values() for found in nodes(value))]


def test_every_key_is_described() -> None:
    """Each key has a description, and each form of text says what it looks like."""
    definitions = schema.catalogue_schema(Registry.read(shipped("parties.yaml")).parties)["definitions"]
    models = {name: model for name, model in definitions.items() if "properties" in model}
    assert len(models) > 15
    for name, model in models.items():
        assert model["description"], name
        assert model["additionalProperties"] is False
        for key, field in model["properties"].items():
            assert field["description"], f"{name}.{key}"
    for node in nodes(definitions):
        if "pattern" in node and isinstance(node["pattern"], str) and "patternErrorMessage" in node:
            assert all(re.search(node["pattern"], str(one)) for one in node.get("examples", ()))
            assert {*re.findall(r"\\(.)", node["pattern"])} <= {*"sS.\\[]+"}, "an escape that ECMAScript does not have"


def test_lists_are_closed() -> None:
    """Words, parties and countries are lists, each word beside its sentence."""
    definitions = schema.catalogue_schema(Registry.read(shipped("parties.yaml")).parties)["definitions"]
    lists = {tuple(node["enum"]) for node in nodes(definitions) if "enumDescriptions" in node}
    assert tuple(words.CHARGES) in lists
    assert all(len(node["enum"]) == len(node["enumDescriptions"]) for node in nodes(definitions) if "enumDescriptions" in node)
    assert {"NO", "SU", "hamas"} <= {*definitions["party"]["enum"]}
    assert "SU" in definitions["country"]["enum"]
    assert "hamas" not in definitions["country"]["enum"]


@pytest.mark.parametrize("path", [SAMPLE, Path(CATALOGUE)], ids=["sample", "catalogue"])
def test_what_is_valid_fits(path: Path) -> None:
    """The schema has nothing against a valid catalogue, however another reader types its values."""
    assert complaints(path.read_text(encoding="utf-8"), path.parent / "parties.yaml") == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_what_the_schema_refuses_is_refused(path: Path) -> None:
    """Each invalid file that the schema has something against has errors; most of the shape are seen by both."""
    expected = path.with_suffix(".expected").read_text(encoding="utf-8")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    if complaints(text, path.parent / "parties.yaml"):
        assert ": error " in expected
    else:
        assert path.stem not in SEEN_BY_BOTH


SEEN_BY_BOTH = {
    "missing-key", "unknown-key", "wrong-shape", "invalid-value", "known-party", "date-and-status", "date-and-status-missing",
    "stands-in-time", "framework-holds-no-people", "country-is-a-country", "location-says-where", "intermediary-is-somebody",
    "typed-claim", "unknown-waiver", "top-level", "empty-catalogue",
}  # fmt: skip

VALUES = [
    "007", "1984", "true", "True", "Null", "null", "~", "1e5", "1e999", "0x1f", "0o17", "1_000", "1962", "-1", "0", "1.5", ".5",
    ".inf", ".nan", "50+", "~10", "72..74", "74..72", "1988/..", "2025-13-01", "2025-02-30", "2025-02", "1975~", "2024-02-01/2024",
    "NO", "AA", "no", "yes", "on", "zz", "front", "12 years", "life", "12:30", "52.4, 13.1", "99, 13", "https://example.org/x",
    "ftp://x", "[]", "{}", "[a]", "[AA, BB]", "[[a]]", "{a: b}", "''", "'true'", "' '", "a b", "programme", "framework", "partial",
    "refused", "count", "date", "part-of", "2025-04-10T10:00:00Z", "+1", '"\\u00e9"', "x" * 501, "one-publisher", "leg-id",
]  # fmt: skip
KEYS = [
    "id",
    "title",
    "status",
    "date",
    "withdrawn",
    "planned",
    "people",
    "party",
    "name",
    "1962",
    "true",
    "datum",
    "<<",
    "count",
    "field",
]


def mutated(text: str, dice: random.Random) -> str:
    """Change a line or two of a catalogue: its value, its key, its depth, or whether it is there."""
    lines = text.splitlines()
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        at = dice.randrange(len(lines))
        match = re.match(r"( *(?:- )?)([a-z_]+):(.*)", lines[at])
        way = dice.randrange(10)
        if match is None or way == 0:
            lines[at : at + 1] = [] if way % 2 else [lines[at], lines[at]]
        elif way <= 6:
            lines[at] = f"{match[1]}{match[2]}: {dice.choice(VALUES)}"
        elif way == 7:
            lines[at] = f"{match[1]}{dice.choice(KEYS)}:{match[3]}"
        elif way == 8:
            del lines[at]
        else:
            lines[at] = match[1].replace("-", " ") + f"{match[2]}:{match[3]}"
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_mutated_catalogues(seed: int, folder: Path) -> None:
    """Whatever happens to a catalogue: what the schema refuses, `validate` refuses."""
    dice = random.Random(seed)
    sample = SAMPLE.read_text(encoding="utf-8")
    seen = 0
    for _ in range(50):
        text = mutated(sample, dice)
        found = complaints(text, folder / "parties.yaml")
        seen += bool(found)
        assert not found or is_refused(text, folder), found
    assert seen > 15


def accepts(form: Schema, text: str) -> bool:
    """Whether a form accepts a text as a YAML 1.2 reader reads it."""
    return Draft7Validator(form).is_valid(int(text) if re.fullmatch(r"[0-9]+", text) else text)


@given(st.from_regex(r"\A[0-9]{3,4}(-[0-9]{1,2}(-[0-9]{1,2})?)?[~?%]?(/([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|\.\.))?\Z"))
def test_dates_agree(text: str) -> None:
    """The schema takes every date that is one."""
    try:
        PartialDate.parse(text)
    except ValueError:
        return
    assert accepts(forms.DATE, text)


@given(st.from_regex(r"\A~?[0-9]{1,16}(\+|\.\.[0-9]{1,3})?\Z"))
def test_counts_agree(text: str) -> None:
    """The schema takes every count that is one."""
    try:
        Count.parse(text)
    except ValueError:
        return
    assert accepts(forms.COUNT, text)


def test_is_fresh(run: Run, bless: bool) -> None:
    """The file that editors read is what the program prints."""
    check_golden(ROOT / "schema" / "exchanges.schema.json", run("schema", "--data", CATALOGUE).out, bless)


def test_codebook_is_fresh(run: Run, bless: bool) -> None:
    """The codebook is what the program prints, and its links lead somewhere within it."""
    text = run("schema", "--format", "md", "--data", CATALOGUE).out
    check_golden(ROOT / "docs" / "codebook.md", text, bless)
    headings = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in text.splitlines() if line[:1] == "#"
    }
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links
    assert links <= headings
    for sentence in (*words.KINDS.values(), *words.CHARGES.values(), *words.PARTY_KINDS.values()):
        assert sentence in text


def test_editors_find_it() -> None:
    """The catalogue's first line and the editor's settings name the schema."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    (name,) = settings["yaml.schemas"]
    assert (ROOT / name).exists()
    assert all((ROOT / path).exists() for path in settings["yaml.schemas"][name])
    first = Path(CATALOGUE).read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (ROOT / "data" / first.partition("=")[2]).resolve() == (ROOT / name).resolve()


def test_schema_of_another_registry(run: Run) -> None:
    """With --data the schema closes the lists with that catalogue's parties; a broken registry is refused."""
    ours = json.loads(run("schema", "--data", SAMPLE).out)
    assert ours["definitions"]["party"]["enum"] == ["AA", "BB", "CC", "DD", "NO", "front"]


def test_broken_registry(run: Run, tmp_path: Path) -> None:
    """A registry with errors has no schema, and its problems are shown."""
    (tmp_path / "one.yaml").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "parties.yaml").write_text("- id: AA\n", encoding="utf-8")
    result = run("schema", "--data", tmp_path)
    assert (result.code, result.out) == (1, "")
    assert "parties.yaml:1:3: error missing-key: name is missing" in result.err
