"""schemathesis attacks the API in this process, by its own OpenAPI document, and must find nothing."""

import json
import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from advice.api.v1.api import api
from tests.api.v1_knowledge import BASE, knowledge

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "25"))
PLAIN = {"Accept-Encoding": "identity"}
"""The transport of schemathesis within a process does not unzip."""

document = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
document.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def records(db):
    """Something to be found. Requests share the connection of the test, whose transaction holds it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield knowledge()
    for signal in signals:
        signal.connect(close_old_connections)


@document.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="SCHEMATHESIS_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
def test_nothing_is_found(case):
    case.call_and_validate(headers=PLAIN)


def answer(path: str, **names: str):
    case = document[BASE + path]["GET"].Case(path_parameters=names, query={})
    response = case.call_and_validate(headers=PLAIN)
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize("kind", ["sources", "topics", "people", "questions"])
def test_records_are_as_the_document_says_in_lists_and_alone(kind):
    listed = answer(f"/{kind}")["results"]
    assert listed
    assert [answer(f"/{kind}/{{slug}}", slug=entry["slug"]) for entry in listed] == listed


def test_claims_are_as_the_document_says_in_lists_and_alone():
    listed = answer("/claims")["results"]
    assert len(listed) == 2
    assert [answer("/claims/{key}", key=entry["id"]) for entry in listed] == listed


def test_positions_are_as_the_document_says():
    listed = answer("/positions")["results"]
    assert listed
    for entry in listed:
        alone = answer("/questions/{slug}/{position}", slug=entry["question"], position=entry["slug"])
        assert alone == alone | entry


def test_the_attacked_document_is_the_one_that_the_site_serves(client):
    assert client.get(f"{BASE}/openapi.json").json() == document.raw_schema
