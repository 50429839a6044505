"""Addresses of the home page, the questions and their positions, and of their other shapes."""

from django.urls import path

from advice.publication.pages import public_page
from advice.publication.shapes import public_shape  # registers <shape:shape>, too
from advice.questions import parameters, shape_views, views

urlpatterns = [
    path("", public_page(views.home), name="home"),
    path("about/", public_page(views.about), name="about"),
    path("questions/", public_page(views.questions), name="questions"),
    path(
        "questions/<slug:question>/",
        public_page(views.question, parameters.of_question),
        name="question",
    ),
    path(
        "questions/<slug:question>/<slug:position>/",
        public_page(views.position, parameters.of_position),
        name="position",
    ),
    path(
        "questions/<slug:question>.<shape:shape>",
        public_shape(shape_views.question, parameters.of_question),
        name="question",
    ),
    path(
        "questions/<slug:question>/<slug:position>.<shape:shape>",
        public_shape(shape_views.position, parameters.of_position),
        name="position",
    ),
]
