"""What the proxy lets through to the site, what it says to it, and what it refuses."""

import ssl
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.door.install import nginx
from tests.door.proxy import Proxy, free_ports, give_away, make_certificate, places, proxy, render
from tests.door.upstream import Upstream, upstream
from tests.door.wire import HOST, ask, connect, head, rest, secured, status


@pytest.fixture(scope="module")
def site() -> Iterator[Upstream]:
    with upstream() as running:
        yield running


@pytest.fixture(scope="module")
def plain(site) -> Iterator[Proxy]:
    with proxy(site.port) as running:
        yield running


@pytest.fixture(scope="module")
def tls(site) -> Iterator[Proxy]:
    with proxy(site.port, tls=True) as running:
        yield running


@pytest.fixture(scope="module")
def behind(site) -> Iterator[Proxy]:
    """Behind another proxy, which has the address 127.0.0.1."""
    with proxy(site.port, behind="127.0.0.1") as running:
        yield running


@pytest.mark.parametrize(
    "variant",
    [
        {"PROXY_TLS": "off"},
        {"PROXY_TLS": "on"},
        {"PROXY_TLS": "on", "PROXY_CERTIFICATE": "/nowhere"},
        {"PROXY_TLS": "off", "PROXY_BEHIND": "10.0.0.0/8,fd00::/8,192.0.2.7"},
        {"PROXY_TLS": "off", "PROXY_HOSTS": "localhost,127.0.0.1,[::1],.example.org"},
    ],
)
def test_nginx_accepts_the_configuration(tmp_path, variant):
    make_certificate(tmp_path)
    settings = places(tmp_path) | {"PROXY_HOSTS": HOST, "PROXY_LISTEN": "127.0.0.1"} | variant
    render(tmp_path / "conf", **settings, PROXY_HTTP_PORT=str(free_ports(1)[0]))
    run = subprocess.run(
        [nginx(), "-t", "-c", tmp_path / "conf" / "nginx.conf"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert "[warn] conflicting" not in run.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        {"PROXY_HOSTS": ""},
        {"PROXY_HOSTS": "advice.example.org;return 200"},
        {"PROXY_HOSTS": "advice.example.org other.example.org"},
        {"PROXY_UPSTREAM": "127.0.0.1:8000;"},
        {"PROXY_BEHIND": "10.0.0.0/8;deny all"},
        {"PROXY_HTTP_PORT": "eighty"},
        {"PROXY_TLS": "perhaps"},
        {"PROXY_LOG": "/var/log/access.log combined"},
    ],
)
def test_a_wrong_setting_is_one_line(tmp_path, wrong):
    with pytest.raises(subprocess.CalledProcessError) as caught:
        render(tmp_path / "conf", **{"PROXY_HOSTS": HOST} | wrong)
    assert caught.value.returncode == 2
    assert caught.value.stderr.startswith("render.sh: ")
    assert caught.value.stderr.count("\n") == 1


def test_a_request_reaches_the_site_and_its_answer_comes_back(plain, site):
    answer = ask(plain.http, head("GET", "/questions/?q=a%20b"))
    assert status(answer) == 200
    assert answer.endswith(b"the site's answer")
    assert b"Server: nginx\r\n" in answer
    assert site.to("/questions/?q=a%20b")


def test_what_a_visitor_says_about_themselves_is_replaced_or_dropped(plain, site):
    forged = [
        "X-Forwarded-For: 192.0.2.1",
        "X-Forwarded-For: 192.0.2.2, 192.0.2.3",
        "X_Forwarded_For: 192.0.2.4",
        "X_Forwarded_Proto: https",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Port: 1",
        "X-Real-IP: 192.0.2.5",
        "Forwarded: for=192.0.2.6",
        "Proxy: http://evil.example",
        "X-Original-URL: /admin/",
        "Upgrade: h2c",
    ]
    ask(plain.http, head("GET", "/forged", *forged), source="127.0.0.3")
    headers = site.to("/forged")[0].headers
    assert headers.get_all("X-Forwarded-For") == ["127.0.0.3"]
    assert headers.get_all("X-Forwarded-Proto") == ["http"]
    assert {name.lower() for name in headers} == {"host", "x-forwarded-for", "x-forwarded-proto"}


