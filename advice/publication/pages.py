"""Public pages by edition: a page is a pure function of what it depends on, so it is kept until one of these changes:

- the edition, read from the database for every request, so no page is stale by even one;
- the version of the code, and the day, as pages say how old their sources are;
- the language, which is that of the settings: no header and no cookie chooses another;
- the scheme and the host, which stand in absolute addresses;
- the path, and of the query the parameters that the page knows (parameters.py).

A visitor whose session exists and holds anything gets a page of their own, never kept and never shared
(visitors.py). No other cookie reaches a public page: messages wait in the session, and a page for a visitor
without a session has no form that needs a CSRF token. Accept-Encoding only chooses how a page is sent.
"""

import gzip
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

from advice.publication.models import Edition
from advice.publication.parameters import NO_PARAMETERS, Known, keep_known
from advice.publication.version import VERSION
from advice.publication.visitors import has_session

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]
SMALLEST = 500
"""Bytes below which compressing a page is not worth its header."""


def public_page(view: View[Parameters], known: Known = NO_PARAMETERS) -> View[Parameters]:
    """Answer 304 before the view runs where the visitor has the page; else keep what it renders.

    `known` says which parameters the view gets to see. The page is the same whatever the others are.
    """
    return _by_edition(view, known, keep=True)


def public_answer(view: View[Parameters], known: Known = NO_PARAMETERS) -> View[Parameters]:
    """As `public_page`, for views with so many addresses (a search) that keeping their pages helps nobody."""
    return _by_edition(view, known, keep=False)


def _by_edition(view: View[Parameters], known: Known, keep: bool) -> View[Parameters]:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return _personal(view(request, *args, **kwargs))
        edition = Edition.current()
        query = keep_known(request, known, edition)
        if has_session(request):
            return _personal(view(request, *args, **kwargs))
        etag, held = _etag(request, edition, query), parse_etags(request.headers.get("If-None-Match", ""))
        if etag in held:
            return _with_headers(HttpResponseNotModified(), etag)
        pages = caches["variants" if query or _is_unusual(request.get_host()) else "pages"]
        kept = pages.get(etag) if keep else None
        if kept is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.streaming:
                return response
            kept = _Kept(response)
            if keep:
                pages.set(etag, kept)
        if held == ["*"]:  # any version will do, and now it is certain that there is one
            return _with_headers(HttpResponseNotModified(), etag)
        return _with_headers(kept.response(request), etag)

    return wrapped


class _Kept:
    """A page as it is kept: compressed where that is worth it, with its headers."""

    def __init__(self, response: HttpResponse) -> None:
        self.headers = dict(response.headers)
        self.zipped = len(response.content) >= SMALLEST
        self.body = gzip.compress(response.content, 6, mtime=0) if self.zipped else response.content

    def response(self, request: HttpRequest) -> HttpResponse:
        """The page in the form that the visitor accepts; hardly any accepts no gzip."""
        if not self.zipped:
            return HttpResponse(self.body, headers=self.headers)
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return HttpResponse(gzip.decompress(self.body), headers=self.headers)
        return HttpResponse(self.body, headers=self.headers | {"Content-Encoding": "gzip"})


def _personal(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def _etag(request: HttpRequest, edition: int, query: str) -> str:
    """Weak, as the same page is sent plain and compressed.

    The day counts too: pages say how old their sources are.
    """
    parts: list[Any] = [
        VERSION,
        edition,
        timezone.localdate(),
        get_language(),
        request.scheme,
        request.get_host().lower(),
        request.path,
        query,
    ]
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f'W/"{digest[:32]}"'


def _is_unusual(host: str) -> bool:
    """Return whether pages for this host could push out the others: a proxy of ours has checked the host."""
    return not settings.BEHIND_PROXY and host not in settings.USUAL_HOSTS


def _with_headers(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    # Anybody may keep it, nobody may show it without asking whether it is still the present one.
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response
