"""Signing that a claim is faithful: its own page, and what the form and the list of claims show of it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.accounts.groups import publish_permission
from advice.admin.fidelity_form import SignForm
from advice.admin.passages import passage_of
from advice.admin.selects import is_id
from advice.admin.signing import Refusal, next_to_sign, publish_signed, refusal, sign
from advice.claims import fidelity
from advice.claims.fidelity import Fidelity, FidelitySignature
from advice.claims.models import Claim
from advice.publication.models import Status
from advice.sources.models import Person, Source

PUBLISHES = "publish"


class FidelityFilter(admin.SimpleListFilter):
    title = gettext_lazy("fidelity")
    parameter_name = "fidelity"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(one.value, str(one.label)) for one in Fidelity]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(fidelity=self.value()) if self.value() in Fidelity.values else queryset


class SignedAdmin(admin.ModelAdmin):
    """For the admin of claims: the page where one signs, and the state of the signature."""

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.fidelity_view)
        return [path("<path:object_id>/fidelity/", page, name="advice_claim_fidelity"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return fidelity.with_fidelity(super().get_queryset(request))

    def fidelity_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Passage and claim side by side; on POST, sign or publish, and go on to the next."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        claim = self._claim(object_id) if is_id(object_id) else None
        if claim is None:
            raise Http404(_("There is no such claim."))
        if request.method != "POST":
            return self._signing_page(request, claim, SignForm(claim))
        with transaction.atomic():
            claim = Claim.objects.select_for_update(of=("self",)).select_related("source").get(pk=claim.pk)
            if request.POST.get("do") == PUBLISHES and "verdict" not in request.POST:
                return self._publish(request, claim)
            if told := refusal(claim, request.user):
                messages.error(request, told.sentence)
                return self._signing_page(request, claim, SignForm(claim), 409)
            form = SignForm(claim, request.POST)
            if not form.is_valid():
                status = 409 if form.non_field_errors() else 400
                return self._signing_page(request, claim, form, status)
            made = sign(claim, request.user, form.cleaned_data["verdict"], form.cleaned_data["note"])
            self.log_change(
                request, claim, _("Signed: %(verdict)s.") % {"verdict": made.get_verdict_display()}
            )
            if request.POST.get("do") == PUBLISHES and made.verdict == fidelity.Verdict.FAITHFUL:
                return self._publish(request, claim)
            messages.success(request, _told(claim, made))
        return self._onward(request, claim)

    def _claim(self, object_id: str) -> Claim | None:
        claims = Claim.objects.select_related("source__author", "speaker")
        return (
            claims.prefetch_related("topic_items__tag", "conditions__situation").filter(pk=object_id).first()
        )

    def _publish(self, request: HttpRequest, claim: Claim) -> HttpResponse:
        if not request.user.has_perm(publish_permission(Claim)):
            raise PermissionDenied(_("Claims are published by curators."))
        hindered = publish_signed(claim, request.user)
        if hindered:
            told = _("It is not published: %(reason)s.") % {"reason": hindered}
            messages.error(request, told)
            return redirect("admin:advice_claim_fidelity", claim.pk)
        self.log_change(request, claim, _("Status: %(status)s.") % {"status": Status.PUBLISHED.label})
        messages.success(request, _("Claim %(key)s is published.") % {"key": claim.key})
        if hidden := hidden_behind(claim):
            messages.warning(request, _not_yet(hidden))
        return self._onward(request, claim)

    def _onward(self, request: HttpRequest, claim: Claim) -> HttpResponse:
        following = next_to_sign(request.user, claim)
        return redirect("admin:advice_claim_fidelity", following.pk) if following else redirect("review")

    def _signing_page(
        self, request: HttpRequest, claim: Claim, form: SignForm, status: int = 200
    ) -> HttpResponse:
        state, last = fidelity.fidelity_of(claim)
        refused: Refusal | None = refusal(claim, request.user)
        following = next_to_sign(request.user, claim)
        publishable = claim.status == Status.IN_REVIEW and request.user.has_perm(publish_permission(Claim))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Fidelity"),
            "subtitle": claim.key,
            "opts": self.opts,
            "claim": claim,
            "passage": passage_of(claim),
            "form": form,
            "state": state,
            "last": last,
            "signatures": claim.signatures.select_related("signer"),
            "refused": refused,
            "may_publish": publishable,
            "publish_now": publishable and (state == Fidelity.FAITHFUL or fidelity.may_waive(request.user)),
            "waived": state != Fidelity.FAITHFUL,
            "following": following,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/fidelity/page.html", context, status=status)

    @admin.display(description=gettext_lazy("fidelity"), ordering="fidelity")
    def fidelity_mark(self, claim: Any) -> SafeString:
        return mark(claim.pk, Fidelity(claim.fidelity))

    @admin.display(description=gettext_lazy("signatures"))
    def signature_list(self, claim: Claim) -> SafeString:
        state, _last = fidelity.fidelity_of(claim)
        lines = [
            (f"{one.signed_at:%Y-%m-%d}", who(one), one.get_verdict_display(), one.note and f"– {one.note}")
            for one in claim.signatures.select_related("signer")
        ]
        listed = format_html_join("", "<br>{} {}: {} {}", lines)
        return format_html("{}{}", mark(claim.pk, state), listed)


def mark(pk: int, state: Fidelity) -> SafeString:
    """The state in words, leading to the page where one signs."""
    address = reverse("admin:advice_claim_fidelity", args=[pk])
    return format_html('<a class="fidelity {}" href="{}">{}</a>', state.value, address, state.label)


def who(signature: FidelitySignature) -> str:
    return signature.signer.get_username() if signature.signer else _("an account that is gone")


def hidden_behind(claim: Claim) -> list[Source | Person]:
    """The source and the speaker, where they are not published and so keep the claim from showing."""
    return [
        record for record in (claim.source, claim.speaker) if record and record.status != Status.PUBLISHED
    ]


def _not_yet(hidden: list[Source | Person]) -> SafeString:
    links = (
        (
            record._meta.verbose_name,
            reverse(f"admin:advice_{record._meta.model_name}_change", args=[record.pk]),
            record,
        )
        for record in hidden
    )
    listed = format_html_join(", ", '{} <a href="{}">{}</a>', links)
    return format_html("{} {}", _("It shows once these are published too:"), listed)


def _told(claim: Claim, made: FidelitySignature) -> str:
    said = _("Claim %(key)s is signed: %(verdict)s.") % {
        "key": claim.key,
        "verdict": made.get_verdict_display(),
    }
    if claim.status == Status.DRAFT:
        said += " " + _("It is a draft again, and shows its author your note.")
    elif made.verdict != fidelity.Verdict.FAITHFUL:
        said += " " + _("It is still public: reword or withdraw it.")
    return said
