"""No token in what the site writes about itself, and nothing that somebody entered in its error reports."""

import logging
import sys
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.test import Client, RequestFactory
from django.utils.log import AdminEmailHandler
from django.views.debug import get_exception_reporter_class, get_exception_reporter_filter
from granian.log import DEFAULT_ACCESSLOG_FMT, log_request_builder

from advice.sharing.redaction import REDACTED, RedactTokens, redact
from advice.sharing.tokens import new_token

TOKEN = new_token()
RESET = default_token_generator.make_token(User(pk=1, password="x", email="a@example.org"))
RESET_LINK = f"/accounts/reset/MQ/{RESET}/"


def test_every_token_is_found_wherever_it_stands():
    for token in (TOKEN, RESET):
        for text in (f"/s/{token}/", f"'{token}'", f"token={token}&x", f'"GET /s/{token}/ HTTP/1.1"', token):
            assert token not in redact(text)
            assert REDACTED in redact(text)


@pytest.mark.parametrize("token", [TOKEN, RESET], ids=["share", "reset"])
def test_a_token_is_found_in_an_address_inside_another(token):
    assert token not in redact(f"/accounts/login/?next=%2Fs%2F{token}%2F")
    assert token not in redact(f"/accounts/login/?next=%2fs%2f{token}")


@pytest.mark.parametrize(
    "link",
    [RESET_LINK, RESET_LINK.replace("-", "%2D"), "/accounts/reset/MQ/anything", "/accounts/reset/x/y/?a=b"],
    ids=["plain", "quoted", "made up", "with a query"],
)
def test_whatever_stands_for_the_token_in_a_reset_link_is_taken_out(link):
    uid, token = link.split("/")[3:5]
    assert redact(link) == link.replace(f"/{uid}/{token}", f"/{uid}/{REDACTED}")
    assert redact(f'<a href="{link}">{link}</a>').count(REDACTED) == 2
    assert redact(f'<a href="{link}">{link}</a>').endswith("</a>")


@pytest.mark.parametrize(
    "text",
    [
        "/questions/a-question/",
        "a" * 64,
        "x" * 42,
        "word " * 20,
        "-" * 60,
        "/accounts/reset/",
        "/accounts/reset/sent/",
        "/accounts/reset/done/?x=1",
        "/accounts/reset/MQ/set-password/",
        "1b4e28ba-2fa1-11d2-883f-0016d3cca427",
    ],
)
def test_nothing_else_is_taken_for_one(text):
    assert redact(text) == text


@pytest.mark.parametrize(
    "name", ["", "django.request", "django.server", "django.security.csrf", "advice.sharing"]
)
def test_no_logger_writes_one(log, name):
    logger = logging.getLogger(name)
    logger.warning("Not Found: %s", f"/s/{TOKEN}/")
    logger.error(f"Bad token {TOKEN}", extra={"status_code": 500})
    try:
        raise ValueError(f"at /s/{TOKEN}/")
    except ValueError:
        logger.exception("Failed", stack_info=True)
    assert log.getvalue().count(REDACTED) >= 3
    assert TOKEN not in log.getvalue()


@pytest.mark.parametrize("name", ["", "django.request", "django.server", "advice.sharing"])
def test_every_logger_writes_one_line_with_a_bound_for_a_message(log, name):
    for arguments in (
        ("Not Found: %s", "/" + "x" * 60_000),
        ("y\n" * 30_000,),
        ("%s", ValueError("z\n" * 30_000)),
    ):
        logging.getLogger(name).warning(*arguments)
    lines = log.getvalue().splitlines()
    assert len(lines) == 3
    assert all("characters left out" in line and len(line) < 2_100 for line in lines)


def test_a_token_is_not_cut_in_two_where_a_line_is_shortened(log):
    for before in range(1_350, 1_500):
        logging.getLogger("advice").warning(f"{'x' * before}/s/{TOKEN}/{'y' * 5_000}")
    assert TOKEN[:12] not in log.getvalue()
    assert TOKEN[-12:] not in log.getvalue()


def test_a_traceback_has_a_bound_and_keeps_its_end(log):
    try:
        raise ValueError("x" * 100_000 + f" at {RESET_LINK} the end")
    except ValueError:
        logging.getLogger("advice").exception("Failed")
    assert log.getvalue().endswith(f"at /accounts/reset/MQ/{REDACTED}/ the end\n")
    assert "Failed\n[" in log.getvalue()
    assert 19_900 < len(log.getvalue()) < 20_200


