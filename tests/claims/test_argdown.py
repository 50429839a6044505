"""Pages of claims, topics and sources in Argdown."""

import pytest

from tests import records
from tests.publication.shapes_world import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    return world()


def read(client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().splitlines()


def beginnings(lines: list[str]) -> list[str]:
    """What each line of the argument begins with, its text left out."""
    return [line.partition(": ")[0] for line in lines if line.lstrip().startswith(("[", "<", "+", "-", "#"))]


def test_a_claim_and_what_it_argues(client, shown):
    assert beginnings(read(client, "/claims/rises.argdown")) == [
        "# Pay rises.",
        "[rises]",
        "## Should I do a PhD?",
        "[Do a PhD]",
        "  - <money is short>",
        "    + [rises]",
        "<field>",
        "  + [rises]",
    ]


def test_a_topic_by_what_its_claims_are_weighed_for(client, shown):
    records.claim("Not weighed.", key="alone", source=shown.source, topics=["Pay"])
    lines = read(client, "/topics/pay.argdown")
    assert "What one earns." in lines
    assert beginnings(lines) == [
        "# Pay",
        "## Should I do a PhD?",
        "[Do a PhD]",
        "  - <money is short>",
        "    + [low]",
        "    + [rises]",
        "<field>",
        "  + [rises]",
        "## Not weighed yet",
        "[alone]",
    ]


def test_a_source_by_section_in_no_relation(client, shown):
    lines = read(client, "/sources/talk.argdown")
    assert "https://example.org/talk" in lines
    assert beginnings(lines) == ["# A talk", "## Money", "[low]", "## Claims", "[rises]"]
