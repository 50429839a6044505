"""What the views of the workbench share: who may enter, what they lock, the page, and where one goes on to."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from advice.admin.selects import is_id
from advice.admin.workbench.forms import WorkForm
from advice.admin.workbench.page import Bench, bench_of, find_source
from advice.admin.workbench.panel import Panel
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


def page_answer(request: HttpRequest, bench: Bench, panel: Panel, status: int = 200) -> HttpResponse:
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


def locked(slug: str) -> Source:
    """The source, held until the transaction ends, so that its text and its claims stay as they were read."""
    source = Source.objects.select_for_update(of=("self",)).filter(slug=slug).first()
    if source is None:
        raise Http404(_("There is no such source."))
    return source


def checked(form: Any) -> Any:
    """A valid form; what is wrong ends the request with one sentence."""
    if not form.is_valid():
        name, errors = next(iter(form.errors.items()))
        raise BadRequest(f"{name}: {errors[0]}")
    return form


def onward(slug: str, after: int) -> str:
    """The address of the next open block."""
    block = bench_of(find_source(slug)).next_open(after)
    return address(slug, block=block.number if block else "")


def address(slug: str, **place: Any) -> str:
    query = urlencode({name: value for name, value in place.items() if value != ""})
    return reverse("workbench", args=[slug]) + (f"?{query}" if query else "") + "#panel"
