"""What is not published shows on no page of sources, people, topics and claims, by any way round."""

import pytest

from advice.models import ClaimSituation
from tests import records
from tests.publication.shapes_world import SUFFIXES, address
from tests.sources.documents import claim_on, loaded_source

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"
HIDDEN = ["draft", "in_review", "withdrawn"]


@pytest.fixture
def public():
    """A published record of each kind, tied to one another."""
    ada = records.person("Ada")
    source = loaded_source("Pay is low at first. Then it rises.", author=ada)
    claim = claim_on(source, "Pay is low", "Beginners earn little.", speaker=ada, topics=["Pay"])
    records.argument("Money is short", claims=[claim], topic=records.topic("Pay"))
    return claim


def pages(client, claim) -> str:
    addresses = ["/sources/", "/people/", "/topics/"]
    with_shapes = (claim, claim.source, records.topic("Pay"))
    addresses += [record.get_absolute_url() for record in (*with_shapes, claim.speaker)]
    addresses += [address(record, suffix) for record in with_shapes for suffix in SUFFIXES]
    responses = [client.get(address) for address in addresses]
    assert {response.status_code for response in responses} == {200}
    return "".join(response.content.decode() for response in responses)


def hidden_claim(public, status):
    claim_on(public.source, "Then it rises", f"{SECRET} pays more.", speaker=public.speaker, status=status)


def claim_of_hidden_source(public, status):
    source = records.source(f"{SECRET} post", status=status)
    records.claim(f"{SECRET} pays more.", source=source, speaker=public.speaker)


def claim_by_hidden_person(public, status):
    speaker = records.person(f"{SECRET} Jones", status=status)
    claim_on(public.source, "Then it rises", f"{SECRET} pays more.", speaker=speaker)


def hidden_author(public, status):
    public.source.author = records.person(f"{SECRET} Jones", status=status)
    public.source.save()


def hidden_topic(public, status):
    topic = records.topic(f"{SECRET} matters", status=status, broader=records.topic("Pay"))
    public.topics.add(topic)


def hidden_broader_topic(public, status):
    pay = records.topic("Pay")
    pay.broader = records.topic(f"{SECRET} matters", status=status)
    pay.save()


def hidden_situation(public, status):
    situation = records.situation(f"lives in {SECRET}", status=status)
    ClaimSituation.objects.create(claim=public, situation=situation)


def hidden_argument(public, status):
    records.argument(f"{SECRET} pays more", claims=[public], status=status)


def argument_of_hidden_position(public, status):
    position = records.position(f"Go to {SECRET}", status=status)
    records.argument(f"{SECRET} pays more", claims=[public], position=position)


def argument_of_hidden_question(public, status):
    position = records.position(question=records.question(f"{SECRET}?", status=status))
    records.argument(f"{SECRET} pays more", claims=[public], position=position)


def argument_on_hidden_topic(public, status):
    topic = records.topic(f"{SECRET} matters", status=status)
    records.argument(f"{SECRET} pays more", claims=[public], topic=topic)


@pytest.mark.parametrize("status", HIDDEN)
@pytest.mark.parametrize(
    "hide",
    [
        hidden_claim,
        claim_of_hidden_source,
        claim_by_hidden_person,
        hidden_author,
        hidden_topic,
        hidden_broader_topic,
        hidden_situation,
        hidden_argument,
        argument_of_hidden_position,
        argument_of_hidden_question,
        argument_on_hidden_topic,
    ],
)
def test_hidden(client, public, hide, status):
    hide(public, status)
    assert SECRET not in pages(client, public)


def test_the_same_pages_show_it_once_it_is_published(client, public):
    for hide in (hidden_claim, hidden_topic, hidden_situation, hidden_argument):
        hide(public, "published")
    html = pages(client, public)
    for words in ("pays more.", "matters", "lives in", "pays more</a>"):
        assert f"{SECRET} {words}" in html or f"{words} {SECRET}" in html
