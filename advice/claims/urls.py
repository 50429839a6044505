"""Addresses of lists of sources and people, of people, topics and claims, and of their other shapes."""

from django.urls import path

from advice.claims import reports_views, shape_views, views
from advice.claims.forms import PeopleForm, TopicForm
from advice.publication.pages import public_page
from advice.publication.paging import PageForm
from advice.publication.shapes import public_shape  # registers <shape:shape>, too

urlpatterns = [
    path("sources/", public_page(views.sources, PageForm.base_fields), name="sources"),
    path("people/", public_page(views.people, PeopleForm.base_fields), name="people"),
    path("people/<slug:slug>/", public_page(views.person, PageForm.base_fields), name="person"),
    path("topics/", public_page(views.topics), name="topics"),
    path("topics/<slug:slug>/", public_page(views.topic, TopicForm.base_fields), name="topic"),
    path("claims/<str:key>/", public_page(views.claim), name="claim"),
    path("claims/<str:key>/report/", reports_views.report, name="claim-report"),
    path("claims/<str:key>/report/thanks/", reports_views.thanks, name="claim-report-thanks"),
    path("sources/<slug:slug>.<shape:shape>", public_shape(shape_views.source), name="source"),
    path(
        "topics/<slug:slug>.<shape:shape>",
        public_shape(shape_views.topic, TopicForm.base_fields),
        name="topic",
    ),
    path("claims/<str:key>.<shape:shape>", public_shape(shape_views.claim), name="claim"),
]
