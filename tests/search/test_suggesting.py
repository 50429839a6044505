"""Suggestions while somebody types, similar claims, and help where nothing is found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advice.search.similar import similar
from tests import records
from tests.search.asking import ask

pytestmark = pytest.mark.django_db


def suggested(client, q: str) -> list[tuple[str, str]]:
    response = client.get("/search/suggest/", {"q": q})
    assert response.status_code == 200
    return [(entry["kind"], entry["label"]) for entry in response.json()["suggestions"]]


@pytest.fixture
def knowledge():
    topic = records.topic("Pay")
    topic.labels.create(label="Salary")
    records.question("Should I ask for more salary?")
    records.person("Sal Okapi")
    records.claim("A salary is paid monthly.", topics=[topic], speaker=records.person("Ada Lynx"))


def test_each_kind_is_suggested_before_the_word_is_finished(client, knowledge):
    assert set(suggested(client, "sal")) == {
        ("Topic", "Pay"),
        ("Question", "Should I ask for more salary?"),
        ("Person", "Sal Okapi"),
        ("Claim", "A salary is paid monthly."),
    }


def test_each_suggestion_leads_to_a_page(client, knowledge):
    for entry in client.get("/search/suggest/", {"q": "sal"}).json()["suggestions"]:
        assert client.get(entry["url"]).status_code == 200


def test_drafts_are_not_suggested(client):
    records.topic("Salt", status="draft")
    records.question("Salt?", status="draft")
    records.person("Salty", status="draft")
    records.claim("Salt is white.", status="draft", topics=["Other"])
    assert suggested(client, "salt") == []


@pytest.mark.parametrize("q", ["", "s", " ", '"', "-sal", "topic:pay", "%", "_", "sal*", "x" * 5000, "日本"])
def test_any_text_is_answered(client, knowledge, q):
    suggested(client, q)


def test_a_search_without_a_result_names_topics_that_look_alike():
    records.topic("Publication record")
    records.topic("Pay")
    assert [topic.name for topic in ask("publikation rekord", literal=True).suggestions] == [
        "Publication record"
    ]


def test_a_filter_without_a_result_is_called_by_its_name(client, knowledge):
    html = client.get("/search/?q=xylophone&topic=pay").content.decode()
    assert "Topic: Pay" in html


def test_a_claim_page_shows_claims_that_say_much_the_same(client):
    one = records.claim("A stipend barely covers the rent in a large city.", topics=["Pay"])
    records.claim("In a large city the stipend does not cover rent.", topics=["Pay"])
    records.claim("The stipend comes late.", topics=["Pay"])
    records.claim("A large city has much rent, and a stipend covers it.", topics=["Pay"], status="draft")
    html = client.get(one.get_absolute_url()).content.decode()
    assert "Similar claims" in html
    assert "In a large city the stipend does not cover rent." in html
    assert "The stipend comes late." not in html
    assert "a stipend covers it" not in html


def test_a_claim_like_no_other_has_no_such_section(client):
    one = records.claim("Zebras graze.", topics=["Pay"])
    records.claim("Labs are cold.", topics=["Pay"])
    assert "Similar claims" not in client.get(one.get_absolute_url()).content.decode()


def test_the_number_of_queries_for_similar_claims_is_constant():
    one = records.claim("A stipend barely covers the rent.", topics=["Pay"])
    records.claim("The rent eats the stipend.", topics=["Pay"])
    records.claim("Labs are cold.", topics=["Labs"])
    with CaptureQueriesContext(connection) as few:
        assert len(similar(one.pk)) == 1
    for number in range(10):
        records.claim(f"Rent {number} beyond the stipend.", topics=["Pay", f"Topic {number}"])
    with CaptureQueriesContext(connection) as many:
        assert len(similar(one.pk)) == 5
    assert len(many) == len(few) <= 7


def test_a_label_of_one_topic_stands_for_its_others_in_the_claims():
    pay = records.topic("Pay")
    pay.labels.create(label="Salary")
    pay.labels.create(label="sallary", kind="hidden")
    for number in range(12):
        records.claim(f"Teaching takes time, case {number}.", topics=["Teaching"])
    says_pay = records.claim("In a lab the pay is low, they say.", topics=["Labs"])
    records.claim("In a lab the heat is low, they say.", topics=["Labs"])
    assert ask("salary in a lab").results[0].text == says_pay.text
    assert ask("sallary in a lab").results[0].text == says_pay.text
