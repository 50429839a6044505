"""Attacks on a server of the tests' own, on loopback: python -m tests.door.attacks NAME PORT SECONDS.

Each is bounded in connections and ends by itself. It prints how many requests it made and what came
back, as one line of JSON. They run in a process of their own, so that they share no interpreter with
the reader whose answers are timed.
"""

import asyncio
import json
import random
import resource
import string
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress

HOST = "127.0.0.1"
PAGE = "/questions/phd-for-machine-learning/do-a-phd/"
MANY = 1_100
"""Connections that do nothing. A server that lets 1,024 wait is full with them."""
KINDS = (
    "/",
    "/search/",
    "/api/v1/search",
    "/accounts/login/",
    "/admin/import/",
    "/shares/",
    "/s/x/",
    "/static/x.css",
)
"""An address of each kind."""
HUGE = 200_000_000
Attack = Callable[[int, float, Counter[str]], Awaitable[None]]
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
FAULTS = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)


@contextmanager
def counted(seen: Counter[str]) -> Iterator[None]:
    """Count a connection that the server refuses or cuts, instead of failing."""
    try:
        yield
    except FAULTS:
        seen["cut"] += 1


async def at_once(number: int, work: Callable[[], Awaitable[None]]) -> None:
    await asyncio.gather(*(work() for _ in range(number)))


async def again(until: float, seen: Counter[str], work: Callable[[], Awaitable[None]]) -> None:
    """Do `work` anew until the time is over, with a pause where the server does not let it."""
    while time.monotonic() < until:
        before = seen["cut"]
        with counted(seen):
            await work()
        if seen["cut"] > before:
            await asyncio.sleep(0.2)


async def status(streams: Streams) -> str:
    """Read an answer and return its status."""
    reader, _writer = streams
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await asyncio.wait_for(reader.readexactly(int(line.split(b":")[1])), 30)
    return head.split(b" ", 2)[1].decode()


def get(path: str, **headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip"]
    return "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode()


def post(
    path: str, length: int | None, kind: str = "application/x-www-form-urlencoded", cookie: str = ""
) -> bytes:
    """Return the head of a POST; without a length its body comes in chunks."""
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}", "Accept: text/html"]
    lines.append("Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}")
    lines += [f"Cookie: {cookie}"] if cookie else []
    return "\r\n".join([*lines, "", ""]).encode()


async def asked(
    port: int, until: float, seen: Counter[str], requests: Iterator[bytes], connections: int
) -> None:
    """Send request after request on each of the connections, and count the statuses."""

    async def one() -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        try:
            while time.monotonic() < until:
                writer.write(next(requests))
                seen[await status((reader, writer))] += 1
        finally:
            writer.close()

    await at_once(connections, lambda: again(until, seen, one))


def frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    """A frame of HTTP/2 (RFC 9113, 4.1)."""
    return len(payload).to_bytes(3) + bytes([kind, flags]) + stream.to_bytes(4) + payload


def truncated_http2(streams: int, path: str) -> bytes:
    """What opens HTTP/2 without TLS and begins so many POSTs, each with two of 100,000 bytes."""

    def text(value: str) -> bytes:
        return bytes([len(value)]) + value.encode()

    # HPACK (RFC 7541): indexed fields, and literals without indexing.
    head = b"\x83\x86" + b"\x04" + text(path) + b"\x01" + text("localhost") + b"\x0f\x0d" + text("100000")
    head += b"\x0f\x10" + text("application/x-www-form-urlencoded")
    sent = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, b"")
    for number in range(1, 2 * streams, 2):
        sent += frame(1, 4, number, head) + frame(0, 0, number, b"ab")
    return sent


async def http2_bodies(port: int, seconds: float, seen: Counter[str]) -> None:
    """Four connections of HTTP/2 with eight truncated POSTs each, closed at once."""
    for _ in range(4):
        with counted(seen):
            _reader, writer = await asyncio.open_connection(HOST, port)
            writer.write(truncated_http2(8, "/accounts/login/"))
            await writer.drain()
            await asyncio.sleep(0.5)
            writer.close()
            seen["sent"] += 1
    await asyncio.sleep(max(seconds - 2, 0))