def test_no_handler_is_left_that_writes_them_as_they_are(log):
    loggers = [logging.getLogger(), *map(logging.getLogger, ("django", "django.server", "django.request"))]
    handlers = [handler for logger in loggers for handler in logger.handlers]
    ours = [handler for handler in handlers if type(handler).__module__.split(".")[0] != "_pytest"]
    assert ours
    assert all(any(isinstance(entry, RedactTokens) for entry in handler.filters) for handler in ours)


@pytest.fixture
def access_log():
    """What a logger writes through a handler of its own, as web servers set them up."""
    written, handlers = StringIO(), []

    def listen(name: str, formatter: logging.Formatter | None = None) -> StringIO:
        handler = logging.StreamHandler(written)
        handler.setFormatter(formatter)
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        handlers.append((logger, handler))
        return written

    yield listen
    for logger, handler in handlers:
        logger.removeHandler(handler)


def test_granians_access_log_holds_none(access_log):
    written = access_log("granian.access")
    request = {"addr_remote": "192.0.2.1", "path": f"/s/{TOKEN}/", "qs": "", "method": "GET"}
    log_request_builder(DEFAULT_ACCESSLOG_FMT)(
        0.0, 0.0, request | {"scheme": "http", "protocol": "HTTP/1.1"}, 200
    )
    assert f'"GET /s/{REDACTED}/ HTTP/1.1" 200' in written.getvalue()
    assert TOKEN not in written.getvalue()


def test_granians_access_log_holds_no_token_of_a_new_password(access_log):
    written = access_log("granian.access")
    request = {"addr_remote": "192.0.2.1", "path": RESET_LINK, "qs": "", "method": "GET"}
    log_request_builder(DEFAULT_ACCESSLOG_FMT)(
        0.0, 0.0, request | {"scheme": "http", "protocol": "HTTP/1.1"}, 302
    )
    assert f'"GET /accounts/reset/MQ/{REDACTED}/ HTTP/1.1" 302' in written.getvalue()
    assert RESET not in written.getvalue()


def test_granians_access_log_has_short_lines_even_for_long_paths(access_log):
    written = access_log("granian.access")
    path = f"/{'x' * 60_000}\n\x1b[31m/s/{TOKEN}/"
    request = {"addr_remote": "192.0.2.1", "path": path, "qs": "", "method": "GET"}
    log_request_builder(DEFAULT_ACCESSLOG_FMT)(
        0.0, 0.0, request | {"scheme": "http", "protocol": "HTTP/1.1"}, 404
    )
    (line,) = written.getvalue().splitlines()
    assert len(line) < 2_000
    assert "characters left out" in line
    assert f"\\n\\x1b[31m/s/{REDACTED}/ HTTP/1.1" in line
    assert " 404 " in line


def test_access_logs_like_gunicorns_hold_none(access_log):
    """A line from a mapping of atoms, the address of the page before among them."""
    written = access_log("gunicorn.access")
    atoms = {
        "h": "192.0.2.1",
        "r": f"GET /s/{TOKEN}/ HTTP/1.1",
        "s": "200",
        "f": f"https://a.example/s/{TOKEN}/",
    }
    logging.getLogger("gunicorn.access").info('%(h)s "%(r)s" %(s)s "%(f)s"', atoms)
    assert written.getvalue().count(REDACTED) == 2
    assert TOKEN not in written.getvalue()


