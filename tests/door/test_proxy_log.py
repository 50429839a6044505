"""The proxy's logs: no token, no query, and no line longer than it has to be."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.door.proxy import Proxy, free_ports, proxy
from tests.door.upstream import upstream
from tests.door.wire import ask, head, status

TOKEN = "Zx9-_" + "aB3dE6gH" * 4 + "Zx9-_z"
RESET = "cxyz12-" + "0123456789abcdef" * 2
SPELLINGS = [
    f"/s/{TOKEN}/",
    f"/s/{TOKEN}",
    f"//s//{TOKEN}/",
    f"/s/%5A{TOKEN[1:]}/",
    f"/x/../s/{TOKEN}/",
    f"/S/{TOKEN}/",
    f"/elsewhere/{TOKEN}/",
    f"/search/?q={TOKEN}",
    f"/accounts/reset/MQ/{RESET}/",
    f"/accounts//reset/MQ/{RESET}/",
    f"/admin/../accounts/reset/MQ/{RESET}/",
]


@pytest.fixture(scope="module")
def door() -> Iterator[Proxy]:
    with upstream() as site, proxy(site.port) as running:
        yield running


def lines(log: Path, number: int) -> list[str]:
    """Return the lines of a log once there are so many."""
    for _ in range(100):
        if len(found := log.read_text().splitlines()) >= number:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{log} has {len(found)} lines")


def tail(path: str) -> str:
    """Return the part of a token that every spelling shows."""
    return RESET[8:] if RESET in path else TOKEN[8:]


@pytest.mark.parametrize("path", SPELLINGS)
def test_no_token_is_in_a_log(door, path):
    before = len(door.access_log.read_text().splitlines())
    assert status(ask(door.http, head("GET", path))) == 200
    logged = lines(door.access_log, before + 1)
    assert tail(path) not in "".join(logged)
    assert tail(path) not in door.error_log.read_text()


def test_no_token_is_in_a_log_of_a_request_that_failed():
    with proxy(free_ports(1)[0]) as door:
        private = [path for path in SPELLINGS if "elsewhere" not in path and "search" not in path]
        for path in private:
            assert status(ask(door.http, head("GET", path))) == 502
        assert status(ask(door.http, head("POST", private[0], "Content-Length: 9999999"))) == 413
        assert status(ask(door.http, head("GET", "/about/"))) == 502
        logged = "".join(lines(door.access_log, len(private) + 1)) + door.error_log.read_text()
    assert TOKEN[8:] not in logged
    assert RESET[8:] not in logged
    assert '"/s/[token]" 502' in logged
    assert '"/about/" 502' in logged


def test_a_flood_of_bodies_that_are_too_large_writes_little(door):
    before = door.access_log.stat().st_size + door.error_log.stat().st_size
    for _ in range(50):
        assert status(ask(door.http, head("POST", "/" + "a" * 1_900, "Content-Length: 9999999"))) in {
            413,
            429,
        }
    time.sleep(0.2)
    assert door.access_log.stat().st_size + door.error_log.stat().st_size - before < 5_000


def test_what_a_visitor_makes_long_is_cut(door):
    before = len(door.access_log.read_text().splitlines())
    agent = "User-Agent: " + "\x01" * 4_000
    for path in ["/" + "a" * 7_000, "/" + "%0A" * 2_000, "/" + "a" * 10_000]:
        ask(door.http, head("GET", path, agent))
    ask(door.http, head("A" * 3_000, "/"))
    long = lines(door.access_log, before + 3)[before:]
    assert max(map(len, long)) < 2_000
    assert len(door.error_log.read_text()) < 10_000


def test_a_line_cannot_be_forged(door):
    before = len(door.access_log.read_text().splitlines())
    ask(door.http, head("GET", '/%0A127.0.0.1%20GET%20"', 'User-Agent: a" 200\x1b[31m'))
    (line,) = lines(door.access_log, before + 1)[before:]
    assert "\\x0A" in line
    assert "\\x22" in line
    assert "\x1b" not in line


def test_a_flood_of_refused_requests_does_not_fill_the_log(door):
    before = len(door.access_log.read_text().splitlines())
    for _ in range(300):
        ask(door.http, b"nonsense\r\n\r\n")
    ask(door.http, head("GET", "/the-end"))
    assert len(lines(door.access_log, before + 1)) - before < 60
