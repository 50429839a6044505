"""What withdrawing many claims at once asks for."""

from django import forms
from django.utils.translation import gettext_lazy

from advice.claims.models import REASON_LENGTH, Claim


class WithdrawalForm(forms.Form):
    """The values that the withdrawn claims take with them."""

    withdrawn_reason = forms.CharField(
        label=gettext_lazy("Why they are withdrawn"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "data-count": REASON_LENGTH}),
        help_text=Claim._meta.get_field("withdrawn_reason").help_text,
        error_messages={
            "required": gettext_lazy(
                "Say why they are withdrawn; their addresses will show that to whoever comes."
            )
        },
    )

    def __init__(self, data: dict[str, str] | None = None) -> None:
        super().__init__(data)
        # As with a claim's text: `maxlength` would cut a paste in silence.
        del self.fields["withdrawn_reason"].widget.attrs["maxlength"]
