"""The API asks the database as often for many records as for a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advice.models import ClaimSituation, Crux
from tests import records
from tests.api.v1_knowledge import BASE, Knowledge, knowledge
from tests.sources.documents import claim_on

pytestmark = pytest.mark.django_db
PATHS = [
    *("search?q=pay&limit=100", "claims?limit=100", "sources?limit=100", "topics?limit=100"),
    *("people?limit=100", "questions?limit=100", "positions?limit=100", "claims/talk-001", "sources/talk"),
    *("topics/pay", "people/ada", "questions/should-i", "questions/should-i/do-it"),
]


def grow(known: Knowledge, number: int) -> None:
    for _ in range(number):
        claim = claim_on(
            known.source, "Pay is low", "Pay is low.", speaker=known.person, topics=["Pay", "Work"]
        )
        ClaimSituation.objects.create(claim=claim, situation=records.situation())
        topic = records.topic(broader=known.topic)
        records.claim("Pay.", topics=[topic])
        position = records.position(question=known.question)
        for stance in ("pro", "con", "depends"):
            records.argument(claims=[claim], stance=stance, position=known.position, topic=topic)
            records.argument(claims=[claim, known.claim], stance=stance, position=position)
        Crux.objects.create(position=known.position, topic=topic, kind="value", text="They differ.")


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{BASE}/{path}").status_code == 200
    return len(captured)


def counted(client) -> dict[str, int]:
    client.get(f"{BASE}/search?q=work")  # a process reads the words of the index once for each edition
    return {path: queries(client, path) for path in PATHS}


def test_queries_do_not_grow_with_the_records(client):
    known = knowledge()
    grow(known, 2)
    few = counted(client)
    grow(known, 12)
    assert counted(client) == few
    assert max(few.values()) <= 13
