"""A new password by mail: how often a link may be asked for, and the browser that is known once it is set."""

import unicodedata

from django import forms
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from advice.accounts.known_device import device_of, remember
from advice.accounts.refusing import refused
from advice.accounts.sign_in_limits import forgive
from advice.web import attempts
from advice.web.attempts import Counter, Limit
from advice.web.rate_limit import network_address

FROM_HERE = Limit("reset-network", 10, 60 * 60)
IN_TOTAL = Limit("reset-total", 60, 60 * 60)
BY_DEVICE = Limit("reset-device", 5, 60 * 60)
"""Instead of the two above, where somebody has signed in before: others cannot use up their share."""
BY_ADDRESS = Limit("reset-address", 3, 60 * 60)


class AskForLink(PasswordResetView):
    """The form for an e-mail address. Every form that is sent counts, also one that leads to no mail."""

    def post(self, request: HttpRequest, *args: str, **kwargs: object) -> HttpResponse:
        refusal = attempts.begin(_counters(request)).refusal
        return refused(request, refusal) if refusal else super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Send no further mail to an address that had some, and say the same: the answer tells nothing of accounts."""
        address = unicodedata.normalize("NFKC", form.cleaned_data["email"]).casefold()
        if attempts.begin([Counter(BY_ADDRESS, (address,))]).refusal:
            return HttpResponseRedirect(self.get_success_url())
        return super().form_valid(form)  # type: ignore[arg-type]


class SetPassword(PasswordResetConfirmView):
    """The page of the mailed link. The browser is known afterwards: its owner reads the mail of the account."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        response = super().form_valid(form)  # type: ignore[arg-type]
        if self.user:
            forgive(self.request, self.user)
            remember(self.request, response, self.user)
        return response


def _counters(request: HttpRequest) -> list[Counter]:
    device = device_of(request)
    if device:
        return [Counter(BY_DEVICE, (device.nonce,))]
    return [Counter(FROM_HERE, (network_address(request),)), Counter(IN_TOTAL)]
