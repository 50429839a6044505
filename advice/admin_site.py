"""The admin's site: its names, its one way in, and its models in the order in which curators work.

Beside the package `admin`, not in it: importing the package registers models with the site.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

WORKING_ORDER = [
    "Source",
    "Person",
    "Claim",
    "SetAside",
    "Topic",
    "Situation",
    "Question",
    "Position",
    "Argument",
    "Crux",
]


class Suggestions(AutocompleteJsonView):
    """What an autocomplete field offers; a model admin may tell lookalikes apart with `suggestion`."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        describe = getattr(self.model_admin, "suggestion", str)
        return {**result, "text": describe(obj)}


class CurationSite(AdminSite):
    site_title = gettext_lazy("Curation")
    site_header = gettext_lazy("Curation")
    enable_nav_sidebar = False
    index_title = gettext_lazy("To do")

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff, and where ADVICE_TWO_FACTOR is on only after a second factor."""
        if not super().has_permission(request):
            return False
        return not settings.TWO_FACTOR or request.user.is_verified()  # type: ignore[union-attr]

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one place to sign in, and it is not here."""
        index = reverse("admin:index")
        if self.has_permission(request):
            return redirect(index)
        if super().has_permission(request):
            messages.warning(request, _("Curators need a second factor here; set one up to go on."))
            return redirect("second_factor")
        if request.user.is_authenticated:
            raise PermissionDenied(_("Your account is not one of a curator."))
        return redirect_to_login(request.GET.get("next", index), reverse("login"))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("password_change")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Suggestions.as_view(admin_site=self)(request)  # type: ignore[return-value]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from advice.admin import attention

        told = {
            "waiting": attention.waiting(request.user),
            "tasks": attention.tasks(request.user),
            "unmined": attention.unmined(),
            "latest": attention.latest(),
        }
        return super().index(request, {**told, **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        app_list = super().get_app_list(request, app_label)
        for app in app_list:
            app["models"].sort(key=lambda entry: _place(entry["object_name"]))
        return app_list


def _place(name: str) -> int:
    return WORKING_ORDER.index(name) if name in WORKING_ORDER else len(WORKING_ORDER)
