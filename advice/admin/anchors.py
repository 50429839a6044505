"""What became of the anchors of a source whose text was loaded anew, and what a curator says to each."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advice.admin.history import HistoryAdmin
from advice.admin.selects import LARGEST_ID, is_id
from advice.admin.versions import tokens
from advice.admin.workbench.panel import may_change
from advice.admin.workbench.places import side_by_side
from advice.claims import pasting
from advice.claims.models import AnchorState, Claim
from advice.history.revisions import revision
from advice.history.tokens import token
from advice.sources.models import Source

Runs = list[tuple[bool, str]]
AROUND = 160
"""Characters shown on each side of a passage."""
OPEN = (AnchorState.CHANGED, AnchorState.ORPHAN, AnchorState.MOVED, AnchorState.UNCHECKED)
ADVICE = {
    AnchorState.CHANGED: gettext_lazy(
        "The author changed these words. Does the passage on the right still say what the claim says? Confirm it, "
        "choose the passage yourself, or say that it is gone. Until then the claim shows no passage."
    ),
    AnchorState.ORPHAN: gettext_lazy(
        "Nothing in the text is these words or much like them. Choose another passage that says it, or open the claim "
        "and withdraw it with the reason."
    ),
    AnchorState.MOVED: gettext_lazy(
        "The very words, at another place. Look at where they stand now and confirm it."
    ),
    AnchorState.UNCHECKED: gettext_lazy("Not looked for yet: the text is not loaded here."),
}


class AnswerForm(forms.Form):
    """What a curator says to one anchor. `version` and `text_sha256` say which claim and text they saw."""

    claim = forms.IntegerField(min_value=1, max_value=LARGEST_ID, required=False)
    do = forms.ChoiceField(
        choices=[(name, name) for name in ("confirm", "elsewhere", "orphan", "confirm-moved")]
    )
    passage = forms.CharField(required=False)
    version = forms.CharField(required=False, max_length=500)
    text_sha256 = forms.CharField(required=False, max_length=64)


@dataclass
class Anchor:
    """One claim: the words it was tied to and the passage that stands for them now, in runs of words.

    Each run has whether the other side lacks it; `now` is empty for an orphan.
    """

    claim: Claim
    former: Runs
    now: Runs
    before: str
    after: str
    version: str
    may_change: bool
    typed: str = ""
    error: str = ""


@dataclass
class Group:
    state: AnchorState
    advice: str
    anchors: list[Anchor]


class AnchorsAdmin(HistoryAdmin):
    """For the admin of sources: the page of a source's anchors."""

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.anchors_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_anchors"
        return [path("<path:object_id>/anchors/", page, name=name), *super().get_urls()]

    def anchors_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """List every anchor by state; on POST, do what the curator says to one of them."""
        source = Source.objects.filter(pk=object_id).first() if is_id(object_id) else None
        if source is None:
            raise Http404(_("There is no such source."))
        if not (self.has_view_permission(request, source) and request.user.has_perm("advice.view_claim")):
            raise PermissionDenied
        if request.method != "POST":
            return self._list(request, source)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            raise BadRequest(_("The form was not one of this page."))
        try:
            with transaction.atomic(), revision(_("an anchor was answered")):
                said = self._answer(request, source.pk, form.cleaned_data)
        except pasting.PassageError as error:
            return self._list(request, source, form.cleaned_data, str(error), 400)
        except MeanwhileError as error:
            source.refresh_from_db()
            return self._list(request, source, form.cleaned_data, str(error), 409)
        messages.success(request, said)
        return redirect(request.path)

    def _answer(self, request: HttpRequest, pk: int, asked: dict[str, Any]) -> str:
        source = Source.objects.select_for_update(of=("self",)).get(pk=pk)
        if source.text_sha256 != asked["text_sha256"]:
            raise MeanwhileError(
                _("The text was loaded anew while you had this page open. Look at the passage again.")
            )
        if asked["do"] == "confirm-moved":
            return self._confirm_moved(request, source)
        claim = source.claims.select_for_update().filter(pk=asked["claim"]).first()
        if claim is None:
            raise MeanwhileError(_("The claim was deleted while you had this page open."))
        if not may_change(request.user, claim):
            raise PermissionDenied(_("What is or was public is changed by those who may publish."))
        if token(Claim, claim.pk) != asked["version"]:
            raise MeanwhileError(
                _("Somebody changed this claim while you had this page open. Look at it again.")
            )
        claim.source = source
        answers = {"confirm": self._confirm, "elsewhere": self._elsewhere, "orphan": self._orphan}
        said = answers[asked["do"]](claim, asked)
        claim.save()
        self.log_change(request, source, said)
        return said

    def _confirm(self, claim: Claim, asked: dict[str, Any]) -> str:
        proposed = claim.anchor_state in {AnchorState.CHANGED, AnchorState.MOVED}
        if not proposed or claim.start is None or claim.end is None:
            raise MeanwhileError(_("No passage waits to be confirmed for this claim."))
        pasting.anchor(claim, claim.start, claim.end)
        return _("The passage of %(key)s is confirmed.") % {"key": claim.key}

    def _elsewhere(self, claim: Claim, asked: dict[str, Any]) -> str:
        start, end = pasting.find_pasted(claim.source.text, asked["passage"])
        pasting.anchor(claim, start, end)
        return _("%(key)s is tied to the passage that you chose.") % {"key": claim.key}

    def _orphan(self, claim: Claim, asked: dict[str, Any]) -> str:
        if claim.anchor_state == AnchorState.MOVED:
            claim.former_passage = claim.source.text[claim.start : claim.end]
        claim.anchor_state = AnchorState.ORPHAN
        return _("%(key)s is an orphan now: it shows no passage.") % {"key": claim.key}

    def _confirm_moved(self, request: HttpRequest, source: Source) -> str:
        moved = source.claims.select_for_update().filter(anchor_state=AnchorState.MOVED)
        count = 0
        for claim in moved:
            if may_change(request.user, claim) and claim.start is not None and claim.end is not None:
                claim.source = source
                pasting.anchor(claim, claim.start, claim.end)
                claim.save()
                count += 1
        said = ngettext(
            "%(count)d moved passage is confirmed.", "%(count)d moved passages are confirmed.", count
        )
        self.log_change(request, source, said % {"count": count})
        return said % {"count": count}

    def _list(
        self,
        request: HttpRequest,
        source: Source,
        asked: dict[str, Any] | None = None,
        error: str = "",
        status: int = 200,
    ) -> HttpResponse:
        claims = list(source.claims.select_related("speaker").exclude(start=None).order_by("start", "key"))
        listed = [claim for claim in claims if claim.anchor_state in OPEN]
        versions = tokens(Claim, [claim.pk for claim in listed])
        anchors = [_anchor(request, source, claim, versions[claim.pk]) for claim in listed]
        for one in anchors:
            if asked and one.claim.pk == asked["claim"]:
                one.error, one.typed, error = error, asked["passage"], ""
        groups = [
            Group(state, str(ADVICE[state]), [one for one in anchors if one.claim.anchor_state == state])
            for state in OPEN
        ]
        counts = {state: sum(claim.anchor_state == state for claim in claims) for state in AnchorState}
        response = self._page(
            request,
            "admin/anchors.html",
            title=_("What became of the anchors"),
            subtitle=str(source),
            source=source,
            workbench=reverse("workbench", args=[source.slug]),
            groups=[group for group in groups if group.anchors],
            counts=[(state, counts[state]) for state in AnchorState if counts[state]],
            error=error,
        )
        response.status_code = status
        return response


class MeanwhileError(Exception):
    """What the curator saw is no longer so; the message is one sentence that says what."""


def _anchor(request: HttpRequest, source: Source, claim: Claim, version: str) -> Anchor:
    found = claim.anchor_state in {AnchorState.CHANGED, AnchorState.MOVED} and claim.start is not None
    start, end = (claim.start or 0, claim.end or 0) if found else (0, 0)
    words = source.text[start:end]
    former = claim.former_passage or (words if claim.anchor_state == AnchorState.MOVED else "")
    old, new = side_by_side(former, words)
    return Anchor(
        claim,
        former=old,
        now=new if found else [],
        before=source.text[max(0, start - AROUND) : start] if found else "",
        after=source.text[end : end + AROUND] if found else "",
        version=version,
        may_change=may_change(request.user, claim),
    )
