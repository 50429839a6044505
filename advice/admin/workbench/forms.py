"""What the workbench takes: a place in the text, a claim, a block to set aside."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.admin.claim_form import ClaimForm
from advice.admin.selects import LARGEST_ID, RecordsField
from advice.admin.workbench.places import ADJUSTMENTS, Span, find_passage
from advice.admin.workbench.suggesting import TopicNames
from advice.claims import pasting
from advice.claims.models import Claim, SetAside, SetAsideReason, Topic
from advice.publication.models import Status
from advice.questions.models import Argument
from advice.sources.models import SHA256, Source

FURTHEST = 100_000_000
TOPICS = ("topic_1", "topic_2", "topic_3")
PLACE = ("start", "end", "text_sha256")


class PlaceForm(forms.Form):
    """What the address of the workbench may carry: a block by its number, a claim by its key, or a span."""

    block = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=FURTHEST,
        error_messages={"invalid": gettext_lazy("A block is a number.")},
    )
    claim = forms.CharField(required=False, max_length=100)
    start = forms.IntegerField(required=False, min_value=0, max_value=FURTHEST)
    end = forms.IntegerField(required=False, min_value=1, max_value=FURTHEST)

    def span(self, length: int) -> Span | None:
        """The span that was asked for. Raises ValidationError where the text has none such."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start is None and end is None:
            return None
        if start is None or end is None or not start < end <= length or end - start > pasting.LONGEST:
            raise ValidationError(_("That is no passage of this text; select its words again."))
        return start, end


class SuggestForm(PlaceForm):
    """What the suggestions are asked with."""

    text = forms.CharField(required=False, max_length=2_000)
    topic_1 = forms.CharField(required=False, max_length=200)
    topic_2 = forms.CharField(required=False, max_length=200)
    topic_3 = forms.CharField(required=False, max_length=200)

    def chosen(self) -> list[str]:
        """The names of topics that the claim was given already."""
        return [self.cleaned_data[name] for name in TOPICS if self.cleaned_data[name]]


class WorkForm(ClaimForm):
    """A claim on the workbench: topics by name, a passage by its words or by the span that was selected.

    After `is_valid`, `chosen_topics` are the topics in order, and `place` is where the passage stands: None
    where the anchor stays as it is.
    """

    topics = None  # type: ignore[assignment]
    pasted = None  # type: ignore[assignment]
    passage = forms.CharField(
        label=gettext_lazy("Passage"),
        required=False,
        max_length=pasting.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The words of the text that say it, as few as carry the claim."),
    )
    start = forms.IntegerField(required=False, min_value=0, max_value=FURTHEST, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, max_value=FURTHEST, widget=forms.HiddenInput)
    text_sha256 = forms.CharField(required=False, validators=[SHA256], widget=forms.HiddenInput)
    topic_1 = forms.CharField(label=gettext_lazy("Main topic"), required=False, max_length=200)
    topic_2 = forms.CharField(label=gettext_lazy("Second topic"), required=False, max_length=200)
    topic_3 = forms.CharField(label=gettext_lazy("Third topic"), required=False, max_length=200)
    arguments = RecordsField(Argument.objects.all(), required=False)

    class Meta:
        model = Claim
        fields = ["text", "kind", "speaker", "reported", "about_from", "about_to"]

    def __init__(
        self, *args: Any, source: Source, names: TopicNames, to_review: bool = False, **kwargs: Any
    ) -> None:
        self.source, self.names, self.to_review = source, names, to_review
        self.place: Span | None = None
        self.chosen_topics: list[Topic] = []
        super().__init__(*args, **kwargs)
        for name in TOPICS:
            self.fields[name].widget.attrs |= {"list": "topic-names", "autocomplete": "off"}
        self.fields["passage"].widget.attrs.pop("maxlength", None)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.chosen_topics = self._topics(data)
        status = Status.IN_REVIEW if self.to_review else self.instance.status
        if status in {Status.IN_REVIEW, Status.PUBLISHED} and not self.chosen_topics:
            self.add_error("topic_1", _("Choose a topic before others see the claim."))
        if "passage" in data:
            try:
                self.place = self._place(data)
            except pasting.PassageError as error:
                self.add_error("passage", str(error))
        return data

    def _topics(self, data: dict[str, Any]) -> list[Topic]:
        found: list[Topic] = []
        for name in TOPICS:
            typed = data.get(name)
            if not typed:
                continue
            topic = self.names.find(typed)
            if topic is None:
                self.add_error(name, _("There is no topic of that name; choose one from the list."))
            elif topic not in found:
                found.append(topic)
        return found

    def _place(self, data: dict[str, Any]) -> Span | None:
        text, words = self.source.text, data["passage"]
        claim = self.instance if self.instance.pk else None
        selected = self.selected(data)
        if claim is not None:
            present = (claim.start, claim.end) if claim.start is not None else None
            shown = text[claim.start : claim.end] if claim.start is not None else ""
            if not words.split() or (selected in (None, present) and words.split() == shown.split()):
                return None
        if not words.split() and selected is not None:
            return selected
        return find_passage(text, words, selected)

    def selected(self, data: dict[str, Any]) -> Span | None:
        """The span that was selected, where it was selected in the text as it is now."""
        start, end = data.get("start"), data.get("end")
        same = data.get("text_sha256") == self.source.text_sha256
        if start is None or end is None or not same or not start < end <= len(self.source.text):
            return None
        return start, end


class AsideForm(forms.ModelForm):
    """A block to set aside; `block` is its number in the text of that digest."""

    block = forms.IntegerField(min_value=1, max_value=FURTHEST, widget=forms.HiddenInput)
    text_sha256 = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = SetAside
        fields = ["reason", "repeats"]

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        self.source = source
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = _("Say why this block carries no claim.")
        repeats = self.fields["repeats"]
        if isinstance(repeats, forms.ModelChoiceField):
            repeats.queryset = source.claims.exclude(status=Status.WITHDRAWN)
            repeats.to_field_name = "key"
            repeats.help_text = _("Only for a block that repeats a claim of this source.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("text_sha256") != self.source.text_sha256:
            raise ValidationError(_("The text was loaded anew meanwhile; choose the block again."))
        if data.get("block") and data["block"] > len(self.source.blocks):
            raise ValidationError(_("The text has no such block."))
        repeating = data.get("reason") == SetAsideReason.REPEATS
        if repeating and "repeats" in data and data["repeats"] is None:
            self.add_error("repeats", _("Choose the claim that the block repeats."))
        if not repeating:
            data["repeats"] = None
        return data


class UndoForm(forms.Form):
    aside = forms.IntegerField(min_value=1, max_value=LARGEST_ID)


class ReworkForm(forms.Form):
    """A button that changes the form and saves nothing."""

    adjust = forms.ChoiceField(choices=[(one, one) for one in ADJUSTMENTS], required=False)
    add_topic = forms.CharField(max_length=200, required=False)
