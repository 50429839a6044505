"""How much of the site one network can take, and that others do not notice."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import chain

import pytest

from tests.door.proxy import Proxy, proxy
from tests.door.upstream import Upstream, upstream
from tests.door.wire import HOST, PATIENCE, ask, connect, head, rest, status

HEAD_SECONDS = 10
BODIES = 40
AT_WORK = 300
SILENT = 800


@pytest.fixture(scope="module")
def site() -> Iterator[Upstream]:
    with upstream() as running:
        yield running


@pytest.fixture(scope="module")
def door(site) -> Iterator[Proxy]:
    with proxy(site.port) as running:
        yield running


def test_a_head_that_trickles_and_a_connection_that_is_silent_end_in_time(door):
    with connect(door.http) as trickling, connect(door.http) as silent:
        began = time.monotonic()
        trickling.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nX-Slow: ".encode())
        while time.monotonic() - began < HEAD_SECONDS - 1:
            trickling.sendall(b"a")
            time.sleep(0.5)
        rest(trickling)
        rest(silent)
        assert HEAD_SECONDS - 1 <= time.monotonic() - began < HEAD_SECONDS + 5


def test_silent_connections_keep_nobody_out(door):
    with ExitStack() as stack:
        for _ in range(SILENT):
            stack.enter_context(connect(door.http, "127.0.0.30"))
        began = time.monotonic()
        assert status(ask(door.http, head("GET", "/"), "127.0.0.30")) == 200
        assert status(ask(door.http, head("GET", "/"), "127.0.0.31")) == 200
        assert time.monotonic() - began < 5


def test_a_network_has_so_many_bodies_on_the_way_and_no_more(door):
    unfinished = head("POST", "/", "Content-Length: 2") + b"a"
    with ExitStack() as stack:
        for _ in range(BODIES):
            stack.enter_context(connect(door.http, "127.0.0.5")).sendall(unfinished)
        time.sleep(1)
        refused = ask(door.http, unfinished, "127.0.0.5")
        assert status(refused) == 429
        assert b"Retry-After: 5\r\n" in refused
        assert status(ask(door.http, head("GET", "/"), "127.0.0.5")) == 200
        assert status(ask(door.http, unfinished + b"a", "127.0.0.6")) == 200


def test_a_network_sends_few_large_bodies_at_once_and_goes_on_sending_small_ones(door):
    unfinished = head("POST", "/admin/", "Content-Length: 1000000") + b"a"
    with ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(connect(door.http, "127.0.0.40")).sendall(unfinished)
        time.sleep(1)
        assert status(ask(door.http, unfinished, "127.0.0.40")) == 429
        chunked = head("POST", "/shares/", "Transfer-Encoding: chunked") + b"1\r\na\r\n0\r\n\r\n"
        assert status(ask(door.http, chunked, "127.0.0.40")) == 429
        small = head("POST", "/shares/", "Content-Length: 1") + b"a"
        assert status(ask(door.http, small, "127.0.0.40")) == 200
        assert status(ask(door.http, chunked, "127.0.0.41")) == 200


def test_a_network_has_so_many_requests_at_work_and_another_is_answered(door, site):
    site.may_answer.clear()
    held = head("GET", "/static/held")
    try:
        with ExitStack() as stack:
            for _ in range(AT_WORK):
                stack.enter_context(connect(door.http, "127.0.0.7")).sendall(held)
            until = time.monotonic() + PATIENCE
            while len(site.to("/static/held")) < AT_WORK and time.monotonic() < until:
                time.sleep(0.05)
            assert status(ask(door.http, held, "127.0.0.7")) == 429
            assert status(ask(door.http, head("GET", "/static/other"), "127.0.0.8")) == 200
    finally:
        site.may_answer.set()


def test_too_many_requests_are_refused_and_another_network_is_answered(door):
    answered = 0
    while status(answer := ask(door.http, head("GET", "/"), "127.0.0.9")) == 200 and answered < 1_000:
        answered += 1
    assert answered >= 200
    assert status(answer) == 429
    assert b"Retry-After: 5\r\n" in answer
    assert b"Too many requests from your network" in answer
    assert status(ask(door.http, head("GET", "/"), "127.0.0.10")) == 200


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "//accounts/./login/", "/admin/login/", "/%61ccounts/login/"]
)
def test_signing_in_is_limited_more_strictly_in_whatever_way_the_path_is_written(door, path):
    source = f"127.0.1.{len(path)}"
    request = head("POST", path, "Content-Length: 0")
    answers = [status(ask(door.http, request, source)) for _ in range(60)]
    assert answers[:40] == [200] * 40
    assert answers[-1] == 429
    assert status(ask(door.http, head("GET", path), source)) == 200


def test_addresses_of_one_ipv6_network_count_together(site):
    def sign_in(address: str) -> int:
        forwarded = head("POST", "/accounts/login/", f"X-Forwarded-For: {address}", "Content-Length: 0")
        return status(ask(door.http, forwarded))

    with proxy(site.port, behind="127.0.0.1") as door:
        assert 429 in [sign_in(f"2001:db8:1:2:{number:x}::1") for number in range(1, 60)]
        assert sign_in("2001:db8:1:3::1") == 200
        assert 429 in [sign_in("198.51.100.1") for _ in range(60)]
        assert sign_in("198.51.100.2") == 200
        assert sign_in("::ffff:198.51.100.3") == 200


def test_a_class_of_thirty_behind_one_address_meets_no_limit(door):
    """Everybody opens the same page within the same second, then another one, and signs in."""

    def visit(_number: int) -> list[int]:
        page, asset = head("GET", "/questions/"), head("GET", "/static/css/base.css")
        login = head("POST", "/accounts/login/", "Content-Length: 0")
        return [status(ask(door.http, one, "127.0.0.20")) for one in [page, *[asset] * 12, page, login]]

    with ThreadPoolExecutor(30) as pool:
        answers = set(chain.from_iterable(pool.map(visit, range(30))))
    assert answers == {200}
