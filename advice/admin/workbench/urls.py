"""Addresses of the workbench, under /admin/workbench/."""

from django.urls import path

from advice.admin.workbench import views

urlpatterns = [
    path("<slug:slug>/", views.workbench, name="workbench"),
    path("<slug:slug>/claim/", views.add_claim, name="workbench_add"),
    path("<slug:slug>/claim/<str:key>/", views.change_claim, name="workbench_change"),
    path("<slug:slug>/aside/", views.set_aside, name="workbench_aside"),
    path("<slug:slug>/headings/", views.set_headings_aside, name="workbench_headings"),
    path("<slug:slug>/undo/", views.undo, name="workbench_undo"),
    path("<slug:slug>/suggest/", views.suggestions, name="workbench_suggest"),
]
