"""SQL on the index: everything can be read, and nothing else can be done."""

import json
import re
import signal
import subprocess
import sys
import time

import pytest

from swaps import files
from swaps.files import PACKAGE
from swaps.index import Index
from swaps.render.schema import tables
from tests.conftest import SAMPLE, Run

ENDLESS = "with recursive a(x) as (select 1 union all select x + 1 from a) select count(*) from a"


def sql(run: Run, query: str, *arguments: str) -> object:
    """Ask, and read the answer."""
    return json.loads(run("sql", query, "--format", "json", "--data", SAMPLE, *arguments).out)


def test_reads(run: Run) -> None:
    """A query gives its rows, with the names of its columns; a name that stands twice gets a number."""
    assert sql(run, "select kind, count(*) as n from exchanges where kind = 'ransom'") == [{"kind": "ransom", "n": 1}]
    assert sql(run, "select 1 as a, 2 as a") == [{"a": 1, "a_2": 2}]
    assert sql(run, "select id from texts join exchanges using (n) where texts match 'ferry' limit 1") == [{"id": "ransom-1975"}]
    assert run("sql", "explain select zeroblob(2000000)", "--data", SAMPLE).code == 0
    assert "Infinity" not in run("sql", "select 1e999 as a, -1e999 as b", "--format", "json", "--data", SAMPLE).out
    assert run("sql", "select x'00ff' as b, 1.5 as r, null as z", "--data", SAMPLE).out.split() == ["B", "R", "Z", "00ff", "1.5"]


@pytest.mark.parametrize(
    "query",
    ["delete from exchanges", "drop table exchanges", "create table x (y)", "attach 'x' as y", "pragma table_info(exchanges)",
     "select load_extension('x')", "insert into texts (texts) values ('rebuild')", "vacuum", "update exchanges set id = 'x'",
     "begin", "select 1; drop table exchanges", "pragma query_only = off", "selec", "", "select nope from exchanges",
     "select readfile('/etc/passwd')"],
)  # fmt: skip
def test_refuses_all_else(query: str, run: Run) -> None:
    """What is no reading is refused in one line, and the index is as it was."""
    before = run("sql", "select count(*), max(id) from exchanges", "--data", SAMPLE).out
    result = run("sql", query, "--data", SAMPLE)
    assert (result.code, result.err.startswith("swaps: ")) == (2, True)
    assert "Traceback" not in result.err
    assert run("sql", "select count(*), max(id) from exchanges", "--data", SAMPLE).out == before


def test_limits(run: Run) -> None:
    """Rows, time and length have limits, which options raise."""
    many = "with recursive a(x) as (select 1 union all select x + 1 from a limit 20000) select x from a"
    result = run("sql", many, "--format", "csv", "--data", SAMPLE)
    assert (result.out.count("\n"), result.err) == (10_001, "there are more than 10,000 rows: --limit shows more\n")
    assert run("sql", many, "--format", "csv", "--limit", "30000", "--data", SAMPLE).out.count("\n") == 20_001
    result = run("sql", ENDLESS, "--seconds", "0.1", "--data", SAMPLE)
    assert (result.code, result.err) == (2, "swaps: sql: it took longer than 0.1 seconds\n")
    long = "select replace(hex(zeroblob(1000)), '00', 'x') as x"
    assert run("sql", long, "--length", "500", "--data", SAMPLE).err == "swaps: sql: a text is longer than the limit\n"
    assert run("sql", long, "--data", SAMPLE).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_ctrl_c_stops_it_at_once() -> None:
    """A runaway query ends when the user says so."""
    command = [sys.executable, "-m", "swaps", "sql", ENDLESS, "--seconds", "60", "--data", str(SAMPLE)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    time.sleep(1.5)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert (process.communicate(timeout=10)[1].strip(), process.returncode) == ("", 130)
    assert time.monotonic() - start < 2


def test_every_column_has_its_sentence() -> None:
    """`--schema` names every table and column that there is, each with what it holds."""
    index = Index(files.at(str(SAMPLE)))
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT GLOB 'texts_*'"
    there = {(table, row[1]) for (table,) in index.ask(named) for row in index.ask(f"PRAGMA table_info({table})")}
    told = {(table, column): said for table, column, said in tables().rows}
    assert there
    assert set(told) == there
    assert [place for place, said in told.items() if not said] == []
    with open(f"{PACKAGE}/schema.sql", encoding="utf-8") as file:
        assert len(re.findall("CREATE (?:VIRTUAL )?TABLE", file.read())) == len({table for table, _ in told})


def test_needs_a_query(run: Run) -> None:
    """Without a query it says what to type."""
    assert "swaps sql" in run("sql", "--data", SAMPLE).err
    assert "exchanges" in run("sql", "--schema").out
