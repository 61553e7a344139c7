"""Addresses are asked gently, judged fairly, and never on a private network; the server is on loopback."""

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from swaps import rot
from swaps.rot import Answer, Manners
from tests.conftest import SAMPLE, Run

HERE = "127.0.0.1"
BRISK = Manners(pause=0.0, patience=0.5, tries=2, private=frozenset({HERE, "::1"}))
"""The guard against private networks, relaxed for one address and for these tests alone."""


@dataclass
class Server:
    """A server on loopback, and what it was asked."""

    port: int
    asked: list[tuple[str, str, float]] = field(default_factory=list)

    def url(self, path: str, host: str = HERE) -> str:
        """The address of a page."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The pages that were asked for."""
        return [path for path, _, _ in self.asked]


ANSWERS = {"/fine": 200, "/gone": 410, "/missing": 404, "/forbidden": 403, "/broken": 500, "/": 200}
REDIRECTS = {
    "/moved": "/fine", "/loop": "/loop", "/home": "/", "/nowhere": "//", "/odd": "http://[::1", "/mail": "mailto:x@example.org",
    "/file": "file:///etc/hostname", "/inside": "http://127.0.0.2/fine", "/cloud": "http://169.254.169.254/latest/meta-data",
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that answers, refuses, redirects and dawdles, page by page."""
    found = Server(0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            first = all(path != self.path for path in found.paths())
            found.asked.append((self.path, self.headers["Host"], time.monotonic()))
            if self.path == "/slow":
                time.sleep(1.5)
            if self.path == "/garbage":
                self.wfile.write(b"\x00\x01 not HTTP\r\n\r\n")
                return
            code = 301 if self.path in REDIRECTS else ANSWERS.get(self.path, 200)
            self.send_response(503 if self.path == "/flaky" and first else code)
            if self.path in REDIRECTS:
                self.send_header("Location", REDIRECTS[self.path])
            self.send_header("Set-Cookie", "who=you")
            self.end_headers()
            try:
                while self.path == "/endless":
                    self.wfile.write(b"x" * 65536)
            except OSError:
                found.asked.append(("hung up", "", time.monotonic()))

        def log_message(self, format: str, *args: object) -> None:
            pass

    running = ThreadingHTTPServer((HERE, 0), Handler)
    found.port = running.server_address[1]
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    running.shutdown()
    thread.join()
    running.server_close()


def ask(*urls: str, manners: Manners = BRISK) -> list[Answer]:
    """Ask some addresses; one call of `done` for each."""
    done: list[None] = []
    answers = rot.check(urls, manners, lambda: done.append(None))
    assert len(done) == len(set(urls))
    return [answers[url] for url in urls]


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/fine", Answer("alive", "200 OK")),
        ("/moved", Answer("alive", "200 OK")),
        ("/flaky", Answer("alive", "200 OK")),
        ("/", Answer("alive", "200 OK")),
        ("/endless", Answer("alive", "200 OK")),
        ("/gone", Answer("dead", "410 Gone")),
        ("/missing", Answer("dead", "404 Not Found")),
        ("/forbidden", Answer("unclear", "403 Forbidden")),
        ("/broken", Answer("unclear", "500 Internal Server Error")),
        ("/slow", Answer("unclear", "did not answer in time")),
        ("/loop", Answer("unclear", "redirects more than 8 times")),
        ("/file", Answer("unclear", "redirects to file:")),
        ("/home", Answer("unclear", "now leads to the front page of 127.0.0.1")),
    ],
)
def test_judges(path: str, answer: Answer, server: Server) -> None:
    """Only a page that is said to be gone is dead; what may be a mood of the server is unclear."""
    assert ask(server.url(path)) == [answer]


@pytest.mark.parametrize("path", ["/garbage", "/odd", "/nowhere", "/mail"])
def test_makes_no_sense(path: str, server: Server) -> None:
    """An answer that is none is unclear, and no traceback."""
    assert ask(server.url(path))[0].state == "unclear"


def test_nobody_there(server: Server) -> None:
    """A name that nobody bears is dead; where nobody at all was reached, the fault may be this machine's."""
    nobody, closed = "http://nobody.invalid/page", "http://127.0.0.1:1/page"
    with_company = ask(nobody, closed, server.url("/fine"))
    assert with_company[0].state in ("dead", "unclear")  # a resolver that is down says less
    assert with_company[1].state == "unclear"
    assert with_company[1].said.startswith("no connection")
    assert {answer.state for answer in ask(nobody, closed)} == {"unclear"}


def test_no_page_is_read(server: Server) -> None:
    """A page without an end is hung up on: its body is nobody's business."""
    ask(server.url("/endless"))
    for _ in range(100):
        if "hung up" in server.paths():
            break
        time.sleep(0.05)
    assert "hung up" in server.paths()


@pytest.mark.parametrize("host", [HERE, "localhost", "127.0.0.2", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1"])
def test_private_networks_are_not_asked(host: str, server: Server) -> None:
    """Whatever way an address of this machine is written, it is not asked."""
    assert [answer.state for answer in ask(server.url("/fine", host), manners=Manners(pause=0, tries=1))] == ["unclear"]
    assert server.asked == []


@pytest.mark.parametrize("path", ["/inside", "/cloud"])
def test_redirects_into_private_networks(path: str, server: Server) -> None:
    """A redirect is looked at like any address."""
    assert ask(server.url(path)) == [Answer("unclear", "leads into a private network, and was not asked")]
    assert server.paths() == [path]


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("93.184.216.34", True), ("2606:4700::6810:84e5", True), ("8.8.8.8", True),
        ("10.0.0.1", False), ("172.16.0.1", False), ("192.168.1.1", False), ("127.0.0.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("255.255.255.255", False), ("224.0.0.1", False), ("192.0.2.1", False),
        ("::", False), ("::1", False), ("fe80::1", False), ("fc00::1", False), ("ff02::1", False), ("2001:db8::1", False),
        ("::ffff:10.0.0.1", False), ("::ffff:8.8.8.8", True), ("64:ff9b::a00:1", False), ("64:ff9b::808:808", True),
        ("2002:a00:1::", False), ("2001:0:4136:e378:8000:63bf:f5ff:fffe", False),
    ],
)  # fmt: skip
def test_public_addresses(place: str, public: bool) -> None:
    """Private, local, shared, reserved and multicast addresses are not public, nor one that hides such an address."""
    assert rot.is_public(place) is public


def test_asks_by_name(server: Server) -> None:
    """The connection goes to the address that was looked at, and the request names the host."""
    assert ask(server.url("/fine", "localhost"))[0].state == "alive"
    assert server.asked[0][1] == f"localhost:{server.port}"


def test_is_gentle(server: Server) -> None:
    """One host is asked one page at a time, with a pause between; each address once."""
    pages = [server.url(f"/page-{number}") for number in range(4)]
    manners = Manners(pause=0.15, patience=2, tries=1, private=BRISK.private)
    assert {answer.state for answer in ask(*pages, manners=manners)} == {"alive"}
    times = [at for _, _, at in server.asked]
    assert len(times) == 4
    assert all(later - earlier >= 0.14 for earlier, later in pairwise(times))


def test_tries_again(server: Server) -> None:
    """A bad moment is given another chance; a page that is gone is not asked twice."""
    ask(server.url("/broken"), server.url("/gone"))
    assert server.paths().count("/broken") == 2
    assert server.paths().count("/gone") == 1


@pytest.fixture
def catalogue(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, its sources on the server: one page gone and archived, one forbidden, the others fine."""
    monkeypatch.setattr(rot, "MANNERS", BRISK)
    text = SAMPLE.read_text(encoding="utf-8").replace("https://example.org/", server.url("/"))
    text = text.replace(server.url("/agree"), server.url("/forbidden")).replace("https://example.com/", server.url("/"))
    text = text.replace("https://example.org/round-one", server.url("/gone")).replace(server.url("/round-one"), server.url("/gone"))
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "parties.yaml").write_bytes((SAMPLE.parent / "parties.yaml").read_bytes())
    return tmp_path


def test_reports_rot(catalogue: Path, server: Server, run: Run) -> None:
    """What is dead is listed with its archived copy, what is unclear beside it; the exit code is 1 for the dead alone."""
    result = run("sources", "--rot", "--format", "json", "--data", catalogue)
    rows = json.loads(result.out)
    assert result.code == 1
    assert [(row["state"], row["answer"], row["record"], row["archive_url"]) for row in rows] == [
        ("dead", "410 Gone", "aa-bb-2024-02-01", "https://archive.example/round-one"),
        ("unclear", "403 Forbidden", "framework-2024", None),
    ]
    assert "1 dead (1 with an archived copy), 1 unclear" in result.err
    assert len(server.paths()) == len(set(server.paths()))
    shown = run("sources", "--rot", "--data", catalogue)
    assert "STATE" in shown.out
    assert "https://archive.example/round-one" in shown.out
    assert run("sources", "--rot", "--person", "quill", "--data", catalogue).code == 0


def test_without_the_extra(catalogue: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without httpx the command says what to install."""
    monkeypatch.delitem(sys.modules, "swaps.rot")
    monkeypatch.delattr("swaps.rot")
    monkeypatch.setitem(sys.modules, "httpx", None)
    result = run("sources", "--rot", "--data", catalogue)
    assert (result.code, result.out) == (2, "")
    assert "pip install 'swaps[rot]'" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_is_on_standard_error(catalogue: Path) -> None:
    """On a terminal a bar shows how far it has come, and the payload is not disturbed."""
    import pty
    import subprocess

    script = (
        "import sys; from swaps import cli, rot; "
        f"rot.MANNERS = rot.Manners(pause=0.05, tries=1, private=frozenset({{{HERE!r}}})); sys.exit(cli.run(sys.argv[1:]))"
    )
    mine, theirs = pty.openpty()
    command = [sys.executable, "-c", script, "sources", "--rot", "--format", "csv", "--data", str(catalogue)]
    environment = os.environ | {"TERM": "xterm"}
    done = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment, text=True)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(mine, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    out, _ = done.communicate(timeout=60)
    os.close(mine)
    assert b"asking addresses" in seen
    assert out.splitlines()[0].startswith("state,answer,record")
    assert "asking" not in out
