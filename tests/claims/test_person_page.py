"""The page of a person: who they are, what they have at stake, and what they say by question."""

import pytest

from tests import records

pytestmark = pytest.mark.django_db


def get(client, person) -> str:
    response = client.get(person.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_it_tells_standing_path_and_stake(client):
    html = get(client, records.person("Ada", standing="Led a lab", path="finished", interest="Sells courses"))
    for words in ("Ada", "Led a lab", "finished a PhD", "Sells courses"):
        assert words in html


def test_what_no_source_says_is_said_to_be_unknown(client):
    html = get(client, records.person("Ada"))
    assert "path unknown" in html
    assert "The sources do not say." in html
    assert "No claim of theirs has been published." in html


def test_claims_stand_under_the_questions_they_speak_to_and_the_others_below(client):
    ada = records.person("Ada")
    weighed, other = records.claim("Weighed.", speaker=ada), records.claim("Other.", speaker=ada)
    question = records.question("Job or PhD?")
    position = records.position("Take the job", question=question)
    argument = records.argument("Money is short", position=position, claims=[weighed], stance="con")
    html = get(client, ada)
    places = [
        html.index(words)
        for words in ("Job or PhD?", "mark con", argument.text, weighed.text, "Other claims", other.text)
    ]
    assert places == sorted(places)
    assert html.count(weighed.text) == 1


def test_a_claim_that_speaks_to_two_questions_stands_under_both(client):
    ada = records.person("Ada")
    claim = records.claim("Twice.", speaker=ada)
    for number in range(2):
        records.argument(claims=[claim], position=records.position(question=records.question(order=number)))
    assert get(client, ada).count("Twice.") == 2


def test_it_tells_what_they_wrote(client):
    ada = records.person("Ada")
    source = records.source("My years in a lab", author=ada)
    assert f'href="{source.get_absolute_url()}"' in get(client, ada)


def test_claims_of_others_are_not_theirs(client):
    records.claim("By Bob.", speaker=records.person("Bob"))
    assert "By Bob." not in get(client, records.person("Ada"))


def test_many_claims_come_in_pages(client):
    ada = records.person("Ada")
    source = records.source()
    for number in range(55):
        records.claim(f"Claim number {number:02}.", speaker=ada, source=source, key=f"many-{number:02}")
    records.argument(claims=list(ada.claims.all()[:3]))
    first = get(client, ada)
    assert first.count("Claim number") == 50
    second = client.get(ada.get_absolute_url() + "?page=2").content.decode()
    assert second.count("Claim number") == 5


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_a_person_who_is_not_published_is_not_there(client, status):
    assert client.get(records.person(status=status).get_absolute_url()).status_code == 404
