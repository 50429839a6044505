"""Setting up a second factor: an app that shows codes, and recovery codes for when it is lost."""

from base64 import b32encode
from io import BytesIO

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from django_otp import login as verify_session
from django_otp import match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from advice.accounts.sign_in import CodeForm

CODES = 10
"""Recovery codes, each good once."""


@login_required
@never_cache
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Whether it is on, and how many recovery codes are left."""
    left = StaticToken.objects.filter(device__user=request.user.pk, device__confirmed=True).count()
    context = {"device": _device(request, confirmed=True), "left": left, "form": CodeForm()}
    return render(request, "registration/second_factor.html", context)


@login_required
@sensitive_post_parameters()
@never_cache
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the secret; a code that the app makes of it proves that the app has it."""
    if _device(request, confirmed=True):
        return redirect("second_factor")
    device = _device(request, confirmed=False)
    if device is None:
        device = TOTPDevice.objects.create(user=_user(request), name="app", confirmed=False)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            with transaction.atomic():
                device.confirmed = True
                device.save()
                codes = _new_codes(_user(request))
            verify_session(request, device)
            return render(request, "registration/second_factor_codes.html", {"codes": codes})
        form.add_error(
            "code", _("This is not the code of now. Check the clock of the device, and try the next.")
        )
    return render(
        request, "registration/second_factor_set_up.html", {"form": form, "secret": _secret(device)}
    )


@login_required
@never_cache
@require_GET
def picture(request: HttpRequest) -> HttpResponse:
    """The secret as a QR code, while it is being set up and never after."""
    device = _device(request, confirmed=False)
    if device is None:
        raise Http404(_("Nothing is being set up."))
    drawn = BytesIO()
    code = segno.make(device.config_url, error="m")
    code.save(drawn, kind="svg", scale=5, border=4, light="white", dark="black")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@login_required
@sensitive_post_parameters()
@never_cache
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Turn it off, or make new recovery codes; either takes a code, since the session may be anybody's."""
    form = CodeForm(request.POST)
    user = _user(request)
    if not form.is_valid() or match_token(user, form.cleaned_data["code"]) is None:
        messages.error(request, _("This code is not right; nothing was changed."))
        return redirect("second_factor")
    if "codes" in request.POST:
        with transaction.atomic():
            codes = _new_codes(user)
        return render(request, "registration/second_factor_codes.html", {"codes": codes})
    if "off" not in request.POST:
        return redirect("second_factor")
    turn_off(user)
    messages.success(request, _("The second factor is off."))
    return redirect("second_factor")


def turn_off(user: User) -> None:
    """Forget the app and the recovery codes of an account."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()


def _new_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _number in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def _device(request: HttpRequest, confirmed: bool) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=request.user.pk, confirmed=confirmed).first()


def _secret(device: TOTPDevice) -> str:
    """The secret in groups of four, as apps take it by hand."""
    text = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _user(request: HttpRequest) -> User:
    return User.objects.get(pk=request.user.pk or 0)
