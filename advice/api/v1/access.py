"""Who may read the API, and how: anybody, from any site, by GET."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from advice.api.v1.errors import is_for_program, not_allowed
from advice.publication.reading import METHODS, options, to_any_site

View = Callable[..., HttpResponse]


def readable_from_any_site(get_response: View) -> View:
    """Middleware: let scripts of other sites read /api/, errors included, and answer their OPTIONS."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_for_program(request):
            return get_response(request)
        return to_any_site(options() if request.method == "OPTIONS" else get_response(request))

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
