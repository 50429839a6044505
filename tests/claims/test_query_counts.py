"""A page asks the database as often for many claims as for a few."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advice.models import ClaimSituation
from tests import records
from tests.sources.documents import claim_on, loaded_source

pytestmark = pytest.mark.django_db


def grow(number: int, source, speaker) -> None:
    for _ in range(number):
        claim = claim_on(source, "Pay is low", speaker=speaker, topics=["Pay", "Money"])
        records.claim(topics=["Pay"], speaker=speaker)
        ClaimSituation.objects.create(claim=claim, situation=records.situation())
        for stance in ("pro", "con", "depends"):
            records.argument(claims=[claim], stance=stance)


def queries(client, address: str) -> int:
    caches["pages"].clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_the_claims(client):
    ada = records.person("Ada")
    source = loaded_source("# Money", "Pay is low at first.", author=ada)
    records.topic("Stipends", broader=records.topic("Pay", broader=records.topic("Work")))
    grow(2, source, ada)
    addresses = ["/sources/", "/people/", "/topics/", "/topics/pay/", f"/people/{ada.slug}/"]
    addresses += [source.get_absolute_url(), source.claims.all()[0].get_absolute_url()]
    few = {address: queries(client, address) for address in addresses}
    grow(10, source, ada)
    assert {address: queries(client, address) for address in addresses} == few
    assert max(few.values()) <= 20
