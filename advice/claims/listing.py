"""Claims with all that a list of them prints, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, F, Model, OrderBy, Prefetch, Q, QuerySet, TextField, When
from django.db.models.functions import Substr

from advice.claims.models import AnchorState, Claim, ClaimQuerySet, ClaimTopic, Topic
from advice.sources.listing import published_sources
from advice.sources.models import Source

NEWEST_SOURCE_FIRST: list[OrderBy | str] = [
    F("source__published_on").desc(nulls_last=True),
    "source__slug",
    F("start").asc(nulls_last=True),
    "key",
]
AS_IN_THE_SOURCE: list[OrderBy | str] = [
    F("start").asc(nulls_last=True),
    F("end").asc(nulls_last=True),
    "key",
]


def published_arguments() -> QuerySet[Any]:
    """Published arguments. Their model is defined to the right of this stage; the relation leads to it."""
    arguments: Any = Claim._meta.get_field("arguments").related_model
    return arguments.objects.published()


def for_listing(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Each with its source (without the text), speaker, `shown_topics` and `shown_arguments`."""
    arguments: Any = Prefetch(
        "arguments", published_arguments().select_related("position__question"), to_attr="shown_arguments"
    )
    source: Any = Prefetch("source", published_sources())
    return claims.select_related("speaker").prefetch_related(source, _shown_topics(), arguments)


def with_words(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Each with the `words` of its passage, None where they are not known; the rest of the text stays behind."""
    found = Q(anchor_state__in=[AnchorState.EXACT, AnchorState.MOVED]) & ~Q(source__text="")
    passage = Substr("source__text", F("start") + 1, F("end") - F("start"))
    return claims.annotate(words=Case(When(found, then=passage), output_field=TextField()))


def for_claim_page(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Each with its speaker, `shown_topics` and its source, text included."""
    source: Any = Prefetch("source", published_sources().defer(None))
    return claims.select_related("speaker").prefetch_related(source, _shown_topics())


def _shown_topics() -> Any:
    topics = ClaimTopic.objects.filter(tag__in=Topic.objects.published()).select_related("tag")
    return Prefetch("topic_items", topics, to_attr="shown_topics")


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Claims of one source that follow one another in a list."""

    source: Source
    claims: list[Claim]


def by_source(claims: Iterable[Claim]) -> list[SourceGroup]:
    """Claims under their sources, in the order in which they come."""
    runs = (list(run) for _source, run in groupby(claims, key=lambda claim: claim.source_id))
    return [SourceGroup(run[0].source, run) for run in runs]


@dataclass(frozen=True, slots=True)
class Counted:
    """A source or person, and how many published claims there are of it."""

    record: Any
    claims: int


def with_counts(records: Iterable[Model], relation: str) -> list[Counted]:
    """Each of `records` with its number of claims; `relation` is the field of a claim, source or speaker."""
    found = list(records)
    counts = dict(
        Claim.objects.published()
        .filter(**{f"{relation}__in": found})
        .order_by()
        .values_list(relation)
        .annotate(claims=Count("pk"))
    )
    return [Counted(record, counts.get(record.pk, 0)) for record in found]
