"""The map of the site leads to every public page that is there, and to no other."""

import re

import pytest

from tests import records

pytestmark = pytest.mark.django_db


def addresses(client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return [
        found.removeprefix("http://testserver")
        for found in re.findall(r"<loc>(.*?)</loc>", response.content.decode())
    ]


def test_every_address_of_the_map_answers(client):
    argument = records.argument()
    found = [
        address for section in addresses(client, "/sitemap.xml") for address in addresses(client, section)
    ]
    assert argument.position.get_absolute_url() in found
    assert argument.claims.get().get_absolute_url() in found
    assert len(found) == len(set(found)) == 6 + 6
    assert {client.get(address).status_code for address in found} == {200}


def test_what_is_not_published_is_not_on_the_map(client):
    argument = records.argument(position=records.position(question=records.question(status="draft")))
    claim = argument.claims.get()
    claim.status = "withdrawn"
    claim.save()
    assert addresses(client, "/sitemap-questions.xml") == []
    assert addresses(client, "/sitemap-positions.xml") == []
    assert addresses(client, "/sitemap-claims.xml") == []


@pytest.mark.parametrize(
    "address", ["/sitemap-secrets.xml", "/sitemap-claims.xml?p=2", "/sitemap-claims.xml?p=x"]
)
def test_a_part_that_is_not_there_is_a_404(client, address):
    assert client.get(address).status_code == 404


def test_an_absurd_part_is_a_404(client):
    assert client.get("/sitemap-claims.xml?p=" + "9" * 5000).status_code == 404
