"""Errors as JSON: the right status and one sentence."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

PREFIX = "/api/"


def is_for_program(request: HttpRequest) -> bool:
    """Whether an error should be JSON."""
    return request.path_info.startswith(PREFIX)


def error(status: int, sentence: str) -> HttpResponse:
    """`{"detail": sentence}`."""
    return JsonResponse({"detail": sentence}, status=status, json_dumps_params={"ensure_ascii": False})


def bad_request(sentence: str = "") -> HttpResponse:
    """400."""
    return error(400, sentence or _("The request is not one that this site understands."))


def not_found() -> HttpResponse:
    """404; of what is not published it says no more than of what never was."""
    return error(404, _("There is nothing public at this address."))


def not_allowed(allowed: str) -> HttpResponse:
    """405, with the methods that are answered."""
    response = error(405, _("This address can only be read, by GET."))
    response["Allow"] = allowed
    return response


def server_error() -> HttpResponse:
    """500."""
    return error(500, _("Something broke on this site; it is not the fault of the request."))


def install(api: NinjaAPI) -> None:
    """Answer what goes wrong within an operation."""
    api.add_exception_handler(Http404, lambda request, exception: not_found())
    api.add_exception_handler(BadRequest, lambda request, exception: bad_request(str(exception)))
    api.add_exception_handler(
        ValidationError, lambda request, exception: bad_request(_sentence(request, exception))
    )


def _sentence(request: HttpRequest, exception: Any) -> str:
    """What is wrong with the first wrong value."""
    first = exception.errors[0]
    *_where, name, place = (*first["loc"], 0) if isinstance(first["loc"][-1], str) else first["loc"]
    given = request.GET.getlist(name) or [""]
    value = [*filter(None, given), ""][place] if len(given) > 1 else given[0]
    reason = first["msg"][:1].lower() + first["msg"][1:]
    return _("“{name}” cannot be “{value}”: {reason}.").format(name=name, value=value[:40], reason=reason)
