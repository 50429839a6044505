"""The page that says why an attempt was refused, and for how long."""

from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from advice.web.attempts import Refusal


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """429, with a sentence for each limit (templates/registration/locked.html)."""
    context = {"limit": refusal.limit.name, "minutes": ceil(refusal.seconds / 60)}
    context["is_reset"] = refusal.limit.name.startswith("reset")
    response = render(request, "registration/locked.html", context, status=429)
    response["Retry-After"] = str(refusal.seconds)
    add_never_cache_headers(response)
    return response
