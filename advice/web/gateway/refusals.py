"""Answers of the gateway itself: one sentence each, made without the site's code."""

import hashlib
import json
from base64 import b64encode
from dataclasses import dataclass
from http import HTTPStatus

PROGRAMS = "/api/"
"""Addresses below which an error is JSON, as the site's own errors there are."""
RETRY_AFTER = 5
"""Seconds."""
SENTENCES = {
    HTTPStatus.REQUEST_TIMEOUT: "Not all of it arrived in time. Nothing was saved; please send it again.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "This is more than this address accepts. Nothing was saved. "
    "If your sign-in has ended, go back, sign in in another tab, and send the form again.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Nothing was saved. Please try again in a few seconds.",
}
TITLES = {
    HTTPStatus.REQUEST_TIMEOUT: "That took too long",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "That is too large",
    HTTPStatus.SERVICE_UNAVAILABLE: "The site is busy",
}
STYLE = (
    ":root{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}"
    "body{max-width:36rem;margin:15vh auto;padding:0 1.25rem}h1{font-size:1.5rem;line-height:1.25}"
)
PAGE = (
    '<!doctype html><html lang="en-GB"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title}</title><style>{style}</style><body><h1>{title}</h1><p>{sentence}</p>"
)
STYLE_DIGEST = b64encode(hashlib.sha256(STYLE.encode()).digest())
HEADERS = [
    (b"cache-control", b"private, no-store"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'sha256-%b'; frame-ancestors 'none'" % STYLE_DIGEST,
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"connection", b"close"),
]


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """The gateway answers a request itself, with `status`; `body_left` if part of its body may still arrive."""

    def __init__(self, status: HTTPStatus, *, body_left: bool = False) -> None:
        super().__init__(status)
        self.status = status
        self.body_left = body_left


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal as it is sent."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


def refusal(status: HTTPStatus, path: str) -> Refusal:
    """Return the answer with this status to a request for `path`."""
    sentence = SENTENCES[status]
    if path.startswith(PROGRAMS):
        kind, body = b"application/json", json.dumps({"detail": sentence}).encode()
    else:
        page = PAGE.format(title=TITLES[status], style=STYLE, sentence=sentence)
        kind, body = b"text/html; charset=utf-8", page.encode()
    headers = [*HEADERS, (b"content-type", kind), (b"content-length", str(len(body)).encode())]
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append((b"retry-after", str(RETRY_AFTER).encode()))
    return Refusal(status, headers, body)
