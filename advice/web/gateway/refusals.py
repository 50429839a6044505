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
TITLES = {
    HTTPStatus.BAD_REQUEST: "This request could not be understood",
    HTTPStatus.REQUEST_TIMEOUT: "That took too long to arrive",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "This is too large to send",
    HTTPStatus.SERVICE_UNAVAILABLE: "The site is busy",
}
SENTENCES = {
    HTTPStatus.BAD_REQUEST: "It may have been damaged on its way. Go back and try again.",
    HTTPStatus.REQUEST_TIMEOUT: "Nothing was saved. Your connection may be slow: go back and send the form again.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Nothing was saved. The limit here is {limit}. Go back, shorten it, and send it again.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Please wait a few seconds and try again. If you sent a form, it was not saved: "
    "go back and send it again.",
}
FOR_PROGRAMS = {
    HTTPStatus.BAD_REQUEST: "The request body is not valid HTTP, or it broke off.",
    HTTPStatus.REQUEST_TIMEOUT: "The request took too long to arrive.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The request body is larger than this address accepts ({limit}).",
    HTTPStatus.SERVICE_UNAVAILABLE: "The site is busy. Try again in a few seconds.",
}
SIGNED_OUT = (
    "<p>Nothing was saved. You are signed out, and without signing in the limit is {limit}.</p>"
    "<p><strong>Do not go back yet.</strong> First sign in in a new tab. Then return to this tab, go back one page, "
    "and send the form again: what you typed will still be there.</p>"
    '<p><a href="/accounts/login/" target="_blank" rel="noopener">Open the sign-in page in a new tab</a></p>'
)
"""For addresses with a higher limit for those who are signed in. Going back before signing in loads
the form anew, and empties it."""
STYLE = (
    ":root{color-scheme:light dark;--paper:#fbf9f4;--ink:#1e1c19;--link:#0b5660;--rule:#dbd4c6;"
    "background:var(--paper);color:var(--ink);"
    'font:1.125rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}'
    "@media(prefers-color-scheme:dark){:root{--paper:#16181b;--ink:#e7e3da;--link:#88c6cd;"
    "--rule:#363a3f}}"
    "body{margin:0 auto;max-width:38rem;padding:1rem 1rem 4rem;overflow-wrap:break-word}"
    ".site{border-bottom:1px solid var(--rule);font:600 1.35rem Charter,Georgia,serif;"
    "margin:0 0 2rem;padding-bottom:.75rem}"
    "h1{font-size:1.75rem;line-height:1.2;margin:0 0 .75rem;text-wrap:balance}"
    "a{color:var(--link);display:inline-block;padding:.625rem 0;text-underline-offset:.16em}"
    ".site a{color:inherit;text-decoration:none}"
    ":focus-visible{outline:3px solid var(--link);outline-offset:3px}"
)
PAGE = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title} – For and against</title><style>{style}</style></head><body>"
    '<p class="site"><a href="/">For and against</a></p><main><h1>{title}</h1>{words}</main></body></html>'
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
    """The gateway answers a request itself, with `status`.

    For 413, `limit` is the number of bytes that
    the address accepts, and `needs_session` says that it would be more with a session.
    """

    def __init__(self, status: HTTPStatus, *, limit: int = 0, needs_session: bool = False) -> None:
        super().__init__(status)
        self.status = status
        self.limit = limit
        self.needs_session = needs_session


def too_large(limit: int, needs_session: bool) -> Refused:
    """Return the refusal of a body with more than `limit` bytes."""
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, limit=limit, needs_session=needs_session)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal as it is sent."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


def refusal(refused: Refused, path: str) -> Refusal:
    """Return the answer to a request for `path` that was refused."""
    status, is_program = refused.status, path.startswith(PROGRAMS)
    limit = size_in_words(refused.limit)
    if is_program:
        kind, body = (
            b"application/json",
            json.dumps({"detail": FOR_PROGRAMS[status].format(limit=limit)}).encode(),
        )
    else:
        words = SIGNED_OUT if refused.needs_session else f"<p>{SENTENCES[status]}</p>"
        page = PAGE.format(title=TITLES[status], style=STYLE, words=words.format(limit=limit))
        kind, body = b"text/html; charset=utf-8", page.encode()
    headers = [*HEADERS, (b"content-type", kind), (b"content-length", str(len(body)).encode())]
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers.append((b"retry-after", str(RETRY_AFTER).encode()))
    return Refusal(status, headers, body)


def size_in_words(size: int) -> str:
    """Return a number of bytes as "100 kB" or "8 MB"."""
    return f"{size / 1_000_000:.3g} MB" if size >= 1_000_000 else f"{size / 1_000:.3g} kB"
