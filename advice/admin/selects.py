"""Autocomplete fields that survive any value, and that need not read again what is already at hand."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, ManyToManyField, Model
from django.forms import CharField, ModelChoiceField, ModelMultipleChoiceField, Textarea
from django.http import HttpRequest

LARGEST_ID = 2**63 - 1


def is_id(value: object) -> bool:
    """Whether a value of an address or a form can be a primary key at all."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) <= LARGEST_ID


class RecordSelect(AutocompleteSelect):
    """One record. Django asks the database for whatever was sent and fails on what is no number."""

    loaded: Model | None = None
    """The record that the field shows, where a query has fetched it already."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        if self.loaded is None or list(value) != [str(self.loaded.pk)]:
            return super().optgroups(name, list(filter(is_id, value)), attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.loaded)
        options.append(self.create_option(name, self.loaded.pk, label, True, len(options)))
        return [(None, options, 0)]


class RecordsSelect(AutocompleteSelectMultiple):
    """Several records."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        return super().optgroups(name, list(filter(is_id, value)), attr)


class LineField(CharField):
    """One long line of text. `maxlength` in the browser would cut a paste in silence; a counter shows instead."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class RecordsField(ModelMultipleChoiceField):
    """Several records; refuses what can be no primary key before the database does."""

    def clean(self, value: Any) -> Any:
        for one in value or ():
            if not is_id(one):
                raise ValidationError(self.error_messages["invalid_pk_value"], params={"pk": str(one)[:20]})
        return super().clean(value)


class RecordFields(BaseModelAdmin):
    """Part of an admin or an inline: its fields for related records are of the kinds above."""

    long_lines: tuple[str, ...] = ()
    """Fields of one line that is too long for an input of one line."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.long_lines:
            kwargs |= {"form_class": LineField, "widget": Textarea(attrs={"rows": 2})}
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, LineField):
            field.widget.attrs.pop("maxlength", None)
            field.widget.attrs["data-count"] = field.max_length
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        kwargs.setdefault("form_class", RecordsField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RecordSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
