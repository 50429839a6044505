"""The pages of the workbench. Each works by forms alone; scripts only make it quicker."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from advice.admin.selects import is_id
from advice.admin.workbench.forms import (
    TOPICS,
    AsideForm,
    PlaceForm,
    ReworkForm,
    SuggestForm,
    UndoForm,
    WorkForm,
)
from advice.admin.workbench.page import Bench, bench_of, find_source
from advice.admin.workbench.panel import (
    Panel,
    claim_panel,
    finish,
    initial_of_passage,
    may_change,
    new_panel,
    version_of,
)
from advice.admin.workbench.places import Span, adjusted, find_passage
from advice.admin.workbench.saving import merge, save_claim, twin_of
from advice.admin.workbench.suggesting import TopicNames, suggest
from advice.claims import pasting
from advice.claims.anchoring import digest
from advice.claims.models import Claim, SetAside, SetAsideReason
from advice.history.tokens import token
from advice.publication.models import Status
from advice.sources.models import Source

NEEDED = ("advice.view_source", "advice.add_claim", "advice.change_claim")
View = Callable[..., HttpResponse]


def for_curators(view: View) -> View:
    """Staff who may write claims; others are asked to sign in or turned away."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perms(NEEDED):
            raise PermissionDenied(_("The workbench is for those who write claims."))
        return view(request, *args, **kwargs)

    return admin.site.admin_view(never_cache(guarded))


@for_curators
@require_GET
def workbench(request: HttpRequest, slug: str) -> HttpResponse:
    """The text and its claims; a block, a claim or a span may be chosen in the address."""
    place = _checked(PlaceForm(request.GET))
    version = version_of(slug, place.cleaned_data["claim"])
    source = find_source(slug)
    try:
        span = place.span(len(source.text))
    except ValidationError as error:
        raise BadRequest(error.messages[0]) from None
    bench, names = bench_of(source), TopicNames()
    if key := place.cleaned_data["claim"]:
        claim = next((one for one in bench.claims if one.key == key), None)
        if claim is None:
            raise Http404(_("This source has no such claim."))
        return _page(request, bench, claim_panel(bench, request.user, names, claim, version))
    block = None
    if number := place.cleaned_data["block"]:
        if number > len(bench.blocks):
            raise Http404(_("The text has no such block."))
        block = bench.blocks[number - 1]
        span = span or ((block.start, block.end) if block.is_open else None)
    return _page(request, bench, new_panel(bench, request.user, names, span, block))


@for_curators
@require_POST
def add_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a claim: save it, or change the form as a button asks."""
    with transaction.atomic():
        source = _locked(slug)
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
        return redirect(_address(slug, claim=key))
    with transaction.atomic():
        source = _locked(slug)
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
            told = _("Somebody changed this claim while you had it open, and nothing of yours is saved yet.")
            form = _work_form(data, source, TopicNames(), claim)
            return _refused(request, Panel(form=form, claim=claim, differences=differences), told, 409)
        form = _work_form(data, source, TopicNames(), claim)
        if not form.is_valid():
            return _refused(request, Panel(form=form, claim=claim))
        if request.POST.get("do") == "confirm" and form.place is None and claim.start is not None:
            form.place = (claim.start, claim.end or 0)
        claim = save_claim(form, request.user)
    return _saved(request, claim)


@for_curators
@require_POST
def set_aside(request: HttpRequest, slug: str) -> HttpResponse:
    """Say why a block carries no claim, and go on to the next open one."""
    if not request.user.has_perm("advice.add_setaside"):
        raise PermissionDenied
    with transaction.atomic():
        source = _locked(slug)
        form = AsideForm(request.POST, source=source)
        if not form.is_valid():
            return _aside_refused(request, form, 400)
        block = source.blocks[form.cleaned_data["block"] - 1]
        start, end = block["start"], block["end"]
        if (present := source.set_aside.filter(start=start).first()) is not None:
            form.add_error(
                None,
                _("Somebody set this block aside meanwhile: %(reason)s.")
                % {"reason": present.get_reason_display()},
            )
            return _aside_refused(request, form, 409)
        row: SetAside = form.save(commit=False)
        row.source, row.start, row.end = source, start, end
        row.repeats = form.cleaned_data["repeats"]
        row.sha256 = digest(source.text[start:end])
        row.save()
    messages.success(
        request,
        _("Block %(number)d is set aside: %(reason)s.")
        % {"number": form.cleaned_data["block"], "reason": row.get_reason_display()},
    )
    return redirect(_onward(slug, end))


@for_curators
@require_POST
def set_headings_aside(request: HttpRequest, slug: str) -> HttpResponse:
    """Set every open heading aside as navigation: what most of them are, and each can be opened again."""
    if not request.user.has_perm("advice.add_setaside"):
        raise PermissionDenied
    with transaction.atomic():
        _locked(slug)
        bench = bench_of(find_source(slug))
        source = bench.source
        for block in bench.open_headings():
            SetAside.objects.create(
                source=source,
                start=block.start,
                end=block.end,
                sha256=digest(block.words),
                reason=SetAsideReason.NAVIGATION,
            )
        count = len(bench.open_headings())
    told = ngettext("%(count)d heading is set aside.", "%(count)d headings are set aside.", count)
    messages.success(request, told % {"count": count})
    return redirect(_onward(slug, 0))


@for_curators
@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Open again a block that was set aside."""
    if not request.user.has_perm("advice.delete_setaside"):
        raise PermissionDenied(_("Blocks are opened again by those who may delete."))
    source = get_object_or_404(Source.objects.only("slug"), slug=slug)
    form = _checked(UndoForm(request.POST))
    row = SetAside.objects.filter(source=source, pk=form.cleaned_data["aside"]).first()
    if row is None:
        messages.warning(request, _("The block was opened again already."))
        return redirect(_address(slug))
    start = row.start
    row.delete()
    bench = bench_of(find_source(slug))
    block = next((block for block in bench.blocks if block.start == start), None)
    messages.success(request, _("The block is open again."))
    return redirect(_address(slug, block=block.number if block else ""))


