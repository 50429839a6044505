"""HTTP/2 ends at the proxy: streams that break off never reach the site."""

import ssl
import time
from collections.abc import Iterator

import pytest

from tests.door import http2
from tests.door.proxy import Proxy, proxy
from tests.door.upstream import Upstream, upstream
from tests.door.wire import HOST, ask, connect, head, rest, secured, status

STREAMS = 32


@pytest.fixture(scope="module")
def site() -> Iterator[Upstream]:
    with upstream() as running:
        yield running


@pytest.fixture(scope="module")
def door(site) -> Iterator[Proxy]:
    with proxy(site.port, tls=True) as running:
        yield running


def begin(door: Proxy, source: str = "127.0.0.1") -> ssl.SSLSocket:
    connection = secured(connect(door.https, source), protocols=("h2",))
    assert connection.selected_alpn_protocol() == "h2"
    connection.sendall(http2.PREFACE + http2.settings())
    return connection


def answered(door: Proxy, path: str, source: str = "127.0.0.1") -> bool:
    with secured(connect(door.https, source)) as connection:
        connection.sendall(head("GET", path))
        return status(rest(connection)) == 200


def test_a_request_reaches_the_site_as_http_1(door, site):
    with begin(door) as connection:
        connection.sendall(http2.request(1, "GET", "/second", HOST, flags=http2.END_STREAM))
        connection.settimeout(1)
        body = b"".join(
            payload for kind, _flags, _stream, payload in http2.frames(connection) if kind == http2.DATA
        )
    assert body == b"the site's answer"
    assert site.to("/second")[0].headers["X-Forwarded-Proto"] == "https"


@pytest.mark.parametrize("length", [[("content-length", "100000")], []])
def test_bodies_that_break_off_never_reach_the_site(door, site, length):
    """Four connections with eight streams each stopped the site for good when it spoke HTTP/2 itself."""
    path, source = f"/truncated/{len(length)}", f"127.0.0.{50 + len(length)}"
    connections = [begin(door, source) for _ in range(4)]
    for connection in connections:
        for stream in range(1, 16, 2):
            connection.sendall(http2.request(stream, "POST", path, HOST, *length))
            connection.sendall(http2.frame(http2.DATA, stream=stream, payload=b"ab"))
    time.sleep(0.5)
    assert answered(door, "/while", source)
    for connection in connections:
        connection.close()
    assert all(answered(door, "/after", source) for _ in range(10))
    assert path not in site.begun


def test_a_body_longer_or_shorter_than_it_said_never_reaches_the_site(door, site):
    for said, sent in [("1", b"ab"), ("3", b"ab")]:
        with begin(door) as connection:
            connection.sendall(http2.request(1, "POST", "/wrong-length", HOST, ("content-length", said)))
            connection.sendall(http2.frame(http2.DATA, http2.END_STREAM, 1, sent))
            connection.settimeout(0.5)
            http2.frames(connection)
    assert "/wrong-length" not in site.begun


def test_a_connection_has_so_many_streams_and_no_more(door, site):
    site.may_answer.clear()
    try:
        with begin(door, "127.0.0.60") as connection:
            for stream in range(1, 2 * STREAMS + 2, 2):
                connection.sendall(http2.request(stream, "GET", "/static/held", HOST, flags=http2.END_STREAM))
            connection.settimeout(1)
            resets = [
                (stream, payload)
                for kind, _, stream, payload in http2.frames(connection)
                if kind == http2.RST_STREAM
            ]
    finally:
        site.may_answer.set()
    assert resets == [(2 * STREAMS + 1, http2.REFUSED_STREAM.to_bytes(4, "big"))]


def test_streams_that_are_reset_at_once_meet_the_limit_of_requests(door, site):
    with begin(door, "127.0.0.70") as connection:
        try:
            for stream in range(1, 4000, 2):
                connection.sendall(http2.request(stream, "GET", "/reset", HOST, flags=http2.END_STREAM))
                connection.sendall(http2.frame(http2.RST_STREAM, stream=stream, payload=b"\0\0\0\x08"))
        except (ssl.SSLError, OSError):
            pass  # the proxy ended the connection
        time.sleep(0.5)
    assert site.begun.count("/reset") < 400
    assert answered(door, "/static/after", "127.0.0.71")


def test_the_sites_limits_hold_for_http_2(door, site):
    with begin(door) as connection:
        connection.sendall(http2.request(1, "POST", "/large-2", HOST, ("content-length", "999999")))
        connection.sendall(http2.request(3, "POST", "/large-2", HOST))
        for _ in range(7):
            connection.sendall(http2.frame(http2.DATA, stream=3, payload=b"a" * 16_000))
        connection.settimeout(1)
        answers = [stream for kind, _, stream, _ in http2.frames(connection) if kind == http2.HEADERS]
    assert sorted(answers) == [1, 3]
    assert "/large-2" not in site.begun


def test_http_2_without_tls_is_refused(door, site):
    assert status(ask(door.http, http2.PREFACE)) == 400
    upgrade = head("GET", "/upgraded", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__")
    assert status(ask(door.http, upgrade)) == 301
