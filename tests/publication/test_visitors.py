"""Only a session that exists and holds something makes a page personal; no made-up cookie makes a page cold."""

from datetime import timedelta

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage, MessageEncoder
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import records

pytestmark = pytest.mark.django_db
AT = "/topics/"
SECRET = "Only for one visitor."
MADE_UP = {
    "empty": ("sessionid", "", 1),
    "impossible": ("sessionid", "x", 1),
    "upper case": ("sessionid", "A" * 32, 1),
    "too long": ("sessionid", "a" * 33, 1),
    "plausible": ("sessionid", "a" * 32, 2),
    "messages": ("messages", "made-up", 1),
    "CSRF": ("csrftoken", "made-up", 1),
}
"""Name and value of a cookie, and how many queries its visitor's page may take where the page is kept."""
made_up = pytest.mark.parametrize(("name", "value", "queries"), MADE_UP.values(), ids=MADE_UP)


def visitor(**cookies: str) -> Client:
    client = Client()
    client.cookies.load(cookies)
    return client


def with_session(**values: object) -> Client:
    client = Client()
    session = client.session
    session.update(values)
    session.save()
    return client


@pytest.fixture
def page():
    records.topic("Pay")
    return Client().get(AT)


@made_up
def test_a_made_up_cookie_gets_the_kept_page(page, name, value, queries):
    with CaptureQueriesContext(connection) as captured:
        response = visitor(**{name: value}).get(AT)
    assert len(captured) == queries
    assert (response["ETag"], response.content) == (page["ETag"], page.content)


@made_up
def test_a_made_up_cookie_is_answered_304(page, name, value, queries):
    with CaptureQueriesContext(connection) as captured:
        response = visitor(**{name: value}).get(AT, headers={"If-None-Match": page["ETag"]})
    assert (response.status_code, len(captured)) == (304, queries)


@made_up
def test_a_page_that_a_made_up_cookie_had_rendered_is_everybodys(page, name, value, queries):
    caches["pages"].clear()
    assert visitor(**{name: value}).get(AT).content == page.content
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(AT).content == page.content
    assert len(captured) == 1


@pytest.mark.parametrize("name", ["sessionid", "csrftoken"])
@pytest.mark.parametrize("known", [False, True], ids=["200", "304"])
def test_a_response_that_sets_a_cookie_is_not_for_shared_caches(page, name, known):
    headers = {"If-None-Match": page["ETag"]} if known else {}
    response = visitor(**{name: "made-up"}).get(AT, headers=headers)
    assert name in response.cookies
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "Cookie" in response["Vary"]
    assert Client().get(AT)["Cache-Control"] == "public, no-cache"


def test_a_session_that_has_ended_gets_the_shared_page(page, mentor):
    client = Client()
    client.force_login(mentor)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    caches["pages"].clear()
    response = client.get(AT)
    assert (response["ETag"], response.content) == (page["ETag"], page.content)


def test_a_session_that_holds_nothing_gets_the_shared_page(page):
    response = with_session().get(AT)
    assert response["ETag"] == page["ETag"]
    assert response["Cache-Control"] == "public, no-cache"


def test_who_is_signed_in_gets_a_page_of_their_own(page, mentor):
    client = Client()
    client.force_login(mentor)
    response = client.get(AT, headers={"If-None-Match": page["ETag"]})
    assert response.status_code == 200
    assert "ETag" not in response
    assert "private" in response["Cache-Control"]
    assert b"Sign out" in response.content
    assert Client().get(AT).content == page.content


def test_who_is_not_signed_in_and_has_a_session_gets_a_page_of_their_own(page):
    response = with_session(anything="kept").get(AT)
    assert "ETag" not in response
    assert "private" in response["Cache-Control"]


def test_a_message_is_shown_once_to_one_visitor(page):
    client = with_session(_messages=MessageEncoder().encode([Message(messages.SUCCESS, SECRET)]))
    caches["pages"].clear()
    response = client.get(AT)
    assert SECRET in response.content.decode()
    assert "private" in response["Cache-Control"]
    assert Client().get(AT).content == page.content
    assert client.get(AT).content == page.content


def test_a_message_in_a_cookie_is_on_no_page(page):
    cookie = CookieStorage(RequestFactory().get("/"))._encode([Message(messages.SUCCESS, SECRET)])
    caches["pages"].clear()
    assert visitor(messages=cookie).get(AT).content == page.content
    assert Client().get(AT).content == page.content
