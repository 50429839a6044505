"""Arguments and the claims that carry them."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.admin.filters import AutocompleteFilter, MissingFilter
from advice.admin.inlines import LoadedFormSet, RowInline
from advice.admin.records import count_of
from advice.admin.status import StatusAdmin
from advice.models import Argument, ArgumentClaim, Claim
from advice.publication.models import Status
from advice.publication.publishing import Move
from advice.questions.keys import save_with_new_key


class SupportFormSet(LoadedFormSet):
    def clean(self) -> None:
        """A published argument is carried by at least one claim."""
        super().clean()
        if self.instance.status != Status.PUBLISHED:
            return
        rows = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        if not any(row.get("claim") and not row.get("DELETE") for row in rows):
            raise ValidationError(_("Add a claim that carries the argument before it is published."))


class SupportInline(RowInline):
    model = ArgumentClaim
    formset = SupportFormSet
    verbose_name = gettext_lazy("claim")
    verbose_name_plural = gettext_lazy("claims that carry it")
    fields = ["claim", "claim_state", "order"]
    autocomplete_fields = ["claim"]
    readonly_fields = ["claim_state"]
    list_select_related = ("claim__source",)

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.defer("claim__source__text", "claim__source__marks", "claim__source__blocks")

    @admin.display(description=gettext_lazy("source and state"))
    def claim_state(self, row: ArgumentClaim) -> SafeString | str:
        if not row.pk:
            return ""
        claim = row.claim
        return format_html(
            '<a href="{}">{}</a> · {}<br><span class="status {}">{}</span> <span class="anchor {}">{}</span>',
            reverse("admin:advice_claim_change", args=[claim.pk]),
            claim.key,
            claim.source,
            claim.status,
            claim.get_status_display(),
            claim.anchor_state,
            claim.get_anchor_state_display(),
        )


class ArgumentPositionFilter(AutocompleteFilter):
    title = gettext_lazy("position")
    parameter_name = "position"
    field = Argument._meta.get_field("position")
    lookup = "position"


class ArgumentTopicFilter(AutocompleteFilter):
    title = gettext_lazy("consideration")
    parameter_name = "topic"
    field = Argument._meta.get_field("topic")
    lookup = "topic"


class ArgumentMissing(MissingFilter):
    gaps = {
        "claims": (gettext_lazy("claims"), Q(support=None)),
        "published": (
            gettext_lazy("published claims"),
            ~Exists(
                ArgumentClaim.objects.filter(argument=OuterRef("pk"), claim__in=Claim.objects.published())
            ),
        ),
    }


@admin.register(Argument)
class ArgumentAdmin(StatusAdmin):
    inlines = [SupportInline]
    list_display = ["text", "stance_mark", "topic", "position", "claim_count", "status_mark"]
    list_filter = ["status", "stance", ArgumentMissing, ArgumentPositionFilter, ArgumentTopicFilter]
    list_select_related = ["position__question", "topic"]
    search_fields = ["text", "key", "topic__name", "position__title"]
    autocomplete_fields = ["position", "topic"]
    long_lines = ("text",)
    address = "key"
    only_after_adding = (*StatusAdmin.only_after_adding, "key")
    fieldsets = [
        (None, {"fields": ["position", "text", "stance", "topic", "key", "order"]}),
        (gettext_lazy("Status"), {"fields": ["status", "created_at", "changed_at"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Argument]:
        arguments = super().get_queryset(request).select_related("position__question", "topic")
        return arguments.annotate(claims_total=count_of(ArgumentClaim, "argument"))

    def save_model(self, request: HttpRequest, obj: Argument, form: Any, change: bool) -> None:
        if obj.pk:
            super().save_model(request, obj, form, change)
        else:
            save_with_new_key(obj)

    def obstacles(self, request: HttpRequest, records: QuerySet[Argument], by: Move) -> dict[int, str]:
        if by is not Move.PUBLISH:
            return {}
        bare = records.filter(support=None).values_list("pk", flat=True)
        return dict.fromkeys(bare, _("no claim carries it"))

    @admin.display(description=gettext_lazy("stance"), ordering="stance")
    def stance_mark(self, argument: Argument) -> SafeString:
        return format_html(
            '<span class="stance {}">{}</span>', argument.stance, argument.get_stance_display()
        )

    @admin.display(description=gettext_lazy("claims"), ordering="claims_total")
    def claim_count(self, argument: Any) -> int:
        return int(argument.claims_total)
