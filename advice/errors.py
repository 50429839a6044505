"""The pages that say what went wrong: one sentence on what happened, one on what to do."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from advice.api.v1 import errors as as_json


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Rendered without the request, which may be what is wrong (a host that is not ours)."""
    if as_json.is_for_program(request):
        return as_json.bad_request(str(exception) if isinstance(exception, BadRequest) else "")
    context = {}
    if isinstance(exception, BadRequest):
        context["reason"] = str(exception)
        if request.resolver_match:
            context["clean_path"] = request.path
    return HttpResponse(render_to_string("400.html", context), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    if as_json.is_for_program(request):
        return as_json.not_found()
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Rendered without the request, so that nothing that failed is asked again."""
    if as_json.is_for_program(request):
        return as_json.server_error()
    return defaults.server_error(request)
