"""Bodies of requests: read whole within limits of size, time and memory, before the site sees them."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from advice.web.gateway.refusals import Refused, too_large

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Body = IO[bytes]
IN_MEMORY = 32 * 1024
"""Bytes of a body that are kept in memory; a longer one goes to a temporary file."""


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """Bounds on the size of a body and on the time it takes.

    `larger` gives the bytes allowed below a path prefix, except for `open_to_strangers` only to requests
    with a cookie named `cookie`. The site still has to check that cookie: a made-up one passes here.
    """

    usual: int = 100_000
    larger: Mapping[str, int] = field(default_factory=dict)
    open_to_strangers: Sequence[str] = ()
    cookie: str = "sessionid"
    patience: float = 10
    """Seconds in which a body of at most `slowest` bytes has to be there, and between two parts of any."""
    slowest: int = 100_000
    """Bytes a second that a longer body has to arrive with on average, once `patience` is over."""

    def at(self, path: str, has_cookie: bool) -> "Bound":
        """Return the bound of a body sent to `path`."""
        for prefix, size in self.larger.items():
            if path.startswith(prefix):
                is_open = has_cookie or prefix in self.open_to_strangers
                return Bound(size) if is_open else Bound(self.usual, needs_session=True)
        return Bound(self.usual)

    def seconds_for(self, received: int) -> float:
        """Return the seconds after which a body has to be whole, given the bytes received so far."""
        return self.patience + received / self.slowest


@dataclass(frozen=True, slots=True)
class Bound:
    """The bytes that a body may have, and whether more would be allowed with a session."""

    most: int
    needs_session: bool = False

    def exceeded(self) -> Refused:
        """Return the refusal of a larger body."""
        return too_large(self.most, self.needs_session)


class Held:
    """Counts the bytes of large bodies that a process holds at one time, in total and for each network.

    The first `usual` bytes of a body do not count: the bound on connections bounds them, and small forms are
    not refused where others send large ones.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._total = 0
        self._by_network: Counter[str] = Counter()

    @contextmanager
    def account(self, network: str) -> Iterator[Callable[[int], None]]:
        """Yield a function that adds bytes, raising Refused (503) over the bound; release them at the end.

        One network may hold half of all.
        """
        added = 0

        def add(size: int) -> None:
            nonlocal added
            if self._total + size > self._most or self._by_network[network] + size > self._most // 2:
                raise Refused(HTTPStatus.SERVICE_UNAVAILABLE)
            added += size
            self._total += size
            self._by_network[network] += size

        try:
            yield add
        finally:
            self._total -= added
            self._by_network[network] -= added
            if not self._by_network[network]:
                del self._by_network[network]


async def read_body(
    receive: Receive, into: Body, bound: Bound, limits: BodyLimits, add: Callable[[int], None]
) -> int:
    """Write the request's body into `into` and return its length in bytes.

    Raise Refused with 413 if it has more bytes than its bound, with 408 if it is too slow, and with what
    `add` raises. Raise ConnectionError if the visitor goes away before its end.
    """
    began = time.monotonic()
    length = 0
    while True:
        left = began + limits.seconds_for(length) - time.monotonic()
        try:
            async with asyncio.timeout(min(left, limits.patience)):
                message = await receive()
        except TimeoutError:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT) from None
        if message["type"] == "http.disconnect":
            raise ConnectionError
        part = message.get("body", b"")
        length += len(part)
        if length > bound.most:
            raise bound.exceeded()
        add(min(len(part), max(length - limits.usual, 0)))
        into.write(part)
        if not message.get("more_body", False):
            into.seek(0)
            return length


async def until_gone(receive: Receive) -> None:
    """Return once the visitor has closed the connection. The request must have no body."""
    for _ in ("the end of the empty body", "the disconnect"):
        if (await receive())["type"] == "http.disconnect":
            return
    await asyncio.get_running_loop().create_future()  # this server does not say when a visitor leaves


def new_body() -> Body:
    """Return an empty file for a body, in memory until it grows."""
    return SpooledTemporaryFile(max_size=IN_MEMORY)
