"""The history of a record in the admin: its versions in words, and the ways back."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advice.admin.records import RecordAdmin
from advice.admin.selects import is_id
from advice.history.changes import changes, names_in
from advice.history.restoring import RestoreError, restore
from advice.history.states import State, Step, Values, Version, kept_fields, versions
from advice.publication.publishing import OF_THE_STATUS

VERSIONS = 30
DELETED = 100


class PageForm(forms.Form):
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)


class HistoryAdmin(RecordAdmin):
    """An admin for records whose every version is kept."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own: list[URLPattern] = [
            path("deleted/", self.admin_site.admin_view(self.deleted_view), name=f"{name}_deleted"),
            path(
                "<path:object_id>/history/<uuid:revision>/",
                self.admin_site.admin_view(self.version_view),
                name=f"{name}_version",
            ),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        deleted = self._address("deleted") if self.has_add_permission(request) else None
        return super().changelist_view(request, {"deleted_url": deleted, **(extra_context or {})})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        pk = self._pk(object_id)
        record = self.model._base_manager.filter(pk=pk).first()
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        made = versions(self.model, pk)
        if not made and record is None:
            raise Http404(_("There is and was no such record."))
        form = PageForm(request.GET)
        number = form.cleaned_data["page"] or 1 if form.is_valid() else 1
        page = Paginator(list(reversed(made)), VERSIONS).get_page(number)
        names = names_in(step for version in page for step in version.steps)
        lines = [
            (version, changes(self.model, version.steps, names), self._restorable(version, made, record))
            for version in page
        ]
        return self._page(
            request,
            "admin/history.html",
            title=_("History"),
            subtitle=str(record or self._former(made)),
            record=record,
            object_id=pk,
            page=page,
            lines=lines,
        )

    def version_view(self, request: HttpRequest, object_id: str, revision: UUID) -> HttpResponse:
        """What bringing this version back would change; on POST, bring it back."""
        pk = self._pk(object_id)
        record = self.get_queryset(request).filter(pk=pk).first()
        made = versions(self.model, pk)
        version = next((one for one in made if one.revision == revision), None)
        if version is None or version.state.record is None:
            raise Http404(_("There is no such version."))
        if not self.may_bring_back(request, record, version.state.record):
            raise PermissionDenied
        if request.method == "POST":
            return self._restore(request, pk, version)
        steps = _difference(self.model, pk, made[-1].state, version.state)
        return self._page(
            request,
            "admin/version.html",
            title=_("Bring this version back"),
            subtitle=str(record or self._former(made)),
            record=record,
            object_id=pk,
            version=version,
            lines=changes(self.model, steps, names_in(steps)),
        )

    def may_bring_back(self, request: HttpRequest, record: Any, values: Values) -> bool:
        """Whether this person may give `record`, None where it was deleted, the `values` of a former version."""
        if record is None:
            return bool(self.has_add_permission(request))
        return bool(self.has_change_permission(request, record))

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """Records that were deleted, the last first."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        rows = (
            self.model.history.filter(history_type="-")
            .exclude(id__in=self.model._base_manager.values("pk"))
            .select_related("history_user")
            .order_by("-history_date", "-history_id")
        )
        fields = [field.attname for field in kept_fields(self.model)]
        seen: dict[int, Any] = {}
        for row in rows[: DELETED * 2]:
            seen.setdefault(row.id, row)
        found = [
            (self.model(pk=row.id, **{name: getattr(row, name) for name in fields}), row)
            for row in list(seen.values())[:DELETED]
        ]
        return self._page(
            request,
            "admin/deleted.html",
            title=_("Deleted %(names)s") % {"names": self.opts.verbose_name_plural},
            subtitle=None,
            found=found,
        )

    def _restore(self, request: HttpRequest, pk: int, version: Version) -> HttpResponse:
        try:
            record = restore(self.model, pk, version)
        except RestoreError as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect(self._address("history", pk))
        self.log_change(request, record, _("Brought a former version back."))
        self.message_user(request, _("The version is back."), messages.SUCCESS)
        return redirect(self._address("change", pk))

    def _restorable(self, version: Version, made: list[Version], record: Any) -> bool:
        return version.state.record is not None and (record is None or version is not made[-1])

    def _former(self, made: list[Version]) -> Any:
        """A deleted record as it last was."""
        values = next(one.state.record for one in reversed(made) if one.state.record is not None)
        return self.model(**values)

    def _page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        request.current_app = self.admin_site.name
        whole = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "names": capfirst(self.opts.verbose_name_plural),
            "changelist_url": self._address("changelist"),
            "url_names": {
                page: f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
                for page in ("change", "history", "version")
            },
            **context,
        }
        return TemplateResponse(request, template, whole)

    def _address(self, page: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def _pk(self, object_id: str) -> int:
        if not is_id(unquote(object_id)):
            raise Http404(_("There is and was no such record."))
        return int(unquote(object_id))


def _difference(model: Any, pk: int, now: State, then: State) -> list[Step]:
    """The steps from one state to another; the status stays (see advice.history.restoring)."""
    after = dict(then.record or {})
    if now.record is not None:
        after |= {name: now.record[name] for name in OF_THE_STATUS & after.keys()}
    steps = [Step(model, pk, now.record, after)] if now.record != after else []
    for part, rows in then.parts.items():
        present = now.parts[part]
        for row in rows.keys() | present.keys():
            if rows.get(row) != present.get(row):
                steps.append(Step(part, row, present.get(row), rows.get(row)))
    return steps
