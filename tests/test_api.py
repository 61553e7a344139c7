"""The Python API: equal to the command line, typed, and documented by examples that are run."""

import ast
import code
import contextlib
import doctest
import io
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import pytest

import swaps
from swaps.models import Exchange, Tombstone
from swaps.render import html
from swaps.render.table import Column, Table
from tests.conftest import DEALS, HERE, ROOT, SAMPLE, Given, Run
from tests.test_sql import ENDLESS

PEOPLE, QUOTED = (HERE / "data" / f"{name}.yaml" for name in ("people", "quoted"))
PAGE = ROOT / "docs" / "api.md"
BLOCK = re.compile(r"(?<=^```pycon\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def deals() -> swaps.Catalogue:
    """The deals, loaded."""
    return swaps.load(str(DEALS))


@pytest.fixture(scope="module")
def people() -> swaps.Catalogue:
    """The people, loaded."""
    return swaps.load(str(PEOPLE))


QUERIES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"since": "2001"}, ["--since", "2001"]),
    ({"since": "January 2001", "until": "2003-01"}, ["--since", "January 2001", "--until", "2003-01"]),
    ({"since": date(2003, 2, 1), "strict_dates": True}, ["--since", "2003-02-01", "--strict-dates"]),
    ({"since": "25y"}, ["--since", "25y"]),
    ({"kind": "pow-exchange"}, ["--kind", "pow-exchange"]),
    ({"kind": ["spy-swap", "ransom"], "status": "completed"}, ["--kind", "spy-swap", "--kind", "ransom", "--status", "completed"]),
    ({"between": ("Aland", "BB")}, ["--between", "Aland", "BB"]),
    ({"between": [("AA", "BB"), ("CC", "front")]}, ["--between", "AA", "BB", "--between", "CC", "front"]),
    ({"by": "AA", "to": {"CC"}}, ["--by", "AA", "--to", "CC"]),
    ({"person": "quill", "charge": "speech"}, ["--person", "quill", "--charge", "speech"]),
    ({"citizenship": "Aland"}, ["--citizenship", "Aland"]),
    ({"location": "neu", "country": "DD"}, ["--location", "neu", "--country", "DD"]),
    ({"intermediary": "agnes", "party": "BB"}, ["--intermediary", "agnes", "--party", "BB"]),
    ({"according_to": "AA", "sort": "released", "reverse": True, "limit": 3},
     ["--according-to", "AA", "--sort", "released", "--reverse", "--limit", "3"]),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "arguments"), QUERIES, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_select_is_list(asked: dict[str, Any], arguments: list[str], run: Run, deals: swaps.Catalogue) -> None:
    """A query in Python selects what the same one selects on the command line, row by row, and its remarks are the same."""
    found = deals.select(swaps.Query(**asked))
    result = run("list", *arguments, "--format", "json", "--data", DEALS)
    assert found.to_dicts() == json.loads(result.out)
    assert found.to("json") == result.out
    assert list(found) == found.to_dicts()
    assert found.ids == [row["id"] for row in found]
    assert all(remark in result.err for remark in found.remarks)
    assert str(found) == run("list", *arguments, "--data", DEALS).out + "".join(f"{remark}\n" for remark in found.remarks)


@pytest.mark.parametrize(
    ("asked", "arguments"),
    [
        ({}, []),
        ({"by": "year"}, ["--by-year"]),
        ({"by": ("party", "kind")}, ["--by-party", "--by-kind"]),
        ({"measure": "time-held", "by": "captor"}, ["--measure", "time-held", "--by-captor"]),
        ({"measure": "named"}, ["--measure", "named"]),
        ({"measure": "ratio"}, ["--measure", "ratio"]),
        ({"measure": "mediators"}, ["--measure", "mediators"]),
    ],
)
def test_stats(asked: dict[str, Any], arguments: list[str], run: Run, deals: swaps.Catalogue) -> None:
    """Statistics in Python are those of the command line, with the same remarks."""
    found = deals.stats(swaps.Query(party="AA"), **asked)
    result = run("stats", *arguments, "--party", "AA", "--format", "json", "--data", DEALS)
    assert found.to_dicts() == json.loads(result.out)
    assert list(found.remarks) == result.err.splitlines()
    assert str(found).startswith(run("stats", *arguments, "--party", "AA", "--data", DEALS).out)


