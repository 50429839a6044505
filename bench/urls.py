"""The site's addresses, and a bare view to compare with."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from advice.urls import *  # noqa: F403 - the handlers too
from advice.urls import urlpatterns as site


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello.")


urlpatterns = [path("bare/", bare), *site]
