"""Cruxes. They have no status of their own: what is said of a public position is public at once."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from advice.accounts.groups import publish_permission
from advice.admin.conflicts import SharedAdmin
from advice.history.states import Values
from advice.models import Crux, Position
from advice.publication.publishing import PUBLIC_HISTORY


class CruxForm(forms.ModelForm):
    """`may_publish` is set for the person at the form."""

    may_publish = False

    def clean_position(self) -> Position:
        position: Position = self.cleaned_data["position"]
        if not self.may_publish and position.status in PUBLIC_HISTORY:
            raise ValidationError(_("What is or was public is changed by those who may publish."))
        return position


@admin.register(Crux)
class CruxAdmin(SharedAdmin):
    form = CruxForm
    list_display = ["text", "kind", "topic", "position"]
    list_filter = ["kind"]
    list_select_related = ["topic", "position"]
    search_fields = ["text", "topic__name", "position__title"]
    autocomplete_fields = ["position", "topic"]
    long_lines = ("text",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.may_publish = request.user.has_perm(publish_permission(Position))
        return form

    def has_change_permission(self, request: HttpRequest, obj: Crux | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or _may_write_on(request, obj.position))

    def has_delete_permission(self, request: HttpRequest, obj: Crux | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or _may_write_on(request, obj.position))

    def may_bring_back(self, request: HttpRequest, record: Crux | None, values: Values) -> bool:
        position = Position.objects.filter(pk=values["position_id"]).first()
        allowed = super().may_bring_back(request, record, values)
        return allowed and (position is None or _may_write_on(request, position))


def _may_write_on(request: HttpRequest, position: Position) -> bool:
    return position.status not in PUBLIC_HISTORY or request.user.has_perm(publish_permission(Position))
