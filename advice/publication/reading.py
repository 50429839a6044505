"""What can only be read, by anybody's program and from the scripts of any site."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

METHODS = "GET, HEAD, OPTIONS"
ANY_SITE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link"}
"""The same for everybody, so that a kept answer serves all; nothing here is opened by a cookie."""
_PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


def options() -> HttpResponse:
    """The answer to OPTIONS: what may be asked, and that a browser may ask it for another site's script."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": METHODS, **_PREFLIGHT})


def unread(request: HttpRequest) -> HttpResponse | None:
    """The answer where a request does not read, and None where it does."""
    if request.method == "OPTIONS":
        return options()
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(METHODS.split(", "))
    return None


def to_any_site(response: HttpResponse) -> HttpResponse:
    """The response, which scripts of other sites may read."""
    for name, value in ANY_SITE.items():
        response[name] = value
    return response
