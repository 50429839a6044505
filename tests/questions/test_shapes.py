"""The pages of questions and positions as JSON and Markdown say what the pages say."""

import json

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from markdown_it import MarkdownIt

from advice.models import ClaimSituation
from tests import records
from tests.sources.documents import claim_on, loaded_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def position():
    question = records.question("Should I do a PhD?", slug="phd", lead="*Five* years <b>or</b> not.")
    position = records.position("Do a PhD", question=question, slug="do-it", reversible="One can leave.")
    ada = records.person("Ada", path="left")
    source = loaded_source("Pay is low at first.", title="A talk", published_on="2020-01-02")
    low = claim_on(source, "Pay is low", "Students earn little.", speaker=ada)
    again = claim_on(source, "at first", "It is so in the beginning.", speaker=ada)
    records.argument("Money is short", position=position, stance="con", claims=[low, again])
    situation = records.situation("wants a chair", slug="wants-a-chair")
    ClaimSituation.objects.create(claim=low, situation=situation)
    ClaimSituation.objects.create(claim=again, situation=situation)
    return position


def read(client, address: str):
    response = client.get(address)
    assert response.status_code == 200
    text = response.content.decode()
    return json.loads(text) if ".json" in address else text


def test_a_position_as_data(client, position):
    data = read(client, "/questions/phd/do-it.json")
    assert (data["title"], data["question"]["title"]) == ("Do a PhD", "Should I do a PhD?")
    assert data["url"] == "http://testserver/questions/phd/do-it/"
    assert data["voices"]["con"] == {"count": 1, "paths": {"left": 1}}
    assert data["voices"]["pro"]["count"] == 0
    (argument,) = data["considerations"][0]["arguments"]
    assert (argument["stance"], argument["text"], argument["voices"]) == ("con", "Money is short", 1)
    assert [claim["passage"]["exact"] for claim in argument["claims"]] == ["Pay is low", "at first"]
    assert data["gaps"]["no_pro"] == ["Pay"]
    assert [source["title"] for source in data["sources"]] == ["A talk"]


def test_what_does_not_fit_the_reader_steps_back_and_stays(client, position):
    data = read(client, "/questions/phd/do-it.json?wants-a-chair=no")
    (argument,) = data["considerations"][0]["arguments"]
    assert (argument["steps_back"], argument["reasons"]) == (True, ["wants a chair"])
    assert len(argument["claims"]) == 2
    assert data["reader"] == {"wants-a-chair": False}
    text = read(client, "/questions/phd/do-it.md?wants-a-chair=no")
    assert "steps back: for somebody who wants a chair" in text


def test_a_question_as_data(client, position):
    records.position("Take the job", question=position.question, slug="job", order=1)
    data = read(client, "/questions/phd.json")
    assert [one["slug"] for one in data["positions"]] == ["do-it", "job"]
    cells = data["considerations"][0]["cells"]
    assert [len(cell["strongest"]) for cell in cells] == [1, 0]
    assert cells[0]["strongest"][0]["text"] == "Money is short"
    assert [one["slug"] for one in read(client, "/questions/phd.json?position=job")["positions"]] == ["job"]


def test_the_markdown_says_the_same(client, position):
    text = read(client, "/questions/phd/do-it.md")
    for words in (
        "# Do a PhD",
        "**Against:** [Money is short]",
        "Students earn little.",
        "> Pay is low",
        "A talk",
    ):
        assert words in text
    text = read(client, "/questions/phd.md")
    for words in (
        "# Should I do a PhD?",
        "*Five* years",
        "## Do a PhD",
        "[Money is short]",
        "One can leave.",
    ):
        assert words in text
    assert "<b>" not in MarkdownIt("commonmark", {"html": True}).render(text)


def test_a_position_without_arguments(client):
    position = records.position()
    address = position.get_absolute_url().removesuffix("/")
    assert read(client, f"{address}.json")["considerations"] == []
    assert "No source here speaks" in read(client, f"{address}.md")
    assert read(client, f"/questions/{position.question.slug}.json")["considerations"] == []


def test_the_pages_name_their_other_shapes_and_their_feed(client, position):
    for record in (position, position.question):
        html = client.get(record.get_absolute_url()).content.decode()
        address = record.get_absolute_url().removesuffix("/")
        for other in (f"{address}.json", f"{address}.md", "/feeds/questions/phd.atom"):
            assert html.count(f'href="{other}"') == 2


@pytest.mark.parametrize("shape", ["json", "md"])
def test_what_is_not_published_has_no_shape(client, position, shape):
    records.argument("Secret", position=position, status="draft")
    records.position("Secret", question=position.question, status="draft", slug="secret")
    for address in (f"/questions/phd/do-it.{shape}", f"/questions/phd.{shape}"):
        assert "Secret" not in client.get(address).content.decode()
    assert client.get(f"/questions/phd/secret.{shape}").status_code == 404
    position.question.status = "withdrawn"
    position.question.save()
    for address in (f"/questions/phd/do-it.{shape}", f"/questions/phd.{shape}"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/questions/phd.json?position=x", "/questions/phd/do-it.md?sort=best"])
def test_a_wrong_parameter_is_a_400(client, position, address):
    assert client.get(address).status_code == 400


def test_queries_do_not_grow_with_the_arguments(client, position):
    def queries() -> list[int]:
        counts = []
        for address in ("/questions/phd/do-it.json", "/questions/phd.json"):
            caches["pages"].clear()
            with CaptureQueriesContext(connection) as captured:
                read(client, address)
            counts.append(len(captured))
        return counts

    few = queries()
    for _ in range(8):
        records.argument(position=position, claims=[records.claim(), records.claim()])
    assert queries() == few