def test_search(run: Run, deals: swaps.Catalogue) -> None:
    """A search in Python finds what the command line finds, the best first, and each as a record."""
    for text in ("quill", "Agency A", '"last round"'):
        found = deals.search(text, swaps.Query(since="1990"))
        assert found.to("json") == run("search", text, "--since", "1990", "--format", "json", "--data", DEALS).out
        assert str(found) == run("search", text, "--since", "1990", "--data", DEALS).out
        assert [record.id for record in found.records()] == found.ids != []
    assert deals.search("zzzz").to_dicts() == []


def test_sources_and_sql(run: Run, deals: swaps.Catalogue) -> None:
    """Sources and SQL in Python give what the command line gives; SQL is only for reading."""
    assert deals.sources(swaps.Query(kind="spy-swap")).to("json") == run(
        "sources", "--kind", "spy-swap", "--format", "json", "--data", DEALS
    ).out  # fmt: skip
    assert deals.sources(by="kind").to("json") == run("sources", "--by-kind", "--format", "json", "--data", DEALS).out
    question = "select kind, count(*) as n from exchanges group by kind"
    assert deals.sql(question).to("json") == run("sql", question, "--format", "json", "--data", DEALS).out
    assert deals.sql("select n from exchanges", limit=2).remarks == ("there are more than 2 rows",)
    with pytest.raises(swaps.Refused, match="only reading is allowed"):
        deals.sql("delete from exchanges")
    with pytest.raises(ValueError, match="choose from publisher, kind, language"):
        deals.sources(by="year")


def test_cite(run: Run) -> None:
    """Citations in Python are those of the command line, in every format and as sentences with their notes."""
    quoted = swaps.load(str(QUOTED))
    names = ("old-bridge-1972", "ferry-1975", "old-bridge-1972")
    found = quoted.cite(*names)
    assert str(found) == run("cite", *names, "--data", QUOTED).out
    for form in ("bibtex", "ris", "csl-json"):
        assert found.to(form) == run("cite", *names, "--format", form, "--data", QUOTED).out
    assert [row["key"] for row in found] == [item["id"] for item in json.loads(found.to("csl-json"))]
    assert found[0] | {"pages": None, "kind": "record", "title": quoted[names[0]].title} == found[0]
    said = run("cite", *names, "--sentence", "--data", QUOTED).out
    assert len(found.sentences) == 2
    assert all(f"{one.text}\n\n[1] " in said for one in found.sentences)
    assert said.count("\n[") == sum(len(one.notes) for one in found.sentences)
    assert quoted.cite("ferry-1975").title.startswith("citation of ferry-1975, catalogue ")


def test_people(run: Run, people: swaps.Catalogue) -> None:
    """People in Python are those of the command line, chosen by the same filters, in the same order."""
    for asked, arguments in (
        ({}, []),
        ({"by": "AA", "citizenship": "BB"}, ["--by", "AA", "--citizenship", "BB"]),
        ({"charge": "speech"}, ["--charge", "speech"]),
        ({"sort": "date", "reverse": True, "limit": 3}, ["--sort", "date", "--reverse", "--limit", "3"]),
    ):
        found = people.people(swaps.Query(**cast(Any, asked)))
        assert found.to("json") == run("people", *arguments, "--format", "json", "--data", PEOPLE).out
        assert str(found) == run("people", *arguments, "--data", PEOPLE).out
    names = people.people(columns=["name", "days_min"]).to("csv")
    assert names == run("people", "--columns", "name,days_min", "--format", "csv", "--data", PEOPLE).out


def test_person(run: Run, people: swaps.Catalogue) -> None:
    """A person in Python is found as on the command line, and told by the same page."""
    found = people.person("Гарриет Квилл")
    assert str(found) == run("person", "harriet-quill", "--data", PEOPLE).out
    told = json.loads(run("person", "harriet-quill", "--format", "json", "--data", PEOPLE).out)
    rows = [{key: value for key, value in row.items() if not key.startswith("held_") or key == "held_by"} for row in found]
    assert rows == [{key: value for key, value in row.items() if key != "said"} for row in told["appearances"]]
    assert [*found.life.person.days] == [told["days_min"], told["days_max"]]
    assert [offer.record for offer in found.life.person.offers] == [offer["record"] for offer in told["offers"]]
    assert [step.text for step in found.life.steps] == [step["text"] for step in told["history"]]


def test_held(run: Run, people: swaps.Catalogue) -> None:
    """Who was held on a day is the same in Python, with the same remarks; the day may be a date."""
    for day, asked, arguments in (
        ("1990", {}, []),
        (date(2000, 2, 15), {"by": "AA"}, ["--by", "AA"]),
        ("2001-08-25", {"strict_dates": True}, ["--strict-dates"]),
        ("1700", {}, []),
    ):
        found = people.held(day, swaps.Query(**cast(Any, asked)))
        result = run("held", "--on", str(day), *arguments, "--data", PEOPLE)
        assert str(found) == result.out + result.err
        assert found.to("csv") == run("held", "--on", str(day), *arguments, "--format", "csv", "--data", PEOPLE).out
    assert people.held("1990", columns="person").columns == ("person",)


