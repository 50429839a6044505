"""Answers by edition, to any site: 304 before an operation runs, never stale, CORS for reading alone."""

import gzip
import json
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import records
from tests.api.v1_knowledge import BASE, knowledge

pytestmark = pytest.mark.django_db
PATHS = [
    *("search?q=pay", "claims", "sources", "topics", "people", "questions", "positions", "claims/talk-001"),
    *("sources/talk", "topics/pay", "people/ada", "questions/should-i", "questions/should-i/do-it"),
    *("openapi.json", "docs"),
]


@pytest.fixture(autouse=True)
def known():
    return knowledge()


def test_who_has_the_answer_gets_304_for_one_query(client):
    for path in PATHS:
        etag = client.get(f"{BASE}/{path}")["ETag"]
        with CaptureQueriesContext(connection) as captured:
            response = client.get(f"{BASE}/{path}", headers={"if-none-match": etag})
        assert response.status_code == 304, path
        assert not response.content
        assert len(captured) == 1
        assert response["Access-Control-Allow-Origin"] == "*"


def test_a_change_is_told_to_the_very_next_request(client):
    etags = {path: client.get(f"{BASE}/{path}")["ETag"] for path in PATHS}
    assert len(set(etags.values())) == len(PATHS)
    records.person()
    for path, etag in etags.items():
        response = client.get(f"{BASE}/{path}", headers={"if-none-match": etag})
        assert response.status_code == 200, path
        assert response["ETag"] != etag


def test_what_is_withdrawn_is_gone_at_once(client, known):
    etag = client.get(f"{BASE}/claims/talk-001")["ETag"]
    known.claim.status = "withdrawn"
    known.claim.save()
    response = client.get(f"{BASE}/claims/talk-001", headers={"if-none-match": etag})
    assert response.status_code == 410
    assert "ETag" not in response


def test_nobody_may_show_an_answer_without_asking_again(client):
    assert client.get(f"{BASE}/claims")["Cache-Control"] == "public, no-cache"
    assert "ETag" not in client.get(f"{BASE}/claims?limit=x")


def test_any_site_may_read(client):
    for path, origin in product(PATHS, ({}, {"origin": "https://elsewhere.example"})):
        response = client.get(f"{BASE}/{path}", headers=origin)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Access-Control-Expose-Headers"] == "ETag, Link"
        assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("path", ["claims/nothing", "nothing", "claims?limit=x", "claims/a%00b"])
def test_any_site_may_read_what_went_wrong(client, path):
    response = client.get(f"{BASE}/{path}", headers={"origin": "https://elsewhere.example"})
    assert response.status_code in {400, 404}
    assert response["Access-Control-Allow-Origin"] == "*"


def test_the_question_before_a_request_is_answered(client):
    asking = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    for path in PATHS:
        response = client.options(f"{BASE}/{path}", headers=asking)
        assert response.status_code == 204
        assert response["Allow"] == response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert response["Access-Control-Allow-Origin"] == response["Access-Control-Allow-Headers"] == "*"


@pytest.mark.parametrize("path", ["/", "/claims/talk-001/", "/accounts/login/", "/apiary/", "/healthz"])
def test_pages_are_not_opened_to_other_sites(client, path):
    for respond in (client.get, client.options):
        response = respond(path, headers={"origin": "https://elsewhere.example"})
        assert not [name for name in response.headers if name.startswith("Access-Control")]


def test_head_is_get_without_its_body(client):
    for path in PATHS:
        got, head = client.get(f"{BASE}/{path}"), client.head(f"{BASE}/{path}")
        assert head.status_code == 200
        assert not head.content
        assert head["ETag"] == got["ETag"]


def test_an_answer_is_compressed_for_who_can_read_it(client):
    plain = client.get(f"{BASE}/claims")
    zipped = client.get(f"{BASE}/claims", headers={"accept-encoding": "gzip"})
    assert json.loads(gzip.decompress(zipped.content)) == plain.json()


def test_the_root_leads_to_the_documentation(client):
    for path in ("/api/", f"{BASE}/"):
        assert client.get(path, follow=True).redirect_chain == [(f"{BASE}/docs", 302)]
