"""Requests a second: a warm page and a 304 beside a bare Django view, under the same server in one run.

    python -m bench.pages [--seconds 4] [--connections 16] [--rounds 3] [--server "COMMAND"]

COMMAND may name another server; {port} stands for the port. Rounds alternate between the
addresses, so that a machine that changes its pace does so for all of them; medians are printed.
"""

import argparse
import asyncio
import http.client
import shlex
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.door.site import free_port, guarded, make_knowledge, served

PAGE = "/questions/phd-for-machine-learning/do-a-phd/"


@contextmanager
def site(command: Callable[[int], Sequence[str]]) -> Iterator[int]:
    """Yield the port of a server with the knowledge and the bare view."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge, port = Path(folder) / "knowledge", free_port()
        knowledge.mkdir()
        make_knowledge(knowledge)
        more = {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        with served(knowledge, Path(folder) / "data", command(port), port, **more) as running:
            yield running.port


def get(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    return response


async def ask(port: int, request: bytes, status: bytes, until: float) -> int:
    """Send `request` again and again on one connection; the number of answers, which must have this status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = 0
    while time.monotonic() < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 " + status):
            raise SystemExit(f"The server answered {head[:40]!r}.")
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                await reader.readexactly(int(line.split(b":")[1]))
        answers += 1
    writer.close()
    return answers


async def rate(
    port: int, path: str, headers: dict[str, str], status: int, connections: int, seconds: float
) -> float:
    """Answers a second over so many connections that are kept open."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",  # an ETag is of one host and port
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    until = time.monotonic() + seconds
    answers = await asyncio.gather(
        *(ask(port, request, str(status).encode(), until) for _ in range(connections))
    )
    return sum(answers) / seconds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--server")
    options = parser.parse_args()
    named = options.server
    with site((lambda port: shlex.split(named.format(port=port))) if named else guarded) as port:
        etag = get(port, PAGE).headers["ETag"]
        cases = {
            "bare view": ("/bare/", {}, 200),
            "warm page": (PAGE, {"Accept-Encoding": "gzip"}, 200),
            "304": (PAGE, {"Accept-Encoding": "gzip", "If-None-Match": etag}, 304),
        }
        rates: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(options.rounds):
            for name, (path, headers, status) in cases.items():
                found = asyncio.run(rate(port, path, headers, status, options.connections, options.seconds))
                rates[name].append(found)
    bare = statistics.median(rates["bare view"])
    for name, found in rates.items():
        median = statistics.median(found)
        print(f"{name:12}{median:>10.0f} a second   {median / bare:.2f} of the bare view")


if __name__ == "__main__":
    main()
