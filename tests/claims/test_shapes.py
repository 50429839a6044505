"""A page as JSON and as Markdown says what the page says, and hides what the page hides."""

import json

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from markdown_it import MarkdownIt

from tests import records
from tests.sources.documents import claim_on, loaded_source

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> *not* [a](javascript:alert(1)) &amp; `x`"


@pytest.fixture
def claim():
    ada = records.person("Ada", standing="Led a lab", path="left")
    source = loaded_source(
        "Pay is low at first. Then it rises.",
        author=ada,
        published_on="2020-01-02",
        url="https://example.org/",
    )
    claim = claim_on(source, "low at first", "Beginners earn little.", speaker=ada, section="Money")
    records.argument("Money is short", claims=[claim], topic=records.topic("Pay"), stance="con")
    return claim


def shapes(record) -> list[str]:
    address = record.get_absolute_url().removesuffix("/")
    return [f"{address}.json", f"{address}.md"]


def read(client, address: str):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Access-Control-Allow-Origin"] == "*"
    text = response.content.decode()
    return json.loads(text) if address.split("?")[0].endswith(".json") else text


def test_a_claim_as_data(client, claim):
    data = read(client, f"/claims/{claim.key}.json")
    assert (data["id"], data["text"], data["kind"], data["reported"]) == (
        claim.key,
        "Beginners earn little.",
        "opinion",
        False,
    )
    assert data["url"] == f"http://testserver/claims/{claim.key}/"
    assert data["topics"] == ["pay"]
    assert data["speaker"]["standing"] == "Led a lab"
    assert data["source"]["published_on"] == "2020-01-02"
    assert data["passage"] == {
        "start": 7,
        "end": 19,
        "sha256": claim.sha256,
        "state": "exact",
        "exact": "low at first",
    }
    assert data["arguments"][0]["stance"] == "con"


def test_offsets_are_code_points_on_every_database(client):
    claim = claim_on(loaded_source("👩‍🔬 𝔘 and then the point."), "the point")
    assert read(client, f"/claims/{claim.key}.json")["passage"]["exact"] == "the point"


@pytest.mark.parametrize("state", ["changed", "orphan", "unchecked"])
def test_words_that_are_not_certain_are_not_given(client, state):
    claim = claim_on(loaded_source("Pay is low."), "Pay", anchor_state=state)
    assert read(client, f"/claims/{claim.key}.json")["passage"]["exact"] is None


def test_a_claim_without_a_passage(client):
    claim = records.claim(speaker=None)
    data = read(client, f"/claims/{claim.key}.json")
    assert (data["passage"], data["speaker"]) == (None, None)
    assert "No passage is marked" in read(client, f"/claims/{claim.key}.md")


def test_a_topic_as_data(client, claim):
    data = read(client, "/topics/pay.json")
    assert (data["name"], data["count"], data["pages"]) == ("Pay", 1, 1)
    assert [group["stance"] for group in data["stances"]] == ["con"]
    assert data["stances"][0]["claims"][0]["id"] == claim.key
    assert data["stances"][0]["claims"][0]["passage"]["exact"] == "low at first"
    assert data["questions"][0]["positions"][0]["con"] == 1


def test_a_topic_in_pages(client):
    source = records.source()
    for number in range(60):
        records.claim(source=source, key=f"many-{number:02}")
    claims = [
        claim["id"]
        for page in (1, 2)
        for group in read(client, f"/topics/pay.json?page={page}")["stances"]
        for claim in group["claims"]
    ]
    assert claims == [f"many-{number:02}" for number in range(60)]
    assert client.get("/topics/pay.json?page=3").status_code == 404
    assert client.get("/topics/pay.md?page=x").status_code == 400


def test_a_source_as_data(client, claim):
    data = read(client, f"/sources/{claim.source.slug}.json")
    assert data["original"] == "https://example.org/"
    assert data["author"]["name"] == "Ada"
    assert [section["title"] for section in data["sections"]] == ["Money"]
    assert data["sections"][0]["claims"][0]["text"] == "Beginners earn little."
    assert "Then it rises" not in json.dumps(data)


def test_the_markdown_says_the_same(client, claim):
    for record in (claim, claim.source, records.topic("Pay")):
        text = read(client, shapes(record)[1])
        assert text.startswith("# ")
        assert "Beginners earn little." in text
        assert f"http://testserver{record.get_absolute_url()}" in text
    assert "> low at first" in read(client, shapes(claim)[1])


def test_hostile_words_are_words_in_markdown(client):
    source = loaded_source(HOSTILE, title=HOSTILE, summary=HOSTILE)
    topic = records.topic("Pay", description=HOSTILE)
    claim = claim_on(
        source, HOSTILE, HOSTILE, section=HOSTILE, topics=[topic], speaker=records.person(HOSTILE)
    )
    for record in (claim, source, topic):
        html = MarkdownIt("commonmark", {"html": True}).render(read(client, shapes(record)[1]))
        for markup in ("<script", "<em>", "<code>", 'javascript:alert(1)"'):
            assert markup not in html
        assert "alert(1)" in html


def test_the_page_names_its_other_shapes(client, claim):
    for record in (claim, claim.source, records.topic("Pay")):
        html = client.get(record.get_absolute_url()).content.decode()
        for address in shapes(record):
            assert html.count(f'href="{address}"') == 2


def test_what_is_not_published_has_no_shape(client):
    for record in (
        records.claim(status="draft"),
        records.source(status="draft"),
        records.topic("Hidden", status="draft"),
    ):
        for address in shapes(record):
            assert client.get(address).status_code == 404


def test_what_hangs_on_a_public_record_and_is_not_public_is_left_out(client, claim):
    secret = "Zanzibar"
    records.claim(f"{secret} pays.", source=claim.source, status="draft")
    claim.topics.add(records.topic(secret, status="draft", broader=records.topic("Pay")))
    records.argument(secret, claims=[claim], status="draft")
    source = records.source(author=records.person(secret, status="draft"))
    for record in (claim, claim.source, records.topic("Pay"), source):
        for address in shapes(record):
            assert secret not in client.get(address).content.decode()


def test_queries_do_not_grow_with_the_claims(client, claim):
    def queries() -> list[int]:
        counts = []
        for record in (claim, claim.source, records.topic("Pay")):
            caches["pages"].clear()
            with CaptureQueriesContext(connection) as captured:
                read(client, shapes(record)[0])
            counts.append(len(captured))
        return counts

    few = queries()
    for _ in range(8):
        other = claim_on(claim.source, "Then it rises")
        records.argument(claims=[other], stance="con")
    assert queries() == few
