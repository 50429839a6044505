"""The address of the reading page."""

from django.urls import path

from advice.publication.pages import public_page
from advice.sources import views

urlpatterns = [path("sources/<slug:slug>/", public_page(views.source), name="source")]
