"""The page of a topic: what it is, where it matters, and its claims by stance and source."""

import re

import pytest

from advice.models import TopicLabel
from tests import records

pytestmark = pytest.mark.django_db


def get(client, topic, query: str = "") -> str:
    response = client.get(topic.get_absolute_url() + query)
    assert response.status_code == 200
    return response.content.decode()


def test_it_tells_its_labels_and_its_place_in_the_tree(client):
    money = records.topic("Money")
    pay = records.topic("Pay", broader=money, description="What one earns.")
    narrow = records.topic("Stipends", broader=pay)
    TopicLabel.objects.create(topic=pay, label="salary")
    TopicLabel.objects.create(topic=pay, label="sallary", kind="hidden")
    html = get(client, pay)
    assert "What one earns." in html
    assert "salary" in html
    assert "sallary" not in html
    assert f'href="{money.get_absolute_url()}"' in html
    assert f'href="{narrow.get_absolute_url()}"' in html


def test_claims_stand_under_the_stance_of_the_arguments_that_use_them(client):
    pay = records.topic("Pay")
    claims = {name: records.claim(f"Claim of {name}.") for name in ("pro", "con", "depends", "none")}
    for stance in ("pro", "con", "depends"):
        records.argument(stance=stance, claims=[claims[stance]], topic=pay)
    html = get(client, pay)
    groups = re.split(r'<h3 class="stance-title">', html)[1:]
    assert len(groups) == 4
    for (name, claim), group in zip(claims.items(), groups, strict=True):
        assert claim.text in group
        assert f'class="mark {name}"' in group


def test_a_claim_for_one_thing_and_against_another_stands_under_both(client):
    claim = records.claim("It pays well.")
    records.argument(stance="pro", claims=[claim])
    records.argument(stance="con", claims=[claim])
    html = get(client, records.topic("Pay"))
    assert html.count("It pays well.") == 2
    assert get(client, records.topic("Pay"), "?stance=pro").count("It pays well.") == 1


def test_claims_of_one_stance_alone(client):
    records.argument(stance="pro", claims=[records.claim("Spoken for.")])
    records.argument(stance="con", claims=[records.claim("Spoken against.")])
    html = get(client, records.topic("Pay"), "?stance=con")
    assert "Spoken against." in html
    assert "Spoken for." not in html


def test_claims_stand_under_their_source_the_newest_first(client):
    old = records.source("Old post", published_on="2010-01-01")
    new = records.source("New post", published_on="2020-01-01")
    undated = records.source("Undated post")
    for source in (undated, old, new, old):
        records.claim(source=source)
    html = get(client, records.topic("Pay"))
    places = [html.index(f">{title}</a></h4>") for title in ("New post", "Old post", "Undated post")]
    assert places == sorted(places)
    assert html.count(">Old post</a></h4>") == 1


def test_it_tells_the_questions_it_matters_for(client):
    position = records.position("Take the job", question=records.question("Job or PhD?"))
    for stance in ("pro", "con", "con"):
        records.argument(position=position, stance=stance)
    html = get(client, records.topic("Pay"))
    assert f'href="{position.get_absolute_url()}"' in html
    assert "Job or PhD?" in html
    assert "1 argument for" in html
    assert "2 against" in html


def test_a_topic_without_claims_says_so(client):
    assert "No claim of this topic has been published." in get(client, records.topic("Lonely"))


def test_many_claims_come_in_pages(client):
    source = records.source()
    for number in range(60):
        records.claim(f"Claim number {number:02}.", source=source, key=f"many-{number:02}")
    first, second = (get(client, records.topic("Pay"), query) for query in ("", "?page=2"))
    assert "Claim number 49." in first
    assert "Claim number 50." not in first
    assert "Claim number 50." in second
    assert "Page 2 of 2" in second


@pytest.mark.parametrize(
    "query", ["?stance=winner", "?page=abc", "?page=-1", "?page=0", "?page=" + "9" * 5000]
)
def test_a_wrong_parameter_is_told_in_a_sentence(client, query):
    response = client.get(records.topic("Pay").get_absolute_url() + query)
    assert response.status_code == 400
    assert "Open the page without it" in response.content.decode()


def test_a_page_beyond_the_last_is_not_there(client):
    assert client.get(records.topic("Pay").get_absolute_url() + "?page=2").status_code == 404


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_a_topic_that_is_not_published_is_not_there(client, status):
    topic = records.topic("Hidden", status=status)
    assert client.get(topic.get_absolute_url()).status_code == 404
