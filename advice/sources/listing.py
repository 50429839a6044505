"""Sources as lists and pages print them: their data without their text."""

from django.db.models import Prefetch, QuerySet

from advice.sources.models import Person, Source


def published_sources() -> QuerySet[Source]:
    """Published sources without their text, with an `author` only where the author is published."""
    return (
        Source.objects.published()
        .defer("text", "blocks", "marks")
        .prefetch_related(Prefetch("author", Person.objects.published()))
    )