async def chunked_bodies(port: int, seconds: float, seen: Counter[str]) -> None:
    """Bodies in chunks that stop in the middle of one: half of them close, half of them stay."""
    until = time.monotonic() + seconds

    async def one() -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(post("/accounts/login/", None) + b"100\r\nusername=")
        await writer.drain()
        seen["sent"] += 1
        if seen["sent"] % 2:
            writer.close()
            await asyncio.sleep(1)
        else:
            await asyncio.wait_for(reader.read(1), max(until - time.monotonic(), 0.1))

    await at_once(32, lambda: again(until, seen, one))


async def trickled_bodies(port: int, seconds: float, seen: Counter[str]) -> None:
    """Bodies of which a byte comes each second."""
    until = time.monotonic() + seconds

    async def one() -> None:
        _reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(post(random.choice(KINDS), 50_000))  # noqa: S311 - any address will do
        seen["sent"] += 1
        while time.monotonic() < until:
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(1)

    await at_once(64, lambda: again(until, seen, one))


async def trickled_heads(port: int, seconds: float, seen: Counter[str]) -> None:
    """Heads of which a line comes each second."""
    until = time.monotonic() + seconds

    async def one() -> None:
        _reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        seen["sent"] += 1
        while time.monotonic() < until:
            writer.write(b"X-A: b\r\n")
            await writer.drain()
            await asyncio.sleep(1)

    await at_once(400, lambda: again(until, seen, one))


async def silence(port: int, seconds: float, seen: Counter[str]) -> None:
    """Connections that send nothing, opened again when the server ends them."""
    until = time.monotonic() + seconds

    async def one() -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        seen["opened"] += 1
        try:
            await asyncio.wait_for(reader.read(1), max(until - time.monotonic(), 0.1))
        finally:
            writer.close()

    await at_once(MANY, lambda: again(until, seen, one))


async def unread_answers(port: int, seconds: float, seen: Counter[str]) -> None:
    """Requests for pages on end, whose answers nobody reads."""
    until = time.monotonic() + seconds
    requests = get(PAGE) * 200

    async def one() -> None:
        reader, writer = await asyncio.open_connection(HOST, port, limit=1)
        reader._transport.pause_reading()  # type: ignore[attr-defined]
        seen["opened"] += 1
        writer.write(requests)
        await asyncio.sleep(max(until - time.monotonic(), 0.1))
        writer.close()

    await at_once(64, lambda: again(until, seen, one))


async def uploads(port: int, seconds: float, seen: Counter[str]) -> None:
    """Files of 200 MB to an address of each kind: by their length, in chunks, and with a made-up cookie."""
    until = time.monotonic() + seconds
    ways = [
        (path, length, cookie) for path in KINDS for length in (HUGE, None) for cookie in ("", "sessionid=x")
    ]
    part = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"a" * 65_000

    async def one() -> None:
        path, length, cookie = random.choice(ways)  # noqa: S311 - any of them
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(post(path, length, "multipart/form-data; boundary=b", cookie))
        seen["sent"] += 1
        answer = asyncio.ensure_future(status((reader, writer)))
        with suppress(*FAULTS):
            while time.monotonic() < until and not answer.done():
                writer.write(part if length else b"%x\r\n%b\r\n" % (len(part), part))
                await asyncio.wait_for(writer.drain(), 5)
                seen["bytes"] += len(part)
        writer.close()
        with counted(seen):
            seen[await answer] += 1

    await at_once(12, lambda: again(until, seen, one))


async def sign_ins(port: int, seconds: float, seen: Counter[str]) -> None:
    """Wrong names and passwords, as fast as they are answered."""
    token = "".join(random.choices(string.ascii_letters, k=32))  # noqa: S311 - both halves are ours to choose

    def requests() -> Iterator[bytes]:
        number = 0
        while True:
            number += 1
            form = f"csrfmiddlewaretoken={token}&username=name{number}&password=wrong{number}".encode()
            yield post("/accounts/login/", len(form), cookie=f"csrftoken={token}") + form

    await asked(port, time.monotonic() + seconds, seen, requests(), 16)


