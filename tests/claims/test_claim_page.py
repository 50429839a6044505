"""The page of one claim: its passage in context, its circumstances, what it argues."""

import pytest

from advice.models import ClaimSituation
from tests import records
from tests.sources.documents import claim_on, loaded_source

pytestmark = pytest.mark.django_db


def get(client, claim) -> str:
    response = client.get(claim.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_passage_is_marked_in_its_context_and_leads_into_the_text(client):
    source = loaded_source("# Pay", "At first. Pay is low there. Then it rises.", "# Other", "Not this.")
    claim = claim_on(source, "Pay is low there.")
    html = get(client, claim)
    assert "At first. <mark" in html
    assert "Pay is low there.</mark> Then it rises." in html
    assert "Not this." not in html
    assert f'href="{source.get_absolute_url()}#passage-{claim.key}"' in html


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("exact", "these are the very words"),
        ("moved", "the words are the same, at another place"),
        ("changed", "a curator has yet to confirm"),
        ("orphan", "no longer in the text"),
        ("unchecked", "not been held against the text"),
    ],
)
def test_the_state_of_the_anchor_is_told_in_words(client, state, sentence):
    claim = claim_on(loaded_source("Pay is low."), "Pay", anchor_state=state)
    assert sentence in get(client, claim)


def test_a_passage_that_only_looks_alike_is_not_shown(client):
    claim = claim_on(loaded_source("Pay is low."), "Pay", anchor_state="changed")
    assert "<mark" not in get(client, claim)


def test_without_the_text_it_says_so_and_leads_to_the_original(client):
    source = records.source(url="https://example.org/post")
    claim = records.claim(source=source, section="Money", start=3, end=9, sha256="a" * 64)
    html = get(client, claim)
    assert "The text of the source is not loaded here" in html
    assert "in the section “Money”" in html
    assert 'href="https://example.org/post"' in html


def test_a_claim_without_a_passage_says_so(client):
    assert "No passage is marked for this claim." in get(client, records.claim())


def test_it_tells_who_says_it_and_under_which_circumstances(client):
    speaker = records.person("Ada", standing="Led a lab", path="left", interest="Sells courses")
    claim = records.claim(
        speaker=speaker, kind="experience", about_from=2015, about_to=2019, topics=["Money"], reported=True
    )
    ClaimSituation.objects.create(claim=claim, situation=records.situation("wants a chair"), answer=False)
    html = get(client, claim)
    for words in (
        "Ada",
        "Led a lab",
        "left a PhD",
        "Sells courses",
        "first-hand experience",
        "passes on",
        "2015 to 2019",
        "not: wants a chair",
        "Money",
    ):
        assert words in html


def test_its_arguments_are_told_with_their_stance(client):
    claim = records.claim()
    argument = records.argument("Money is short", claims=[claim], stance="con")
    html = get(client, claim)
    assert '<span class="mark con">against</span>' in html
    assert f'href="{argument.get_absolute_url()}"' in html


def test_it_leads_to_the_claims_before_and_after_it_in_the_source(client):
    source = loaded_source("One two three.")
    last, first, middle = (claim_on(source, words) for words in ("three", "One", "two"))
    html = get(client, middle)
    assert "Claim 2 of 3" in html
    assert f'rel="prev" href="{first.get_absolute_url()}"' in html
    assert f'rel="next" href="{last.get_absolute_url()}"' in html


def test_the_address_stays_when_the_claim_is_reworded(client):
    claim = records.claim("Old words.")
    address = claim.get_absolute_url()
    claim.text = "New words."
    claim.save()
    assert "New words." in client.get(address).content.decode()


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_a_claim_that_is_not_published_is_not_there(client, status):
    assert client.get(records.claim(status=status).get_absolute_url()).status_code == 404


def test_an_unknown_claim_is_not_there(client):
    assert client.get("/claims/no-such-claim/").status_code == 404
