"""What readers found wrong with claims: a queue for curators, and the way to it from a claim."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advice.admin.records import RecordAdmin
from advice.claims.reports import NOTE_LENGTH, ClaimReport, close
from advice.models import Claim

MOST = 500


class NoteForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What came of it"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Saving it closes the report and erases the reader’s address: answer first."),
        error_messages={"required": gettext_lazy("Say in a few words what came of it.")},
    )


class ReportForm(forms.ModelForm):
    note = NoteForm.base_fields["note"]


class StateFilter(admin.SimpleListFilter):
    """Open reports unless others are asked for."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("closed", _("closed")), ("all", _("all"))]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("open")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(closed_at__isnull=self.value() != "closed")


@admin.register(ClaimReport)
class ClaimReportAdmin(RecordAdmin):
    """A report is read and closed, nothing of it changed; the reader's address is on its own page only."""

    form = ReportForm
    list_display = ["__str__", "claim_as_read", "excerpt", "created_at", "state"]
    list_filter = [StateFilter, "kind"]
    list_select_related = ["claim"]
    search_fields = ["claim_key", "claim_text", "words"]
    search_help_text = gettext_lazy("Words of the report or of the claim, or its key")
    actions = ["close_reports"]
    readonly_fields = [
        "kind",
        "words",
        "email",
        "created_at",
        "claim_as_read",
        "claim_now",
        "edition",
        "state",
    ]
    fields = [*readonly_fields, "note"]

    def get_readonly_fields(self, request: HttpRequest, obj: ClaimReport | None = None) -> list[str]:
        fields = [*super().get_readonly_fields(request, obj)]
        return fields if obj is None or obj.is_open else [*fields, "note"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimReport]:
        return super().get_queryset(request).select_related("claim", "closed_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST":
            report = self.get_object(request, object_id)
            if report is not None and not report.is_open:
                text = _("It is closed already. Your note was not kept: “%(note)s”")
                note = Truncator(request.POST.get("note", "")).chars(NOTE_LENGTH)
                self.message_user(request, text % {"note": note}, messages.ERROR)
                return redirect(request.path)
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: ClaimReport, form: Any, change: bool) -> None:
        close(ClaimReport.objects.filter(pk=obj.pk), request.user.pk, obj.note)

    @admin.action(description=gettext_lazy("Close"), permissions=["change"])
    def close_reports(self, request: HttpRequest, queryset: QuerySet[ClaimReport]) -> HttpResponse | None:
        chosen = list(queryset.filter(closed_at=None)[:MOST])
        form = NoteForm(request.POST if "confirmed" in request.POST else None)
        if not chosen or not form.is_valid():
            context = {
                **self.admin_site.each_context(request),
                "title": _("Close reports"),
                "opts": self.opts,
                "media": self.media,
                "action_checkbox_name": ACTION_CHECKBOX_NAME,
                "reports": chosen,
                "form": form,
            }
            request.current_app = self.admin_site.name
            return TemplateResponse(request, "admin/close_reports.html", context)
        closed = close(
            ClaimReport.objects.filter(pk__in=[report.pk for report in chosen]),
            request.user.pk,
            form.cleaned_data["note"],
        )
        for report in closed:
            self.log_change(request, report, _("Closed."))
        count = len(closed)
        text = ngettext("%(count)d report is closed.", "%(count)d reports are closed.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)
        return None

    @admin.display(description=gettext_lazy("claim as it read"), ordering="claim_key")
    def claim_as_read(self, report: ClaimReport) -> str:
        return report.claim_text

    @admin.display(description=gettext_lazy("claim now"))
    def claim_now(self, report: ClaimReport) -> SafeString | str:
        claim = report.claim
        if claim is None:
            return _("It is gone.")
        words = _("reads the same") if claim.text == report.claim_text else claim.text
        address = reverse("admin:advice_claim_change", args=[claim.pk])
        return format_html(
            '{} <span class="status {}">{}</span> <a href="{}">{}</a>',
            words,
            claim.status,
            claim.get_status_display(),
            address,
            _("open the claim"),
        )

    @admin.display(description=gettext_lazy("in the reader’s words"))
    def excerpt(self, report: ClaimReport) -> str:
        return Truncator(report.words).chars(160)

    @admin.display(description=gettext_lazy("state"), ordering="closed_at")
    def state(self, report: ClaimReport) -> str:
        if report.closed_at is None:
            return _("open")
        return _("closed on %(day)s by %(who)s") % {
            "day": f"{report.closed_at:%Y-%m-%d}",
            "who": report.closed_by.get_username() if report.closed_by else _("somebody"),
        }


class ReportedAdmin(admin.ModelAdmin):
    """For the admin of claims: the reports on a claim, for those who may see reports."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not request.user.has_perm("advice.view_claimreport"):
            return fieldsets
        return [*fieldsets, (gettext_lazy("Reports of readers"), {"fields": ["reports_on_it"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "reports_on_it"]

    @admin.display(description=gettext_lazy("reports"))
    def reports_on_it(self, claim: Claim) -> SafeString | str:
        counted = ClaimReport.objects.filter(claim=claim).aggregate(
            whole=Count("pk"), still_open=Count("pk", filter=Q(closed_at=None))
        )
        if not counted["whole"]:
            return _("none")
        text = _("%(open)d open, %(whole)d in all") % {
            "open": counted["still_open"],
            "whole": counted["whole"],
        }
        address = reverse("admin:advice_claimreport_changelist")
        return format_html('<a href="{}?claim__id__exact={}&amp;state=all">{}</a>', address, claim.pk, text)
