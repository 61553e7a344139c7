"""Whether addresses still answer: asked over HTTP, gently, and never on a private network. The only door to httpx.

A name is resolved here, its addresses are looked at, and the connection goes to the one that was looked at, at every redirect anew:
so no record, no redirect and no name that changes its mind can make the program knock at a machine of the user's own network.
"""

import asyncio
import socket
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import httpx

from swaps import __version__

State = Literal["alive", "dead", "unclear"]
GONE = (404, 410)
TRY_AGAIN = (429, 500, 502, 503, 504)
HOPS = 8
AGENT = {"User-Agent": f"swaps/{__version__} (asks whether a cited page is still there)", "Accept": "*/*"}
NOBODY = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
NAT64 = ip_address("64:ff9b::")


class Answer(NamedTuple):
    """What became of an address: how it stands, and what was said."""

    state: State
    said: str


@dataclass(frozen=True, slots=True)
class Manners:
    """How gently to ask: seconds between two requests to one host and until giving up, tries, hosts at once.

    `private` holds the addresses of private networks that are asked all the same, which only a test of this module wants.
    """

    pause: float = 1.0
    patience: float = 20.0
    tries: int = 3
    at_once: int = 10
    private: frozenset[str] = frozenset()


MANNERS = Manners()


class _Refused(Exception):
    """Nobody is at the address, or somebody who is not asked."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.said)
        self.answer = answer


def check(urls: Iterable[str], manners: Manners, done: Callable[[], None]) -> dict[str, Answer]:
    """Ask each address, and call `done` after each; a machine that reached nobody calls nothing dead."""
    return asyncio.run(_check(dict.fromkeys(urls), manners, done))


async def _check(urls: Iterable[str], manners: Manners, done: Callable[[], None]) -> dict[str, Answer]:
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).netloc.lower()].append(url)
    answers: dict[str, Answer] = {}
    room = asyncio.Semaphore(manners.at_once)
    limits = httpx.Limits(max_keepalive_connections=0)  # a connection is for one name, and the pool knows only numbers
    async with httpx.AsyncClient(timeout=manners.patience, trust_env=False, limits=limits, headers=AGENT) as client:
        asker = _Asker(client, manners)

        async def ask_host(listed: list[str]) -> None:
            async with room:
                for url in listed:
                    answers[url] = await asker.ask(url)
                    done()

        async with asyncio.TaskGroup() as group:
            for listed in by_host.values():
                group.create_task(ask_host(listed))
    if not asker.reached:
        return {url: Answer("unclear", said) for url, (_, said) in answers.items()}
    return answers


@dataclass(slots=True)
class _Asker:
    """Asks addresses, each host one at a time and with a pause."""

    client: httpx.AsyncClient
    manners: Manners
    turns: dict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    known: set[str] = field(default_factory=set)
    reached: bool = False

    async def ask(self, url: str) -> Answer:
        """Ask an address, again after a while if it may have been a bad moment."""
        answer = Answer("unclear", "not asked")
        for attempt in range(self.manners.tries):
            await asyncio.sleep(self.manners.pause * attempt * 4)
            try:
                answer, settled = await self._follow(httpx.URL(url))
            except _Refused as refusal:
                answer, settled = refusal.answer, refusal.answer.state == "unclear"
            except (httpx.TransportError, httpx.InvalidURL, OSError, UnicodeError) as error:
                answer, settled = Answer("unclear", _put(error)), False
            if settled:
                break
        return answer

    async def _follow(self, url: httpx.URL) -> tuple[Answer, bool]:
        """Follow redirects; return the answer, and whether that settles it."""
        asked = url
        for _ in range(HOPS):
            response = await self._request(url)
            if not response.has_redirect_location:
                return _judged(response, asked, url), response.status_code not in TRY_AGAIN
            url = url.join(response.headers["location"])
            if url.scheme not in ("http", "https") or not url.host:
                return Answer("unclear", f"redirects to {url.scheme or 'nowhere'}:"), True
        return Answer("unclear", f"redirects more than {HOPS} times"), True

    async def _request(self, url: httpx.URL) -> httpx.Response:
        """Ask for one page, without its body, at a place that was looked at first."""
        host = url.raw_host.decode("ascii")
        async with self.turns[host]:
            await asyncio.sleep(self.manners.pause if host in self.known else 0)
            self.known.add(host)
            async with asyncio.timeout(2 * self.manners.patience):
                places = await _places(host, url.port or (443 if url.scheme == "https" else 80), self.manners.private)
                for place in places[:-1]:
                    with suppress(httpx.ConnectError, httpx.ConnectTimeout):
                        return await self._send(url, host, place)
                return await self._send(url, host, places[-1])

    async def _send(self, url: httpx.URL, host: str, place: str) -> httpx.Response:
        """Send a request to a place in the name of its host, which the certificate has to bear."""
        request = self.client.build_request(
            "GET", url.copy_with(host=place, userinfo=b""),
            headers={"Host": url.netloc.decode("ascii")}, extensions={"sni_hostname": host},
        )  # fmt: skip
        response = await self.client.send(request, stream=True, follow_redirects=False)
        await response.aclose()
        self.client.cookies.clear()
        self.reached = True
        return response


async def _places(host: str, port: int, private: frozenset[str]) -> list[str]:
    """Resolve a name to public addresses; raises _Refused where there is none, or one that is not public."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in NOBODY:
            raise _Refused(Answer("dead", "there is no such host")) from None
        raise
    places = list(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))
    if not all(is_public(place) or place in private for place in places):
        raise _Refused(Answer("unclear", "leads into a private network, and was not asked"))
    return places


def is_public(place: str) -> bool:
    """Whether an IP address is one of the open Internet, whatever other address may hide in it."""
    address = ip_address(place)
    if isinstance(address, IPv6Address):
        hidden: IPv4Address | IPv6Address | None = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if hidden is None and int(address) >> 32 == int(NAT64) >> 32:
            hidden = ip_address(int(address) & 0xFFFFFFFF)
        if hidden is not None:
            return is_public(str(hidden))
    return address.is_global and not address.is_multicast


def _judged(response: httpx.Response, asked: httpx.URL, found: httpx.URL) -> Answer:
    said = f"{response.status_code} {response.reason_phrase}".strip()
    if response.status_code in GONE:
        return Answer("dead", said)
    if not response.is_success:
        return Answer("unclear", said)
    if found.path in ("", "/") and asked.path not in ("", "/") and not found.query:
        return Answer("unclear", f"now leads to the front page of {found.host}")
    return Answer("alive", said)


def _put(error: Exception) -> str:
    """Say in a few words what went wrong on the way."""
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return "did not answer in time"
    said = "no connection" if isinstance(error, httpx.ConnectError | OSError) else "no answer that makes sense"
    return f"{said}: {' '.join(str(error).split())[:80]}".removesuffix(": ")
