"""The reading page."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from advice.sources.listing import published_sources
from advice.sources.reading_page import reading_page


def source(request: HttpRequest, slug: str) -> HttpResponse:
    """The document with its claims beside it; without its text, its outline with its claims."""
    record = get_object_or_404(published_sources().defer(None), slug=slug)
    claims = record.claims.published().select_related("speaker")
    claims = claims.order_by(F("start").asc(nulls_last=True), F("end").asc(nulls_last=True), "key")
    return render(request, "sources/source.html", {"shown": reading_page(record, list(claims))})
