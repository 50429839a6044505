"""Topics with their labels, and situations."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.admin.filters import MissingFilter
from advice.admin.inlines import RowInline
from advice.admin.merging_records import MergeAdmin
from advice.admin.records import count_of
from advice.admin.sources import claims_link
from advice.admin.status import StatusAdmin, StatusForm
from advice.claims.models import ClaimTopic
from advice.models import ClaimSituation, Situation, Topic, TopicLabel

DEEPEST = 8
"""Levels of topics; followed no further, so that a ring in old data ends too."""


class TopicForm(StatusForm):
    def clean_broader(self) -> Topic | None:
        broader: Topic | None = self.cleaned_data["broader"]
        above, level = broader, 0
        while above is not None:
            level += 1
            if above.pk == self.instance.pk or level > DEEPEST:
                raise ValidationError(_("A topic cannot be broader than itself."))
            above = above.broader
        return broader


class TopicLabelInline(RowInline):
    model = TopicLabel
    fields = ["label", "kind"]


class TopicMissing(MissingFilter):
    gaps = {
        "claims": (gettext_lazy("claims"), Q(items=None)),
        "description": (gettext_lazy("description"), Q(description="")),
        "labels": (gettext_lazy("other labels"), Q(labels=None)),
        "arguments": (gettext_lazy("arguments"), Q(arguments=None)),
    }


@admin.register(Topic)
class TopicAdmin(MergeAdmin, StatusAdmin):
    form = TopicForm
    inlines = [TopicLabelInline]
    list_display = ["name", "broader", "label_list", "claim_count", "status_mark"]
    list_filter = ["status", TopicMissing]
    list_select_related = ["broader"]
    search_fields = ["name", "slug", "labels__label"]
    search_help_text = gettext_lazy("Name, other label or misspelling")
    autocomplete_fields = ["broader"]
    long_lines = ("scope_note",)
    prepopulated_fields = {"slug": ["name"]}
    address = "slug"
    fieldsets = [
        (None, {"fields": ["name", "slug", "broader", "description", "scope_note"]}),
        (gettext_lazy("Status"), {"fields": ["status", "created_at", "changed_at"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        topics = super().get_queryset(request).select_related("broader").prefetch_related("labels")
        return topics.annotate(claims_total=count_of(ClaimTopic, "tag"))

    @admin.display(description=gettext_lazy("other labels"))
    def label_list(self, topic: Topic) -> str:
        return ", ".join(label.label for label in topic.labels.all())

    @admin.display(description=gettext_lazy("claims"), ordering="claims_total")
    def claim_count(self, topic: Any) -> SafeString | str:
        return claims_link(topic.claims_total, "topic", topic.pk)

    def suggestion(self, topic: Topic) -> str:
        return f"{topic.broader.name} › {topic.name}" if topic.broader else topic.name


@admin.register(Situation)
class SituationAdmin(StatusAdmin):
    list_display = ["question", "holds", "lacks", "condition_count", "status_mark"]
    list_filter = ["status"]
    search_fields = ["question", "slug", "holds", "lacks"]
    prepopulated_fields = {"slug": ["holds"]}
    address = "slug"
    fieldsets = [
        (None, {"fields": ["question", "holds", "lacks", "slug"]}),
        (gettext_lazy("Status"), {"fields": ["status", "created_at", "changed_at"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Situation]:
        return super().get_queryset(request).annotate(conditions_total=count_of(ClaimSituation, "situation"))

    @admin.display(description=gettext_lazy("claims"), ordering="conditions_total")
    def condition_count(self, situation: Any) -> int:
        return int(situation.conditions_total)