@for_curators
@require_GET
def suggestions(request: HttpRequest, slug: str) -> HttpResponse:
    """What may help with the claim as it stands, for scripts."""
    source = find_source(slug)
    form = SuggestForm(request.GET)
    try:
        if not form.is_valid():
            raise ValidationError(next(iter(form.errors.values()))[0])
        span = form.span(len(source.text))
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0]}, status=400)
    bench = bench_of(source)
    passage = source.text[slice(*span)] if span else ""
    asked = form.cleaned_data
    found = suggest(source, request.user, TopicNames(), asked["text"], passage, asked["claim"], form.chosen())
    answer = found.as_json()
    if span:
        initial = initial_of_passage(bench, span)
        answer["place"] = {name: initial[name] for name in ("passage", "speaker", "about_from", "about_to")}
        answer["place"]["section"] = pasting.section_at(source.text, source.blocks, span[0])
    return JsonResponse(answer)


def _page(request: HttpRequest, bench: Bench, panel: Panel, status: int = 200) -> HttpResponse:
    request.current_app = admin.site.name
    context = {
        **admin.site.each_context(request),
        "title": bench.source.title,
        "bench": bench,
        "panel": panel,
        "next_open": bench.next_open(panel.block.end if panel.block else 0),
        "may_set_aside": request.user.has_perm("advice.add_setaside"),
        "may_undo": request.user.has_perm("advice.delete_setaside"),
        "names": panel.form.names if panel.form else None,
        "chosen_arguments": _chosen(panel.form),
    }
    return TemplateResponse(request, "admin/workbench/page.html", context, status=status)


def _chosen(form: WorkForm | None) -> set[int]:
    values = form["arguments"].value() if form is not None else None
    return {int(value) for value in values or () if is_id(value)}


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
    return _page(request, bench, finish(panel, bench, request.user), status)


def _aside_refused(request: HttpRequest, form: AsideForm, status: int) -> HttpResponse:
    bench, names = bench_of(find_source(form.source.slug)), TopicNames()
    number = form.cleaned_data.get("block") or 0
    block = bench.blocks[number - 1] if 0 < number <= len(bench.blocks) else None
    span = (block.start, block.end) if block and block.is_open else None
    panel = new_panel(bench, request.user, names, span, block)
    panel.aside = form
    return _page(request, bench, panel, status)


def _work_form(data: QueryDict, source: Source, names: TopicNames, claim: Claim | None = None) -> WorkForm:
    to_review = data.get("do") == "review"
    return WorkForm(data, instance=claim, source=source, names=names, to_review=to_review)


def _asks_rework(request: HttpRequest) -> bool:
    return any(name in request.POST for name in ("adjust", "add_topic", "suggest"))


def _reworked(request: HttpRequest, form: WorkForm, claim: Claim | None) -> HttpResponse:
    """The form as it was sent, changed as a button asked; nothing is saved."""
    asked = _checked(ReworkForm(request.POST))
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
    return _page(request, bench, finish(panel, bench, request.user))


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
        return redirect(_address(claim.source.slug, claim=claim.key))
    return redirect(_onward(claim.source.slug, claim.end or 0))


def _locked(slug: str) -> Source:
    """The source, held until the transaction ends, so that its text and its claims stay as they were read."""
    source = Source.objects.select_for_update(of=("self",)).filter(slug=slug).first()
    if source is None:
        raise Http404(_("There is no such source."))
    return source


def _checked(form: Any) -> Any:
    """A valid form; what is wrong ends the request with one sentence."""
    if not form.is_valid():
        name, errors = next(iter(form.errors.items()))
        raise BadRequest(f"{name}: {errors[0]}")
    return form


def _onward(slug: str, after: int) -> str:
    """The address of the next open block."""
    block = bench_of(find_source(slug)).next_open(after)
    return _address(slug, block=block.number if block else "")


def _address(slug: str, **place: Any) -> str:
    query = urlencode({name: value for name, value in place.items() if value != ""})
    return reverse("workbench", args=[slug]) + (f"?{query}" if query else "") + "#panel"
