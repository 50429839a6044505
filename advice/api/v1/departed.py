"""What the API answers for what is not public any more: the way to what it became part of, or that it is gone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advice.api.v1 import errors
from advice.claims.models import Claim
from advice.claims.withdrawal import GONE, replacement, withdrawn_claims
from advice.publication.merged import redirected, survivor


def led_on(request: HttpRequest, model: Any, operation: str, field: str, name: str) -> HttpResponse:
    """301 to the record that this one became part of. Raises Http404 where there is none."""
    found = survivor(model, **{field: name})
    if found is None:
        raise Http404
    return redirected(request, reverse(f"api-v1:{operation}", args=[getattr(found, field)]))


def withdrawn(request: HttpRequest, key: str) -> HttpResponse:
    """301 where the claim became part of another, 410 with the reason where it was withdrawn, else Http404."""
    claim = withdrawn_claims().filter(key=key).first()
    if claim is None:
        raise Http404
    if claim.merged_into_id and survivor(Claim, key=key):
        return led_on(request, Claim, "read_claim", "key", key)
    at = claim.withdrawn_at.date().isoformat() if claim.withdrawn_at else "?"
    said = _("This claim was withdrawn on {day}: {reason}").format(day=at, reason=claim.withdrawn_reason)
    response = errors.error(GONE, said)
    successor, gone_too = replacement(claim)
    if successor is not None and not gone_too:
        address = reverse("api-v1:read_claim", args=[successor.key])
        response["Link"] = f'<{request.build_absolute_uri(address)}>; rel="successor-version"'
    response["Cache-Control"] = "no-cache"  # it may come back
    return response
