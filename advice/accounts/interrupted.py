"""The pages with what somebody had entered when their sign-in had ended, or their form was out of date."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as plain_csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from advice.accounts.kept_forms import Entered, NotKept, entered_in, keep, kept, let_go
from advice.accounts.sign_in import working_place

Handler = Callable[[HttpRequest], HttpResponse]


class SentOn(HttpResponseRedirect):
    """The browser sends the same form to another address (RFC 9110, 15.4.8)."""

    status_code = 307


def keep_what_was_entered(get_response: Handler) -> Handler:
    """Middleware: where a form is answered by the page to sign in, keep the form; signing in leads back to it.

    A form that is not kept comes back at once in a page of its own, and is stored nowhere. The CSRF check has
    passed by then, so that it is a form of this site.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not _asks_to_sign_in(response) or request.user.is_authenticated:
            return response
        entered = entered_in(request)
        if entered is None:
            return response
        reason = keep(request, entered)
        return _not_kept(request, entered, reason) if reason else redirect_to_login(reverse("interrupted"))

    return middleware


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def go_on(request: HttpRequest) -> HttpResponse:
    """Show the kept form; a POST sends it on to its address, or deletes it."""
    entered = kept(request)
    if entered is None:
        return redirect(working_place(request.user))
    if request.method == "POST":
        let_go(request)
        if "leave" not in request.GET:
            return SentOn(entered["path"])
        messages.info(request, _("The form was deleted. Nothing was sent."))
        return redirect(working_place(request.user))
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


def _not_kept(request: HttpRequest, entered: Entered, reason: NotKept) -> HttpResponse:
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if reason is NotKept.TOO_LONG else HTTPStatus.FORBIDDEN
    response = _page(request, entered, entered["path"], not_kept=reason.value, status=status)
    add_never_cache_headers(response)
    return response


def _page(
    request: HttpRequest,
    entered: Entered,
    action: str,
    *,
    out_of_date: bool = False,
    not_kept: str = "",
    status: int = 200,
) -> HttpResponse:
    # A single word may have been chosen, or be no word at all; the admin's buttons have names with a line before.
    written = [
        value for name, value in entered["fields"] if len(value.split()) > 1 and not name.startswith("_")
    ]
    context = {
        "entered": entered,
        "action": action,
        "written": written,
        "out_of_date": out_of_date,
        "not_kept": not_kept,
    }
    return render(request, "registration/interrupted.html", context, status=status)


def _asks_to_sign_in(response: HttpResponse) -> bool:
    pages = (f"{reverse('login')}?", f"{reverse('admin:login')}?")
    return response.status_code == HTTPStatus.FOUND and response["Location"].startswith(pages)
