"""Pages of claims, topics and sources as CSV: a row for each claim."""

import csv
import io

import pytest

from tests import records
from tests.publication.shapes_world import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    return world()


def rows(client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline=""), strict=True))


def test_a_claim_is_one_row(client, shown):
    (row,) = rows(client, "/claims/low.csv")
    assert (row["claim"], row["section"], row["source"]) == ("Beginners earn little.", "Money", "A talk")
    assert (row["passage_start"], row["passage_end"]) == ("7", "19")
    assert (row["topics"], row["situations"]) == ("pay", "wants a chair")
    assert row["arguments"] == "http://testserver/questions/phd/do-it/#money-is-short"


def test_a_topic_has_a_row_for_each_claim_on_each_side(client, shown):
    records.claim("Not weighed.", key="alone", source=shown.source, topics=["Pay"])
    found = rows(client, "/topics/pay.csv")
    assert [(row["stance"], row["claim_id"]) for row in found] == [
        ("con", "low"),
        ("con", "rises"),
        ("depends", "rises"),
        ("none", "alone"),
    ]
    assert found[2]["arguments"] == "http://testserver/questions/phd/do-it/#field"
    assert rows(client, "/topics/pay.csv?stance=none") == found[3:]


def test_a_long_topic_comes_in_pages_and_says_where_the_next_is(client):
    source = records.source()
    for number in range(60):
        records.claim(source=source, key=f"many-{number:02}")
    first = client.get("/topics/pay.csv?stance=none")
    assert first["Link"].endswith('<http://testserver/topics/pay.csv?stance=none&page=2>; rel="next"')
    assert 'rel="next"' not in client.get("/topics/pay.csv?page=2")["Link"]
    found = [row["claim_id"] for page in (1, 2) for row in rows(client, f"/topics/pay.csv?page={page}")]
    assert found == [f"many-{number:02}" for number in range(60)]


def test_a_source_has_its_claims_as_they_follow_in_it(client, shown):
    found = rows(client, "/sources/talk.csv")
    assert [(row["claim_id"], row["section"], row["source_url"]) for row in found] == [
        ("low", "Money", "http://testserver/sources/talk/"),
        ("rises", "", "http://testserver/sources/talk/"),
    ]
