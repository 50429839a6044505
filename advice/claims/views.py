"""The lists of sources, people and topics, and the pages of a person, a topic and a claim."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from advice.claims.claim_page import claim_page
from advice.claims.forms import PeopleForm, TopicForm
from advice.claims.listing import for_claim_page, with_counts
from advice.claims.models import Claim, Topic
from advice.claims.person_page import person_page
from advice.claims.topic_page import topic_page
from advice.claims.topic_tree import topic_tree
from advice.claims.withdrawal import withdrawn_page
from advice.publication.merged import led_on
from advice.publication.paging import PageForm, page_of
from advice.sources.listing import published_sources
from advice.sources.models import Path, Person

RECORDS_ON_A_PAGE = 40


def sources(request: HttpRequest) -> HttpResponse:
    """Every source, the newest first."""
    page = page_of(published_sources(), PageForm.of(request.GET)["page"], RECORDS_ON_A_PAGE)
    return render(request, "sources/index.html", {"page": page, "sources": with_counts(page, "source")})


def people(request: HttpRequest) -> HttpResponse:
    """Everybody who speaks, the named before the unnamed, or those of one path."""
    wanted = PeopleForm.of(request.GET)
    found = Person.objects.published().order_by("is_role", "name", "slug")
    if wanted["path"]:
        found = found.filter(path=wanted["path"])
    page = page_of(found, wanted["page"], RECORDS_ON_A_PAGE)
    context = {
        "page": page,
        "people": with_counts(page, "speaker"),
        "paths": Path.choices,
        "path": wanted["path"],
    }
    return render(request, "people/index.html", context)


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Who it is, and what they say."""
    number = PageForm.of(request.GET)["page"]
    record = Person.objects.published().filter(slug=slug).first()
    if record is None:
        return led_on(request, Person, slug=slug)
    return render(request, "people/person.html", {"shown": person_page(record, number)})


def topics(request: HttpRequest) -> HttpResponse:
    """The tree of topics."""
    return render(request, "topics/index.html", {"tree": topic_tree()})


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """What a topic is, where it is weighed, and its claims."""
    wanted = TopicForm.of(request.GET)
    record = Topic.objects.published().filter(slug=slug).first()
    if record is None:
        return led_on(request, Topic, slug=slug)
    return render(
        request, "topics/topic.html", {"shown": topic_page(record, wanted["stance"], wanted["page"])}
    )


def claim(request: HttpRequest, key: str) -> HttpResponse:
    """One claim with its passage; its address is permanent, and outlives the claim."""
    record = for_claim_page(Claim.objects.published()).filter(key=key).first()
    if record is None:
        return withdrawn_page(request, key)
    return render(request, "claims/claim.html", {"shown": claim_page(record)})
