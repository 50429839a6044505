"""The gateway in front of a WSGI application: bodies within limits, environs and answers as they should be."""

import asyncio
import json
import logging
import threading
from collections.abc import Iterable
from typing import Any
from wsgiref.validate import validator

import pytest

from advice.web.gateway import BodyLimits, Gateway, Lane, Lanes
from advice.web.gateway.bodies import Held
from advice.web.gateway.refusals import Refused
from tests.web.event_loop import run

LIMITS = BodyLimits(
    usual=1_000,
    larger={"/admin/": 5_000, "/s/": 2_000},
    open_to_strangers=("/s/",),
    patience=0.3,
    slowest=1_000,
)


class Site:
    """A WSGI application that remembers what it was asked and echoes the body."""

    def __init__(
        self, status: str = "200 OK", parts: Iterable[bytes] | None = None, length: bool = True
    ) -> None:
        self.environs: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []
        self.closed = 0
        self._status, self._parts, self._length = status, parts, length

    def __call__(self, environ, start_response):
        self.environs.append(environ)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.bodies.append(body)
        parts = [body] if self._parts is None else list(self._parts)
        headers = [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
        if self._length:
            headers.append(("Content-Length", str(sum(map(len, parts)))))
        start_response(self._status, headers)
        return Parts(self, parts)


class Parts:
    def __init__(self, site: Site, parts: list[bytes]) -> None:
        self._site, self._parts = site, iter(parts)

    def __iter__(self):
        return self._parts

    def close(self) -> None:
        self._site.closed += 1


def gateway(site, **options) -> Gateway:
    lanes = Lanes(Lane("read", 2), Lane("ask", 2), Lane("write", 2), ("/s/",), {b"", b"example.org"})
    return Gateway(site, lanes, LIMITS, **options)


def scope_of(path: str, method: str, headers: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    raw, _, query = path.partition("?")
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": raw,
        "raw_path": raw.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
        "server": ("127.0.0.1", "8000"),
        "client": ("192.0.2.1", "5"),
    }


def ask(
    application: Gateway,
    path: str = "/",
    parts: Iterable[bytes] = (),
    *,
    method: str = "POST",
    headers: Iterable[tuple[str, str]] = (),
    pause: float = 0,
    gone: bool = False,
) -> tuple[int, dict[str, str], bytes, list[dict[str, Any]]]:
    """Ask as a server would; return status, headers, body and the events that were sent."""
    waiting = list(parts)
    sent: list[dict[str, Any]] = []

    async def receive():
        await asyncio.sleep(pause)
        if gone and not waiting:
            return {"type": "http.disconnect"}
        part = waiting.pop(0) if waiting else b""
        return {"type": "http.request", "body": part, "more_body": bool(waiting) or gone}

    async def send(event):
        sent.append(event)

    run(application(scope_of(path, method, headers), receive, send))
    if not sent:
        return 0, {}, b"", sent
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answered, b"".join(event["body"] for event in sent[1:]), sent


def length(size: int) -> tuple[str, str]:
    return ("content-length", str(size))


CHUNKED = ("transfer-encoding", "chunked")


def test_a_body_is_there_whole_before_the_site_runs():
    site = Site()
    status, _headers, body, _ = ask(gateway(site), parts=[b"ab", b"cd"], headers=[length(4)])
    assert (status, body) == (200, b"abcd")
    assert site.environs[0]["CONTENT_LENGTH"] == "4"


def test_a_body_in_chunks_has_its_length_when_it_is_whole():
    site = Site()
    ask(gateway(site), parts=[b"ab", b"cde"], headers=[CHUNKED])
    assert site.bodies == [b"abcde"]
    assert site.environs[0]["CONTENT_LENGTH"] == "5"
    assert "HTTP_TRANSFER_ENCODING" not in site.environs[0]


@pytest.mark.parametrize(
    ("path", "size", "cookie", "status"),
    [
        ("/", 1_000, "", 200),
        ("/", 1_001, "", 413),
        ("/", 1_001, "sessionid=x", 413),
        ("/admin/x/", 1_001, "", 413),
        ("/admin/x/", 1_001, "sessionid=x", 200),
        ("/admin/x/", 5_001, "sessionid=x", 413),
        ("/administration", 1_001, "sessionid=x", 413),
        ("/s/x/answer/", 2_000, "", 200),
        ("/s/x/answer/", 2_001, "sessionid=x", 413),
    ],
)
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_may_be_as_large_as_its_address_allows(path, size, cookie, status, chunked):
    site = Site()
    headers = [CHUNKED if chunked else length(size), *([("cookie", cookie)] if cookie else [])]
    parts = [b"a" * 600] * (size // 600) + [b"a" * (size % 600)]
    answered, *_ = ask(gateway(site), path, parts, headers=headers)
    assert answered == status
    assert len(site.environs) == (status == 200)


def test_a_body_that_is_too_large_by_its_length_is_not_read_before_the_answer():
    events: list[str] = []

    async def receive():
        events.append("receive")
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(event):
        events.append(event["type"])

    scope = scope_of("/", "POST", [length(1_001)])
    run(gateway(Site())(scope, receive, send))
    assert events == ["http.response.start", "http.response.body"]


def test_a_body_that_stops_is_refused_in_time():
    site = Site()
    status, headers, body, _ = ask(gateway(site), parts=[b"a", b"b"], headers=[length(2)], pause=1)
    assert status == 408
    assert headers["connection"] == "close"
    assert b"send the form again" in body
    assert not site.environs


def test_a_body_that_trickles_is_refused_in_time():
    site = Site()
    status, *_ = ask(gateway(site), parts=[b"a"] * 100, headers=[length(100)], pause=0.02)
    assert status == 408
    assert not site.environs


def test_a_long_body_may_take_longer():
    site = Site()
    parts = [b"a" * 100] * 8
    assert ask(gateway(site), parts=parts, headers=[length(800)], pause=0.06)[0] == 200


def test_a_body_that_breaks_off_does_not_reach_the_site():
    site = Site()
    status, *_ = ask(gateway(site), parts=[b"ab"], headers=[length(4)], gone=True)
    assert status == 400
    assert not site.environs


def test_small_bodies_are_let_in_where_large_ones_fill_the_budget(monkeypatch):
    monkeypatch.setattr("advice.web.gateway.application.HELD", 10)
    site = Site()
    application = gateway(site)
    assert ask(application, "/s/x/", [b"a" * 1_000], headers=[length(1_000)])[0] == 200
    assert ask(application, "/s/x/", [b"a" * 1_005], headers=[length(1_005)])[0] == 200
    assert ask(application, "/s/x/", [b"a" * 1_006], headers=[length(1_006)])[0] == 503


@pytest.mark.parametrize(
    ("method", "path", "host", "lane"),
    [
        ("GET", "/questions/", "example.org", "read"),
        ("HEAD", "/questions/", "example.org", "read"),
        ("GET", "/questions/?a=b", "example.org", "ask"),
        ("GET", "/questions/", "example.org:81", "ask"),
        ("GET", "/s/x/", "example.org", "write"),
        ("POST", "/questions/", "example.org", "write"),
    ],
)
def test_a_request_waits_for_the_threads_of_its_kind(method, path, host, lane):
    names = []

    def site(environ, start_response):
        names.append(threading.current_thread().name)
        start_response("200 OK", [])
        return []

    ask(gateway(site), path, method=method, headers=[("host", host)])
    assert names[0].startswith(lane)


def test_a_process_holds_so_many_bytes_and_a_network_half_of_them():
    held = Held(10)
    with held.account("a") as add:
        add(5)
        with pytest.raises(Refused) as refused:
            add(1)
        assert refused.value.status == 503
        with held.account("b") as other:
            other(5)
            with held.account("c") as third, pytest.raises(Refused):
                third(1)
    with held.account("c") as add:
        add(5)


def test_refusals_say_what_to_do_and_are_kept_by_nobody():
    status, headers, body, _ = ask(gateway(Site()), parts=[b"a"], headers=[length(9_999)])
    assert status == 413
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert int(headers["content-length"]) == len(body)
    assert headers["cache-control"] == "private, no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert b"The limit here is 1 kB." in body


def test_refusals_of_the_api_are_json():
    _status, headers, body, _ = ask(gateway(Site()), "/api/v1/search", parts=[b"a"], headers=[length(9_999)])
    assert headers["content-type"] == "application/json"
    assert "larger than this address accepts (1 kB)" in json.loads(body)["detail"]


def test_refusals_are_logged_in_one_line_a_minute(caplog):
    application = gateway(Site())
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            ask(application, parts=[b"a"], headers=[length(9_999)])
    assert [record.getMessage() for record in caplog.records] == [
        "Requests refused since the last such line: 1 with 413."
    ]


def test_the_environ_is_what_wsgi_asks_for():
    site = Site()
    ask(
        gateway(site),
        "/a%2Fb%20%ff/?q=%C3%A4&x=1",
        method="GET",
        headers=[
            ("host", "example.org"),
            ("cookie", "a=1"),
            ("cookie", "b=2"),
            ("accept", "text/html"),
            ("accept", "text/plain"),
            ("content-type", "text/plain"),
            ("x_forwarded_for", "203.0.113.1"),
            ("proxy", "http://203.0.113.1/"),
        ],
    )
    (environ,) = site.environs
    assert environ["PATH_INFO"] == "/a/b \xff/"
    assert environ["QUERY_STRING"] == "q=%C3%A4&x=1"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_ACCEPT"] == "text/html,text/plain"
    assert environ["CONTENT_TYPE"] == "text/plain"
    assert environ["REMOTE_ADDR"] == "192.0.2.1"
    assert environ["SERVER_PROTOCOL"] == "HTTP/1.1"
    assert not {"HTTP_X_FORWARDED_FOR", "HTTP_PROXY", "CONTENT_LENGTH"} & environ.keys()


def test_the_environ_and_the_answer_pass_the_validator_of_the_standard_library():
    status, _headers, body, _ = ask(
        gateway(validator(simple)), "/a?b", [b"abc"], headers=[("host", "a"), length(3)]
    )
    assert (status, body) == (200, b"abc")


def simple(environ, start_response):
    body = environ["wsgi.input"].read(3)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body]


def test_every_header_of_an_answer_is_sent_and_its_end_is_closed():
    site = Site()
    _status, _headers, _body, sent = ask(gateway(site), parts=[b"a"], headers=[length(1)])
    assert [value for name, value in sent[0]["headers"] if name == b"set-cookie"] == [b"a=1", b"b=2"]
    assert site.closed == 1


def test_a_long_answer_is_sent_in_parts_and_says_its_length():
    site = Site(parts=[b"a" * 50_000] * 5, length=False)
    _status, headers, body, sent = ask(gateway(site), method="GET")
    assert len(body) == 250_000
    assert headers["content-length"] == "250000"
    assert [event["more_body"] for event in sent[1:]] == [True, True, True, False]


def test_a_visitor_who_does_not_take_an_answer_is_left(monkeypatch):
    monkeypatch.setattr("advice.web.gateway.application.PATIENCE", 0.05)
    site = Site(parts=[b"a" * 200_000])
    taken = []

    async def receive():
        raise AssertionError

    async def send(event):
        taken.append(event)
        if len(taken) > 2:
            await asyncio.sleep(5)

    run(gateway(site)(scope_of("/", "GET"), receive, send))
    assert len(taken) == 3
    assert site.closed == 1


def test_an_answer_to_head_has_the_length_and_no_body():
    _status, headers, body, _ = ask(gateway(Site(parts=[b"abc"])), method="HEAD")
    assert headers["content-length"] == "3"
    assert body == b""


def test_an_answer_without_body_gets_no_length():
    _status, headers, _body, _ = ask(gateway(Site("304 Not Modified", parts=[], length=False)), method="GET")
    assert "content-length" not in headers


def test_an_error_of_the_site_is_not_hidden():
    def broken(environ, start_response):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(gateway(broken), method="GET")


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "network"),
    [
        (False, "203.0.113.9", "192.0.2.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, "", "192.0.2.1"),
        (True, "2001:db8::1", "2001:db8::/64"),
    ],
)
def test_a_visitors_network_is_what_a_proxy_of_ours_says(behind_proxy, forwarded, network):
    seen = []

    class Watched(Lane):
        async def run(self, network, kind, work, gone=None):
            seen.append(network)
            return await super().run(network, kind, work, gone)

    lane = Watched("test", 1)
    application = Gateway(Site(), Lanes(lane, lane, lane), LIMITS, behind_proxy=behind_proxy)
    ask(application, method="GET", headers=[("x-forwarded-for", forwarded)])
    assert seen == [network]


