"""No token of a share link in what the site writes about itself: logs and error reports."""

import logging
import re
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from advice.sharing.privacy import is_private
from advice.sharing.tokens import TOKEN

REDACTED = "[token]"
HIDDEN = SafeExceptionReporterFilter.cleansed_substitute
_TOKEN = re.compile(rf"(?<![\w-]){TOKEN}(?![\w-])")
_traceback = logging.Formatter()


def redact(text: str) -> str:
    """`text` without anything that looks like a token."""
    return _TOKEN.sub(REDACTED, text)


class RedactTokens(logging.Filter):
    """Lets every record pass, its message and traceback without tokens."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = redact(record.exc_text or _traceback.formatException(record.exc_info))
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


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