def test_other_threads(deals: swaps.Catalogue) -> None:
    """A catalogue answers in any thread, and in several at once; a limit of one question is none for the next."""
    question = "select id, title from exchanges order by n"
    here = [deals.sql(question).to_dicts(), deals.select().to_dicts(), [{"ids": len(deals.sql("select 1", length=20))}]]

    def ask(number: int) -> object:
        if number % 3 == 0:
            return deals.sql(question).to_dicts()
        return deals.select().to_dicts() if number % 3 == 1 else [{"ids": len(deals.sql("select 1", length=20))}]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(60))) == here * 20
        assert pool.submit(lambda: swaps.load(str(DEALS), cache=False).sql(question).to_dicts()).result() == here[0]
        with pytest.raises(swaps.Refused, match="longer than 0.05 seconds"):
            pool.submit(deals.sql, ENDLESS, seconds=0.05).result()


def test_timeline(run: Run, deals: swaps.Catalogue) -> None:
    """A timeline in Python is that of the command line: rows, characters, picture."""
    found = deals.timeline(swaps.Query(between=("AA", "BB")), each="year")
    arguments = ("timeline", "--between", "AA", "BB", "--each", "year", "--data", DEALS)
    assert found.to_dicts() == json.loads(run(*arguments, "--format", "json").out)
    assert str(found) == found.text() == run(*arguments).out
    assert found.svg() == found._repr_html_() == run(*arguments, "--format", "svg").out


def test_rank(run: Run, deals: swaps.Catalogue) -> None:
    """Precedents in Python are those of the command line, with what is not said and why."""
    found = deals.rank("autumn-round")
    whole = json.loads(run("rank", "autumn-round", "--format", "json", "--data", DEALS).out)
    assert found.to_dicts() == whole["precedents"]
    assert list(found.silent) == whole["silent"]
    assert str(found) == run("rank", "autumn-round", "--data", DEALS).out
    assert found[0]["behind"] == "spring-round snow-round"
    with pytest.raises(swaps.NotCounted):
        deals.rank("winter-offer")


def test_show(run: Run, deals: swaps.Catalogue) -> None:
    """Pages, tellings and ties in Python are those of the command line."""
    assert deals.show("spring-round") == run("show", "spring-round", "--data", DEALS).out
    claims = deals.tellings("spring-round")
    legs = json.loads(run("show", "spring-round", "--tellings", "--format", "json", "--data", DEALS).out)["legs"]
    said = [
        (leg, one["value"], one["by"])
        for leg, told in enumerate(legs)
        for question in told["questions"]
        for one in question["said"]
    ]
    assert [(row["leg"], row["value"], row["by"]) for row in claims if row["leg"] is not None] == said
    assert [row["value"] for row in claims if row["field"] == "acknowledged"] == ["acknowledged", "denied"]
    assert [branch.id for branch in deals.related("winter-offer")] == ["spring-round"]


def test_records_are_models(given: Given) -> None:
    """A record out of the index is the model that was read from the file, and only what is asked for is read."""
    catalogue = swaps.load(str(given.path))
    assert [record for record in catalogue.values() if isinstance(record, Exchange)] == given.records
    assert list(catalogue.select().records()) == sorted(given.records, key=lambda one: (one.when and one.when.earliest, one.id))
    assert len(catalogue) == len(list(catalogue)) >= len(given.records)


def test_tombstones() -> None:
    """A record that was withdrawn is there by its id, and in no selection."""
    sample = swaps.load(str(SAMPLE))
    assert isinstance(sample["gone"], Tombstone)
    assert "gone" in sample
    assert "gone" not in sample.select().ids


def test_the_catalogue(run: Run, deals: swaps.Catalogue) -> None:
    """A catalogue says which it is, and what is wrong with it."""
    version = run("--version", "--data", DEALS).out
    assert deals.sha256 in version
    assert (deals.version, repr(deals)) == ("unversioned", f"<Catalogue {DEALS}, version unversioned, 7 records>")
    assert deals.validate() == []
    assert "spring-round" in deals
    assert deals.get("nothing") is None


