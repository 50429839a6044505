"""GET /api/v1/search: exactly the shape that other programs rely on, and the parameters of the page of search."""

import pytest

from advice.api.v1.parameters import SearchQuery
from advice.search.forms import SearchForm
from tests import records
from tests.api.v1_knowledge import BASE, knowledge

pytestmark = pytest.mark.django_db


def search(client, query: str = "") -> dict:
    response = client.get(f"{BASE}/search?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def ids(client, query: str) -> set[str]:
    return {result["id"] for result in search(client, query)["results"]}


def test_the_whole_answer(client):
    known = knowledge()
    answer = search(client, "q=beginners")
    assert answer.pop("took_ms") > 0
    assert answer == {
        "count": 1,
        "corrected": None,
        "facets": {
            "topic": [{"value": "pay", "label": "Pay", "count": 1}],
            "stance": [
                {"value": "con", "label": "against", "count": 1},
                {"value": "pro", "label": "for", "count": 1},
            ],
            "kind": [{"value": "experience", "label": "first-hand experience", "count": 1}],
            "source": [{"value": "talk", "label": "A talk", "count": 1}],
            "path": [{"value": "finished", "label": "finished a PhD", "count": 1}],
            "situation": [{"value": "job", "label": "has a job", "count": 1}],
            "year": [{"value": "2021", "label": "2021", "count": 1}],
        },
        "results": [
            {
                "id": "talk-001",
                "url": "http://testserver/claims/talk-001/",
                "text": "Beginners earn little.",
                "snippet": "<mark>Beginners</mark> earn little.",
                "kind": "experience",
                "reported": False,
                "topics": ["pay"],
                "speaker": {
                    "slug": "ada",
                    "name": "Ada Example",
                    "standing": "Led a lab",
                    "path": "finished",
                    "url": "http://testserver/people/ada/",
                },
                "source": {
                    "slug": "talk",
                    "title": "A talk",
                    "url": "http://testserver/sources/talk/",
                    "published_on": "2021-05-04",
                },
                "section": "",
                "passage": {
                    "start": 0,
                    "end": 10,
                    "sha256": known.claim.sha256,
                    "state": "exact",
                    "exact": "Pay is low",
                },
            }
        ],
    }


def test_what_was_imported_has_its_identifier_and_no_passage(client):
    knowledge()
    (found,) = search(client, "q=rises&kind=opinion")["results"]
    assert found["external_id"] == "foreign 7"
    assert found["speaker"] is None
    assert found["passage"] == {
        "start": None,
        "end": None,
        "sha256": None,
        "state": "unchecked",
        "exact": None,
    }


@pytest.mark.parametrize("state", ["changed", "orphan", "unchecked"])
def test_words_are_shown_only_where_the_anchor_is_verified(client, state):
    claim = knowledge().claim
    claim.anchor_state = state
    claim.save()
    (found,) = search(client, "q=beginners")["results"]
    assert found["passage"]["exact"] is None
    assert client.get(f"{BASE}/claims/talk-001").json()["passage"]["exact"] is None


def test_no_words_where_no_text_is_loaded(client):
    known = knowledge()
    known.source.text = ""
    known.source.save()
    (found,) = search(client, "q=beginners")["results"]
    assert found["passage"]["exact"] is None
    assert client.get(f"{BASE}/claims/talk-001").json()["passage"]["exact"] is None


def test_a_snippet_is_safe_to_show(client):
    records.claim("Pay <script>alert(1)</script> & more.")
    (found,) = search(client, "q=pay")["results"]
    assert found["snippet"] == "<mark>Pay</mark> &lt;script&gt;alert(1)&lt;/script&gt; &amp; more."


@pytest.mark.parametrize(
    "query",
    [
        "topic=pay&source=talk",
        "stance=con",
        "kind=experience",
        "source=talk",
        "path=finished",
        "situation=job",
        "year=2021",
        "person=ada",
        "year=1999&year=2021",
        "q=source:talk",
    ],
)
def test_each_facet_narrows(client, query):
    knowledge()
    assert ids(client, "") == {"talk-001", "later"}
    assert ids(client, query) == {"talk-001"}


def test_a_value_that_no_record_has_finds_nothing(client):
    knowledge()
    assert search(client, "topic=nothing")["count"] == 0


def test_empty_values_are_as_none(client):
    knowledge()
    empty = "q=&topic=&stance=&kind=&source=&path=&situation=&year=&sort=&person="
    assert ids(client, empty) == {"talk-001", "later"}
    assert ids(client, "topic=&topic=pay&stance=&stance=con") == {"talk-001"}


def test_a_part_of_the_results(client):
    for number in range(7):
        records.claim(f"Pay number {number}.")
    whole = [result["id"] for result in search(client, "q=pay&limit=100")["results"]]
    assert len(whole) == 7
    parts = [search(client, f"q=pay&limit=3&offset={offset}") for offset in (0, 3, 6, 9)]
    assert [result["id"] for part in parts for result in part["results"]] == whole
    assert {part["count"] for part in parts} == {7}
    none = search(client, "q=pay&limit=0")
    assert none["results"] == []
    assert none["facets"]["topic"][0]["count"] == 7
    assert search(client, "q=pay&offset=10000000")["results"] == []


def test_the_newest_first(client):
    for year in (2015, 2023, 2019):
        source = records.source(published_on=f"{year}-01-01")
        records.claim(f"Pay in {year}.", source=source)
    dates = [
        result["source"]["published_on"][:4] for result in search(client, "q=pay&sort=newest")["results"]
    ]
    assert dates == ["2023", "2019", "2015"]


def test_what_is_mistyped_is_corrected_and_said_so(client):
    for _ in range(3):
        records.claim("A stipend is small.")
    answer = search(client, "q=stipendd")
    assert answer["corrected"] == "stipend"
    assert answer["count"] == 3
    literal = search(client, "q=stipendd&literal=true")
    assert (literal["corrected"], literal["count"]) == (None, 0)


def test_the_parameters_are_those_of_the_page():
    assert set(SearchQuery.model_fields) - {"limit", "offset"} == set(SearchForm.base_fields) - {"page"}
