"""A table of former states beside each table of the knowledge, kept by django-simple-history.

The text of a source and words of it are left out: they belong to their author, and the text is the
same as long as the document is.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history import register
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from advice.claims.models import (
    Claim,
    ClaimSituation,
    ClaimTopic,
    SetAside,
    Situation,
    Topic,
    TopicLabel,
)
from advice.history.revisions import current_id, current_reason
from advice.questions.models import Argument, ArgumentClaim, Crux, Position, Question
from advice.sources.models import Person, Source

PARTS: dict[type[models.Model], dict[type[models.Model], str]] = {
    Person: {},
    Source: {},
    Topic: {TopicLabel: "topic"},
    Situation: {},
    Claim: {ClaimTopic: "content_object", ClaimSituation: "claim"},
    SetAside: {},
    Question: {},
    Position: {Crux: "position"},
    Argument: {ArgumentClaim: "argument"},
    Crux: {},
}
"""For each record with a history of its own, the rows that are part of it and their field that names it."""

NOT_KEPT: dict[type[models.Model], list[str]] = {
    Source: ["text", "marks", "blocks"],
    Claim: ["former_passage"],
}
TIMES = ["created_at", "changed_at", "published_at", "withdrawn_at"]
"""Written by the database or by saving; a version is not of another state for them."""


class Written(models.Model):
    """What each row of a history says beside the state itself."""

    revision = models.UUIDField(_("revision"), default=current_id, db_index=True)

    class Meta:
        abstract = True


class Records(HistoricalRecords):
    def get_change_reason_for_object(self, instance: Any, history_type: str, using: Any) -> str | None:
        reason: str | None = super().get_change_reason_for_object(instance, history_type, using)
        return reason or current_reason() or None


class Histories(HistoryManager):
    def bulk_history_create(
        self, objs: Any, *arguments: Any, default_change_reason: str = "", **options: Any
    ) -> Any:
        """Rows that are written at once have the reason of the revision too, as those saved one by one."""
        reason = default_change_reason or current_reason()
        return super().bulk_history_create(objs, *arguments, default_change_reason=reason, **options)


def tracked() -> list[type[models.Model]]:
    """Every model that has a history, the records first."""
    return list(dict.fromkeys([*PARTS, *(part for parts in PARTS.values() for part in parts)]))


def _unsought(model: type[models.Model]) -> list[str]:
    """Fields by which a history is never searched; an index on each would only slow the writing."""
    sought = {name for parts in PARTS.values() for part, name in parts.items() if part is model}
    return [
        field.name
        for field in model._meta.fields
        if (getattr(field, "db_index", False) or field.unique)
        and not field.primary_key
        and field.name not in sought
    ]


for _model in tracked():
    _times = [name for name in TIMES if any(field.name == name for field in _model._meta.fields)]
    register(
        _model,
        app="advice.history",
        records_class=Records,
        history_manager=Histories,
        bases=[Written],
        excluded_fields=[*NOT_KEPT.get(_model, []), *_times],
        no_db_index=_unsought(_model),
        history_id_field=models.BigAutoField(),
        history_change_reason_field=models.CharField(_("reason"), max_length=200, null=True),
    )
