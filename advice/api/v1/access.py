"""Who may read the API, and how: anybody, from any site, by GET."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from advice.api.v1.errors import is_for_program, not_allowed

METHODS = "GET, HEAD, OPTIONS"
ANY_SITE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
View = Callable[..., HttpResponse]


def readable_from_any_site(get_response: View) -> View:
    """Middleware: let scripts of other sites read /api/, errors included, and answer their OPTIONS.

    The header is the same for everybody, so that a kept answer serves all; there is nothing personal
    here that a cookie could open.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_for_program(request):
            return get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": METHODS, **PREFLIGHT})
        else:
            response = get_response(request)
        for name, value in ANY_SITE.items():
            response[name] = value
        return response

    return middleware


def read_only(view: View) -> View:
    """Answer GET by `view`, HEAD as GET (the server leaves out the body), and refuse all else."""

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, **parts: Any) -> HttpResponse:
        method = request.method
        if method not in {"GET", "HEAD"}:
            return not_allowed(METHODS)
        request.method = "GET"
        try:
            return view(request, **parts)
        finally:
            request.method = method

    return wrapped