def test_writers_who_wait_do_not_keep_readers_out():
    go = threading.Event()

    def site(environ, start_response):
        if environ["REQUEST_METHOD"] == "POST":
            assert go.wait(10)
        start_response("200 OK", [])
        return [environ["REQUEST_METHOD"].encode()]

    application = gateway(site)
    done: list[str] = []

    async def one(method: str) -> None:
        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(event):
            if "body" in event:
                done.append(event["body"].decode())

        await application(scope_of("/", method), receive, send)

    async def scenario():
        writers = [asyncio.ensure_future(one("POST")) for _ in range(6)]
        await asyncio.sleep(0.02)
        async with asyncio.timeout(5):
            await asyncio.gather(one("GET"), one("GET"), one("GET"))
        assert done == ["GET"] * 3
        go.set()
        await asyncio.gather(*writers)

    run(scenario())
    assert done == ["GET"] * 3 + ["POST"] * 6


def test_somebody_who_is_signed_out_is_told_not_to_go_back_first():
    too_long = [length(1_001)]
    signed_out = ask(gateway(Site()), "/admin/x/", headers=too_long)[2].decode()
    assert "Do not go back yet" in signed_out
    assert 'href="/accounts/login/" target="_blank"' in signed_out
    assert "the limit is 1 kB" in signed_out
    signed_in = ask(gateway(Site()), "/admin/x/", headers=[length(5_001), ("cookie", "sessionid=x")])[
        2
    ].decode()
    assert "The limit here is 5 kB. Go back" in signed_in
    assert "Do not go back" not in signed_in
    mentee = ask(gateway(Site()), "/s/x/", headers=[length(2_001)])[2].decode()
    assert "The limit here is 2 kB. Go back" in mentee
