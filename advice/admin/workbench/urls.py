"""Addresses of the workbench, under /admin/workbench/."""

from django.urls import path

from advice.admin.workbench import aside_views, claim_views, views

urlpatterns = [
    path("<slug:slug>/", views.workbench, name="workbench"),
    path("<slug:slug>/claim/", claim_views.add_claim, name="workbench_add"),
    path("<slug:slug>/claim/<str:key>/", claim_views.change_claim, name="workbench_change"),
    path("<slug:slug>/aside/", aside_views.set_aside, name="workbench_aside"),
    path("<slug:slug>/headings/", aside_views.set_headings_aside, name="workbench_headings"),
    path("<slug:slug>/undo/", aside_views.undo, name="workbench_undo"),
    path("<slug:slug>/suggest/", views.suggestions, name="workbench_suggest"),
]
