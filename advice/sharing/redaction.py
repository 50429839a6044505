"""No token of a share link or of a new password in what the site writes about itself: logs and error reports.

Log lines also have a bound, and no control characters (advice.web.log_lines).
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import FrameType
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from advice.sharing.privacy import is_private
from advice.sharing.tokens import TOKEN
from advice.web.log_lines import LONGEST_PART, last_lines, one_line

REDACTED = "[token]"
HIDDEN = SafeExceptionReporterFilter.cleansed_substitute
RESET_TOKEN = r"[0-9a-z]{1,13}-[0-9a-f]{32}"  # noqa: S105 - what Django's tokens for a new password look like, not one
# In an address that is written inside another one, the escaped slash before a token ends in a letter.
_TOKEN = re.compile(rf"(?:(?<![\w-])|(?<=%2[Ff]))(?:{TOKEN}|{RESET_TOKEN})(?![\w-])")
_RESET_LINK = re.compile(r"(/accounts/reset/[^/\s]+/)(?!set-password/)[^/\s\"'?&<>]+")
_traceback = logging.Formatter()


def redact(text: str) -> str:
    """Return `text` without anything that looks like a token."""
    return _RESET_LINK.sub(rf"\1{REDACTED}", _TOKEN.sub(REDACTED, text))


class RedactTokens(logging.Filter):
    """Lets every record pass, its message and traceback without tokens and with a bound."""

    def filter(self, record: logging.LogRecord) -> bool:
        clean(record)
        return True


def clean(record: logging.LogRecord) -> None:
    """Take tokens out of a record, and make its message one line with a bound.

    Its arguments keep their number: access logs are formatted from them.
    """
    record.msg = redact(record.msg) if isinstance(record.msg, str) else record.msg
    if isinstance(record.args, Mapping):
        record.args = {name: _clean(value) for name, value in record.args.items()}
    elif record.args:
        record.args = tuple(map(_clean, record.args))
    try:
        message = record.getMessage()
    except (TypeError, ValueError, KeyError):
        return  # a mistake in the call, which logging reports where the record is written
    line = one_line(redact(message))
    if line != message:
        record.msg, record.args = line, ()
    if record.exc_info and isinstance(record.exc_info[1], SuspiciousOperation | BadRequest):
        # What a stranger sent, and no fault of the site: the message says it all, and anybody can cause it.
        record.exc_info = record.exc_text = None
    if record.exc_info and record.exc_info[0]:
        record.exc_text = last_lines(redact(record.exc_text or _traceback.formatException(record.exc_info)))
    if record.stack_info:
        record.stack_info = last_lines(redact(record.stack_info))


def clean_every_record() -> None:
    """Have every logger of this process make records without tokens, and with a bound.

    A web server that runs the site writes its access log through loggers and handlers of its own, which the
    settings cannot know.
    """
    make = logging.getLogRecordFactory()
    if isinstance(make, _CleanRecords):
        return
    logging.setLogRecordFactory(_CleanRecords(make))


@dataclass(frozen=True)
class _CleanRecords:
    make: Callable[..., logging.LogRecord]

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record = self.make(*args, **kwargs)
        clean(record)
        return record


def _clean(value: Any) -> Any:
    return one_line(redact(value), LONGEST_PART) if isinstance(value, str) else value


class ReportFilter(SafeExceptionReporterFilter):
    """Hides what Django hides, all cookies, and on private pages whatever somebody entered."""

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return dict.fromkeys(getattr(request, "COOKIES", {}), HIDDEN)

    def get_post_parameters(self, request: HttpRequest | None) -> Any:
        parameters = super().get_post_parameters(request)
        return dict.fromkeys(parameters, HIDDEN) if is_private(request) else parameters

    def get_traceback_frame_variables(self, request: HttpRequest, tb_frame: FrameType) -> Any:
        variables = super().get_traceback_frame_variables(request, tb_frame)
        return [(name, HIDDEN) for name, _value in variables] if is_private(request) else variables


class Reporter(ExceptionReporter):
    """Django's error report, without tokens wherever they stand: address, headers, variables."""

    def get_traceback_html(self) -> Any:
        html = super().get_traceback_html()
        return type(html)(redact(html))

    def get_traceback_text(self) -> Any:
        text = super().get_traceback_text()
        return type(text)(redact(text))
