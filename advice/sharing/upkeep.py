"""What a mentor does with a link that is made: extend it, revoke it, replace what was lost, delete it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from advice.sharing import making
from advice.sharing.admission import with_own_link
from advice.sharing.models import ShareLink
from advice.sharing.qr import qr_code
from advice.web.rate_limit import MAKING, limited


@require_POST
@with_own_link
def extend(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Another ninety days. What is revoked stays so."""
    if link.revoked_at is None:
        making.extend(link)
        day = date_format(link.last_day, "j F Y")
        messages.success(request, _("The link works until the end of %(day)s.") % {"day": day})
    return redirect(link)


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_link
def revoke(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Ask, then end it: open pages included, from the next request on."""
    if request.method != "POST":
        return _ask(
            request,
            link,
            _("Revoke the link for %(label)s?"),
            _(
                "Whoever has the page open loses it with their next click, and the link opens nothing any more."
            )
            + " "
            + _("What was sent to you stays here. A revoked link stays revoked."),
            _("Revoke it"),
        )
    making.revoke(link)
    messages.success(
        request, _("The link is revoked. Nobody can open it, and pages that are open are closed.")
    )
    return redirect(link)


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_link
def replace(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Ask, then give the same page a new address; the old one and every page opened with it end."""
    if not link.open:
        return redirect(link)
    if request.method == "POST":
        return _replace(request, link)
    return _ask(
        request,
        link,
        _("Replace the link for %(label)s?"),
        _("The link is kept nowhere, so a lost one cannot be shown again.")
        + " "
        + _("The same page gets a new link, with all that was entered on it, and the old one ends."),
        _("Make a new link"),
    )


@limited("make", MAKING, by="user")
def _replace(request: HttpRequest, link: ShareLink) -> HttpResponse:
    return show_once(request, link, making.replace_token(link))


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_link
def remove(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Ask, then delete the link with everything in it, the mentee's answers included."""
    if request.method == "POST":
        link.delete()
        messages.success(request, _("The link is deleted."))
        return redirect("shares")
    return _ask(
        request,
        link,
        _("Delete the link for %(label)s?"),
        _("The link, its note and everything that was answered on it are deleted for both of you.")
        + " "
        + _("To end the link and keep the answers, revoke it instead."),
        _("Delete it"),
    )


def _ask(request: HttpRequest, link: ShareLink, title: str, follows: str, button: str) -> HttpResponse:
    """What cannot be undone is asked once more; the answer is a POST to the same address."""
    sure = {"title": title % {"label": link.label}, "follows": follows, "button": button}
    return render(request, "sharing/sure.html", {"link": link, "sure": sure})


def show_once(request: HttpRequest, link: ShareLink, token: str, status: int = 200) -> HttpResponse:
    """The only page that ever holds the token, and it is the answer to a POST: nothing keeps it in between."""
    address = request.build_absolute_uri(reverse("share-open", args=[token]))
    context = {"link": link, "address": address, "qr": qr_code(address)}
    return render(request, "sharing/made.html", context, status=status)