def test_the_site_hears_of_the_port_that_visitors_see_and_of_no_other(plain, tls, site):
    ask(plain.http, head("GET", "/port", host=f"{HOST}:9"))
    assert site.to("/port")[0].headers["Host"] == f"{HOST}:{plain.http}"
    with secured(connect(tls.https)) as connection:
        connection.sendall(head("GET", "/secure-port", host=f"{HOST}:9"))
        assert status(rest(connection)) == 200
    assert site.to("/secure-port")[0].headers["Host"] == f"{HOST}:{tls.https}"
    assert site.to("/secure-port")[0].headers["X-Forwarded-Proto"] == "https"


def test_of_another_proxy_in_front_only_the_last_address_that_is_not_its_own_is_believed(behind, site):
    said = ["X-Forwarded-For: 192.0.2.1, 203.0.113.9, 127.0.0.1", "X-Forwarded-Proto: https"]
    ask(behind.http, head("GET", "/in-front", *said))
    headers = site.to("/in-front")[0].headers
    assert headers.get_all("X-Forwarded-For") == ["203.0.113.9"]
    assert headers.get_all("X-Forwarded-Proto") == ["https"]
    assert headers["Host"] == HOST

    ask(behind.http, head("GET", "/not-in-front", *said), source="127.0.0.2")
    headers = site.to("/not-in-front")[0].headers
    assert headers.get_all("X-Forwarded-For") == ["127.0.0.2"]
    assert headers.get_all("X-Forwarded-Proto") == ["http"]


def test_a_host_that_is_not_the_sites_gets_no_answer(plain, tls, site):
    unknown = head("GET", "/unknown", host="evil.example")
    assert ask(plain.http, unknown) == b""
    assert ask(plain.http, b"GET /unknown HTTP/1.0\r\n\r\n") == b""
    assert ask(tls.http, unknown) == b""
    with pytest.raises(ssl.SSLError):
        secured(connect(tls.https), name="evil.example")
    with secured(connect(tls.https)) as connection:
        connection.sendall(unknown)
        assert status(rest(connection)) == 421
    assert "/unknown" not in site.begun


def test_http_leads_to_https_and_to_nothing_else(tls, site):
    answer = ask(tls.http, head("GET", "/sources/?q=a"))
    assert status(answer) == 301
    assert f"Location: https://{HOST}:{tls.https}/sources/?q=a\r\n".encode() in answer
    assert "/sources/?q=a" not in site.begun


def test_the_challenge_of_acme_is_answered_without_tls(tls):
    challenges = tls.folder / "webroot" / ".well-known" / "acme-challenge"
    challenges.mkdir(parents=True)
    (challenges / "token").write_text("token.thumbprint")
    give_away(tls.folder)
    answer = ask(tls.http, head("GET", "/.well-known/acme-challenge/token"))
    assert answer.endswith(b"token.thumbprint")
    assert status(ask(tls.http, head("GET", "/.well-known/acme-challenge/other"))) == 404


def test_without_a_certificate_only_the_challenge_is_answered(site, monkeypatch):
    monkeypatch.setattr("tests.door.proxy.make_certificate", lambda _folder: None)
    with proxy(site.port, tls=True) as waiting:
        answer = ask(waiting.http, head("GET", "/waiting"))
        assert status(answer) == 503
        assert status(ask(waiting.http, head("GET", "/.well-known/acme-challenge/other"))) == 404
    assert "/waiting" not in site.begun


