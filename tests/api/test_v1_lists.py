"""Lists of the API: whole in parts, bounded, in an order that does not change."""

import pytest

from tests import records
from tests.api.v1_knowledge import BASE

pytestmark = pytest.mark.django_db
MAKERS = {
    "claims": records.claim,
    "sources": records.source,
    "topics": records.topic,
    "people": records.person,
    "questions": records.question,
    "positions": records.position,
}
lists = pytest.mark.parametrize("kind", MAKERS)


def get(client, kind: str, query: str = "") -> dict:
    response = client.get(f"{BASE}/{kind}?{query}")
    assert response.status_code == 200
    return response.json()


@lists
def test_an_empty_list(client, kind):
    assert get(client, kind) == {"count": 0, "results": []}


@lists
def test_parts_make_the_whole_in_the_order_in_which_records_came(client, kind):
    made = [MAKERS[kind]() for _ in range(5)]
    whole = get(client, kind)
    assert whole["count"] == 5
    names = [entry.get("id") or entry["slug"] for entry in whole["results"]]
    assert names == [getattr(record, "key", None) or record.slug for record in made]
    parts = [get(client, kind, f"limit=2&offset={offset}") for offset in (0, 2, 4)]
    assert [entry for part in parts for entry in part["results"]] == whole["results"]
    assert {part["count"] for part in parts} == {5}


@lists
def test_twenty_where_no_limit_is_given(client, kind):
    for _ in range(21):
        MAKERS[kind]()
    assert len(get(client, kind)["results"]) == 20
    assert len(get(client, kind, "limit=100")["results"]) == 21


@lists
def test_beyond_the_end_there_is_nothing(client, kind):
    MAKERS[kind]()
    for query in ("limit=0", "offset=1", "offset=10000000"):
        assert get(client, kind, query) == {"count": 1, "results": []}


@lists
@pytest.mark.parametrize(
    "query", ["limit=101", "limit=-1", "limit=1.5", "limit=all", "offset=-1", "offset=10000001", "page=2"]
)
def test_bounds(client, kind, query):
    response = client.get(f"{BASE}/{kind}?{query}")
    assert response.status_code == 400
    assert query.split("=")[0] in response.json()["detail"]


@lists
def test_the_count_is_that_of_the_present_edition(client, kind):
    made = MAKERS[kind]()
    assert get(client, kind)["count"] == 1
    MAKERS[kind]()
    assert get(client, kind)["count"] == 2
    made.status = "withdrawn"
    made.save()
    assert get(client, kind)["count"] == 1
