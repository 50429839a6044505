"""Searches a second over the network, beside a bare view: python -m bench.reads [--seconds 6] [--rounds 3]

The bare view asks the engine's own query (bench/raw.py) and answers with what comes back, without a page. Both
get the same queries, the classes of bench/mix.py in turn, over 16 connections that stay open, under the same
server. Reads the database of the settings.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from urllib.parse import urlencode

from bench.mix import CLASSES, queries
from tests.door.site import free_port, guarded, wait

PATHS = {"bare view, raw query": "/raw/", "search page": "/search/", "search of the API": "/api/v1/search"}


async def ask(port: int, paths: Sequence[str], first: int, until: float) -> int:
    """Ask for `paths` in turn on one connection, from the place `first` on; the number of answers."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = 0
    while time.monotonic() < until:
        path = paths[(first + answers) % len(paths)]
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"{path}: {head.decode().splitlines()[0]}")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.split(b":")[1]))
        answers += 1
    writer.close()
    return answers


async def rate(port: int, paths: Sequence[str], connections: int, seconds: float) -> float:
    """Answers a second; a query that is under way at the end is waited for and counts for its part."""
    started = time.monotonic()
    until = started + seconds
    answers = await asyncio.gather(*(ask(port, paths, number * 37, until) for number in range(connections)))
    return sum(answers) / (time.monotonic() - started)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--kinds", nargs="*", default=CLASSES, choices=CLASSES, metavar="CLASS")
    options = parser.parse_args()
    asked = [query for query in queries(40) if query.kind in options.kinds]
    port = free_port()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
    server = subprocess.Popen(guarded(port), env=environment)
    try:
        wait(port)
        rates: dict[str, list[float]] = {name: [] for name in PATHS}
        for turn in range(options.rounds + 1):
            for name, path in PATHS.items():
                paths = [f"{path}?{urlencode({'q': query.text})}" for query in asked]
                found = asyncio.run(rate(port, paths, options.connections, options.seconds))
                if turn:  # the first round warms up
                    rates[name].append(found)
    finally:
        server.terminate()
        server.wait()
    bare = statistics.median(rates["bare view, raw query"])
    for name, found in rates.items():
        median = statistics.median(found)
        print(f"{name:22}{median:>8.1f} a second{median / bare:>8.2f} of the bare view")


if __name__ == "__main__":
    main()
