"""Opening a link: what the address with the token does, and nothing else does anything with a token."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from advice.sharing import making
from advice.sharing.admission import admit, closed, find
from advice.sharing.tokens import digest
from advice.web.rate_limit import OPENING, limited


@require_http_methods(["GET", "HEAD", "POST"])
@limited("open", OPENING)
def exchange(request: HttpRequest, token: str) -> HttpResponse:
    """A neutral page with a button; pressing it trades the token for a cookie and leaves the address.

    Link-preview bots fetch addresses and press no buttons, so they learn nothing and use nothing up.
    """
    link = find(digest(token))
    if not link.open:
        return closed(request)
    if request.method == "POST":
        making.opened(link)
        response = redirect("shared", link.reference)
        admit(response, link)
        return response
    return render(request, "sharing/exchange.html")
