"""The form of a claim: existing topics only, three at most, and a passage that is pasted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.admin.selects import RecordsField, RecordsSelect
from advice.admin.status import StatusForm
from advice.claims import fidelity, pasting
from advice.claims.fidelity import Fidelity
from advice.claims.models import CLAIM_LENGTH, REASON_LENGTH, Claim, ClaimTopic, Topic
from advice.claims.readiness import MOST_TOPICS
from advice.publication.models import Status
from advice.sources.models import Source


class ClaimForm(StatusForm):
    # Length and line breaks are told by the counter and the server; `maxlength` would cut a paste in silence.
    text = forms.CharField(
        label=gettext_lazy("Claim"),
        max_length=CLAIM_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "data-count": CLAIM_LENGTH}),
        help_text=Claim._meta.get_field("text").help_text,
    )
    topics = RecordsField(
        Topic.objects.all(),
        label=gettext_lazy("Topics"),
        required=False,
        widget=RecordsSelect(ClaimTopic._meta.get_field("tag"), admin.site),
        help_text=gettext_lazy("One to three, found by name, other label or misspelling."),
    )
    pasted = forms.CharField(
        label=gettext_lazy("New passage"),
        required=False,
        max_length=pasting.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Paste the words of the source that say it; empty keeps the passage as it is. The words "
            "themselves are not stored, only where they stand."
        ),
    )

    class Meta:
        model = Claim
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "withdrawn_reason" in self.fields:
            reason = forms.Textarea(attrs={"rows": 2, "data-count": REASON_LENGTH})
            self.fields["withdrawn_reason"].widget = reason
        for name in ("text", "pasted"):
            if name in self.fields:
                self.fields[name].widget.attrs.pop("maxlength", None)

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def clean_topics(self) -> Any:
        topics = self.cleaned_data["topics"]
        if len(topics) > MOST_TOPICS:
            raise ValidationError(_("Choose at most three topics; more than three say little."))
        return topics

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("status") in {Status.IN_REVIEW, Status.PUBLISHED} and not data.get("topics", True):
            self.add_error("topics", _("Choose a topic before others see the claim."))
        first, last = data.get("about_from"), data.get("about_to")
        if "about_from" in data and "about_to" in data and (first is None) != (last is None):
            self.add_error("about_to", _("Give both years, or neither; the same year twice for one."))
        elif first and last and last < first:
            self.add_error("about_to", _("The second year is before the first."))
        self._anchor(data)
        self._signed(data)
        return data

    def _signed(self, data: dict[str, Any]) -> None:
        """Publishing takes a second person; whoever rewords what is public sees the signature lapse instead."""
        was = self.initial.get("status")
        if data.get("status") != Status.PUBLISHED or was == Status.PUBLISHED or self.publishes_alone:
            return
        as_typed = Claim(
            pk=self.instance.pk,
            text=data.get("text", ""),
            sha256=self.instance.sha256,
            anchor_state=self.instance.anchor_state,
        )
        state, _last = fidelity.fidelity_of(as_typed)
        if state != Fidelity.FAITHFUL:
            told = _("It cannot be published: %(reason)s. Send it to review.")
            self.add_error("status", told % {"reason": fidelity.obstacle(state)})

    def _anchor(self, data: dict[str, Any]) -> None:
        source = self._source(data)
        if not data.get("pasted") or source is None:
            return
        if not source.text:
            self.add_error(
                "pasted", _("The text of this source is not loaded here, so nothing can be found.")
            )
            return
        try:
            start, end = pasting.find_pasted(source.text, data["pasted"])
        except pasting.PassageError as error:
            self.add_error("pasted", str(error))
            return
        self.instance.source = source
        pasting.anchor(self.instance, start, end)

    def _source(self, data: dict[str, Any]) -> Source | None:
        if self.instance.pk:
            return self.instance.source
        source: Source | None = data.get("source")
        return source
