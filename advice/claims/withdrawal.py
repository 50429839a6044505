"""What stays at the address of a withdrawn claim: that it was withdrawn, when and why, and nothing else of it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _

from advice.claims import writers
from advice.claims.models import Claim, ClaimQuerySet
from advice.publication.merged import permanently, survivor
from advice.publication.shapes import Shape, in_shape, site
from advice.sources.data import source_data

GONE = 410


def withdrawn_claims() -> ClaimQuerySet:
    """Withdrawn claims with their source and what replaces them; their own words stay in the database."""
    return (
        Claim.objects.withdrawn()
        .select_related("source")
        .only(
            "key",
            "withdrawn_reason",
            "withdrawn_at",
            "replaced_by_id",
            "merged_into_id",
            "source__slug",
            "source__title",
            "source__kind",
            "source__url",
            "source__published_on",
        )
    )


def replacement(claim: Claim) -> tuple[Claim | None, bool]:
    """The claim that replaces a withdrawn one, and whether it is withdrawn in turn; nothing that is not public."""
    if claim.replaced_by_id is None:
        return None, False
    published = Claim.objects.published().filter(pk=claim.replaced_by_id).first()
    if published is not None:
        return published, False
    return Claim.objects.withdrawn().filter(pk=claim.replaced_by_id).only("key").first(), True


def withdrawn_page(request: HttpRequest, key: str) -> HttpResponse:
    """The page at the address of a withdrawn claim, a 410; a 404 where the public never saw such a claim.

    Where it became part of another claim, a 301 to that.
    """
    claim = _find(key)
    if onward := moved_on(request, claim):
        return onward
    successor, gone_too = replacement(claim)
    context = {"claim": claim, "successor": successor, "successor_is_withdrawn": gone_too}
    return _gone(render(request, "claims/withdrawn.html", context))


def withdrawn_in_shape(request: HttpRequest, key: str, shape: Shape) -> HttpResponse:
    """The same in another shape."""
    claim = _find(key)
    if onward := moved_on(request, claim, shape):
        return onward
    data = withdrawn_data(claim, site(request))
    return _gone(in_shape(request, shape, data, writers.WITHDRAWN, claim.get_absolute_url()))


def moved_on(request: HttpRequest, claim: Claim, shape: Shape | None = None) -> HttpResponse | None:
    """The way to the public claim that this withdrawn one became part of; None where there is none."""
    found = survivor(Claim, key=claim.key) if claim.merged_into_id else None
    return permanently(request, found, shape) if found else None


def withdrawn_data(claim: Claim, site: str) -> dict[str, Any]:
    """What the page says."""
    successor, gone_too = replacement(claim)
    at: datetime | None = claim.withdrawn_at
    return {
        "id": claim.key,
        "url": site + claim.get_absolute_url(),
        "status": "withdrawn",
        "withdrawn_on": at.date().isoformat() if at else None,
        "reason": claim.withdrawn_reason,
        "source": source_data(claim.source, site),
        "replaced_by": successor
        and {"id": successor.key, "url": site + successor.get_absolute_url(), "withdrawn": gone_too},
    }


def _find(key: str) -> Claim:
    claim = withdrawn_claims().filter(key=key).first()
    if claim is None:
        raise Http404(_("There is no such claim."))
    return claim


def _gone(response: HttpResponse) -> HttpResponse:
    response.status_code = GONE
    # A browser may keep a 410 unasked, and the claim may come back.
    patch_cache_control(response, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response
