"""The pages of sources, topics and claims in their other shapes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from advice.claims import writers
from advice.claims.claim_page import claim_page
from advice.claims.data import claim_page_data, source_page_data, topic_page_data
from advice.claims.forms import TopicForm
from advice.claims.listing import AS_IN_THE_SOURCE, for_claim_page, for_listing, with_words
from advice.claims.models import Claim, Topic
from advice.claims.topic_page import topic_page
from advice.claims.withdrawal import withdrawn_in_shape
from advice.publication.merged import led_on
from advice.publication.shapes import Shape, in_shape, site
from advice.sources.listing import published_sources


def source(request: HttpRequest, slug: str, shape: Shape) -> HttpResponse:
    """A source and its claims by section."""
    record = get_object_or_404(published_sources(), slug=slug)
    claims = with_words(for_listing(Claim.objects.published())).filter(source=record)
    data = source_page_data(record, list(claims.order_by(*AS_IN_THE_SOURCE)), site(request))
    return in_shape(request, shape, data, writers.SOURCE, record.get_absolute_url())


def topic(request: HttpRequest, slug: str, shape: Shape) -> HttpResponse:
    """A topic and its claims by stance, a page of them at a time."""
    wanted = TopicForm.of(request.GET)
    record = Topic.objects.published().filter(slug=slug).first()
    if record is None:
        return led_on(request, Topic, shape, slug=slug)
    page = topic_page(record, wanted["stance"], wanted["page"])
    data = topic_page_data(page, site(request))
    return in_shape(request, shape, data, writers.TOPIC, record.get_absolute_url())


def claim(request: HttpRequest, key: str, shape: Shape) -> HttpResponse:
    """A claim, its passage and its arguments."""
    record = with_words(for_claim_page(Claim.objects.published())).filter(key=key).first()
    if record is None:
        return withdrawn_in_shape(request, key, shape)
    data = claim_page_data(claim_page(record), site(request))
    return in_shape(request, shape, data, writers.CLAIM, record.get_absolute_url())
