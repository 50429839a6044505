"""The site's addresses, and bare views to compare with."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from advice.urls import *  # noqa: F403 - the handlers too
from advice.urls import urlpatterns as site
from bench.raw import raw


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello.")


def raw_search(request: HttpRequest) -> HttpResponse:
    """What the engine finds, as it comes."""
    return JsonResponse({"rows": raw(connection, request.GET["q"])})


urlpatterns = [path("bare/", bare), path("raw/", raw_search), *site]