WRONG: list[tuple[Any, type[Exception], str]] = [
    (lambda c: swaps.Query(kind="spy-swop"), ValueError, "did you mean spy-swap?"),
    (lambda c: swaps.Query(status="zzz"), ValueError, "one of proposed"),
    (lambda c: swaps.Query(since="yesteryear"), ValueError, "since: 'yesteryear' is no date: write 2025"),
    (lambda c: swaps.Query(since="2025", until="2024"), ValueError, "lies after until"),
    (lambda c: swaps.Query(between=cast(Any, "AA")), ValueError, "between wants two parties"),
    (lambda c: swaps.Query(between=cast(Any, ("AA", "BB", "CC"))), ValueError, "between wants two parties"),
    (lambda c: swaps.Query(sort="nope"), ValueError, "there is no sort 'nope'"),
    (lambda c: swaps.Query(limit=-1), ValueError, "limit is a number of rows"),
    (lambda c: c.select(swaps.Query(party="Ålend")), swaps.UnknownName, "no party is called 'Ålend': did you mean Aland"),
    (lambda c: c.select(columns="nope"), ValueError, "there is no column nope: choose from id"),
    (lambda c: c.select().to("xml"), ValueError, "there is no format 'xml': one of table"),
    (lambda c: c.stats(by="yaer"), ValueError, "there is no dimension yaer: choose from location"),
    (lambda c: c.stats(by=("year", "kind", "party")), ValueError, "two dimensions at most"),
    (lambda c: c.stats(by=("year", "kind"), measure="named"), ValueError, "all other measures by one"),
    (lambda c: c.stats(measure="zzz"), ValueError, "there is no measure 'zzz': one of counts"),
    (lambda c: c.stats(measure="ratio", by="year"), ValueError, "has lines of its own"),
    (lambda c: c.timeline(each="week"), ValueError, "there is no unit 'week'"),
    (lambda c: c["autum-round"], KeyError, "did you mean autumn-round"),
    (lambda c: c.rank("zzzz"), KeyError, "there is no record 'zzzz'"),
    (lambda c: c.cite("last-round", "autum-round"), KeyError, "did you mean autumn-round"),
    (lambda c: c.person("nobody"), swaps.NotOne, "nobody on record is called 'nobody'"),
    (lambda c: c.people(columns="nope"), ValueError, "there is no column nope: choose from person"),
    (lambda c: c.people(swaps.Query(sort="released")), ValueError, "people cannot be sorted by released: choose from person"),
    (lambda c: c.held("someday"), ValueError, "on: 'someday' is no date: write 2025"),
    (lambda c: c.held("1990", swaps.Query(by="Ålend")), swaps.UnknownName, "did you mean Aland"),
    (lambda c: swaps.load("/nowhere"), swaps.NoCatalogue, "no such file or folder"),
    (lambda c: swaps.load(str(HERE / "invalid" / "syntax.yaml")), swaps.Unreadable, "syntax.yaml"),
    (lambda c: swaps.nothing, AttributeError, "no attribute 'nothing'"),
]


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_mistakes(number: int, deals: swaps.Catalogue) -> None:
    """A mistake is an exception of a fitting kind that says what to write instead."""
    call, kind, said = WRONG[number]
    with pytest.raises(kind) as caught:
        call(deals)
    assert said in str(caught.value)


def test_errors_in_the_data_are_a_warning() -> None:
    """A catalogue with errors that can still be read is read, and warned of."""
    with pytest.warns(UserWarning, match="2 errors: see validate"):
        catalogue = swaps.load(str(HERE / "invalid" / "party-of-its-time.yaml"))
    assert len([one for one in catalogue.validate() if one.level == "error"]) == 2


def test_columns(deals: swaps.Catalogue) -> None:
    """Columns can be chosen, one or several; rows can be had by number and by slice."""
    found = deals.select(columns=["id", "released_min", "overlap"])
    assert found.columns == ("id", "released_min", "overlap")
    assert found[-1] == {"id": "last-round", "released_min": 301, "overlap": 0}
    assert found[:2] == found.to_dicts()[:2]
    assert deals.select(columns="id").to("csv").splitlines()[:2] == ["id", "two-pilots"]


def test_queries_are_values() -> None:
    """Two queries that ask the same are equal; one made from another keeps the rest."""
    query = swaps.Query(since="2001", kind="ransom")
    assert query == swaps.Query(since="2001-01-01", kind=("ransom",))
    assert hash(query) == hash(swaps.Query(since="2001", kind=["ransom"]))
    assert query._replace(limit=3) == swaps.Query(since="2001", kind="ransom", limit=3)
    assert repr(query) == "Query(since='2001-01-01', kind=('ransom',))"


