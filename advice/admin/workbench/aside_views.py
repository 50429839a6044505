"""Blocks on the workbench: set one aside, or every heading, and open one again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from advice.admin.workbench.answers import address, checked, for_curators, locked, onward, page_answer
from advice.admin.workbench.forms import AsideForm, UndoForm
from advice.admin.workbench.page import bench_of, find_source
from advice.admin.workbench.panel import new_panel
from advice.admin.workbench.suggesting import TopicNames
from advice.claims.anchoring import digest
from advice.claims.models import SetAside, SetAsideReason
from advice.sources.models import Source


@for_curators
@require_POST
def set_aside(request: HttpRequest, slug: str) -> HttpResponse:
    """Say why a block carries no claim, and go on to the next open one."""
    if not request.user.has_perm("advice.add_setaside"):
        raise PermissionDenied
    with transaction.atomic():
        source = locked(slug)
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
    return redirect(onward(slug, end))


@for_curators
@require_POST
def set_headings_aside(request: HttpRequest, slug: str) -> HttpResponse:
    """Set every open heading aside as navigation: what most of them are, and each can be opened again."""
    if not request.user.has_perm("advice.add_setaside"):
        raise PermissionDenied
    with transaction.atomic():
        locked(slug)
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
    return redirect(onward(slug, 0))


@for_curators
@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Open again a block that was set aside."""
    if not request.user.has_perm("advice.delete_setaside"):
        raise PermissionDenied(_("Blocks are opened again by those who may delete."))
    source = get_object_or_404(Source.objects.only("slug"), slug=slug)
    form = checked(UndoForm(request.POST))
    row = SetAside.objects.filter(source=source, pk=form.cleaned_data["aside"]).first()
    if row is None:
        messages.warning(request, _("The block was opened again already."))
        return redirect(address(slug))
    start = row.start
    row.delete()
    bench = bench_of(find_source(slug))
    block = next((block for block in bench.blocks if block.start == start), None)
    messages.success(request, _("The block is open again."))
    return redirect(address(slug, block=block.number if block else ""))


def _aside_refused(request: HttpRequest, form: AsideForm, status: int) -> HttpResponse:
    bench, names = bench_of(find_source(form.source.slug)), TopicNames()
    number = form.cleaned_data.get("block") or 0
    block = bench.blocks[number - 1] if 0 < number <= len(bench.blocks) else None
    span = (block.start, block.end) if block and block.is_open else None
    panel = new_panel(bench, request.user, names, span, block)
    panel.aside = form
    return page_answer(request, bench, panel, status)
