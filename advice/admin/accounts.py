"""Accounts, so made that whoever manages them cannot raise themselves above their group."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice
from taggit.admin import Tag  # importing it registers taggit's own model, which nothing here uses

from advice.accounts.second_factor import turn_off
from advice.admin.records import RecordAdmin

admin.site.unregister([User, Group, Tag])


@admin.register(User)
class AccountAdmin(RecordAdmin, UserAdmin):
    """Only a superuser sees superusers' switches, and only a superuser changes a superuser."""

    list_display = [
        "username",
        "email",
        "first_name",
        "last_name",
        "group_list",
        "is_staff",
        "has_second_factor",
        "last_login",
    ]
    actions = ["turn_second_factor_off"]
    list_filter = ["is_staff", "is_active", "groups"]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        app = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(second_factor=Exists(app)).prefetch_related("groups")

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

    @admin.display(description=gettext_lazy("second factor"), boolean=True, ordering="second_factor")
    def has_second_factor(self, user: Any) -> bool:
        return bool(user.second_factor)

    @admin.action(description=gettext_lazy("Turn the second factor off"), permissions=["change"])
    def turn_second_factor_off(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse | None:
        """For those who lost app and recovery codes; one's own takes a code, on its own page."""
        chosen: list[Any] = [
            user
            for user in queryset
            if getattr(user, "second_factor", False)
            and user.pk != request.user.pk
            and self._within_reach(request, user)
        ]
        if "confirmed" not in request.POST or not chosen:
            context = {
                **self.admin_site.each_context(request),
                "title": _("Turn the second factor off"),
                "opts": self.opts,
                "media": self.media,
                "action_checkbox_name": ACTION_CHECKBOX_NAME,
                "users": chosen,
            }
            request.current_app = self.admin_site.name
            return TemplateResponse(request, "admin/second_factor_off.html", context)
        for user in chosen:
            turn_off(user)
            self.log_change(request, user, _("Turned the second factor off."))
        count = len(chosen)
        told = ngettext(
            "The second factor of %(count)d account is off.",
            "The second factor of %(count)d accounts is off.",
            count,
        )
        self.message_user(request, told % {"count": count}, messages.SUCCESS)
        return None

    def _within_reach(self, request: HttpRequest, user: User | None) -> bool:
        return request.user.is_superuser or user is None or not user.is_superuser


@admin.register(Group)
class RoleAdmin(RecordAdmin, GroupAdmin):  # type: ignore[misc]
    """The groups that this project makes get their permissions anew at every `migrate`."""
