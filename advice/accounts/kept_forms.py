"""What somebody had entered when their sign-in had ended: kept until they are in again, and sent only by them.

Without it a form that is sent too late ends at the page to sign in, and what was typed is gone. The pages:
advice.accounts.interrupted.
"""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import TypedDict

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from advice.web.rate_limit import seconds_to_wait

KEPT = "entered"
PATIENCE = 60 * 60
"""Seconds until it is let go."""
MOST = 500_000
"""Characters that are kept. Longer than any form that is typed, and bounded as it comes from anybody."""
KEEPING = "30/h"
Handler = Callable[[HttpRequest], HttpResponse]


class Entered(TypedDict):
    """A form as it was sent: where to, its names and values in order, and whether a file was with it."""

    path: str
    fields: list[tuple[str, str]]
    file: bool
    until: float


def keep_what_was_entered(get_response: Handler) -> Handler:
    """Where a form is answered by the page to sign in, keep the form; signing in leads back to it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if _asks_to_sign_in(response) and not request.user.is_authenticated:
            entered = entered_in(request)
            if entered and not seconds_to_wait(request, "keep", KEEPING):
                request.session[KEPT] = entered
                request.session.set_expiry(PATIENCE)
                return redirect_to_login(reverse("interrupted"))
        return response

    return middleware


def entered_in(request: HttpRequest) -> Entered | None:
    """What a browser's form says; None where it is of an account itself, too much, or no form.

    Passwords and codes are kept nowhere, and what a script sends the script has still.
    """
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = [(name, str(value)) for name, value in fields if name != "csrfmiddlewaretoken"]
    if (
        not fields
        or "text/html" not in request.headers.get("Accept", "")
        or request.path.startswith(reverse("login").removesuffix("login/"))
        or any("password" in name for name, _value in fields)
        or sum(len(name) + len(value) for name, value in fields) > MOST
    ):
        return None
    return {
        "path": request.get_full_path(),
        "fields": fields,
        "file": bool(request.FILES),
        "until": time.time() + PATIENCE,
    }


def kept(request: HttpRequest) -> Entered | None:
    """What was entered in this browser before, where it is not too old."""
    entered: Entered | None = request.session.get(KEPT)
    if entered and entered["until"] < time.time():
        del request.session[KEPT]
        return None
    return entered


def stay_signed_in(sender: object, request: HttpRequest, **kwargs: object) -> None:
    """The session that held what was entered ends no sooner than any other once somebody has signed in."""
    if KEPT in request.session:
        request.session.set_expiry(None)


def _asks_to_sign_in(response: HttpResponse) -> bool:
    pages = (f"{reverse('login')}?", f"{reverse('admin:login')}?")
    return response.status_code == HTTPStatus.FOUND and response["Location"].startswith(pages)
