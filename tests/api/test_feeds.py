"""Atom feeds: the latest claims, well-formed whatever they say, and nothing that is not public."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advice.models import Claim, Topic
from tests import records

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, address: str = "/feeds/claims.atom") -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own feed


def entries(client, address: str) -> list[str]:
    feed = read(client, address)
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_the_latest_published_comes_first(client):
    first, draft = records.claim("First."), records.claim("Draft.", status="draft")
    records.claim("Second.")
    assert entries(client, "/feeds/claims.atom") == ["Second.", "First."]
    draft.status = "published"
    draft.save()
    first.text = "First, reworded."
    first.save()
    assert entries(client, "/feeds/claims.atom") == ["Draft.", "Second.", "First, reworded."]


def test_an_entry_keeps_its_identity_when_the_claim_is_reworded(client):
    claim = records.claim("Old.")

    def identity() -> str:
        return read(client).findtext(f"{ATOM}entry/{ATOM}id")

    before = identity()
    claim.text = "New."
    claim.save()
    assert identity() == before == f"http://testserver{claim.get_absolute_url()}"


def test_an_entry_tells_who_says_it_and_where(client):
    records.claim(speaker=records.person("Ada"), source=records.source("A post"), topics=["Pay"])
    entry = read(client).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada"
    assert "A post" in entry.findtext(f"{ATOM}summary")
    assert entry.find(f"{ATOM}category").get("term") == "Pay"


def test_a_feed_has_all_that_atom_asks_of_it(client):
    claim = records.claim(speaker=None, source=records.source("R&D <b>"))
    records.argument(claims=[claim], position=records.position(question=records.question(slug="phd")))
    for address in ("/feeds/claims.atom", "/feeds/topics/pay.atom", "/feeds/questions/phd.atom"):
        feed = read(client, address)
        for name in ("id", "title", "updated", "author/name"):
            assert feed.findtext("/".join(ATOM + part for part in name.split("/"))), name
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == f"http://testserver{address}"
        entry = feed.find(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}updated") >= entry.findtext(f"{ATOM}published")
        summary = entry.find(f"{ATOM}summary")
        assert (summary.get("type"), summary.text) == ("html", "From “R&amp;D &lt;b&gt;”.")


def test_a_feed_without_an_entry_says_the_same_time_each_time(client):
    records.topic("Pay", status="published")
    changed = read(client, "/feeds/topics/pay.atom").findtext(f"{ATOM}updated")
    assert datetime.fromisoformat(changed) == Topic.objects.get().changed_at
    assert read(client).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


def test_the_feed_of_a_topic_has_its_claims_only(client):
    records.claim("On pay.", topics=["Pay"])
    records.claim("On time.", topics=["Time"])
    assert entries(client, "/feeds/topics/pay.atom") == ["On pay."]


def test_the_feed_of_a_question_has_each_claim_of_its_arguments_once(client):
    question = records.question(slug="phd")
    claim = records.claim("Twice.")
    for stance in ("pro", "con"):
        records.argument(stance=stance, claims=[claim], position=records.position(question=question))
    records.argument(claims=[records.claim("Elsewhere.")])
    records.argument(
        claims=[records.claim("Hidden.")], position=claim.arguments.first().position, status="draft"
    )
    assert entries(client, "/feeds/questions/phd.atom") == ["Twice."]


def test_a_feed_has_fifty_entries_at_most(client):
    source = records.source()
    for _ in range(55):
        records.claim(source=source)
    assert len(entries(client, "/feeds/claims.atom")) == 50


def test_what_no_xml_can_hold_is_left_out(client):
    records.claim("A bell \x07 & <b> \ufffe.", topics=[records.topic("T\x01", slug="t", description="\x02")])
    assert entries(client, "/feeds/claims.atom") == ["A bell  & <b> ."]
    assert entries(client, "/feeds/topics/t.atom") == ["A bell  & <b> ."]


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_what_is_not_published_is_in_no_feed(client, status):
    records.claim(status=status)
    records.claim(source=records.source(status=status))
    records.claim(speaker=records.person(status=status))
    records.topic("Hidden", status=status)
    records.question(slug="hidden", status=status)
    assert Claim.objects.count() == 3
    assert entries(client, "/feeds/claims.atom") == []
    assert client.get("/feeds/topics/hidden.atom").status_code == 404
    assert client.get("/feeds/questions/hidden.atom").status_code == 404


def test_queries_do_not_grow_with_the_claims(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            entries(client, "/feeds/claims.atom")
        return len(captured)

    records.claim()
    few = queries()
    for _ in range(9):
        records.argument(claims=[records.claim(topics=["Pay", "Time"])])
    assert queries() == few
