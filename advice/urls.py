"""Addresses: each stage declares its own."""

from django.contrib import admin
from django.urls import include, path

from advice.admin import review_views

urlpatterns = [
    path("", include("advice.questions.urls")),
    path("", include("advice.sources.urls")),
    path("", include("advice.claims.urls")),
    path("", include("advice.search.urls")),
    path("", include("advice.api.urls")),
    path("", include("advice.sharing.urls")),
    path("", include("advice.api.v1.urls")),
    path("admin/workbench/", include("advice.admin.workbench.urls")),
    path("admin/review/", review_views.review, name="review"),
    path("admin/", admin.site.urls),
    path("accounts/", include("advice.accounts.urls")),
]

handler400 = "advice.errors.bad_request"
handler403 = "advice.errors.permission_denied"
handler404 = "advice.errors.page_not_found"
handler500 = "advice.errors.server_error"
