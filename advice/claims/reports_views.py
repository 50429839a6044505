"""The pages behind “Something wrong with this claim?”: the form, and the thanks after it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.core import get_usage

from advice.claims.models import Claim, ClaimQuerySet
from advice.claims.reports import file_report
from advice.claims.reports_form import ReportForm
from advice.claims.withdrawal import withdrawn_page

FROM_AN_ADDRESS = "10/h"
"""Sendings of one network, those with a mistake counted too. A class that reads together stays below."""
ON_A_CLAIM = "30/h"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The form; a report that is sent is kept, and thanked for on a page of its own."""
    claim = _published().filter(key=key).first()
    if claim is None:
        return withdrawn_page(request, key)
    if request.method != "POST":
        return _form_page(request, claim, ReportForm(claim))
    form = ReportForm(claim, request.POST)
    wait = _seconds_to_wait(request, claim)
    if wait:
        form.add_error(None, _("That was too often in a short time. Nothing was sent; try again in an hour."))
        response = _form_page(request, claim, form, status=429)
        response["Retry-After"] = str(wait)
        return response
    if not form.is_valid():
        return _form_page(request, claim, form)
    if not form.from_machine:
        data = form.cleaned_data
        file_report(claim, data["kind"], data["words"], data["email"])
    return redirect("claim-report-thanks", claim.key)


@never_cache
@require_safe
def thanks(request: HttpRequest, key: str) -> HttpResponse:
    """What becomes of a report; the page says nothing of it."""
    claim = _published().filter(key=key).first()
    if claim is None:
        return withdrawn_page(request, key)
    return _unlisted(render(request, "claims/report_thanks.html", {"claim": claim}))


def _published() -> ClaimQuerySet:
    return (
        Claim.objects.published()
        .select_related("source")
        .defer("source__text", "source__marks", "source__blocks")
    )


def _form_page(request: HttpRequest, claim: Claim, form: ReportForm, status: int = 200) -> HttpResponse:
    context = {"claim": claim, "form": form}
    return _unlisted(render(request, "claims/report.html", context, status=status))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _seconds_to_wait(request: HttpRequest, claim: Claim) -> int:
    """0 where this request may send; counted in the database, so that all processes count together."""
    counts = (
        get_usage(request, group="report-from", key="ip", rate=FROM_AN_ADDRESS, increment=True),
        get_usage(
            request, group="report-on", key=lambda group, request: claim.key, rate=ON_A_CLAIM, increment=True
        ),
    )
    return max((max(one["time_left"], 1) for one in counts if one and one["should_limit"]), default=0)
