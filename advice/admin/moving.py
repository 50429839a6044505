"""Moving many records from one status to another: a preview, a confirmation, and what came of it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import model_ngettext
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advice.publication.models import Publication, Status
from advice.publication.publishing import MOVES, Move, move

if TYPE_CHECKING:
    from advice.admin.status import StatusAdmin

MOST = 500
"""Records of one move; the confirmation carries an id for each, and Django reads at most 1,000 fields."""
TITLES = {
    Move.SEND_TO_REVIEW: gettext_lazy("Send to review"),
    Move.PUBLISH: gettext_lazy("Publish"),
    Move.WITHDRAW: gettext_lazy("Withdraw"),
    Move.BACK_TO_DRAFT: gettext_lazy("Back to draft"),
}


def move_selected(
    model_admin: "StatusAdmin", request: HttpRequest, selected: QuerySet[Any], by: Move
) -> HttpResponse | None:
    """Show what the move would do; once confirmed, do it and say how many changed."""
    records = list(selected[: MOST + 1])
    if len(records) > MOST:
        text = _("Select at most %(most)d at a time; nothing was changed.") % {"most": MOST}
        model_admin.message_user(request, text, messages.WARNING)
        return None
    with transaction.atomic():
        if "confirmed" in request.POST:  # what stands in the way is looked at while nobody changes it
            held = model_admin.model._base_manager.select_for_update(of=("self",))
            list(held.filter(pk__in=[record.pk for record in records]).order_by("pk").values_list("pk"))
        return _move_held(model_admin, request, selected, records, by)


def _move_held(
    model_admin: "StatusAdmin",
    request: HttpRequest,
    selected: QuerySet[Any],
    records: list[Publication],
    by: Move,
) -> HttpResponse | None:
    left = _left(model_admin, request, selected, records, by)
    movable = [record for record in records if record.pk not in left]
    form = _form(model_admin, request, by)
    if "confirmed" not in request.POST or (form is not None and not form.is_valid()):
        unmoved = [(record, left[record.pk]) for record in records if record.pk in left]
        return _preview(model_admin, request, movable, unmoved, by, form)
    moved = move(movable, by, form.cleaned_data if form else {})
    model_admin.log_moves(request, moved, MOVES[by].to)
    _tell(model_admin, request, moved, len(records) - len(moved), by)
    return None


def _form(model_admin: "StatusAdmin", request: HttpRequest, by: Move) -> forms.Form | None:
    asks = model_admin.move_forms.get(by)
    return asks(request.POST if "confirmed" in request.POST else None) if asks else None


def _left(
    model_admin: "StatusAdmin",
    request: HttpRequest,
    selected: QuerySet[Any],
    records: list[Publication],
    by: Move,
) -> dict[int, str]:
    """By primary key, why a record stays as it is."""
    left = dict(model_admin.obstacles(request, selected, by))
    for record in records:
        if record.status not in MOVES[by].since:
            left[record.pk] = _("it is %(status)s") % {"status": record.get_status_display()}
    return left


def _preview(
    model_admin: "StatusAdmin",
    request: HttpRequest,
    movable: list[Publication],
    left: list[tuple[Publication, str]],
    by: Move,
    form: forms.Form | None,
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": TITLES[by],
        "opts": model_admin.opts,
        "media": model_admin.media,
        "action": by.value,
        "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        "movable": movable,
        "name": model_ngettext(model_admin.opts, len(movable)),
        "left": left,
        "form": form,
        "to": Status(MOVES[by].to).label,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/move_confirmation.html", context)


def _tell(
    model_admin: "StatusAdmin", request: HttpRequest, moved: list[Publication], left: int, by: Move
) -> None:
    count = len(moved)
    text = ngettext("%(count)d %(name)s is now %(to)s.", "%(count)d %(name)s are now %(to)s.", count) % {
        "count": count,
        "name": model_ngettext(model_admin.opts, count),
        "to": Status(MOVES[by].to).label,
    }
    if left:
        text += " " + ngettext("%(left)d was left as it is.", "%(left)d were left as they are.", left) % {
            "left": left
        }
    model_admin.message_user(request, text, messages.SUCCESS if count else messages.WARNING)
    if by is Move.PUBLISH and moved:
        public = model_admin.model._default_manager.published()
        hidden = count - public.filter(pk__in=[record.pk for record in moved]).count()
        if hidden:
            text = ngettext(
                "%(hidden)d of them does not show yet, because what it belongs to is not published.",
                "%(hidden)d of them do not show yet, because what they belong to is not published.",
                hidden,
            ) % {"hidden": hidden}
            model_admin.message_user(request, text, messages.WARNING)