def test_access_logs_like_uvicorns_hold_none_and_keep_their_parts(access_log):
    """Its formatter takes the arguments of the record apart."""

    class Formatter(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            client, method, address, version, status = record.args
            return f"{client} {method} {address} {version} {status:d}"

    written = access_log("uvicorn.access", Formatter())
    logging.getLogger("uvicorn.access").info(
        '%s - "%s %s HTTP/%s" %d', "192.0.2.1", "GET", f"/s/{TOKEN}/", "1.1", 200
    )
    assert written.getvalue() == f"192.0.2.1 GET /s/{REDACTED}/ 1.1 200\n"
    logging.getLogger("uvicorn.access").info(
        '%s - "%s %s HTTP/%s" %d', "192.0.2.1", "GET", "/" + "x" * 60_000, "1.1", 200
    )
    assert len(written.getvalue()) < 1_200
    assert written.getvalue().endswith("x 1.1 200\n")


def test_a_mistake_in_a_log_call_stays_one(access_log):
    written = access_log("advice.mistaken")
    logging.getLogger("advice.mistaken").info("%d", 1)
    logging.getLogger("advice.mistaken").info(ValueError(f"at /s/{TOKEN}/"))
    assert written.getvalue() == f"1\nat /s/{REDACTED}/\n"
    assert logging.getLogRecordFactory()("x", logging.INFO, "", 0, "%d", ("no number",), None).args


def test_mail_to_administrators_holds_none(settings, mailoutbox):
    settings.ADMINS = [("Root", "root@example.org")]
    logger = logging.getLogger("advice.mailed")
    handler = AdminEmailHandler(include_html=True, reporter_class="advice.sharing.redaction.Reporter")
    logger.addHandler(handler)
    request = RequestFactory().post(f"/s/{TOKEN}/", headers={"referer": f"http://testserver/s/{TOKEN}/"})
    try:
        raise RuntimeError(f"at /s/{TOKEN}/")
    except RuntimeError as error:
        logger.error(
            "Failed: %s", request.path, exc_info=error, extra={"request": request, "status_code": 500}
        )
    finally:
        logger.removeHandler(handler)
    (mail,) = mailoutbox
    assert REDACTED in mail.subject
    assert TOKEN not in str(mail.message())
    assert not any(TOKEN in body for body, _kind in mail.alternatives)


@pytest.mark.django_db
def test_what_django_says_of_a_request_holds_none(log):
    strict = Client(enforce_csrf_checks=True)
    strict.get(f"/s/{TOKEN}/")
    strict.post(f"/s/{TOKEN}/")
    strict.get(f"/s/{TOKEN}")
    assert "Not Found" in log.getvalue()
    assert "CSRF" in log.getvalue()
    assert TOKEN not in log.getvalue()


def report(request) -> str:
    try:
        token, words = TOKEN, "Whispered words"
        raise RuntimeError(f"{token} {words[:0]}")
    except RuntimeError:
        reporter = get_exception_reporter_class(request)(request, *sys.exc_info())
        return f"{reporter.get_traceback_text()}{reporter.get_traceback_html()}"


@pytest.mark.parametrize("debug", [False, True])
def test_error_reports_hold_no_token_of_a_new_password(settings, debug):
    settings.DEBUG = debug
    request = RequestFactory().get(RESET_LINK, headers={"referer": f"http://testserver{RESET_LINK}"})
    try:
        token = RESET
        raise RuntimeError(f"in {token}")
    except RuntimeError:
        reporter = get_exception_reporter_class(request)(request, *sys.exc_info())
    text = f"{reporter.get_traceback_text()}{reporter.get_traceback_html()}"
    assert f"in {REDACTED}" in text
    assert RESET not in text


@pytest.mark.django_db
def test_what_django_says_of_a_reset_link_holds_no_token(log, client, monkeypatch):
    client.get(RESET_LINK.removesuffix("/") + "/more/")
    monkeypatch.setattr("advice.accounts.password_reset.SetPassword.get_user", lambda *_: 1 / 0)
    client.raise_request_exception = False
    assert client.get(RESET_LINK).status_code == 500
    assert log.getvalue().count(REDACTED) >= 2
    assert RESET not in log.getvalue()


@pytest.mark.parametrize("debug", [False, True])
def test_error_reports_hold_no_token(settings, debug):
    request = RequestFactory().get(f"/s/{TOKEN}/", headers={"referer": f"http://testserver/s/{TOKEN}/"})
    request.COOKIES["share"] = TOKEN
    settings.DEBUG = debug
    text = report(request)
    assert "RuntimeError" in text
    assert REDACTED in text
    assert TOKEN not in text


def test_error_reports_hold_nothing_that_was_entered():
    request = RequestFactory().post("/s/abcdefghjkmn/answer/", {"do-it--doors-words": "Whispered words"})
    request.COOKIES["share"] = "opened"
    text = report(request)
    assert "do-it--doors-words" in text
    assert "Whispered words" not in text.replace('words = TOKEN, "Whispered words"', "").replace(
        "words = TOKEN, &quot;Whispered words&quot;", ""
    )
    filter_ = get_exception_reporter_filter(request)
    assert "opened" not in filter_.get_safe_cookies(request).values()


def test_reports_of_other_pages_stay_of_use():
    request = RequestFactory().post("/search/", {"q": "pay"})
    assert get_exception_reporter_filter(request).get_post_parameters(request)["q"] == "pay"


@pytest.mark.django_db
def test_what_a_stranger_sends_writes_no_traceback(log, client):
    files = {f"file{number}": StringIO("x") for number in range(150)}
    assert client.post("/accounts/login/", files).status_code == 400
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
    assert log.getvalue()
    assert "Traceback" not in log.getvalue()
