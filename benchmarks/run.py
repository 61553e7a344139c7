"""Measure swaps beside its peers, in one run, as ratios: `python benchmarks/run.py --write`.

Catalogues of several sizes are generated, peers are installed from the registries into an environment of their own, and each
question is put to both in turn, so that what else the machine does falls on both. A row is the median of the ratios of the pairs.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent
PEERS = ("check-jsonschema", "sqlite-utils", "datasette", "csvkit", "duckdb")
PAGE = ROOT / "docs" / "performance.md"
Command = list[str]
EVENTS = "import sys, yaml\nfor _ in yaml.parse(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader): pass"

JQ = '[.[] | select((.date // "") >= "2025") | {id, date, title}][:50]'


class Row(NamedTuple):
    """One line of the table: a question, whom it is put to, how large the catalogue, and what the ratio should not exceed."""

    question: str
    peer: str
    size: int
    ours: Command
    theirs: Command
    goal: float | None
    pairs: int


class Result(NamedTuple):
    """What came of a row."""

    row: Row
    median: float
    least: float
    most: float


class Bench:
    """The folder of one run: catalogues, peers, environment."""

    def __init__(self, folder: Path, sizes: list[int]) -> None:
        self.folder, self.sizes = folder, sizes
        self.environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "NO_COLOR": "1"}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.bin = Path(sys.executable).parent
        self.peers = folder / "peers" / ("Scripts" if os.name == "nt" else "bin")

    def prepare(self) -> None:
        """Make catalogues, install peers, compile bytecode, warm the index."""
        registry = ROOT / "data" / "parties.yaml"
        for size in self.sizes:
            path = self.catalogue(size)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(registry, path.parent)
            make = [sys.executable, str(HERE / "generate.py"), str(size), str(path)]
            subprocess.run(make, check=True, capture_output=True)
        subprocess.run([sys.executable, "-m", "venv", str(self.folder / "peers")], check=True)
        subprocess.run([str(self.peers / "pip"), "install", "-q", *PEERS], check=True, capture_output=True)
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "src")], check=True)
        for size in self.sizes:
            self.run(self.swaps("list", size, "--limit", "1"))
            subprocess.run([sys.executable, str(HERE / "database.py"), str(self.catalogue(size))], check=True, env=self.environment)

    def catalogue(self, size: int) -> Path:
        """The catalogue of so many exchanges."""
        return self.folder / str(size) / "exchanges.yaml"

    def swaps(self, command: str, size: int, *arguments: str) -> Command:
        """The call of a command on a catalogue."""
        return [str(self.bin / "swaps"), command, *arguments, "--data", str(self.catalogue(size))]

    def run(self, command: Command) -> float:
        """Run a command and return the seconds that it took."""
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self.environment)
        took = time.perf_counter() - start
        if done.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()[-400:]}")
        return took

    def measure(self, row: Row) -> Result:
        """Run both commands of a row in turn."""
        self.run(row.ours), self.run(row.theirs)
        ratios = [self.run(row.ours) / self.run(row.theirs) for _ in range(row.pairs)]
        return Result(row, statistics.median(ratios), min(ratios), max(ratios))

    def rows(self) -> list[Row]:
        """Every question that there is an answer to in this environment."""
        floor = [sys.executable, "-c", "import click, sqlite3"]
        rows = []
        for size in [size for size in self.sizes if size <= 30_000]:
            questions = {
                "list, 50 rows": self.swaps("list", size, "--since", "2025-01", "--limit", "50"),
                "show": self.swaps("show", size, self.some(size, "id")),
                "stats": self.swaps("stats", size, "--by-location"),
                "search": self.swaps("search", size, "Recurrent"),
            }
            rows += [Row(name, "import click, sqlite3", size, call, floor, 1.30, 15) for name, call in questions.items()]
        rows += self.against_peers()
        largest, least = max(self.sizes), min(self.sizes)
        growing: list[tuple[str, Callable[[int], Command], float | None]] = [
            ("show", lambda size: self.swaps("show", size, self.some(size, "id")), 1.20),
            ("search, a title", lambda size: self.swaps("search", size, self.some(size, "title")), 1.20),
            ("search, a word in one record of a hundred", lambda size: self.swaps("search", size, "Recurrent"), None),
        ]
        for name, ask, goal in growing:
            rows.append(Row(f"{name}, {largest:,} against {least:,}", "itself", largest, ask(largest), ask(least), goal, 11))
        return rows

    def against_peers(self) -> list[Row]:
        """The questions that peers can answer too."""
        size = 3_000
        if size not in self.sizes:
            return []
        database = str(self.catalogue(size).with_suffix(".db"))
        sql = "select id, date, title, location, flows from exchanges where date_latest >= '2025-01-01' order by date_earliest, id limit 50"
        listing = self.swaps("list", size, "--since", "2025-01", "--limit", "50")
        peers: list[tuple[str, Command, float | None]] = [
            ("sqlite-utils, ready database", [str(self.peers / "sqlite-utils"), database, sql], 0.40),
            ("datasette --get, ready database", [str(self.peers / "datasette"), database, "--get", "/exchanges/exchanges.json?_size=50"], 0.15),
            ("csvgrep, ready CSV", [str(self.peers / "csvgrep"), "-c", "date", "-r", "^2025", str(self.catalogue(size).with_suffix(".csv"))], None),
            ("duckdb, ready CSV", [str(self.peers / "python"), "-c", f"import duckdb; print(duckdb.sql(\"{sql.replace('exchanges', repr(str(self.catalogue(size).with_suffix('.csv'))), 1)}\"))"], None),
        ]  # fmt: skip
        for name, arguments in (("sqlite3", [database, sql]), ("jq", [JQ, str(self.catalogue(size).with_suffix(".json"))]), ("mlr", ["--icsv", "--ojson", "filter", '$date_latest >= "2025"', str(self.catalogue(size).with_suffix(".csv"))])):  # fmt: skip
            if shutil.which(name):
                said = {"jq": "jq, whole records as JSON", "sqlite3": "sqlite3, ready database", "mlr": "mlr, ready CSV"}[name]
                peers.append((said, [name, *arguments], None))
        rows = [Row("list, 50 rows", name, size, listing, command, goal, 9) for name, command, goal in peers]
        if shutil.which("jq") and 30_000 in self.sizes:
            listing = self.swaps("list", 30_000, "--since", "2025-01", "--limit", "50")
            call = ["jq", JQ, str(self.catalogue(30_000).with_suffix(".json"))]
            rows.append(Row("list, 50 rows", "jq, whole records as JSON", 30_000, listing, call, 0.12, 9))
        schema = ROOT / "schema" / "exchanges.schema.json"

        def cold(size: int) -> Command:
            return self.swaps("validate", size, "--no-cache")

        events = [sys.executable, "-c", EVENTS, str(self.catalogue(3_000))]
        rows.append(Row("validate, cold", "libyaml's events alone", 3_000, cold(3_000), events, 2.0, 5))
        for size, goal, pairs in ((300, 0.15, 5), (3_000, 0.06, 3)):
            check = [str(self.peers / "check-jsonschema"), "--schemafile", str(schema), str(self.catalogue(size))]
            if size in self.sizes and schema.exists():
                rows.append(Row("validate, cold", "check-jsonschema", size, cold(size), check, goal, pairs))
        return rows

    def some(self, size: int, column: str) -> str:
        """What the record in the middle has in a column."""
        call = [*self.swaps("list", size, "--columns", column, "--format", "jsonl")]
        lines = subprocess.run(call, capture_output=True, text=True, env=self.environment, check=True).stdout.splitlines()
        value: str = json.loads(lines[len(lines) // 2])[column]
        return value

    def after_an_edit(self) -> Result | None:
        """An edit of one record, against a build from nothing."""
        size = 30_000
        if size not in self.sizes:
            return None
        path, call = self.catalogue(size), self.swaps("list", size, "--limit", "1")
        text = path.read_text(encoding="utf-8")
        ratios = []
        for turn in range(2):
            shutil.rmtree(self.folder / "cache")
            cold = self.run(call)
            path.write_text(text.replace("  title: ", f"  title: {turn} ", 1), encoding="utf-8")
            ratios.append(self.run(call) / cold)
        row = Row("list after an edit of one record", "itself, cold", size, call, call, 0.20, 2)
        return Result(row, statistics.median(ratios), min(ratios), max(ratios))

    def on_terminal(self) -> Result | None:
        """Ten thousand rows on a pseudo-terminal, against the same rows in a pipe."""
        size = 30_000
        if size not in self.sizes or os.name == "nt":
            return None
        call = self.swaps("list", size, "--limit", "10000")
        ratios = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run(call, stdout=subprocess.PIPE, env=self.environment, check=True)
            piped = time.perf_counter() - start
            ratios.append(self.time_on_terminal(call) / piped)
        row = Row("list, 10,000 rows on a terminal", "itself, piped", size, call, call, 2.0, 5)
        return Result(row, statistics.median(ratios), min(ratios), max(ratios))

    def time_on_terminal(self, call: Command) -> float:
        """Run a command on a pseudo-terminal without a pager, and return the seconds that it took."""
        ours, theirs = os.openpty()
        start = time.perf_counter()
        process = subprocess.Popen(call, stdin=theirs, stdout=theirs, stderr=theirs, env=self.environment | {"PAGER": "cat"})
        os.close(theirs)
        try:
            while os.read(ours, 1 << 16):
                pass
        except OSError:
            pass  # the other end is closed: it has written all
        process.wait()
        os.close(ours)
        return time.perf_counter() - start

    def memory(self) -> list[tuple[str, float, float]]:
        """Peak memory in MiB: warm at 30,000, cold at the largest."""
        if not shutil.which("time") and not Path("/usr/bin/time").exists():
            return []
        found: list[tuple[str, float, float]] = []
        for name, size, goal, cold in (("list, warm", 30_000, 30, False), ("list, cold", 100_000, 300, True)):
            if size in self.sizes:
                if cold:
                    shutil.rmtree(self.folder / "cache")
                call = ["/usr/bin/time", "-f", "%M", *self.swaps("list", size, "--limit", "50")]
                said = subprocess.run(call, capture_output=True, text=True, env=self.environment).stderr.split()
                found.append((f"{name}, {size:,}", int(said[-1]) / 1024, goal))
        return found


def versions(bench: Bench) -> str:
    """Name what was measured with what."""
    listed = subprocess.run([str(bench.peers / "pip"), "list", "--format", "json"], capture_output=True, text=True).stdout
    known = {one["name"]: one["version"] for one in json.loads(listed)}
    peers = ", ".join(f"{name} {known[name]}" for name in PEERS if name in known)
    return f"{date.today().isoformat()}, Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores; {peers}"


def page(bench: Bench, results: list[Result], memory: list[tuple[str, float, float]]) -> str:
    """Write the table, with the rows that miss their goal as plainly as the others."""
    lines = [
        "# Performance", "",
        "Ratios of whole processes: how long `swaps` takes, divided by how long the peer takes, on the same machine, in turn. Below 1 is",
        "faster than the peer. Milliseconds differ from machine to machine; these ratios hardly do. The floor is what Python needs to import",
        "the command line's own libraries.", "",
        f"Measured {versions(bench)}. To repeat it: `python benchmarks/run.py --write`.", "",
        "| question | against | exchanges | ratio (median) | least–most | goal | |", "|---|---|---:|---:|---:|---:|---|",
    ]  # fmt: skip
    for row, median, least, most in results:
        goal = "" if row.goal is None else f"{row.goal:.2f}"
        met = "" if row.goal is None else "met" if median <= row.goal else "**missed**"
        lines.append(f"| {row.question} | {row.peer} | {row.size:,} | {median:.2f} | {least:.2f}–{most:.2f} | {goal} | {met} |")
    lines += [
        "", "What it loses to, and why: `sqlite3` is a C program without an interpreter to start. A cold `validate` builds models, runs every rule and",
        "can name the place of each value, where the peers only scan events or know a schema; after an edit only what has changed is read again.",
        "A word that stands in one record of a hundred has three hits at the one size and a thousand at the other, and all of them are written.",
    ]  # fmt: skip
    lines += ["", "| peak memory | MiB | goal | |", "|---|---:|---:|---|"]
    lines += [f"| {name} | {mib:.0f} | {goal:.0f} | {'met' if mib <= goal else '**missed**'} |" for name, mib, goal in memory]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", default="300,3000,30000,100000", help="how many exchanges, parted by commas")
    parser.add_argument("--write", action="store_true", help=f"write the table to {PAGE.relative_to(ROOT)}")
    given = parser.parse_args()
    say: Callable[[str], object] = lambda text: sys.stderr.write(f"{text}\n")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), [int(size) for size in given.sizes.split(",")])
        bench.prepare()
        results = []
        for row in bench.rows():
            results.append(bench.measure(row))
            say(f"{row.question} / {row.peer} / {row.size:,}: {results[-1].median:.2f}")
        results += [found for found in (bench.on_terminal(), bench.after_an_edit()) if found is not None]
        text = page(bench, results, bench.memory())
    if given.write:
        PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
