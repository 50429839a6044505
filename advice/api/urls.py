"""Addresses for programs: feeds, the map of the site, health."""

from django.forms import IntegerField
from django.urls import path

from advice.api import sitemaps
from advice.api.feeds import ClaimFeed, QuestionFeed, TopicFeed
from advice.api.health import healthz
from advice.api.robots import robots
from advice.publication.pages import public_answer, public_page

SITEMAP_PART = {"p": IntegerField(initial=1)}
"""What Django's view of a sitemap reads from the address: which part of it."""

urlpatterns = [
    path("feeds/claims.atom", public_page(ClaimFeed()), name="feed"),
    path("feeds/topics/<slug:slug>.atom", public_page(TopicFeed()), name="topic-feed"),
    path("feeds/questions/<slug:slug>.atom", public_page(QuestionFeed()), name="question-feed"),
    path("sitemap.xml", public_answer(sitemaps.index), name="sitemap"),
    path("sitemap-<slug:section>.xml", public_answer(sitemaps.section, SITEMAP_PART), name="sitemap-section"),
    path("robots.txt", robots, name="robots"),
    path("healthz", healthz, name="healthz"),
]
