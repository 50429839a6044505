"""Pages of questions and positions as CSV: a row for each claim under each argument."""

import csv
import io

import pytest

from tests import records
from tests.publication.shapes_world import world

pytestmark = pytest.mark.django_db


def rows(client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode(), newline=""), strict=True))


def test_a_position_has_a_row_for_each_claim_of_each_argument(client):
    shown = world()
    found = rows(client, "/questions/phd/do-it.csv")
    assert [(row["stance"], row["argument"], row["claim_id"]) for row in found] == [
        ("con", "Money is short", "low"),
        ("con", "Money is short", "rises"),
        ("depends", "It turns on the field", "rises"),
    ]
    assert found[0] == {
        "question": "Should I do a PhD?",
        "position": "Do a PhD",
        "position_url": "http://testserver/questions/phd/do-it/",
        "consideration": "Pay",
        "stance": "con",
        "argument": "Money is short",
        "argument_url": "http://testserver/questions/phd/do-it/#money-is-short",
        "steps_back": "no",
        "claim_id": "low",
        "claim": "Beginners earn little.",
        "claim_url": "http://testserver/claims/low/",
        "kind": "opinion",
        "reported": "no",
        "speaker": "Ada",
        "speaker_url": "http://testserver/people/ada/",
        "standing": "Led a lab",
        "path": "left",
        "interest": "Sells a book",
        "about_from": "2015",
        "about_to": "2019",
        "source": "A talk",
        "source_url": "http://testserver/sources/talk/",
        "original_url": "https://example.org/talk",
        "published_on": "2020-01-02",
        "section": "Money",
        "passage_start": "7",
        "passage_end": "19",
        "passage_sha256": shown.claim.sha256,
        "passage_state": "exact",
        "situations": "wants a chair",
    }
    assert (found[1]["reported"], found[1]["speaker"]) == ("yes", "")


def test_the_reader_of_the_address_is_told_what_steps_back(client):
    world()
    found = rows(client, "/questions/phd/do-it.csv?wants-a-chair=no")
    assert {row["claim_id"]: row["steps_back"] for row in found} == {"low": "yes", "rises": "no"}
    assert rows(client, "/questions/phd.csv?wants-a-chair=no") == found
    assert client.get("/questions/phd.csv?wants-a-chair=perhaps").status_code == 400


def test_a_question_has_the_rows_of_the_positions_that_the_address_names(client):
    shown = world()
    other = records.position("Take the job", question=shown.question, slug="job", order=1)
    records.argument("It pays", position=other, claims=[shown.other])
    everything = rows(client, "/questions/phd.csv")
    assert everything == rows(client, "/questions/phd/do-it.csv") + rows(client, "/questions/phd/job.csv")
    assert rows(client, "/questions/phd.csv?position=job") == rows(client, "/questions/phd/job.csv")


def test_a_claim_without_a_passage_has_empty_cells(client):
    argument = records.argument(claims=[records.claim()])
    (row,) = rows(client, f"{argument.position.get_absolute_url().rstrip('/')}.csv")
    assert {row[name] for name in row if name.startswith("passage")} == {""}


def test_a_position_without_arguments_is_a_head(client):
    position = records.position()
    assert rows(client, f"{position.get_absolute_url().rstrip('/')}.csv") == []


def test_words_are_never_a_formula(client):
    claim = records.claim("=HYPERLINK(1)", speaker=records.person("@ada"), source=records.source("+1"))
    argument = records.argument("-2+3", claims=[claim])
    (row,) = rows(client, f"{argument.position.get_absolute_url().rstrip('/')}.csv")
    assert [row["claim"], row["speaker"], row["source"], row["argument"]] == [
        "'=HYPERLINK(1)",
        "'@ada",
        "'+1",
        "'-2+3",
    ]
