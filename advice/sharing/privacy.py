"""What every answer under /s/ and /shares/ says to browsers, caches and search engines, errors included."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from advice.sharing.tokens import REFERENCE

PREFIXES = ("/s/", "/shares/")
MENTEES_PAGE = re.compile(rf"/s/{REFERENCE}/")
Handler = Callable[[HttpRequest], HttpResponse]


def is_private(request: HttpRequest | None) -> bool:
    """Whether the address belongs to a mentor or a mentee."""
    return request is not None and request.path_info.startswith(PREFIXES)


def referrer_policy(path: str) -> str:
    """What a page at `path` tells of its address to those it leads to.

    `no-referrer` makes browsers send forms with `Origin: null`, which the CSRF check refuses. A token's
    address therefore tells its origin, and mentor's pages tell this site only. The mentee's page tells
    nobody; where it has a form it says `same-origin` for itself (templates/sharing/mentee.html).
    """
    if MENTEES_PAGE.match(path):
        return "no-referrer"
    return "strict-origin" if path.startswith("/s/") else "same-origin"


def keep_private(get_response: Handler) -> Handler:
    """Middleware, outside all others: also their refusals and redirects are kept by nobody and listed nowhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_private(request):
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Referrer-Policy"] = referrer_policy(request.path_info)
        return response

    return middleware
