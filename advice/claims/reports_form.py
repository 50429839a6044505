"""The form behind “Something wrong with this claim?”."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.claims.models import Claim
from advice.claims.reports import WORDS_LENGTH, ReportKind
from advice.text.digests import text_sha256


class Words(forms.CharField):
    """Text whose line breaks count as one character each, as browsers count them."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


class ReportForm(forms.Form):
    """`reading` is the digest of the claim as the reader saw it.

    `website` is for machines that fill in whatever there is: no person sees the field.
    """

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        choices=ReportKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what is wrong."),
            "invalid_choice": gettext_lazy("Choose one of the four."),
        },
    )
    words = Words(
        label=gettext_lazy("In your words"),
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Up to 1,000 characters. Say nothing here that nobody should read."),
        error_messages={
            "required": gettext_lazy("Say in a few words what is wrong."),
            "max_length": gettext_lazy("That is %(show_value)d characters; up to %(limit_value)d fit."),
        },
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address, if you want an answer"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Used for the answer alone, and erased when the report is closed."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy("An e-mail address looks like name@example.org; or leave it empty.")
        },
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    reading = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, claim: Claim, data: Any = None) -> None:
        super().__init__(data)
        self.present_reading = text_sha256(claim.text)
        # Length is told by the server; `maxlength` would cut a paste in silence.
        del self.fields["words"].widget.attrs["maxlength"]

    @property
    def from_machine(self) -> bool:
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("reading") != self.present_reading:
            raise ValidationError(
                _("The claim was reworded since you opened this page. If it is still wrong, send again.")
            )
        return data
