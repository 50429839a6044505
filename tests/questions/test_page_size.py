"""Calm at 8 arguments and at 120: the same number of queries, and a page that a phone can load."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import records
from tests.questions.pages import big_position

pytestmark = pytest.mark.django_db
KILOBYTE = 1000
PAGES = {
    "pro/con": lambda position: position.get_absolute_url(),
    "everything open": lambda position: f"{position.get_absolute_url()}?open=all",
    "side by side": lambda position: position.question.get_absolute_url(),
    "questions": lambda _position: "/questions/",
    "home": lambda _position: "/",
}


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", PAGES)
def test_pages_ask_the_database_as_often_for_8_arguments_as_for_120(client, page):
    few = queries(client, PAGES[page](big_position(8)))
    large = big_position(120)
    for _ in range(4):
        records.position(question=large.question)
        records.position()
    assert queries(client, PAGES[page](large)) == few <= 14


@pytest.mark.parametrize("page", ["pro/con", "everything open", "side by side"])
def test_a_page_of_120_arguments_weighs_under_60_kilobytes_compressed(client, page):
    content = client.get(PAGES[page](big_position(120))).content
    assert content.count(b"voice") > 50
    assert len(gzip.compress(content, 6)) < 60 * KILOBYTE


def test_every_argument_and_every_claim_of_a_large_page_is_on_it(client):
    position = big_position(120)
    page = client.get(position.get_absolute_url()).content.decode()
    assert page.count('<li class="point') == 120
    assert all(f'id="argument-{number}"' in page for number in range(120))
    assert page.count('<li class="claim') == 240
