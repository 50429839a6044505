"""Accounts, so made that whoever manages them cannot raise themselves above their group."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from taggit.admin import Tag  # importing it registers taggit's own model, which nothing here uses

from advice.admin.records import RecordAdmin

admin.site.unregister([User, Group, Tag])


@admin.register(User)
class AccountAdmin(RecordAdmin, UserAdmin):
    """Only a superuser sees superusers' switches, and only a superuser changes a superuser."""

    list_display = ["username", "email", "first_name", "last_name", "group_list", "is_staff", "last_login"]
    list_filter = ["is_staff", "is_active", "groups"]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        fields = list(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._within_reach(request, obj)

    @admin.display(description=gettext_lazy("groups"))
    def group_list(self, user: Any) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def _within_reach(self, request: HttpRequest, user: User | None) -> bool:
        return request.user.is_superuser or user is None or not user.is_superuser


@admin.register(Group)
class RoleAdmin(RecordAdmin, GroupAdmin):  # type: ignore[misc]
    """The groups that this project makes get their permissions anew at every `migrate`."""