@pytest.mark.parametrize("protocol", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_versions_of_tls_are_refused(tls, protocol):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="deprecated"):
        context.minimum_version = context.maximum_version = protocol
    with connect(tls.https) as connection, pytest.raises(ssl.SSLError):
        context.wrap_socket(connection, server_hostname=HOST)


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_sent(plain, site):
    answer = ask(plain.http, head("POST", "/large", "Content-Length: 102401"))
    assert status(answer) == 413
    assert b"too large" in answer
    assert b"Content-Security-Policy: default-src 'none'" in answer
    answer = ask(plain.http, head("POST", "/admin/large", "Content-Length: 8388609"))
    assert status(answer) == 413
    assert not {"/large", "/admin/large"} & set(site.begun)


def test_a_chunked_body_is_refused_once_it_has_grown_too_large(plain, site):
    with connect(plain.http) as connection:
        connection.sendall(head("POST", "/chunked", "Transfer-Encoding: chunked"))
        for _ in range(2):
            connection.sendall(b"f000\r\n" + b"a" * 0xF000 + b"\r\n")
        assert status(rest(connection)) == 413
    assert "/chunked" not in site.begun


@pytest.mark.parametrize(
    ("path", "size"), [("/whole", 100_000), ("/admin/whole", 8_000_000), ("/shares/whole", 8_000_000)]
)
def test_a_body_within_the_limit_reaches_the_site_whole(plain, site, path, size):
    answer = ask(plain.http, head("POST", path, f"Content-Length: {size}") + b"a" * size)
    assert status(answer) == 200
    assert site.to(path)[0].body == b"a" * size


def test_a_chunked_body_reaches_the_site_with_its_length(plain, site):
    chunks = b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
    assert status(ask(plain.http, head("POST", "/chunks", "Transfer-Encoding: chunked") + chunks)) == 200
    request = site.to("/chunks")[0]
    assert request.body == b"hello world"
    assert request.headers["Content-Length"] == "11"
    assert "Transfer-Encoding" not in request.headers


def test_a_slow_body_does_not_reach_the_site_until_it_is_whole(plain, site):
    with connect(plain.http) as connection:
        connection.sendall(head("POST", "/slow", "Content-Length: 4") + b"sl")
        time.sleep(0.5)
        assert "/slow" not in site.begun
        connection.sendall(b"ow")
        assert status(rest(connection)) == 200
    assert site.to("/slow")[0].body == b"slow"


def test_a_body_that_breaks_off_never_reaches_the_site(plain, site):
    with connect(plain.http) as connection:
        connection.sendall(head("POST", "/broken-off", "Content-Length: 4") + b"br")
    time.sleep(0.5)
    assert "/broken-off" not in site.begun


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (head("GET", "/" + "a" * 9_000), 414),
        (head("GET", "/", "X-Long: " + "a" * 9_000), 431),
        (head("GET", "/", *[f"X-{number}: {'a' * 6_000}" for number in range(3)]), 431),
        (head("GET", "/", "Content-Length: 1", "Content-Length: 2"), 400),
        (head("POST", "/", "Content-Length: 1", "Transfer-Encoding: chunked"), 400),
        (head("POST", "/", "Transfer-Encoding: gzip, chunked"), 501),
        (head("GET", "/", "Host: other.example"), 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    ],
)
def test_a_head_that_is_too_large_or_ambiguous_is_refused(plain, site, request_, expected):
    before = len(site.begun)
    assert status(ask(plain.http, request_)) == expected
    assert len(site.begun) == before


def test_a_post_that_was_sent_is_never_sent_again(plain, site):
    """Not even on a connection that was kept from an earlier request, which the site may close at any time."""
    for number in range(10):
        assert status(ask(plain.http, head("GET", "/keep-a-connection"))) == 200
        path = f"/{number}/dropped"
        answer = ask(plain.http, head("POST", path, "Content-Length: 1") + b"a")
        assert status(answer) == 502
        assert b"Retry-After: 5\r\n" in answer
        assert len(site.to(path)) == 1
