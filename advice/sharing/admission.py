"""Who gets in: a mentee with the cookie that the exchange gave, a mentor to their own links."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from advice.sharing.models import ShareLink

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]
LinkView = Callable[Concatenate[HttpRequest, ShareLink, Parameters], HttpResponse]
COOKIE = "__Secure-share" if settings.HTTPS else "share"
SALT = "advice.sharing"
AT_MOST = 30 * 24 * 3600
"""Seconds for which an opened page stays open on one device; the link opens it again."""

may_share = permission_required("advice.add_sharelink", raise_exception=True)


def find(token_sha256: str) -> ShareLink:
    """The link whose token has this digest, or a 404."""
    links = ShareLink.objects.select_related("question", "position__question", "owner")
    return get_object_or_404(links, token_sha256=token_sha256)


def admit(response: HttpResponse, link: ShareLink) -> None:
    """Give the visitor the cookie that opens this one page.

    It holds the digest of the token, signed: it cannot be made from what the database holds, says nothing of
    the token, and ends when the token is replaced.
    """
    response.set_signed_cookie(
        COOKIE,
        link.token_sha256,
        salt=SALT,
        path=reverse("shared", args=[link.reference]),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )


def dismiss(response: HttpResponse, link: ShareLink) -> None:
    """Take the cookie away."""
    response.delete_cookie(COOKIE, path=reverse("shared", args=[link.reference]), samesite="Strict")


def closed(request: HttpRequest) -> HttpResponse:
    """What an expired and a revoked link show: the same, and nothing of what was there."""
    return render(request, "sharing/closed.html", status=410)


def with_cookie(view: LinkView[Parameters]) -> View[Parameters]:
    """Call `view` with the open link of the visitor's cookie. The link is read anew with every request."""

    @wraps(view)
    def wrapped(
        request: HttpRequest, reference: str, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> HttpResponse:
        token_sha256 = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=AT_MOST)
        links = ShareLink.objects.select_related("question", "position__question", "owner")
        link = links.filter(reference=reference, token_sha256=token_sha256).first() if token_sha256 else None
        if link is None:
            # The same whether there is such a link or not.
            return render(request, "sharing/unknown.html", status=404)
        if not link.open:
            response = closed(request)
            dismiss(response, link)
            return response
        return view(request, link, *args, **kwargs)

    return wrapped  # type: ignore[return-value]


def with_own_link(view: LinkView[Parameters]) -> View[Parameters]:
    """Call `view` with a link of the signed-in mentor; anybody else's is not there."""

    @wraps(view)
    @login_required
    @may_share
    def wrapped(
        request: HttpRequest, reference: str, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> HttpResponse:
        links = ShareLink.objects.filter(owner=cast(User, request.user))
        link = (
            links.select_related("question", "position__question", "owner")
            .filter(reference=reference)
            .first()
        )
        if link is None:
            raise Http404
        return view(request, link, *args, **kwargs)

    return wrapped  # type: ignore[return-value]
