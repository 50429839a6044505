"""What the admin of every model has: bounded searches, ids that are numbers, links to the public page."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Count, Exists, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import Media, Script
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advice.admin.filters import AutocompleteFilter
from advice.admin.selects import RecordFields, is_id

SEARCH_WORDS = 12
"""Words of a search that count: each adds a condition to the query, and SQLite ends at a depth of 1,000."""
OFFERED_LOOKUPS = frozenset({"exact", "in", "isnull", "gte", "lt", "year", "month", "day"})
"""What the lists and their filters ask for; a regular expression could hold a worker, or fail."""


def count_of(model: type[Model], field: str, **only: Any) -> Coalesce:
    """For each record of a list, how many of `model` have it in `field`.

    A subquery, which the database answers for the rows of the page; grouping would count for all rows.
    """
    rows = model._default_manager.filter(**{field: OuterRef("pk")}, **only).order_by()
    return Coalesce(Subquery(rows.values(field).annotate(count=Count("pk")).values("count")), 0)


class RecordAdmin(RecordFields, admin.ModelAdmin):
    """An admin for a model that may have a public page, where `objects.published()` exists."""

    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    save_on_top = True
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    only_after_adding: tuple[str, ...] = ()
    """Fields that say nothing about a record that is not there yet."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        kept = [
            (
                title,
                {
                    **options,
                    "fields": [one for one in options["fields"] if one not in self.only_after_adding],
                },
            )
            for title, options in fieldsets
        ]
        return [(title, options) for title, options in kept if options["fields"]]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @property
    def media(self) -> Media:
        filters = [entry for entry in self.list_filter if isinstance(entry, type)]
        widgets = [entry.media for entry in filters if issubclass(entry, AutocompleteFilter)]
        ours = [Script(f"js/{name}.js", type="module") for name in ("count", "name-choices")]
        return sum(widgets, super().media + Media(js=ours))  # type: ignore[arg-type]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        records = super().get_queryset(request)
        public = self._public()
        if public is None:
            return records
        return records.annotate(is_public=Exists(public.filter(pk=OuterRef("pk"))))

    def get_ordering(self, request: HttpRequest) -> Any:
        return super().get_ordering(request) or self.opts.ordering

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        words = search_term.split()
        return super().get_search_results(request, queryset, " ".join(words[:SEARCH_WORDS]))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Take from the address only what the field would take from the form."""
        initial = super().get_changeform_initial_data(request)
        return {name: value for name, value in initial.items() if self._would_take(request, name, value)}

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        _field, separator, last = lookup.rpartition("__")
        if separator and last not in OFFERED_LOOKUPS:
            return False
        return super().lookup_allowed(lookup, value, request)

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(map(is_id, chosen)):
            raise BadRequest(_("What was selected is not in the list."))
        return super().response_action(request, queryset, *args, **kwargs)

    def view_on_site(self, record: Model) -> str | None:
        """The address of the public page, None while there is none."""
        public = self._public()
        if public is None or not hasattr(record, "get_absolute_url"):
            return None
        return record.get_absolute_url() if public.filter(pk=record.pk).exists() else None

    def _would_take(self, request: HttpRequest, name: str, value: Any) -> bool:
        try:
            field = self.opts.get_field(name)
            if not getattr(field, "editable", False) or field.many_to_many:
                return False
            offered = self.formfield_for_dbfield(field, request)
            if offered is None:
                return False
            offered.clean(value)
        except (FieldDoesNotExist, ValidationError):
            return False
        return True

    def _public(self) -> QuerySet[Any] | None:
        published = getattr(self.model._default_manager, "published", None)
        return published() if published else None
