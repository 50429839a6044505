"""The address of a withdrawn claim says that it was withdrawn, when and why, and nothing else of it."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advice.models import Claim
from advice.publication.models import Status
from tests import records
from tests.sources.documents import claim_on, loaded_source

pytestmark = pytest.mark.django_db
SHAPES = ["", ".json", ".md"]


def addresses(claim: Claim) -> list[str]:
    return [f"/claims/{claim.key}/", f"/claims/{claim.key}.json", f"/claims/{claim.key}.md"]


def withdraw(claim: Claim, reason: str = "The author took it back.", **fields) -> Claim:
    """As somebody would who read the claim anew and saved it."""
    fresh = Claim.objects.get(pk=claim.pk)
    for name, value in {"status": Status.WITHDRAWN, "withdrawn_reason": reason, **fields}.items():
        setattr(fresh, name, value)
    fresh.full_clean()
    fresh.save()
    return fresh


@pytest.fixture
def claim() -> Claim:
    source = loaded_source("Pay is low at first. Then it rises.", title="A post", url="https://example.org/p")
    return claim_on(
        source, "Pay is low", "Beginners earn little.", speaker=records.person("Zelda"), section="S"
    )


def test_it_is_gone_and_says_when_and_why(client, claim):
    withdraw(claim)
    response = client.get(claim.get_absolute_url())
    page = response.content.decode()
    assert response.status_code == 410
    assert "The author took it back." in page
    assert f"{Claim.objects.get().withdrawn_at:%Y-%m-%d}" in page
    assert claim.source.get_absolute_url() in page
    assert "https://example.org/p" in page


def test_nothing_else_of_it_shows_in_any_shape(client, claim):
    assert all("Beginners earn little" in client.get(one).content.decode() for one in addresses(claim))
    withdraw(claim)
    for address in addresses(claim):
        response = client.get(address)
        assert response.status_code == 410
        for words in ("Beginners", "Pay is low", "Zelda", claim.sha256):
            assert words not in response.content.decode(), (address, words)


def test_as_json(client, claim):
    better = records.claim("Beginners earn little, in one field.", source=claim.source)
    withdraw(claim, replaced_by=better)
    answer = json.loads(client.get(f"/claims/{claim.key}.json").content)
    assert answer == {
        "id": claim.key,
        "url": f"http://testserver/claims/{claim.key}/",
        "status": "withdrawn",
        "withdrawn_on": Claim.objects.get(pk=claim.pk).withdrawn_at.date().isoformat(),
        "reason": "The author took it back.",
        "source": answer["source"],
        "replaced_by": {
            "id": better.key,
            "url": f"http://testserver/claims/{better.key}/",
            "withdrawn": False,
        },
    }
    assert answer["source"]["slug"] == claim.source.slug


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_what_was_never_public_has_no_page(client, claim, status):
    hidden = records.claim("Never seen.", status=status, withdrawn_reason="Thought better of it.")
    assert [client.get(one).status_code for one in addresses(hidden)] == [404] * 3
    Claim.objects.filter(pk=hidden.pk).update(status="withdrawn")
    assert [client.get(one).status_code for one in addresses(hidden)] == [404] * 3


@pytest.mark.parametrize("shape", SHAPES)
def test_an_unknown_key_has_no_page(client, claim, shape):
    withdraw(claim)
    assert client.get(f"/claims/{claim.key}x{shape or '/'}").status_code == 404


def test_a_claim_of_a_hidden_source_or_speaker_has_no_page(client, claim):
    withdraw(claim)
    claim.speaker.status = "draft"
    claim.speaker.save()
    assert [client.get(one).status_code for one in addresses(claim)] == [404] * 3
    claim.speaker.status = "published"
    claim.speaker.save()
    assert client.get(claim.get_absolute_url()).status_code == 410
    claim.source.status = "withdrawn"
    claim.source.save()
    assert [client.get(one).status_code for one in addresses(claim)] == [404] * 3


def test_it_comes_back_when_it_is_published_again(client, claim):
    first = Claim.objects.get(pk=claim.pk).published_at
    withdraw(claim)
    Claim.objects.filter(pk=claim.pk).update(status="published")
    again = Claim.objects.get(pk=claim.pk)
    assert (again.published_at, again.withdrawn_at) == (first, None)
    assert client.get(claim.get_absolute_url()).status_code == 200


def test_a_browser_asks_again(client, claim):
    withdraw(claim)
    assert "no-cache" in client.get(claim.get_absolute_url())["Cache-Control"]


def test_a_replacement_shows_as_far_as_it_is_public(client, claim):
    better = records.claim("In one field beginners earn little.", status="draft")
    withdraw(claim, replaced_by=better)

    def page() -> str:
        return client.get(claim.get_absolute_url()).content.decode()

    assert better.key not in page()
    assert "In one field" not in page()
    Claim.objects.filter(pk=better.pk).update(status="published")
    assert f"/claims/{better.key}/" in page()
    assert "In one field" in page()
    withdraw(better)
    assert f"/claims/{better.key}/" in page()
    assert "In one field" not in page()


def test_the_reason_is_text(client, claim):
    withdraw(claim, reason="<script>alert(1)</script> & [a](javascript:b)")
    html = client.get(claim.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "[a](" not in client.get(f"/claims/{claim.key}.md").content.decode()


def test_a_claim_does_not_go_without_a_reason(claim):
    for reason in ("", "   "):
        with pytest.raises(ValidationError, match="Say why"):
            withdraw(claim, reason=reason)
    with pytest.raises(ValidationError, match="300"):
        withdraw(claim, reason="x" * 301)


def test_it_leaves_search_lists_and_arguments(client, claim):
    records.argument("Money is short", claims=[claim, records.claim("Rents are high.")])
    listed = [
        claim.source.get_absolute_url(),
        claim.speaker.get_absolute_url(),
        claim.topics.get().get_absolute_url(),
        records.Position.objects.get().get_absolute_url(),
        "/search/?q=beginners",
        "/feeds/claims.atom",
        "/api/v1/claims",
    ]
    before = [len(re.findall("earn little", client.get(one).content.decode())) for one in listed]
    assert all(before), dict(zip(listed, before, strict=True))
    withdraw(claim)
    for address in listed:
        assert "earn little" not in client.get(address).content.decode(), address
    assert claim.key not in client.get("/sitemap.xml").content.decode()


def test_the_page_takes_the_same_few_queries(client, claim):
    withdraw(claim, replaced_by=records.claim())
    client.get(claim.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(claim.get_absolute_url())
    for _ in range(20):
        withdraw(claim_on(claim.source, "Pay is low", replaced_by=records.claim()))
    with CaptureQueriesContext(connection) as many:
        client.get(claim.get_absolute_url())
    assert len(many) == len(few) <= 6


# The times are the database's to write, whichever way a status is set.


def made_by_saving() -> Claim:
    claim = records.claim(status="draft")
    claim.status = "published"
    claim.save()
    return claim


def made_by_an_update() -> Claim:
    claim = records.claim(status="draft")
    Claim.objects.filter(pk=claim.pk).update(status="published")
    return claim


def made_in_bulk() -> Claim:
    like = records.claim(status="draft")
    made = Claim(key="bulk", source=like.source, text="Bulk.", kind="opinion", status="published")
    return Claim.objects.bulk_create([made])[0]


@pytest.mark.parametrize("publish", [made_by_saving, made_by_an_update, made_in_bulk, records.claim])
def test_publishing_is_noted_once(publish):
    claim = publish()
    first = Claim.objects.get(pk=claim.pk).published_at
    assert abs(first - timezone.now()) < timedelta(minutes=5)
    claim.published_at = None
    claim.text = "Saved from an older reading."
    claim.save()
    Claim.objects.filter(pk=claim.pk).update(published_at=datetime(2001, 1, 1, tzinfo=UTC))
    assert Claim.objects.get(pk=claim.pk).published_at == first


def test_a_draft_has_no_times():
    claim = records.claim(status="draft")
    Claim.objects.filter(pk=claim.pk).update(status="in_review")
    assert Claim.objects.values_list("published_at", "withdrawn_at").get(pk=claim.pk) == (None, None)


def test_withdrawing_is_noted_and_kept_while_the_reason_is_corrected(claim):
    stale = Claim.objects.get(pk=claim.pk)
    withdraw(claim)
    at = Claim.objects.get(pk=claim.pk).withdrawn_at
    assert abs(at - timezone.now()) < timedelta(minutes=5)
    stale.status, stale.withdrawn_reason = "withdrawn", "Said better."
    stale.save()
    assert Claim.objects.get(pk=claim.pk).withdrawn_at == at


def test_a_claim_that_comes_in_withdrawn_keeps_its_day(client):
    day = datetime(2024, 5, 6, tzinfo=UTC)
    claim = records.claim(status="withdrawn", withdrawn_reason="Taken back.", withdrawn_at=day)
    page = client.get(claim.get_absolute_url())
    assert page.status_code == 410
    assert "6 May 2024" in page.content.decode()


def test_what_is_due():
    day = date(2026, 3, 1)
    today = records.claim(review_by=day)
    draft = records.claim(review_by=day - timedelta(days=9), status="draft")
    records.claim(review_by=day + timedelta(days=1))
    records.claim(review_by=day, status="withdrawn", withdrawn_reason="Old.")
    records.claim()
    assert set(Claim.objects.due(day)) == {today, draft}
