"""Each public address of the site: what it does not know and a made-up cookie change nothing, and cost next to nothing."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from advice.api.v1.urls import WITH_QUERY
from tests.api.v1_knowledge import knowledge
from tests.publication.shapes_world import SUFFIXES
from tests.routes import routes

pytestmark = pytest.mark.django_db
OF_PEOPLE = ("/admin/", "/accounts/", "/s/", "/shares/")
NO_PAGES = {
    "/healthz",
    "/robots.txt",
    "/api/",
    "/api/v1/",
    "/claims/<str:key>/report/",
    "/claims/<str:key>/report/thanks/",
}
"""What needs no database, redirects, or is a form to be sent."""
NOT_KEPT = ("/search/", "/sitemap", "/api/v1/")
SLUGS = {"topics": "pay", "people": "ada", "sources": "talk", "questions": "should-i"}
PARTS = {"key": "talk-001", "question": "should-i", "position": "do-it", "section": "claims"}
COOKIES = {"sessionid": "b" * 32, "messages": "made-up", "csrftoken": "made-up"}


def addresses() -> Iterator[tuple[str, str | None]]:
    """Every public address with its name, each shape for itself, filled with the records of `knowledge`."""
    for route, pattern in routes(get_resolver().url_patterns):
        if route.startswith(OF_PEOPLE) or route in NO_PAGES:
            continue
        for suffix in SUFFIXES if "<shape:shape>" in route else [""]:
            yield filled(route, suffix), pattern.name


def filled(route: str, suffix: str) -> str:
    """Return `route` with the names of records in place of its parts."""
    kind = re.sub(r"^/(api/v1/|feeds/)?", "", route).partition("/")[0]
    parts = PARTS | {"slug": SLUGS.get(kind, ""), "shape": suffix}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: parts[part[1]], route)


@pytest.fixture
def every() -> list[tuple[str, str | None]]:
    knowledge()
    found = list(addresses())
    assert len(found) > 50
    return found


def strange() -> Client:
    client = Client()
    client.cookies.load(COOKIES)
    return client


def test_unknown_parameters_and_made_up_cookies_get_the_page_of_everybody(every):
    for at, name in every:
        plain = Client().get(at)
        assert plain.status_code == 200, at
        unknown = "" if name in WITH_QUERY else "?x=1&utm_source=strange"
        response = strange().get(at + unknown)
        assert response["ETag"] == plain["ETag"], at
        with CaptureQueriesContext(connection) as captured:
            again = strange().get(at + unknown, headers={"If-None-Match": plain["ETag"]})
        assert (again.status_code, again["ETag"]) == (304, plain["ETag"]), at
        assert len(captured) <= 2, at  # the edition, and whether there is such a session


def test_a_kept_page_is_not_rendered_again_and_says_nothing_of_who_asked_first(every):
    for at, _name in every:
        if at.startswith(NOT_KEPT):
            continue
        plain = Client().get(at)
        caches["pages"].clear()
        assert strange().get(f"{at}?x=strange").content == plain.content, at
        with CaptureQueriesContext(connection) as captured:
            assert strange().get(f"{at}?y=strange").content == plain.content, at
        assert len(captured) <= 2, at


def test_the_api_refuses_parameters_that_it_does_not_know(every):
    refusing = [at for at, name in every if name in WITH_QUERY]
    assert len(refusing) == len(WITH_QUERY)
    for at in refusing:
        assert strange().get(f"{at}?x=1").status_code == 400, at
