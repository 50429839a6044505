"""What an address can ask: what no field knows is a sentence, never a failure."""

import pytest

from tests import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def position():
    records.situation("teaches", slug="teach")
    return records.argument(
        position=records.position(slug="study", question=records.question(slug="phd"))
    ).position


BAD = [
    "study/?sort=cleverness",
    "study/?sort=newest&sort=cleverness",
    "study/?open=some",
    "study/?teach=maybe",
    "study/?teach=" + "9" * 5000,
    "study/?sort=%F0%9F%A6%86",
    "study/?sort=%00",
    "study/?sort=%ED%A0%80",
    "?position=nothing",
    "?position=study&position=nothing",
    "?position=" + "9" * 5000,
    "?teach=2",
]


@pytest.mark.parametrize("query", BAD, ids=lambda query: query[:40])
def test_a_value_that_no_field_knows_is_a_400_with_a_sentence(client, position, query):
    answer = client.get(f"/questions/phd/{query}")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "<h1>This address cannot be answered</h1>" in page
    assert len(page) < 10_000


@pytest.mark.parametrize(
    "query", ["", "?", "?utm_source=chat", "?sort=", "?teach=", "?position=study", "?x[]=1&&="]
)
def test_what_the_page_does_not_ask_for_is_ignored(client, position, query):
    for address in ("/questions/phd/study/", "/questions/phd/", "/questions/", "/"):
        assert client.get(address + query).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/questions/nothing/", "/questions/phd/nothing/", "/questions/nothing/study/", f"/questions/{'9' * 5000}/",
     "/questions/phd/study/more/", "/questions/%F0%9F%A6%86/"],
    ids=lambda address: address[:40],
)  # fmt: skip
def test_what_is_not_there_is_a_404_with_a_sentence(client, position, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.content.decode()


def test_the_sentence_names_the_value_as_text_and_leads_back(client, position):
    page = client.get("/questions/phd/study/?sort=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert 'href="/questions/phd/study/"' in page


def test_a_situation_named_like_a_field_of_the_page_does_not_break_it(client, position):
    records.situation("sorts things", slug="sort")
    assert client.get("/questions/phd/study/?sort=newest").status_code == 200
    assert client.get("/questions/phd/study/?sort=yes").status_code == 400
