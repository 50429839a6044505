"""What is not published is told nowhere in the API, by any way round."""

import pytest

from tests.api.v1_knowledge import BASE, knowledge

pytestmark = pytest.mark.django_db
SECRET = "Zanzibar"
HIDDEN = ["draft", "in_review", "withdrawn"]
PATHS = [
    *("search", "search?q=zanzibar", "search?q=pay", "claims", "sources", "topics", "people", "questions"),
    *("positions", "claims/talk-001", "sources/talk", "topics/pay", "topics/work", "people/ada"),
    *("questions/should-i", "questions/should-i/do-it"),
]
FIELDS = {
    "claim": "text",
    "source": "title",
    "person": "name",
    "topic": "name",
    "question": "title",
    "position": "title",
    "argument": "text",
}


def hide(known, kind: str, status: str):
    """One record of the knowledge gets a name that nobody should read, and a status."""
    record = getattr(known, kind)
    setattr(record, FIELDS[kind], f"{SECRET} it is")
    record.status = status
    record.save()


def everything(client) -> str:
    responses = [client.get(f"{BASE}/{path}") for path in PATHS]
    assert {response.status_code for response in responses} <= {200, 404, 410}
    return "".join(response.content.decode() for response in responses)


@pytest.mark.parametrize("kind", FIELDS)
def test_a_record_is_told_only_while_it_is_published(client, kind):
    known = knowledge()
    hide(known, kind, "published")
    assert SECRET in everything(client)
    for status in HIDDEN:
        hide(known, kind, status)
        assert SECRET not in everything(client), status


def test_so_is_a_situation(client):
    known = knowledge()
    situation = known.claim.conditions.get().situation
    situation.holds = f"lives in {SECRET}"
    situation.save()
    assert SECRET in everything(client)
    for status in HIDDEN:
        situation.status = status
        situation.save()
        assert SECRET not in everything(client), status
        assert client.get(f"{BASE}/claims/talk-001").json()["situations"] == []


def test_what_hangs_on_a_hidden_record_is_hidden_and_not_counted(client):
    known = knowledge()
    hide(known, "claim", "draft")
    assert client.get(f"{BASE}/claims").json()["count"] == 1
    assert client.get(f"{BASE}/search").json()["count"] == 1
    assert client.get(f"{BASE}/topics/pay").json()["claims"] == 1
    assert client.get(f"{BASE}/people/ada").json()["claims"] == 0
    assert client.get(f"{BASE}/sources/talk").json()["claims"] == 0
    weighed = client.get(f"{BASE}/questions/should-i/do-it").json()
    assert weighed["voices"] == {"pro": 1, "con": 0, "depends": 0}
    assert [entry["claims"] for entry in weighed["arguments"]] == [["later"]]


def test_a_hidden_record_is_as_one_that_never_was(client):
    known = knowledge()
    never = client.get(f"{BASE}/claims/never").content
    hide(known, "claim", "draft")
    hidden = client.get(f"{BASE}/claims/talk-001")
    assert (hidden.status_code, hidden.content) == (404, never)


def test_what_belongs_to_a_hidden_question_is_hidden(client):
    known = knowledge()
    hide(known, "question", "draft")
    assert client.get(f"{BASE}/questions/should-i").status_code == 404
    assert client.get(f"{BASE}/questions/should-i/do-it").status_code == 404
    assert client.get(f"{BASE}/positions").json()["count"] == 0
    assert client.get(f"{BASE}/claims/talk-001").json()["arguments"] == []
