"""Rows of related records in a form, without a query for each row."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.text import capfirst

from advice.admin.selects import RecordFields, RecordSelect


class LoadedFormSet(BaseInlineFormSet):
    """Hands each row's select the record that the row's query has fetched with it, and names each field.

    The heads of the columns name the fields to the eye only: Django's rows have no labels.
    """

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            widget = field.widget
            widget.attrs.setdefault("aria-label", capfirst(str(field.label or name)))
            if isinstance(widget, RecordSelect) and form.instance._meta.get_field(name).is_cached(
                form.instance
            ):
                widget.loaded = getattr(form.instance, name)


class RowInline(RecordFields, admin.TabularInline):
    """A row for each related record. Name in `list_select_related` what the rows show of others."""

    extra = 0
    formset = LoadedFormSet
    view_on_site = False
    list_select_related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related(*self.list_select_related)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget  # a row has no room for links to change, add and view
        return field
