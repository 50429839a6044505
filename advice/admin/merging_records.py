"""Merging two records in the admin: which one stays, what moves, and taking it back."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.admin.selects import LARGEST_ID, RecordSelect, is_id
from advice.history.merging import MergeError, Plan, merge, plan, undo
from advice.history.merging.plans import Kind
from advice.history.merging.undo import merged_in
from advice.publication.models import Status

SHOWN = 12
"""Rows that the preview names in each group; the rest are counted."""


class MergeForm(forms.Form):
    """`lose` becomes part of `keep`; `plan` is the digest of what was previewed."""

    lose = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    keep = forms.IntegerField(min_value=1, max_value=LARGEST_ID, required=False)
    plan = forms.CharField(required=False, max_length=64)


class MergeAdmin(admin.ModelAdmin):
    """For the admin of records of which there may turn out to be two."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("merge/", view(self.merge_view), name=f"{name}_merge"),
            path("<path:object_id>/unmerge/", view(self.unmerge_view), name=f"{name}_unmerge"),
            *super().get_urls(),
        ]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if IS_POPUP_VAR not in request.GET and self._may_merge(request):
            action = self.get_action("merge_two")
            if action is not None:
                actions["merge_two"] = action
        return actions

    @admin.action(description=gettext_lazy("Merge two"))
    def merge_two(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        chosen = list(queryset.order_by("pk")[:3])
        if len(chosen) != 2:
            self.message_user(request, _("Select the two that are one."), messages.WARNING)
            return None
        # What is public stays, and of two alike the older one.
        keep, lose = sorted(chosen, key=lambda record: (record.status != Status.PUBLISHED, record.pk))
        return redirect(f"{self._merge_address()}?lose={lose.pk}&keep={keep.pk}")

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """What merging would do, both ways; on POST, do it."""
        if not self._may_merge(request):
            raise PermissionDenied
        form = MergeForm(request.POST if request.method == "POST" else request.GET)
        if not form.is_valid():
            raise Http404(_("Choose two records to merge."))
        asked = form.cleaned_data
        if request.method == "POST" and asked["keep"]:
            try:
                made = merge(self.model, asked["lose"], asked["keep"], asked["plan"])
            except MergeError as error:
                messages.error(request, str(error))
                return self._preview(request, asked["lose"], asked["keep"], 409)
            self.log_change(request, made.loser, _("Merged into “%(name)s”.") % {"name": made.survivor})
            self.log_change(
                request, made.survivor, _("“%(name)s” was merged into it.") % {"name": made.loser}
            )
            told = _("“%(loser)s” is part of “%(survivor)s” now, and its address leads there.")
            messages.success(request, told % {"loser": made.loser, "survivor": made.survivor})
            return redirect(self._page_address("change", made.survivor.pk))
        return self._preview(request, asked["lose"], asked["keep"])

    def unmerge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a merge back."""
        record = self.model._base_manager.filter(pk=object_id).first() if is_id(object_id) else None
        if record is None:
            raise Http404(_("There is no such record."))
        if request.method != "POST" or not self._may_merge(request):
            raise PermissionDenied
        try:
            undo(record)
        except MergeError as error:
            messages.error(request, str(error))
        else:
            self.log_change(request, record, _("Took back that it was merged."))
            messages.success(request, _("The merge is taken back; both are as they were."))
        return redirect(self._page_address("history", record.pk))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().history_view(request, object_id, extra_context)
        told = response.context_data if isinstance(response, TemplateResponse) else None
        record: Any = told["record"] if told else None
        if told is not None and record is not None:
            merged = [
                (one, self._page_address("history", one.pk)) for one in record.merged_from.order_by("pk")
            ]
            into = record.merged_into
            told |= {
                "merged_from": merged,
                "merged_into": into and (into, self._page_address("history", into.pk)),
                "unmerge_url": self._page_address("unmerge", record.pk)
                if into and self._may_merge(request) and merged_in(record)
                else None,
            }
        return response

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        obj = kwargs.get("obj")
        if obj is not None and obj.pk and obj.merged_into_id is None and self._may_merge(request):
            context["merge_url"] = f"{self._merge_address()}?lose={obj.pk}"
        return super().render_change_form(request, context, *args, **kwargs)

    def _may_merge(self, request: HttpRequest) -> bool:
        return self.has_publish_permission(request)  # type: ignore[attr-defined]

    def _preview(self, request: HttpRequest, lose: int, keep: int | None, status: int = 200) -> HttpResponse:
        wanted = [pk for pk in (lose, keep) if pk]
        found = self.model._base_manager.in_bulk(wanted)
        if len(found) != len(set(wanted)):
            raise Http404(_("There is no such record."))
        made = plan(found[lose], found[keep]) if keep else None
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge"),
            "opts": self.opts,
            "names": capfirst(self.opts.verbose_name_plural),
            "media": self.media + self._select().media,
            "loser": found[lose],
            "plan": made,
            "groups": _groups(made) if made else [],
            "select": self._select().render("keep", None, {"id": "keep", "required": True}),
            "change_urls": {pk: self._page_address("change", pk) for pk in found},
            "loser_url": self._page_address("change", lose),
            "survivor_url": self._page_address("change", keep) if keep else "",
            "changelist_url": self._page_address("changelist"),
        }
        return TemplateResponse(request, "admin/merge.html", context, status=status)

    def _select(self) -> RecordSelect:
        """Any record of the same kind, found by typing: the field that will point to it."""
        field: Any = self.opts.get_field("merged_into")
        select = RecordSelect(field, self.admin_site)
        select.choices = forms.ModelChoiceField(self.model._default_manager.none()).choices
        return select

    def _merge_address(self) -> str:
        return self._page_address("merge")

    def _page_address(self, page: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)


def _groups(made: Plan) -> list[dict[str, Any]]:
    """The steps as the preview shows them: a few of each group, and how many more there are."""
    titles = {
        Kind.MOVED: _("Moves"),
        Kind.COLLAPSED: _("Is there twice, and once afterwards"),
        Kind.LEFT: _("Stays with the one that goes, in its history"),
    }
    return [
        {
            "title": titles[kind],
            "parts": [
                {"name": name, "count": len(steps), "shown": steps[:SHOWN], "more": len(steps) - SHOWN}
                for name, steps in made.grouped(kind)
            ],
        }
        for kind in Kind
        if made.grouped(kind)
    ]
