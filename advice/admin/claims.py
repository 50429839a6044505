"""Claims, and the blocks of a source that carry none."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.admin.bulk.pages import BulkAdmin
from advice.admin.claim_form import ClaimForm
from advice.admin.conflicts import SharedAdmin
from advice.admin.fidelity import FidelityFilter, SignedAdmin
from advice.admin.filters import AutocompleteFilter, DueFilter, MissingFilter
from advice.admin.inlines import RowInline
from advice.admin.merging_records import MergeAdmin
from advice.admin.passages import in_context, passage_of
from advice.admin.records import count_of
from advice.admin.reports import ReportedAdmin
from advice.admin.status import StatusAdmin
from advice.claims import fidelity, readiness
from advice.claims.anchoring import digest
from advice.claims.claim_queryset import OF_PUBLIC_RECORDS
from advice.claims.keys import save_with_new_key
from advice.claims.models import ClaimTopic
from advice.claims.withdrawal_form import WithdrawalForm
from advice.models import ArgumentClaim, Claim, ClaimSituation, SetAside
from advice.publication.models import Status
from advice.publication.publishing import Move


class SourceFilter(AutocompleteFilter):
    title = gettext_lazy("source")
    parameter_name = "source"
    field = Claim._meta.get_field("source")
    lookup = "source"


class SpeakerFilter(AutocompleteFilter):
    title = gettext_lazy("speaker")
    parameter_name = "speaker"
    field = Claim._meta.get_field("speaker")
    lookup = "speaker"


class TopicFilter(AutocompleteFilter):
    title = gettext_lazy("topic")
    parameter_name = "topic"
    field = ClaimTopic._meta.get_field("tag")
    lookup = "topic_items__tag"


class ClaimMissing(MissingFilter):
    gaps = {
        "topics": (gettext_lazy("topics"), Q(topic_items=None)),
        "passage": (gettext_lazy("passage"), Q(start=None)),
        "speaker": (gettext_lazy("speaker"), Q(speaker=None)),
        "arguments": (gettext_lazy("arguments"), Q(support=None)),
        "public": (
            gettext_lazy("published source and speaker"),
            Q(status=Status.PUBLISHED) & ~OF_PUBLIC_RECORDS,
        ),
    }


class ConditionInline(RowInline):
    model = ClaimSituation
    verbose_name = gettext_lazy("condition")
    verbose_name_plural = gettext_lazy("conditions: for whom it holds")
    fields = ["situation", "answer"]
    autocomplete_fields = ["situation"]
    list_select_related = ("situation",)


@admin.register(Claim)
class ClaimAdmin(BulkAdmin, SignedAdmin, ReportedAdmin, MergeAdmin, StatusAdmin):
    form = ClaimForm
    inlines = [ConditionInline]
    list_display = [
        "text",
        "origin",
        "topic_list",
        "argument_count",
        "state",
    ]
    list_filter = [
        "status",
        FidelityFilter,
        "anchor_state",
        "kind",
        "reported",
        ClaimMissing,
        DueFilter,
        SourceFilter,
        TopicFilter,
        SpeakerFilter,
    ]
    list_select_related = ["source", "speaker"]
    search_fields = ["text", "key", "external_id", "source__title", "speaker__name"]
    search_help_text = gettext_lazy("Words of the claim, its key, source or speaker")
    autocomplete_fields = ["source", "speaker", "replaced_by"]
    move_forms = {Move.WITHDRAW: WithdrawalForm}
    readonly_fields = [
        "key",
        "passage_in_context",
        "section",
        "anchor_place",
        "anchor_mark",
        "signature_list",
        "published_at",
        "withdrawn_at",
    ]
    only_after_adding = (
        *StatusAdmin.only_after_adding,
        "key",
        "passage_in_context",
        "section",
        "anchor_mark",
        "anchor_place",
        "signature_list",
        "published_at",
        "withdrawn_at",
        "withdrawn_reason",
        "replaced_by",
    )
    fieldsets = [
        (None, {"fields": ["source", "text", "topics", "kind", "speaker", "reported"]}),
        (gettext_lazy("Passage"), {"fields": ["passage_in_context", "pasted", "section", "anchor_mark"]}),
        (gettext_lazy("Fidelity"), {"fields": ["signature_list"]}),
        (
            gettext_lazy("Years it speaks of, where they differ from the date of the source"),
            {"fields": [("about_from", "about_to")], "classes": ["collapse"]},
        ),
        (gettext_lazy("Status"), {"fields": ["status", "review_by", "key", "external_id"]}),
        (gettext_lazy("Where it is withdrawn"), {"fields": ["withdrawn_reason", "replaced_by"]}),
        (
            gettext_lazy("Times"),
            {
                "fields": ["created_at", "changed_at", "published_at", "withdrawn_at"],
                "classes": ["collapse"],
            },
        ),
        (gettext_lazy("Anchor"), {"fields": ["anchor_place"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        topics = Prefetch("topic_items", ClaimTopic.objects.select_related("tag"))
        return (
            super()
            .get_queryset(request)
            .select_related("source", "speaker")
            .defer("source__text", "source__marks", "source__blocks")
            .prefetch_related(topics)
            .annotate(arguments_total=count_of(ArgumentClaim, "claim"))
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> list[str]:
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "source"] if obj else fields

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.publishes_alone = fidelity.may_waive(request.user)
        return form

    def save_model(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        if obj.pk:
            super().save_model(request, obj, form, change)
        else:
            save_with_new_key(obj)

    def _lists(self) -> dict[str, Any]:
        return {"topics": (ClaimTopic, "content_object", "tag_id")}

    def obstacles(self, request: HttpRequest, records: QuerySet[Claim], by: Move) -> dict[int, str]:
        if by not in {Move.SEND_TO_REVIEW, Move.PUBLISH}:
            return {}
        unsigned = {}
        if by is Move.PUBLISH and not fidelity.may_waive(request.user):
            unsigned = fidelity.obstacles(Claim.objects.filter(pk__in=[one.pk for one in records]))
        return unsigned | readiness.obstacles(records)

    def suggestion(self, claim: Claim) -> str:
        return f"{claim.text} · {claim.key}"

    @admin.display(description=gettext_lazy("source, speaker and kind"), ordering="source__title")
    def origin(self, claim: Claim) -> SafeString:
        return format_html(
            '<a href="?source={}">{}</a><br>{}, {}',
            claim.source_id,
            claim.source,
            claim.speaker or _("nobody named"),
            claim.get_kind_display(),
        )

    @admin.display(description=gettext_lazy("topics"))
    def topic_list(self, claim: Claim) -> str:
        return ", ".join(item.tag.name for item in claim.topic_items.all())

    @admin.display(description=gettext_lazy("arguments"), ordering="arguments_total")
    def argument_count(self, claim: Any) -> int:
        return int(claim.arguments_total)

    @admin.display(description=gettext_lazy("anchor"), ordering="anchor_state")
    def anchor_mark(self, claim: Claim) -> SafeString | str:
        if claim.start is None:
            return _("no passage")
        return format_html(
            '<span class="anchor {}">{}</span>', claim.anchor_state, claim.get_anchor_state_display()
        )

    @admin.display(description=gettext_lazy("state"), ordering="status")
    def state(self, claim: Claim) -> SafeString:
        """Status, anchor and fidelity in one column: three would not fit beside the claim."""
        marks = (self.status_mark(claim), self.anchor_mark(claim), self.fidelity_mark(claim))
        return format_html_join("", "<div>{}</div>", ((one,) for one in marks))

    @admin.display(description=gettext_lazy("passage"))
    def passage_in_context(self, claim: Claim) -> SafeString | str:
        return passage_of(claim)

    @admin.display(description=gettext_lazy("place and digest"))
    def anchor_place(self, claim: Claim) -> SafeString | str:
        if claim.start is None:
            return ""
        return format_html("{}–{} · <code>{}</code>", claim.start, claim.end, claim.sha256)


class SetAsideForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        source, start, end = data.get("source"), data.get("start"), data.get("end")
        if source is None or start is None or end is None:
            return data
        if not source.text:
            raise ValidationError(
                _("The text of this source is not loaded here, so no block can be set aside.")
            )
        if not start < end <= len(source.text):
            raise ValidationError(
                _("The block must lie inside the text, which has %(length)d characters.")
                % {"length": len(source.text)}
            )
        self.instance.sha256 = digest(source.text[start:end])
        return data


class SetAsideSourceFilter(AutocompleteFilter):
    title = gettext_lazy("source")
    parameter_name = "source"
    field = SetAside._meta.get_field("source")
    lookup = "source"


@admin.register(SetAside)
class SetAsideAdmin(SharedAdmin):
    form = SetAsideForm
    list_display = ["source", "start", "end", "reason", "repeats"]
    list_display_links = ["source", "start"]
    list_filter = ["reason", SetAsideSourceFilter]
    list_select_related = ["source", "repeats"]
    search_fields = ["source__title", "repeats__text"]
    autocomplete_fields = ["source", "repeats"]
    readonly_fields = ["block"]
    only_after_adding = ("block",)
    fields = ["source", ("start", "end"), "block", "reason", "repeats"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SetAside]:
        blocks = super().get_queryset(request).select_related("source", "repeats")
        return blocks.defer("source__text", "source__marks", "source__blocks")

    @admin.display(description=gettext_lazy("block"))
    def block(self, aside: SetAside) -> SafeString | str:
        if not aside.pk or not aside.source.text:
            return ""
        return in_context(aside.source.text, aside.start, aside.end)
