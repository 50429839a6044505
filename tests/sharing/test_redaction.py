"""No token in what the site writes about itself, and nothing that somebody entered in its error reports."""

import logging
import logging.config
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.views.debug import get_exception_reporter_class, get_exception_reporter_filter

from advice.sharing.redaction import REDACTED, RedactTokens, redact
from advice.sharing.tokens import new_token

TOKEN = new_token()


@pytest.fixture
def log(monkeypatch) -> StringIO:
    """What the site's own handler writes."""
    written = StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logging.config.dictConfig(settings.LOGGING)
    return written


def test_every_token_is_found_wherever_it_stands():
    for text in (f"/s/{TOKEN}/", f"'{TOKEN}'", f"token={TOKEN}&x", f'"GET /s/{TOKEN}/ HTTP/1.1"', TOKEN):
        assert TOKEN not in redact(text)
        assert REDACTED in redact(text)


@pytest.mark.parametrize("text", ["/questions/a-question/", "a" * 64, "x" * 42, "word " * 20, "-" * 60])
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


def test_no_handler_is_left_that_writes_them_as_they_are(log):
    loggers = [logging.getLogger(), *map(logging.getLogger, ("django", "django.server", "django.request"))]
    handlers = [handler for logger in loggers for handler in logger.handlers]
    ours = [handler for handler in handlers if type(handler).__module__.split(".")[0] != "_pytest"]
    assert ours
    assert all(any(isinstance(entry, RedactTokens) for entry in handler.filters) for handler in ours)


@pytest.mark.django_db
def test_what_django_says_of_a_request_holds_none(log):
    strict = Client(enforce_csrf_checks=True)
    strict.get(f"/s/{TOKEN}/")
    strict.post(f"/s/{TOKEN}/")
    strict.get(f"/s/{TOKEN}")
    assert "Not Found" in log.getvalue()
    assert "CSRF" in log.getvalue()
    assert TOKEN not in log.getvalue()


def report(request, debug: bool) -> str:
    settings.DEBUG = debug
    try:
        token, words = TOKEN, "Whispered words"
        raise RuntimeError(f"{token} {words[:0]}")
    except RuntimeError:
        reporter = get_exception_reporter_class(request)(request, *sys.exc_info())
        return f"{reporter.get_traceback_text()}{reporter.get_traceback_html()}"


@pytest.mark.parametrize("debug", [False, True])
def test_error_reports_hold_no_token(settings, debug):
    request = RequestFactory().get(f"/s/{TOKEN}/", headers={"referer": f"http://testserver/s/{TOKEN}/"})
    request.COOKIES["share"] = TOKEN
    settings.DEBUG = debug
    text = report(request, debug)
    assert "RuntimeError" in text
    assert REDACTED in text
    assert TOKEN not in text


def test_error_reports_hold_nothing_that_was_entered():
    request = RequestFactory().post("/s/abcdefghjkmn/answer/", {"do-it--doors-words": "Whispered words"})
    request.COOKIES["share"] = "opened"
    text = report(request, debug=False)
    assert "do-it--doors-words" in text
    assert "Whispered words" not in text.replace('words = TOKEN, "Whispered words"', "").replace(
        "words = TOKEN, &quot;Whispered words&quot;", ""
    )
    filter_ = get_exception_reporter_filter(request)
    assert "opened" not in filter_.get_safe_cookies(request).values()


def test_reports_of_other_pages_stay_of_use():
    request = RequestFactory().post("/search/", {"q": "pay"})
    assert get_exception_reporter_filter(request).get_post_parameters(request)["q"] == "pay"
