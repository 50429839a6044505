"""The page of search."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims():
    for number in range(45):
        claim = records.claim(
            f"Stipend {number} is low & late.",
            topics=["Pay", f"Topic {number % 3}"],
            source=records.source(f"Letter {number}", published_on=f"{2015 + number % 5}-01-01"),
        )
        records.argument(f"It pays, {number}.", [claim], stance="pro" if number % 2 else "con")


def page(client, query: str) -> str:
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200, query
    return response.content.decode()


def test_a_result_says_what_it_is(client):
    speaker = records.person("Ada Lynx")
    source = records.source("Letter", published_on="2020-03-01")
    claim = records.claim("A <b>stipend</b> is low.", topics=["Pay"], source=source, speaker=speaker)
    argument = records.argument(
        "It pays badly.", [claim], stance="con", position=records.position("Do a PhD")
    )
    html = page(client, "q=stipends")
    assert "A &lt;b&gt;<mark>stipend</mark>&lt;/b&gt; is low." in html
    for part in ("Ada Lynx", "Letter", "2020", "Pay", "It pays badly.", "against", "Do a PhD"):
        assert part in html
    for address in (claim, source, speaker, argument):
        assert f'href="{address.get_absolute_url()}"' in html
    assert "1 claim" in html
    assert "by 1 voice" in html


def test_what_was_typed_is_escaped(client, claims):
    html = page(client, "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_correction_is_said_with_a_way_back(client, claims):
    html = page(client, "q=stipendd&topic=pay")
    assert "Searched for <strong>stipend</strong> instead" in html
    assert 'href="?q=stipendd&amp;topic=pay&amp;literal=1"' in html
    assert "No claim found" in page(client, "q=stipendd&literal=1")


def test_pages_hold_every_result_once(client, claims):
    texts = []
    for number in (1, 2, 3):
        html = page(client, f"q=stipend&page={number}")
        texts += [part.split(" ")[1] for part in html.split("<mark>Stipend</mark>")[1:]]
    assert sorted(map(int, texts)) == list(range(45))
    assert client.get("/search/?q=stipend&page=4").status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=stipend&page=51", 404),
        ("q=stipend&page=0", 400),
        ("page=" + "9" * 5000, 400),
        ("page=x", 400),
        ("sort=backwards", 400),
        ("stance=maybe", 400),
        ("kind=poem", 400),
        ("path=none", 400),
        ("year=soon", 400),
        ("year=" + "9" * 5000, 400),
        ("topic=" + "x" * 500, 400),
        ("&".join(f"topic=t{number}" for number in range(30)), 400),
        ("q=%00", 400),
        ("q=%ED%A0%80", 200),
        ("topic=unheard-of", 200),
        ("q=" + "word+" * 3000, 200),
        ("literal=perhaps", 200),
    ],
)
def test_an_address_that_makes_no_sense_is_no_error_of_ours(client, query, status):
    records.claim("A stipend is low.", topics=["Pay"])
    response = client.get(f"/search/?{query}")
    assert response.status_code == status
    assert "<h1" in response.content.decode()


def test_nothing_found_helps(client, claims):
    html = page(client, "q=xylophone&topic=pay")
    assert "No claim has any of the words" in html
    assert 'href="?q=xylophone"' in html


def test_the_number_of_queries_is_constant(client):
    claim = records.claim("A lonely patent.", topics=["Law"])
    records.argument("It is rare.", [claim])
    page(client, "q=law")  # the words of what has changed are read once
    few = queries(client, "/search/?q=patent")
    for number in range(40):
        claim = records.claim(f"Patent {number}.", topics=["Law", f"Topic {number}"])
        records.argument(f"Argument {number}.", [claim])
    page(client, "q=law")
    assert queries(client, "/search/?q=patent") == few
    assert few <= 13


def test_a_search_that_finds_nothing_asks_for_no_records(client):
    records.claim("A lonely patent.", topics=["Law"])
    page(client, "q=law")
    assert queries(client, "/search/?q=xqzvkjwp") < queries(client, "/search/?q=patent")


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
