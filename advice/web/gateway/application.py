"""The ASGI application: admits a request, runs the site's code in a lane, and sends the answer."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from io import BytesIO
from typing import Any

from advice.web.gateway.bodies import Body, BodyLimits, Held, Receive, new_body, read_body, until_gone
from advice.web.gateway.lanes import Lane
from advice.web.gateway.refusals import Refused, refusal
from advice.web.gateway.wsgi import Answer, Scope, WSGIApplication, answer_of, environ_of
from advice.web.networks import network_of

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
READING = {"GET", "HEAD", "OPTIONS"}
PART = 65_536
"""Bytes of an answer that are sent at once."""
PATIENCE = 20
"""Seconds in which a visitor has to take a part of an answer."""
HELD = 64 * 1024 * 1024
"""Bytes of bodies that a process holds at one time."""
REPORT_EVERY = 60
"""Seconds between two lines of the log that say how many requests were refused."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lanes:
    """Choose the threads that a request waits for.

    The database lets one writer in at a time, and those who wait for it must not keep readers out. Addresses
    with a query are without number, so their answers are rarely kept and take long: those who ask for many
    must not keep out those who read a page that is kept. The same holds for `hosts` that are not the site's
    usual ones. Paths that begin with one of `writing_paths` write whatever the method.
    """

    reading: Lane
    asking: Lane
    writing: Lane
    writing_paths: tuple[str, ...] = ()
    hosts: Collection[bytes] | None = None
    """Hosts for which pages are kept; None for all."""

    def of(self, scope: Scope, headers: Mapping[bytes, bytes]) -> Lane:
        """Return the lane of a request."""
        if scope["method"] not in READING or scope["path"].startswith(self.writing_paths):
            return self.writing
        is_usual = self.hosts is None or headers.get(b"host", b"") in self.hosts
        return self.reading if is_usual and not scope["query_string"] else self.asking


class Gateway:
    """Serves a WSGI application to an ASGI server, within limits."""

    def __init__(
        self, application: WSGIApplication, lanes: Lanes, limits: BodyLimits, *, behind_proxy: bool = False
    ) -> None:
        """Make a gateway. With `behind_proxy`, the visitor's address is the last of X-Forwarded-For."""
        self._application = application
        self._lanes = lanes
        self._limits = limits
        self._held = Held(HELD)
        self._behind_proxy = behind_proxy
        self._refused = RefusalLog()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        try:
            answer = await self._answer(scope, receive)
        except (Refused, ConnectionError) as error:
            # Where the visitor has gone nobody reads the answer. Where a body was no HTTP somebody does.
            refused = error if isinstance(error, Refused) else Refused(HTTPStatus.BAD_REQUEST)
            self._refused.count(refused.status)
            refusing = refusal(refused, scope["path"])
            await _send_start(send, refusing.status, refusing.headers)
            await send(_body(refusing.body))
        else:
            with answer.body:
                await _send_answer(send, answer, with_body=scope["method"] != "HEAD")

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        headers: dict[bytes, bytes] = dict(scope["headers"])
        network = self._network(scope, headers)
        lane = self._lanes.of(scope, headers)
        kind = scope["path"].partition("/")[2].partition("/")[0]
        declared = headers.get(b"content-length")
        if declared in {None, b"0"} and b"transfer-encoding" not in headers:
            work = partial(self._run, scope, BytesIO(), 0)
            return await lane.run(network, kind, work, partial(until_gone, receive))
        bound = self._limits.at(scope["path"], self._has_cookie(headers))
        if declared is not None and int(declared) > bound.most:
            raise bound.exceeded()
        with self._held.account(network) as add, new_body() as body:
            length = await read_body(receive, body, bound, self._limits, add)
            return await lane.run(network, kind, partial(self._run, scope, body, length))

    def _run(self, scope: Scope, body: Body, length: int) -> Answer:
        return answer_of(self._application, environ_of(scope, body, length))

    def _network(self, scope: Scope, headers: Mapping[bytes, bytes]) -> str:
        address = (scope.get("client") or ("",))[0]
        if self._behind_proxy:
            forwarded = headers.get(b"x-forwarded-for", b"").decode("latin-1")
            address = forwarded.rpartition(",")[2].strip() or address
        return network_of(address)

    def _has_cookie(self, headers: Mapping[bytes, bytes]) -> bool:
        return f"{self._limits.cookie}=".encode() in headers.get(b"cookie", b"")


class RefusalLog:
    """Counts refusals, and writes one line a minute at most: a flood must not fill the disk."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self._written = 0.0

    def count(self, status: HTTPStatus) -> None:
        """Count a refusal with this status."""
        self._counts[status] += 1
        if time.monotonic() - self._written >= REPORT_EVERY:
            self._written = time.monotonic()
            counts = ", ".join(f"{number} with {status:d}" for status, number in self._counts.items())
            logger.warning("Requests refused since the last such line: %s.", counts)
            self._counts.clear()


async def _send_start(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _send_answer(send: Send, answer: Answer, with_body: bool) -> None:
    """Send an answer in parts, each of which the visitor has to take in time."""
    await _send_start(send, answer.status, answer.headers)
    left = answer.length if with_body else 0
    if left <= PART:
        await send(_body(answer.body.read(left)))  # the server takes it without waiting for the visitor
        return
    # Where a visitor stops, the server closes the connection: less was sent than the declared length.
    with suppress(TimeoutError):
        while left > 0:
            left -= PART
            async with asyncio.timeout(PATIENCE):
                await send(_body(answer.body.read(PART), more=left > 0))


def _body(part: bytes, more: bool = False) -> Mapping[str, Any]:
    return {"type": "http.response.body", "body": part, "more_body": more}
