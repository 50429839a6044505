"""The page with what somebody had entered when their sign-in had ended, or their form was out of date."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.csrf import csrf_failure as plain_csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from advice.accounts.kept_forms import KEPT, Entered, entered_in, kept
from advice.accounts.sign_in import working_place


class SentOn(HttpResponseRedirect):
    """The browser sends the same form to another address (RFC 9110, 15.4.8)."""

    status_code = 307


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def go_on(request: HttpRequest) -> HttpResponse:
    """What was entered, to be sent or let go. Sent, the form goes on to where it was meant for."""
    entered = kept(request)
    if entered is None:
        return redirect(working_place(request.user))
    if request.method == "POST":
        del request.session[KEPT]
        return redirect(working_place(request.user)) if "leave" in request.GET else SentOn(entered["path"])
    return _page(request, entered, reverse("interrupted"))


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403. To sign in anew, in another tab, makes the forms that are open out of date: they can be sent again.

    Only where the browser says that the form came from this site, which no other site can make it say.
    """
    entered = entered_in(request) if request.headers.get("Sec-Fetch-Site") == "same-origin" else None
    if entered is None:
        return plain_csrf_failure(request, reason)
    return _page(request, entered, entered["path"], out_of_date=True, status=403)


def _page(
    request: HttpRequest, entered: Entered, action: str, *, out_of_date: bool = False, status: int = 200
) -> HttpResponse:
    # A single word may have been chosen, or be no word at all; the admin's buttons have names with a line before.
    written = [
        value for name, value in entered["fields"] if len(value.split()) > 1 and not name.startswith("_")
    ]
    context = {"entered": entered, "action": action, "written": written, "out_of_date": out_of_date}
    return render(request, "registration/interrupted.html", context, status=status)
