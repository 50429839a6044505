"""What signing a claim asks for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.claims.fidelity import NOTE_LENGTH, Verdict
from advice.claims.models import Claim
from advice.text.digests import text_sha256

MEANINGS = {
    Verdict.FAITHFUL: gettext_lazy("The passage says this, and the claim says no more."),
    Verdict.BROADER: gettext_lazy("The claim speaks of more people, places or times than the passage does."),
    Verdict.STRONGER: gettext_lazy("The claim is surer than the passage: a hedge is gone."),
    Verdict.WRONG: gettext_lazy("The passage does not say this."),
}


def reading_of(claim: Claim) -> str:
    """A digest of what the person at the page has before them."""
    return text_sha256(f"{claim.sha256} {claim.text}")


class SignForm(forms.Form):
    """`reading` is the wording and the passage that were read."""

    use_required_attribute = False

    verdict = forms.ChoiceField(
        label=gettext_lazy("Held against its passage, the claim is"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what the claim is."),
            "invalid_choice": gettext_lazy("Choose one of the four."),
        },
    )
    note = forms.CharField(
        label=gettext_lazy("What is wrong with it"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "data-count": NOTE_LENGTH}),
        help_text=gettext_lazy("Its author reads this. Needed unless the claim is faithful."),
    )
    reading = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, claim: Claim, data: Any = None) -> None:
        self.present = reading_of(claim)
        super().__init__(data, initial={"reading": self.present})
        del self.fields["note"].widget.attrs["maxlength"]

    def choices(self) -> list[dict[str, Any]]:
        """The verdicts with what each means and the key that chooses it."""
        chosen = self["verdict"].value()
        return [
            {
                "value": one.value,
                "label": one.label,
                "meaning": MEANINGS[one],
                "key": one.value[0],
                "chosen": chosen == one.value,
            }
            for one in Verdict
        ]

    def clean_note(self) -> str:
        return " ".join(self.cleaned_data["note"].split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        verdict = data.get("verdict")
        if verdict and verdict != Verdict.FAITHFUL and "note" in data and not data["note"]:
            self.add_error("note", _("Say what is wrong, so that its author can mend it."))
        if data.get("reading") != self.present:
            raise ValidationError(_("The claim was changed since you opened this page. Read it again."))
        return data
