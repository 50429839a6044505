"""/robots.txt: what a crawler should leave alone, and where the map is."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

CLOSED = ("/admin/", "/accounts/", "/s/", "/shares/", "/search/")


def robots(request: HttpRequest) -> HttpResponse:
    """Pages of people, not of the knowledge, and the endless results of searches are not for crawlers."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
