"""Filters of the lists: by a related record that is found by typing, and by what is missing."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import classproperty
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.admin.selects import RecordSelect


class AutocompleteFilter(admin.SimpleListFilter):
    """Filter by a related record. A list of all of them would be as long as the knowledge is large.

    `field` is a foreign key to the records to choose from, `lookup` where the filtered list has them.
    """

    template = "admin/autocomplete_filter.html"
    field: ClassVar[ForeignKey[Any, Any]]
    lookup: ClassVar[str]

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, list[str]],
        model: type[Model],
        model_admin: ModelAdmin,
    ) -> None:
        super().__init__(request, params, model, model_admin)
        widget = RecordSelect(self.field, model_admin.admin_site)
        choose = forms.ModelChoiceField(
            self.field.related_model._default_manager.all(), widget=widget, required=False
        )
        self.form = forms.Form(request.GET)
        self.form.fields[self.parameter_name or ""] = choose

    @classproperty
    def media(cls) -> forms.Media:  # noqa: N805 - a class property
        return RecordSelect(cls.field, admin.site).media

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return []

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        if not self.form.is_valid():
            return queryset.none()
        return queryset.filter(**{self.lookup: self.form.cleaned_data[self.parameter_name or ""]})

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """One entry: the other parameters of the list, which the filter's form carries along."""
        others = {
            name: values
            for name, values in changelist.filter_params.items()
            if name not in (self.parameter_name, "p")
        }
        yield {
            "others": [(name, value) for name, values in others.items() for value in values],
            "query": changelist.query,
            "clear": changelist.get_query_string(remove=[self.parameter_name or ""]),
            "chosen": bool(self.value()),
        }

    def select(self) -> SafeString:
        return self.form[self.parameter_name or ""].as_widget()


class MissingFilter(admin.SimpleListFilter):
    """Filter by what a record lacks: `gaps` names each gap and the condition (Q or expression) that shows it."""

    title = gettext_lazy("what is missing")
    parameter_name = "missing"
    gaps: ClassVar[dict[str, tuple[Any, Any]]]

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, Any]]:
        return [(name, label) for name, (label, _condition) in self.gaps.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        gap = self.gaps.get(self.value() or "")
        return queryset.filter(gap[1]) if gap else queryset


class DueFilter(admin.SimpleListFilter):
    """Filter by what somebody should look at again; the queryset tells with `due(day)`."""

    title = gettext_lazy("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [("due", _("due")), ("planned", _("has a date")), ("none", _("has no date"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "due":
            return queryset.due(timezone.localdate())  # type: ignore[attr-defined]
        if self.value() in {"planned", "none"}:
            return queryset.filter(review_by__isnull=self.value() == "none")
        return queryset


class LoadedFilter(admin.SimpleListFilter):
    """Filter sources by whether their text is loaded here."""

    title = gettext_lazy("text")
    parameter_name = "text"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [("loaded", _("loaded")), ("not-loaded", _("not loaded"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "loaded":
            return queryset.exclude(text="")
        if self.value() == "not-loaded":
            return queryset.filter(text="")
        return queryset
