"""Published records with all that the API tells of them, in a number of queries that no list changes."""

from typing import Any, cast

from django.core.cache import caches
from django.db.models import BooleanField, Case, F, Prefetch, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Substr

from advice.claims.models import (
    AnchorState,
    Claim,
    ClaimSituation,
    ClaimTopic,
    LabelKind,
    Situation,
    Topic,
    TopicLabel,
)
from advice.publication.models import Edition
from advice.questions.models import Argument, ArgumentClaim, Position, Question
from advice.sources.listing import published_sources
from advice.sources.models import Person

VERIFIED = (AnchorState.EXACT, AnchorState.MOVED)


def claims() -> QuerySet[Any]:
    """Each with speaker, source (without its text), `exact`, `shown_topics`, `holds_for` and `served`."""
    topics: Any = ClaimTopic.objects.filter(tag__in=Topic.objects.published()).select_related("tag")
    situations: Any = ClaimSituation.objects.filter(
        situation__in=Situation.objects.published()
    ).select_related("situation")
    served: Any = ArgumentClaim.objects.filter(argument__in=Argument.objects.published()).select_related(
        "argument__position__question"
    )
    exact = Case(
        When(
            anchor_state__in=VERIFIED,
            start__isnull=False,
            then=Substr("source__text", F("start") + 1, F("end") - F("start")),
        ),
        default=None,
        output_field=TextField(),
    )
    return (
        Claim.objects.published()
        .annotate(exact=exact)
        .select_related("speaker", "source")
        .defer("source__text", "source__marks", "source__blocks")
        .prefetch_related(
            Prefetch("topic_items", topics, to_attr="shown_topics"),
            Prefetch("conditions", situations, to_attr="holds_for"),
            Prefetch("support", served, to_attr="served"),
        )
    )


def sources() -> QuerySet[Any]:
    """Each with its author where that is public, and whether its text is `loaded`."""
    loaded = Case(When(~Q(text=""), then=Value(True)), default=Value(False), output_field=BooleanField())
    return published_sources().annotate(loaded=loaded)


def topics() -> QuerySet[Any]:
    """Each with its broader topic where that is public, its `narrower_topics` and `other_labels`."""
    labels = TopicLabel.objects.filter(kind=LabelKind.ALTERNATIVE)
    return Topic.objects.published().prefetch_related(
        Prefetch("broader", Topic.objects.published()),
        Prefetch("narrower", Topic.objects.published(), to_attr="narrower_topics"),
        Prefetch("labels", labels, to_attr="other_labels"),
    )


def people() -> QuerySet[Any]:
    return Person.objects.published()


def questions() -> QuerySet[Any]:
    """Each with its `shown_positions`."""
    shown = Position.objects.published().select_related("question")
    return Question.objects.published().prefetch_related(
        Prefetch("positions", shown, to_attr="shown_positions")
    )


def positions() -> QuerySet[Any]:
    return Position.objects.published().select_related("question")


def count(records: QuerySet[Any]) -> int:
    """How many there are of one of the kinds above, counted once an edition: a million take half a second."""
    key = f"count-{records.model.__name__}-{Edition.current()}"
    return cast("int", caches["pages"].get_or_set(key, records.count))
