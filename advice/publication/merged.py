"""Where a record went that was merged into another: its old address leads there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from advice.publication.shapes import Shape, address_in

STEPS = 8
"""Merges followed in a row; merging keeps the way short, so more are a ring."""


def survivor(model: Any, **name: str) -> Any | None:
    """The published record that the one of this address became part of; None where there is none."""
    gone = model._default_manager.filter(merged_into__isnull=False)
    following = gone.filter(**name).values_list("merged_into", flat=True).first()
    for _step in range(STEPS):
        if following is None:
            return None
        found = model._default_manager.published().filter(pk=following).first()
        if found is not None:
            return found
        following = gone.filter(pk=following).values_list("merged_into", flat=True).first()
    return None


def led_on(request: HttpRequest, model: Any, shape: Shape | None = None, **name: str) -> HttpResponse:
    """A 301 from what is not public to what it became part of. Raises Http404 where there is none."""
    found = survivor(model, **name)
    if found is None:
        raise Http404(_("There is nothing public at this address."))
    return permanently(request, found, shape)


def permanently(request: HttpRequest, found: Any, shape: Shape | None = None) -> HttpResponse:
    """A 301 to the page of `found`, or to a shape of it, with the query of the request."""
    page = found.get_absolute_url()
    return redirected(request, address_in(shape, page) if shape else page)


def redirected(request: HttpRequest, address: str) -> HttpResponse:
    """A 301 that is asked for anew each time: a browser may keep one for ever, and a merge may be undone."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(address + (f"?{query}" if query else ""))
    patch_cache_control(response, no_cache=True)
    return response
