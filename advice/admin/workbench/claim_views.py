"""Claims on the workbench: begin one, change one, let a button change the form."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from advice.admin.conflicts import last_writer
from advice.admin.workbench.answers import address, checked, for_curators, locked, onward, page_answer
from advice.admin.workbench.forms import TOPICS, ReworkForm, WorkForm
from advice.admin.workbench.page import bench_of, find_source
from advice.admin.workbench.panel import Panel, finish, may_change
from advice.admin.workbench.places import Span, adjusted, find_passage
from advice.admin.workbench.saving import merge, save_claim, twin_of
from advice.admin.workbench.suggesting import TopicNames
from advice.claims import pasting
from advice.claims.models import Claim
from advice.history.tokens import token
from advice.publication.models import Status
from advice.sources.models import Source


@for_curators
@require_POST
def add_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a claim: save it, or change the form as a button asks."""
    with transaction.atomic():
        source = locked(slug)
        form = _work_form(request.POST, source, TopicNames())
        if _asks_rework(request):
            return _reworked(request, form, None)
        twin = twin_of(form) if form.is_valid() else None
        if twin is not None:
            form.add_error(None, _("This claim is there already: %(key)s.") % {"key": twin.key})
        if form.errors:
            return _refused(request, Panel(form=form))
        claim = save_claim(form, request.user)
    return _saved(request, claim)


@for_curators
@require_http_methods(["GET", "POST"])
def change_claim(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Reword a claim, move its anchor, confirm it, send it to review."""
    if request.method == "GET":
        return redirect(address(slug, claim=key))
    with transaction.atomic():
        source = locked(slug)
        claim = Claim.objects.select_for_update().filter(source=source, key=key).first()
        if claim is None:
            form = _work_form(request.POST, source, TopicNames())
            gone = _("The claim was deleted while you had it open. What you typed is here, as a new claim.")
            return _refused(request, Panel(form=form), gone, 409)
        claim.source = source
        if not may_change(request.user, claim):
            raise PermissionDenied(_("What is or was public is changed by those who may publish."))
        data = request.POST.copy()
        if _asks_rework(request):
            return _reworked(request, _work_form(data, source, TopicNames(), claim), claim)
        if differences := merge(claim, data, WorkForm(source=source, names=TopicNames())):
            told = _("%(who)s changed this claim while you had it open, and nothing of yours is saved yet.")
            told %= {"who": last_writer(Claim, claim.pk)}
            form = _work_form(data, source, TopicNames(), claim)
            return _refused(request, Panel(form=form, claim=claim, differences=differences), told, 409)
        form = _work_form(data, source, TopicNames(), claim)
        if not form.is_valid():
            return _refused(request, Panel(form=form, claim=claim))
        if request.POST.get("do") == "confirm" and form.place is None and claim.start is not None:
            form.place = (claim.start, claim.end or 0)
        claim = save_claim(form, request.user)
    return _saved(request, claim)


def _refused(request: HttpRequest, panel: Panel, told: str = "", status: int = 400) -> HttpResponse:
    """The page again with what was typed, and why it was not saved."""
    form = panel.form
    assert form is not None  # noqa: S101 - the callers made it
    if told:
        form.add_error(None, told)
    if panel.claim is not None:
        panel.claim.refresh_from_db()
        panel.version = token(Claim, panel.claim.pk)
    bench = bench_of(find_source(form.source.slug))
    if panel.claim is not None:
        panel.claim.source = bench.source
    return page_answer(request, bench, finish(panel, bench, request.user), status)


def _work_form(data: QueryDict, source: Source, names: TopicNames, claim: Claim | None = None) -> WorkForm:
    to_review = data.get("do") == "review"
    return WorkForm(data, instance=claim, source=source, names=names, to_review=to_review)


def _asks_rework(request: HttpRequest) -> bool:
    return any(name in request.POST for name in ("adjust", "add_topic", "suggest"))


def _reworked(request: HttpRequest, form: WorkForm, claim: Claim | None) -> HttpResponse:
    """The form as it was sent, changed as a button asked; nothing is saved."""
    asked = checked(ReworkForm(request.POST))
    data = request.POST.copy()
    names, source = form.names, form.source
    if adjust := asked.cleaned_data["adjust"]:
        span = _present_span(form)
        if span is not None:
            start, end = adjusted(source.text, span, adjust)
            data["start"], data["end"], data["passage"] = str(start), str(end), source.text[start:end]
            data["text_sha256"] = source.text_sha256
    if topic := names.find(asked.cleaned_data["add_topic"]):
        free = next((name for name in TOPICS if not data.get(name, "").strip()), TOPICS[-1])
        data[free] = topic.name
    initial: dict[str, Any] = {name: data.get(name) for name in form.fields}
    initial["arguments"] = data.getlist("arguments")
    again = WorkForm(initial=initial, instance=claim, source=source, names=names)
    panel = Panel(form=again, claim=claim, version=request.POST.get("_version", "")[:500])
    bench = bench_of(find_source(source.slug))
    return page_answer(request, bench, finish(panel, bench, request.user))


def _present_span(form: WorkForm) -> Span | None:
    """Where the passage in the form stands; None where it cannot be told."""
    form.is_valid()
    data = form.cleaned_data
    try:
        return find_passage(form.source.text, data.get("passage", ""), form.selected(data))
    except pasting.PassageError:
        return None


def _saved(request: HttpRequest, claim: Claim) -> HttpResponse:
    said = _("Claim %(key)s is saved: %(status)s.") % {
        "key": claim.key,
        "status": Status(claim.status).label,
    }
    messages.success(request, said)
    if request.POST.get("do") in {"stay", "confirm"}:
        return redirect(address(claim.source.slug, claim=claim.key))
    return redirect(onward(claim.source.slug, claim.end or 0))
