"""The lists of sources, people and topics."""

import pytest

from tests import records

pytestmark = pytest.mark.django_db


def get(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_sources_come_newest_first_with_their_claims_counted(client):
    old = records.source("Old post", published_on="2010-01-01")
    records.source("New post", published_on="2020-01-01")
    for status in ("published", "published", "draft"):
        records.claim(source=old, status=status)
    html = get(client, "/sources/")
    assert html.index("New post") < html.index("Old post")
    assert "2 claims" in html
    assert "0 claims" in html


def test_named_people_come_before_roles(client):
    records.person("A panelist", is_role=True)
    records.person("Zoe")
    html = get(client, "/people/")
    assert html.index("Zoe") < html.index("A panelist")


def test_people_of_one_path(client):
    records.person("Ada", path="finished")
    records.person("Bob", path="left")
    html = get(client, "/people/?path=left")
    assert "Bob" in html
    assert "Ada" not in html
    assert "Nobody of this path speaks here yet." in get(client, "/people/?path=doing")


def test_topics_are_a_tree_with_their_claims_counted(client):
    pay = records.topic("Pay", broader=records.topic("Money"))
    records.claim(topics=[pay])
    records.claim(topics=[pay], status="draft")
    html = get(client, "/topics/")
    inner = html[html.index("Money") :].split("<ul", 1)[1]
    assert "Pay" in inner
    assert '<span class="figure meta">1<' in inner


def test_a_topic_whose_broader_topic_is_hidden_stands_on_its_own(client):
    records.topic("Pay", broader=records.topic("Money", status="draft"))
    html = get(client, "/topics/")
    assert "Pay" in html
    assert "Money" not in html


@pytest.mark.parametrize("address", ["/sources/", "/people/", "/topics/"])
def test_an_empty_list_says_what_to_do(client, address):
    assert 'class="empty"' in get(client, address)


@pytest.mark.parametrize("address", ["/sources/", "/people/"])
def test_many_records_come_in_pages(client, address):
    for number in range(45):
        records.source() if "sources" in address else records.person()
        assert number >= 0
    assert get(client, address).count('class="entry-title"') == 40
    assert get(client, address + "?page=2").count('class="entry-title"') == 5
    assert client.get(address + "?page=3").status_code == 404


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?page=1.5", "?path=unheard-of", "?page=" + "9" * 5000]
)
def test_a_wrong_parameter_is_told_in_a_sentence(client, query):
    assert client.get("/people/" + query).status_code == 400