def test_nothing_heavy_at_first() -> None:
    """`import swaps` imports nothing of the package but itself, and a selection needs neither models nor YAML."""
    script = (
        "import sys; import swaps; print(sorted(name for name in sys.modules if name.startswith('swaps.'))); "
        f"swaps.load({str(DEALS)!r}).select().to_dicts(); swaps.load({str(DEALS)!r}).stats(by='year')._repr_html_(); "
        "print(sorted({'pydantic', 'yaml', 'rich', 'dateutil', 'click'} & set(sys.modules)))"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines() == ["[]", "[]"], done.stderr


def test_everything_public_is_there() -> None:
    """What the package names can be had, is described, and is what type checkers see."""
    assert set(swaps.__all__) <= set(dir(swaps))
    assert all(getattr(swaps, name).__doc__ for name in swaps.__all__)
    tree = ast.parse((ROOT / "src" / "swaps" / "__init__.py").read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    seen = [alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert seen == list(swaps.__all__)
    assert (ROOT / "src" / "swaps" / "py.typed").exists()


class Reader(HTMLParser):
    """Reads the tags and the cells of a table."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and begin a cell."""
        self.tags.append(tag)
        if tag in ("td", "th", "caption"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        """Go on with a cell."""
        if self.cells:
            self.cells[-1] += data


EVIL = "<script>alert(1)</script>\" onmouseover='x' & <b>\x1b[2J\u202e"


def test_html_is_safe_against_markup() -> None:
    """In a notebook, what stands in the data is text: no tag of it, no attribute, no control character."""
    table = Table((Column("a", EVIL), Column("b", "b", "right")), [(EVIL, 1204), (None, 1.5)])
    text = html.table(table, EVIL)
    found = Reader(text)
    assert set(found.tags) == {"table", "caption", "thead", "tr", "th", "tbody", "td"}
    safe = EVIL.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")
    assert found.cells == [safe, safe, "b", safe, "1,204", "", "1.5"]
    assert "\x1b" not in text
    assert "\u202e" not in text
    ElementTree.fromstring(f"<div>{text}</div>")


def test_html_of_answers(deals: swaps.Catalogue, people: swaps.Catalogue) -> None:
    """Every answer shows itself in a notebook, with its title and its remarks; a long one is cut and says so."""
    answers = (deals.select(), deals.stats(by="year"), deals.stats(), deals.rank("last-round"), deals.tellings("spring-round"),
               deals.people(), deals.held("2000"), deals.cite("last-round"), people.person("harriet-quill"))  # fmt: skip
    for answer in answers:
        found = Reader(answer._repr_html_())
        assert found.cells[0].startswith(answer.title)
        assert all(remark in found.cells[0] for remark in answer.remarks)
        assert repr(answer).startswith(f"<{type(answer).__name__}: {answer.title}, ")
    rows: list[tuple[Any, ...]] = [(number,) for number in range(150)]
    assert "and 50 more rows" in html.table(Table((Column("n", "n"),), rows), "many")


def answered(block: str, names: dict[str, Any]) -> str:
    """Run the examples of a block and put what they show below each."""
    parts = []
    for example in doctest.DocTestParser().get_examples(block):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            interpreter = code.InteractiveInterpreter(names)
            interpreter.write = out.write  # type: ignore[method-assign, assignment]
            interpreter.runsource(example.source, "<docs>", "single")
        first, *rest = example.source.rstrip("\n").split("\n")
        shown = re.sub(r"Traceback.*\n(?:  .*\n)*", "Traceback (most recent call last):\n  ...\n", out.getvalue())
        parts.append("".join([f">>> {first}\n", *(f"... {line}\n" for line in rest), shown]))
    return "".join(parts)


def test_examples_show_what_python_shows(bless: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of the page on the Python API is run, and shows what it shows there."""
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    text = PAGE.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda found: answered(found[0], names), text)
    assert ">>> import swaps" in fresh
    if bless:
        PAGE.write_text(fresh, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == fresh, f"{PAGE.name} is stale: pytest --bless"


def test_every_method_is_documented() -> None:
    """The page on the Python API shows every method of a catalogue."""
    text = PAGE.read_text(encoding="utf-8")
    methods = [name for name in vars(swaps.Catalogue) if not name.startswith("_") and name not in ("files", "index")]
    assert len(methods) > 8
    assert [name for name in methods if f"catalogue.{name}" not in text] == []


def test_path() -> None:
    """The path of a catalogue may be a Path."""
    assert len(swaps.load(Path(DEALS))) == 7
