"""Signing in: one place for curators and mentors, with a second factor for those who have set one up.

Nobody is signed in between the two steps: the session holds who is expected, for a few minutes.
Wrong passwords are counted and stopped: advice.accounts.sign_in_limits.
"""

import time
from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import match_token, user_has_device

from advice.accounts.hashing import BusyError
from advice.accounts.kept_forms import is_waiting
from advice.accounts.known_device import remember
from advice.accounts.sign_in_limits import succeeded, uncount

LONGEST_NAME = User._meta.get_field("username").max_length or 0
EXPECTED = "expected_user"
PATIENCE = 5 * 60
"""Seconds between the password and the code."""


class CodeForm(forms.Form):
    """A code of six figures, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split()).lower()


class SignInForm(AuthenticationForm):
    def clean_username(self) -> str:
        """A name too long to be one is refused here; PostgreSQL could not store the failed attempt."""
        name: str = self.cleaned_data["username"]
        if len(name) > LONGEST_NAME:
            raise self.get_invalid_login_error()
        return name


class SignIn(LoginView):
    """Django's sign-in; without an address to go on to, curators come to the admin and mentors to their links."""

    authentication_form = SignInForm

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except BusyError:
            uncount(request)
            raise

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        succeeded(self.request)
        user = form.get_user()
        if not user_has_device(user):
            response = super().form_valid(form)
            remember(self.request, response, user)
            return response
        self.request.session.cycle_key()
        self.request.session[EXPECTED] = {
            "user": user.pk,
            "backend": user.backend,
            "until": time.time() + PATIENCE,
            "next": self.get_redirect_url(),
        }
        return redirect("second_factor_enter")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"kept": is_waiting(self.request)}

    def get_default_redirect_url(self) -> str:
        return working_place(self.request.user)


@sensitive_post_parameters()
@never_cache
def enter_code(request: HttpRequest) -> HttpResponse:
    """The second step: who gave the right password gives a code, and is signed in."""
    expected = request.session.get(EXPECTED)
    user = _expected_user(expected)
    if user is None or expected is None:
        request.session.pop(EXPECTED, None)
        return redirect("login")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        device = match_token(user, form.cleaned_data["code"])
        if device is not None:
            del request.session[EXPECTED]
            user.otp_device = device  # type: ignore[attr-defined]
            login(request, user, backend=expected["backend"])
            response = HttpResponseRedirect(expected["next"] or working_place(user))
            remember(request, response, user)
            return response
        # django-otp makes one wait longer after each wrong code.
        form.add_error("code", _("This code is not right. Wait for the next one, and type it then."))
    return render(request, "registration/second_factor_enter.html", {"form": form})


def _expected_user(expected: dict[str, Any] | None) -> User | None:
    if not expected or expected["until"] < time.time():
        return None
    return User.objects.filter(pk=expected["user"], is_active=True).first()


def working_place(user: Any) -> str:
    """Where whoever signed in without an address to go on to comes to."""
    if getattr(user, "is_staff", False):
        return reverse("admin:index")
    try:
        return reverse("shares")
    except NoReverseMatch:
        return reverse("home")
