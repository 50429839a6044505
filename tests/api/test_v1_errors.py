"""What goes wrong in the API: the right status and one sentence, as JSON, never a 500."""

import pytest

from advice.api.v1 import operations
from tests.api.v1_knowledge import BASE, knowledge

pytestmark = pytest.mark.django_db


def sentence(response, status: int) -> str:
    assert response.status_code == status
    assert response["Content-Type"].startswith("application/json")
    answer = response.json()
    assert list(answer) == ["detail"]
    assert answer["detail"].endswith(".")
    return answer["detail"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("limit=101", "“limit” cannot be “101”: input should be less than or equal to 100."),
        ("limit=x", "“limit” cannot be “x”: input should be a whole number."),
        ("limit=%201", "“limit” cannot be “ 1”: input should be a whole number."),
        ("limit=1_0", "“limit” cannot be “1_0”: input should be a whole number."),
        ("limit=%D9%A5", "“limit” cannot be “٥”: input should be a whole number."),
        ("offset=" + "9" * 5000, "“offset” cannot be “" + "9" * 40 + "”: input should be a whole number."),
        ("limit=", "“limit” cannot be “”: input should be a whole number."),
        ("literal=", "“literal” cannot be “”"),
        ("limit=1&limit=2", "“limit” is given 2 times, and can be given at most 1."),
        ("q=a&q=b", "“q” is given 2 times, and can be given at most 1."),
        ("stance=up", "“stance” cannot be “up”: input should be 'pro', 'con' or 'depends'."),
        ("stance=pro&stance=&stance=up", "“stance” cannot be “up”"),
        ("kind=rumour", "“kind” cannot be “rumour”"),
        ("path=lost", "“path” cannot be “lost”"),
        ("sort=random", "“sort” cannot be “random”"),
        ("literal=perhaps", "“literal” cannot be “perhaps”"),
        ("year=1899", "“year” cannot be “1899”: input should be a year from 1900 to 2100."),
        ("year=2020..2022", "“year” cannot be “2020..2022”"),
        ("topic=" + "x" * 201, "“topic” cannot be “" + "x" * 40 + "”"),
        (
            "&".join(f"topic=t{number}" for number in range(21)),
            "“topic” is given 21 times, and can be given at most 20.",
        ),
        ("topics=pay", "There is no parameter “topics” here, only q, topic, stance, "),
        ("page=2", "There is no parameter “page” here"),
        ("q=a%00b", "a character that no text can have."),
        ("%00=1", "a character that no text can have."),
        ("&".join(f"a{number}=1" for number in range(4100)), "The request is not one"),
    ],
)
def test_a_wrong_parameter(client, query, words):
    assert words in sentence(client.get(f"{BASE}/search?{query}"), 400)


@pytest.mark.parametrize(
    "path",
    [
        *("claims/nothing", "sources/nothing", "topics/nothing", "people/nothing", "questions/nothing"),
        *(
            "questions/nothing/nothing",
            "nothing",
            "claims/a/b",
            "claims/",
            "sources/a b",
            "topics/%F0%9F%98%80",
        ),
        *("people/%ED%A0%80", "claims/" + "x" * 5000, "claims/%2e%2e", "positions/1"),
    ],
)
def test_there_is_no_such_address(client, path):
    assert sentence(client.get(f"{BASE}/{path}"), 404) == "There is nothing public at this address."


def test_a_path_that_no_text_can_be(client):
    assert "no text can have" in sentence(client.get(f"{BASE}/claims/a%00b"), 400)


@pytest.mark.parametrize("query", ["%ED%A0%80", "%FF%FE", "%", "%zz", "%C3%28"])
def test_bytes_that_are_no_text_are_replaced(client, query):
    assert client.get(f"{BASE}/search?q={query}").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["search", "claims", "claims/nothing", "openapi.json", "docs"])
def test_only_reading_is_possible(client, method, path):
    client.handler.enforce_csrf_checks = True
    response = getattr(client, method)(f"{BASE}/{path}")
    assert sentence(response, 405) == "This address can only be read, by GET."
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_host_that_is_not_ours(client):
    sentence(client.get(f"{BASE}/claims", headers={"host": "elsewhere.example"}), 400)


def test_what_breaks_within_says_nothing_of_the_inside(client, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("the inside")

    client.raise_request_exception = False
    monkeypatch.setattr(operations, "search", broken)
    assert "inside" not in sentence(client.get(f"{BASE}/search"), 500)


def test_errors_of_pages_stay_pages(client):
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


def test_errors_are_documented(client):
    knowledge()
    for path, methods in client.get(f"{BASE}/openapi.json").json()["paths"].items():
        expected = {"200", "304", "400", "404"} if "{" in path else {"200", "304", "400"}
        expected |= {"301"} if path.endswith(("/claims/{key}", "/topics/{slug}", "/people/{slug}")) else set()
        expected |= {"410"} if path.endswith("/claims/{key}") else set()
        assert methods["get"]["responses"].keys() == expected, path
