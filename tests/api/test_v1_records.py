"""Single records of the API: what is told of each, alone as in its list."""

import pytest

from tests import records
from tests.api.v1_knowledge import BASE, knowledge

pytestmark = pytest.mark.django_db
MOMENT = "changed_at"


@pytest.fixture
def known():
    return knowledge()


def get(client, path: str) -> dict:
    response = client.get(f"{BASE}/{path}")
    assert response.status_code == 200
    return response.json()


def told(client, path: str, listed: str) -> dict:
    """The record at `path`, which its list tells in the same words; without the moment of its last change."""
    answer = get(client, path)
    assert answer in get(client, listed)["results"]
    return {name: value for name, value in answer.items() if name != MOMENT}


def test_a_claim(client, known):
    answer = told(client, "claims/talk-001", "claims")
    assert (answer["id"], answer["text"]) == ("talk-001", "Beginners earn little.")
    assert answer["passage"]["exact"] == "Pay is low"
    assert answer["speaker"]["slug"] == "ada"
    assert answer["source"]["slug"] == "talk"
    assert answer["situations"] == [{"situation": "job", "holds": True, "text": "has a job"}]
    assert answer["arguments"][1] == {
        "key": "money",
        "text": "Money is short",
        "stance": "con",
        "question": "should-i",
        "position": "do-it",
        "url": "http://testserver/questions/should-i/do-it/#money",
    }
    assert [support["stance"] for support in answer["arguments"]] == ["pro", "con"]
    assert "external_id" not in answer
    assert get(client, "claims/later")["external_id"] == "foreign 7"


def test_a_source(client, known):
    assert told(client, "sources/talk", "sources") == {
        "slug": "talk",
        "title": "A talk",
        "url": "http://testserver/sources/talk/",
        "published_on": "2021-05-04",
        "kind": "post",
        "original": "https://example.org/talk",
        "author": get(client, "claims/talk-001")["speaker"],
        "part_of": "",
        "part_of_url": "",
        "language": "en",
        "summary": "",
        "claims": 1,
        "text_loaded": True,
        "length": 35,
        "text_sha256": None,
    }


def test_a_source_without_its_text_says_so(client, known):
    assert get(client, f"sources/{known.imported.source.slug}")["text_loaded"] is False


def test_the_text_of_a_source_is_not_told(client, known):
    assert "Then it rises" not in str(get(client, "sources/talk"))


def test_a_topic(client, known):
    assert told(client, "topics/pay", "topics") == {
        "slug": "pay",
        "url": "http://testserver/topics/pay/",
        "name": "Pay",
        "labels": ["salary"],
        "description": "What it brings.",
        "scope_note": "Money only.",
        "broader": "work",
        "narrower": [],
        "claims": 2,
    }
    assert get(client, "topics/work")["narrower"] == ["pay"]


def test_a_person(client, known):
    assert told(client, "people/ada", "people") == {
        "slug": "ada",
        "name": "Ada Example",
        "standing": "Led a lab",
        "path": "finished",
        "url": "http://testserver/people/ada/",
        "is_role": False,
        "interest": "Teaches",
        "website": "",
        "claims": 1,
    }


def test_a_question(client, known):
    assert told(client, "questions/should-i", "questions") == {
        "slug": "should-i",
        "url": "http://testserver/questions/should-i/",
        "title": "Should I?",
        "lead": "It *depends*.",
        "positions": [
            {"slug": "do-it", "title": "Do it", "url": "http://testserver/questions/should-i/do-it/"}
        ],
    }


def test_a_position_is_weighed_as_on_its_page(client, known):
    answer = get(client, "questions/should-i/do-it")
    (listed,) = get(client, "positions")["results"]
    assert listed == {name: answer[name] for name in listed}
    assert listed["question"] == "should-i"
    assert listed["deadline"] == "In May."
    assert answer["voices"] == {"pro": 2, "con": 1, "depends": 0}
    assert [(entry["stance"], entry["voices"], entry["claims"]) for entry in answer["arguments"]] == [
        ("pro", 2, ["later", "talk-001"]),
        ("con", 1, ["talk-001"]),
    ]
    assert answer["cruxes"] == [{"topic": "pay", "kind": "fact", "text": "They look at different years."}]


def test_a_position_is_at_one_address_only(client, known):
    records.question(slug="other")
    for path in ("positions/do-it", "positions/should-i/do-it", "questions/other/do-it"):
        assert client.get(f"{BASE}/{path}").status_code == 404


def test_a_claim_whose_name_is_no_slug(client):
    records.claim(key="Ünïcode, 100 % & more")
    (listed,) = get(client, "claims")["results"]
    assert get(client, "claims/%C3%9Cn%C3%AFcode,%20100%20%25%20&%20more") == listed
