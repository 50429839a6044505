"""What `make run` starts holds under attacks from one machine: a reader is answered meanwhile and afterwards.

The reader has the attacker's own address, which is the hardest case: limits by network help it nothing.
`python -m bench.door` prints the figures of each attack.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.door.attacks import ATTACKS, HUGE, post, truncated_http2
from tests.door.site import ROOT, Site, environment, free_port, guarded, served, unguarded
from tests.door.trial import SLOWEST, attack, holds
from tests.door.wire import rest

SECONDS = 4
PASSPHRASE = "a-long-passphrase"
BITES = ["http2_bodies", "trickled_bodies", "silence"]
"""Attacks on the server rather than on the site's code, so that they can be shown without the gateway."""


@pytest.fixture(scope="module")
def site(knowledge, tmp_path_factory) -> Iterator[Site]:
    """One server for all: what an attack leaves behind, the next reader meets."""
    port = free_port()
    with served(knowledge, tmp_path_factory.mktemp("site"), guarded(port), port) as running:
        yield running


@pytest.mark.parametrize("name", ATTACKS)
def test_a_reader_is_answered_during_an_attack_and_after_it(site, name):
    holds(attack(site, name, SECONDS))


@pytest.mark.parametrize("name", BITES)
def test_the_attack_bites_where_there_is_no_gateway(serve, name):
    trial = attack(serve(unguarded), name, SECONDS)
    assert trial.during.faults or trial.during.at_95 > SLOWEST, trial


def test_a_flood_of_strangers_leaves_nothing_in_the_data(site):
    """Nothing of an upload, of a form or of a name that was tried stays behind."""
    before = size_of(site.data)
    for name in ("uploads", "forms_to_keep", "sign_ins"):
        attack(site, name, SECONDS)
    assert size_of(site.data) - before < 2_000_000


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def sent(site: Site, *parts: bytes, pause: float = 0.0) -> bytes:
    """Send parts over one connection, and return what comes back until the server closes it."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=40) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        return rest(connection)


def test_http2_is_not_spoken(site):
    assert not sent(site, truncated_http2(1, "/"))


@pytest.mark.parametrize("path", ["/", "/api/v1/search", "/accounts/login/", "/admin/", "/shares/"])
def test_a_large_body_is_refused_by_its_length(site, path):
    began = time.monotonic()
    assert sent(site, post(path, HUGE)).startswith(b"HTTP/1.1 413 ")
    assert time.monotonic() - began < 5, "the connection is closed at once"


def test_a_large_body_in_chunks_is_refused_while_it_is_counted(site):
    chunk = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
    assert sent(site, post("/admin/", None), *[chunk] * 4).startswith(b"HTTP/1.1 413 ")


def test_a_large_head_is_refused(site):
    assert sent(site, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20_000).startswith(
        b"HTTP/1.1 431 "
    )


def test_a_slow_head_and_silence_are_cut(site):
    for start in (b"", b"GET / HTTP/1.1\r\n"):
        began = time.monotonic()
        assert not sent(site, start)
        assert 5 < time.monotonic() - began < 20


def test_a_slow_body_is_answered_408(site):
    began = time.monotonic()
    assert sent(site, post("/accounts/login/", 1_000) + b"a").startswith(b"HTTP/1.1 408 ")
    assert 5 < time.monotonic() - began < 20


def test_a_curator_sends_a_document_of_half_a_megabyte(serve):
    """The limits of strangers are not those of curators."""
    site = serve()
    subprocess.run(
        [sys.executable, "manage.py", "make_curator", "ada"],
        cwd=ROOT,
        env=environment(site.data),
        input=PASSPHRASE,
        text=True,
        check=True,
    )
    browser = Browser(site.port)
    browser.form("/accounts/login/", username="ada", password=PASSPHRASE)
    answer = browser.upload(
        "/admin/advice/source/from-document/", b"# A post\n\n" + b"Words of our own. " * 30_000
    )
    assert "A post" in answer
    assert "Workbench" in answer


class Browser:
    """Keeps cookies, and sends forms with their token."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._cookies = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._cookies))

    def form(self, path: str, **fields: str) -> str:
        return self._send(path, urlencode({"csrfmiddlewaretoken": self._token(path), **fields}).encode())

    def upload(self, path: str, content: bytes) -> str:
        fields = (
            b'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n%b\r\n'
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a-post.md"\r\n\r\n%b\r\n--b--\r\n'
        ) % (self._token(path).encode(), content)
        return self._send(path, fields, "multipart/form-data; boundary=b")

    def _token(self, path: str) -> str:
        self._opener.open(self._base + path, timeout=30).read()
        return next(str(cookie.value) for cookie in self._cookies if cookie.name == "csrftoken")

    def _send(self, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded") -> str:
        request = Request(self._base + path, body, {"Content-Type": kind})
        with self._opener.open(request, timeout=60) as answer:
            return str(answer.read(), "utf-8")
