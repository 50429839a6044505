"""Public pages by edition: a page is a pure function of its address and the edition, so it is kept until that moves.

The edition is read from the database for every request, so no page is stale by even one. A visitor whose
session exists and holds anything gets a page of their own, never kept and never shared (visitors.py).
"""

import gzip
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

from advice.publication.models import Edition
from advice.publication.version import VERSION
from advice.publication.visitors import has_session

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]
SMALLEST = 500
"""Bytes below which compressing a page is not worth its header."""


def public_page(view: View[Parameters]) -> View[Parameters]:
    """Answer 304 before the view runs where the visitor has the page; else keep what it renders."""
    return _by_edition(view, keep=True)


def public_answer(view: View[Parameters]) -> View[Parameters]:
    """As `public_page`, for views with so many addresses (a search) that keeping their pages helps nobody."""
    return _by_edition(view, keep=False)


def _by_edition(view: View[Parameters], keep: bool) -> View[Parameters]:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or has_session(request):
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_cache=True)
            patch_vary_headers(response, ["Cookie"])
            return response
        etag, known = _etag(request), parse_etags(request.headers.get("If-None-Match", ""))
        if etag in known:
            return _with_headers(HttpResponseNotModified(), etag)
        pages = caches["pages"]
        kept = pages.get(etag) if keep else None
        if kept is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.streaming:
                return response
            kept = _Kept(response)
            if keep:
                pages.set(etag, kept)
        if known == ["*"]:  # any version will do, and now it is certain that there is one
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


def _etag(request: HttpRequest) -> str:
    """Weak, as the same page is sent plain and compressed.

    The day counts too: pages say how old their sources are.
    """
    parts: list[Any] = [
        VERSION,
        Edition.current(),
        timezone.localdate(),
        get_language(),
        request.scheme,
        request.get_host(),
        request.get_full_path(),
    ]
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f'W/"{digest[:32]}"'


def _with_headers(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    # Anybody may keep it, nobody may show it without asking whether it is still the present one.
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response
