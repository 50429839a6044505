"""Two people at one record: the second is told, sees both versions, and keeps what they typed."""

from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from advice.admin.history import HistoryAdmin
from advice.admin.merging import Difference, Merged, merge_fields, merge_rows, write_rows
from advice.admin.selects import is_id
from advice.history.models import PARTS
from advice.history.states import Model, Values, kept_fields, rows_at, versions
from advice.history.tokens import parse, token

FIELD = "_version"
"""The hidden field of a form that says which state of the record it shows."""


class SharedAdmin(HistoryAdmin):
    """An admin for records that several people may have open at once."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if object_id is None or not is_id(unquote(object_id)):
            return super().changeform_view(request, object_id, form_url, extra_context)
        pk = int(unquote(object_id))
        if request.method != "POST":
            self._remember_state(request, pk)
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            record = self._lock(request, pk)
            if record is None:
                return self._gone(request, pk, form_url, extra_context)
            if not self.has_change_permission(request, record):
                return super().changeform_view(request, object_id, form_url, extra_context)
            merged = self._merge(request, record)
            if merged is None:
                return super().changeform_view(request, object_id, form_url, extra_context)
            request.POST = merged.data  # type: ignore[assignment]
            request.conflict = self._sentence(record, merged.differences)  # type: ignore[attr-defined]
            told = {"differences": merged.differences, **(extra_context or {})}
            response = super().changeform_view(request, object_id, form_url, told)
            response.status_code = 409
            return response

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        sentence = getattr(request, "conflict", None)
        if sentence is None:
            return form

        class Told(form):  # type: ignore[misc,valid-type]
            """The same form, which is not saved before the person has seen what changed."""

            def full_clean(self) -> None:
                super().full_clean()
                if self.is_bound:
                    self.add_error(None, sentence)

        return Told

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None and obj.pk:
            state = getattr(request, "state_opened", None)
            context["version_token"] = state or token(self.model, obj.pk, self._rows(request, obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _remember_state(self, request: HttpRequest, pk: int) -> None:
        """The state is told before the record is read: who saves in between is then told of, not overwritten."""
        record = self.model._base_manager.filter(pk=pk).first()
        if record is not None:
            rows = self._rows(request, record)
            request.state_opened = token(self.model, pk, rows)  # type: ignore[attr-defined]

    def _rows(self, request: HttpRequest, record: Any) -> list[tuple[Model, str]]:
        """The related records that the form shows as rows, with their field that names this one."""
        return [
            (inline.model, _get_foreign_key(self.model, inline.model, inline.fk_name).name)
            for inline in self.get_inline_instances(request, record)
        ]

    def _lock(self, request: HttpRequest, pk: int) -> Any:
        """The record, held with its rows until the transaction ends."""
        record = self.model._base_manager.select_for_update().filter(pk=pk).first()
        if record is not None:
            for model, name in {**dict(self._rows(request, record)), **PARTS[self.model]}.items():
                rows = model._base_manager.select_for_update().filter(**{name: pk})
                list(rows.order_by("pk").values_list("pk"))
        return record

    def _merge(self, request: HttpRequest, record: Any) -> Merged | None:
        """The merged form where the record changed since it was opened, None where nothing stands against saving."""
        rows = self._rows(request, record)
        opened = parse(request.POST.get(FIELD, ""))
        if opened == parse(token(self.model, record.pk, rows)):
            return None
        data = request.POST.copy()
        form = self.get_form(request, record, change=True)
        sent = {name: data.getlist(name) for name in form.base_fields if name in data}
        base = self._values_at(record.pk, opened)
        merged, differences = merge_fields(form.base_fields, self.model, base, self._values_now(record), sent)
        for name in form.base_fields:
            if name in merged:
                data.setlist(name, merged[name])
        for inline, (model, name) in zip(self.get_inline_instances(request, record), rows, strict=True):
            formset = inline.get_formset(request, record)
            until = opened.get(model._meta.model_name or "", 0)
            kept, found = merge_rows(
                formset, rows_at(model, name, record.pk, until), _rows_now(model, name, record.pk), data
            )
            if found:
                write_rows(formset.get_default_prefix(), kept, data)
                differences += found
        return Merged(data, differences) if differences else None

    def _values_at(self, pk: int, opened: dict[str, int]) -> Values:
        until = opened.get(self.opts.model_name or "", 0)
        values = rows_at(self.model, "id", pk, until).get(pk, {})
        for name, (part, owner, value) in self._lists().items():
            rows = rows_at(part, owner, pk, opened.get(part._meta.model_name or "", 0))
            values[name] = sorted(row[value] for row in rows.values())
        return values

    def _values_now(self, record: Any) -> Values:
        values = {one.attname: getattr(record, one.attname) for one in kept_fields(self.model)}
        for name, (part, owner, value) in self._lists().items():
            rows = part._base_manager.filter(**{owner: record.pk})
            values[name] = sorted(rows.values_list(value, flat=True))
        return values

    def _lists(self) -> dict[str, tuple[Model, str, str]]:
        """Fields of the form that are lists of records: the rows that hold them, whose they are, and of what."""
        return {}

    def _sentence(self, record: Any, differences: list[Difference]) -> str:
        who = last_writer(self.model, record.pk)
        told = _("%(who)s changed this record while you had it open, and nothing of yours is saved yet.")
        if any(one.typed for one in differences):
            told += " " + _("Where you both changed a field, the form has your version. Save to keep it so.")
        else:
            told += " " + _("Both your changes and theirs are in the form. Save to keep it so.")
        return told % {"who": who}

    def _gone(
        self, request: HttpRequest, pk: int, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        """The record was deleted while somebody had it open: what they typed is shown, so that it can be used."""
        if not versions(self.model, pk) or not self.has_change_permission(request):
            return super().changeform_view(request, str(pk), form_url, extra_context)
        form = self.get_form(request)
        typed = [
            (one.label or name, ", ".join(request.POST.getlist(name)))
            for name, one in form.base_fields.items()
            if isinstance(one, forms.CharField) and request.POST.get(name)
        ]
        response = self._page(
            request,
            "admin/gone.html",
            title=_("This record was deleted while you had it open"),
            subtitle=None,
            object_id=pk,
            typed=typed,
        )
        response.status_code = 409
        return response


def last_writer(model: Model, pk: int) -> str:
    """Who made the last version of a record, as a sentence begins with it."""
    last = versions(model, pk)[-1:]
    return last[0].user.get_username() if last and last[0].user else _("Somebody")


def _rows_now(model: Model, name: str, pk: int) -> dict[int, Values]:
    rows = model._base_manager.filter(**{name: pk}).order_by("pk")
    return {row.pk: {one.attname: getattr(row, one.attname) for one in kept_fields(model)} for row in rows}
