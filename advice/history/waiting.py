"""Since when a record has waited in review: the first row of its history since it was last anything else."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from advice.publication.models import Status


def with_waiting(records: QuerySet[Any]) -> QuerySet[Any]:
    """Each record with `waiting_since`; whoever mends a comma while it waits does not send it to the end."""
    history = records.model.history.model._default_manager.order_by()
    other = history.filter(id=OuterRef("id")).exclude(status=Status.IN_REVIEW).order_by("-history_id")
    since = history.filter(
        id=OuterRef("pk"),
        status=Status.IN_REVIEW,
        history_id__gt=Coalesce(Subquery(other.values("history_id")[:1]), 0),
    )
    first = since.order_by("history_id").values("history_date")[:1]
    return records.annotate(waiting_since=Coalesce(Subquery(first), "changed_at"))