async def made_up_cookies(port: int, seconds: float, seen: Counter[str]) -> None:
    """A page with cookies of a session that never was."""

    def requests() -> Iterator[bytes]:
        while True:
            key = "".join(random.choices(string.ascii_lowercase + string.digits, k=32))  # noqa: S311 - made up
            yield get(PAGE, Cookie=f"sessionid={random.choice(('x', key))}; messages={key}")  # noqa: S311

    await asked(port, time.monotonic() + seconds, seen, requests(), 16)


async def made_up_parameters(port: int, seconds: float, seen: Counter[str]) -> None:
    """A page with parameters that nothing knows."""

    def requests() -> Iterator[bytes]:
        number = 0
        while True:
            number += 1
            yield get(f"{PAGE}?x={number}&y{number}=1")

    await asked(port, time.monotonic() + seconds, seen, requests(), 16)


async def answers_to_situations(port: int, seconds: float, seen: Counter[str]) -> None:
    """A page with answers that it knows, in ever new combinations."""
    situations = (
        "in-phd",
        "one-problem",
        "wants-professorship",
        "wants-to-found",
        "works-in-industry",
        "is-student",
    )

    def requests() -> Iterator[bytes]:
        while True:
            answers = [(name, random.choice(("yes", "no"))) for name in situations if random.random() < 0.7]  # noqa: S311
            yield get(f"{PAGE}?{'&'.join('='.join(answer) for answer in answers)}&sort=newest")

    await asked(port, time.monotonic() + seconds, seen, requests(), 16)


async def hosts(port: int, seconds: float, seen: Counter[str]) -> None:
    """A page under the site's name with made-up ports."""

    def requests() -> Iterator[bytes]:
        while True:
            yield get(PAGE).replace(b"Host: localhost", b"Host: localhost:%d" % random.randint(1, 65_535))  # noqa: S311

    await asked(port, time.monotonic() + seconds, seen, requests(), 16)


async def searches_left(port: int, seconds: float, seen: Counter[str]) -> None:
    """Searches whose visitors leave at once."""
    until = time.monotonic() + seconds

    async def one() -> None:
        _reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(get(f"/search/?q=phd+salary+{random.randint(1, 10**9)}"))  # noqa: S311 - any number
        await writer.drain()
        seen["sent"] += 1
        await asyncio.sleep(0.05)
        writer.close()
        await asyncio.sleep(0.05)

    await at_once(16, lambda: again(until, seen, one))


async def searches(port: int, seconds: float, seen: Counter[str]) -> None:
    """Searches that nobody made before."""

    def requests() -> Iterator[bytes]:
        while True:
            words = ["".join(random.choices(string.ascii_lowercase, k=5)) for _ in range(6)]  # noqa: S311
            yield get(f"/search/?q=phd+salary+{'+'.join(words)}")

    await asked(port, time.monotonic() + seconds, seen, requests(), 16)


async def forms_to_keep(port: int, seconds: float, seen: Counter[str]) -> None:
    """Long forms to the admin by nobody, which a site might keep for when they have signed in."""

    def requests() -> Iterator[bytes]:
        form = b"words=" + "\N{GRINNING FACE}".encode() * 24_000
        while True:
            yield post("/admin/advice/claim/add/", len(form)) + form

    await asked(port, time.monotonic() + seconds, seen, requests(), 8)


async def long_paths(port: int, seconds: float, seen: Counter[str]) -> None:
    """Addresses of 14 kB that lead nowhere."""

    def requests() -> Iterator[bytes]:
        while True:
            yield get("/" + "a" * 14_000)

    await asked(port, time.monotonic() + seconds, seen, requests(), 8)


ATTACKS: dict[str, Attack] = {
    attack.__name__: attack
    for attack in (
        http2_bodies,
        chunked_bodies,
        trickled_bodies,
        trickled_heads,
        silence,
        unread_answers,
        uploads,
        sign_ins,
        made_up_cookies,
        made_up_parameters,
        answers_to_situations,
        hosts,
        searches,
        searches_left,
        forms_to_keep,
        long_paths,
    )
}


def main() -> None:
    name, port, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8_192), hard))
    seen: Counter[str] = Counter()
    asyncio.run(ATTACKS[name](port, min(seconds, 60), seen))
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
