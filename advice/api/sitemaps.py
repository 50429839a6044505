"""What a search engine may list: every public page, with the day of its last change."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from advice.claims.models import Claim, Topic
from advice.questions.models import Position, Question
from advice.sources.models import Person, Source

ADDRESSES_IN_A_FILE = 5_000


class Records(Sitemap):
    """The pages of records; `records` makes their queryset when a map is asked for, not before."""

    limit = ADDRESSES_IN_A_FILE

    def __init__(self, records: Any) -> None:
        self.records = records

    def items(self) -> QuerySet[Any]:
        return self.records().order_by("pk")

    def lastmod(self, item: Any) -> datetime:
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        """Asked of the database: Django would read every record for it."""
        return self.records().aggregate(latest=Max("changed_at"))["latest"]


class Lists(Sitemap):
    """The pages that lead to the others."""

    def items(self) -> list[str]:
        return ["home", "about", "questions", "topics", "sources", "people"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "lists": Lists(),
    "questions": Records(lambda: Question.objects.published().only("slug", "changed_at")),
    "positions": Records(lambda: Position.objects.published().select_related("question")),
    "topics": Records(lambda: Topic.objects.published().only("slug", "changed_at")),
    "sources": Records(lambda: Source.objects.published().only("slug", "changed_at")),
    "people": Records(lambda: Person.objects.published().only("slug", "changed_at")),
    "claims": Records(lambda: Claim.objects.published().only("key", "changed_at")),
}


def index(request: HttpRequest) -> HttpResponse:
    """The map of maps: one or more files for each kind of page."""
    return views.index(request, SITEMAPS, sitemap_url_name="sitemap-section").render()


def section(request: HttpRequest, section: str) -> HttpResponse:
    """The addresses of one kind of page; 404 for a kind or a part that is not there."""
    return views.sitemap(request, SITEMAPS, section).render()
