"""Positions side by side as a reader gets them; the list of questions; home."""

import pytest

from advice.models import ClaimSituation
from tests import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return records.question("Should I do a PhD?", slug="phd", lead="Two ways.")


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def three(question):
    titles = {"study": "Study on", "work": "Take the job", "both": "Do both"}
    return [
        records.position(title, slug=slug, question=question, order=order)
        for order, (slug, title) in enumerate(titles.items())
    ]


def test_it_sets_every_position_side_by_side_unless_the_reader_chooses(client, question):
    for position in three(question):
        records.argument(f"Because of {position.slug}.", position=position)
    page = read(client, "/questions/phd/")
    assert all(f"Because of {slug}." in page for slug in ("study", "work", "both"))
    chosen = read(client, "/questions/phd/?position=study&position=both")
    assert "Because of study." in chosen
    assert "Because of both." in chosen
    assert "Because of work." not in chosen


def test_a_cell_leads_to_its_argument_on_the_pro_con_page(client, question):
    position = three(question)[0]
    records.argument("Because.", position=position, key="because")
    assert 'href="/questions/phd/study/#because"' in read(client, "/questions/phd/")


def test_the_reader_s_situation_goes_along_and_is_kept_when_other_positions_are_chosen(client, question):
    position = three(question)[0]
    claim = records.claim()
    ClaimSituation.objects.create(
        claim=claim, situation=records.situation("teaches", slug="teach"), answer=True
    )
    records.argument("Because.", claims=[claim], position=position, key="because")
    page = read(client, "/questions/phd/?teach=no&position=study&position=work")
    assert 'href="/questions/phd/study/?teach=no#because"' in page
    assert '<input type="hidden" name="teach" value="no">' in page
    assert '<input type="hidden" name="position" value="work">' in page
    assert "for somebody who teaches" in page


def test_a_cell_without_argument_says_that_no_source_speaks(client, question):
    records.argument(position=three(question)[0])
    assert read(client, "/questions/phd/").count("No source speaks to this.") == 2


def test_a_question_without_positions_says_so_and_leads_on(client, question):
    assert "No answer to this question has been published yet." in read(client, "/questions/phd/")


def test_the_list_of_questions_leads_to_questions_and_positions(client, question):
    three(question)
    page = read(client, "/questions/")
    assert 'href="/questions/phd/"' in page
    assert 'href="/questions/phd/study/"' in page


def test_home_shows_decisions_topics_and_new_sources(client, question):
    position = three(question)[0]
    source = records.source("Nine years", author=records.person("Ada"))
    records.argument(claims=[records.claim(source=source, topics=["Pay"])], position=position)
    page = read(client, "/")
    for words in (
        'action="/search/"',
        'name="q"',
        "Should I do a PhD?",
        "Pay</a>",
        "Nine years",
        "Ada",
        "1 claim<",
    ):
        assert words in page


def test_home_shows_one_consideration_of_the_first_position_that_has_both_sides(client, question):
    position = three(question)[0]
    records.argument("It pays.", position=position, topic=records.topic("Pay"), key="pays")
    records.argument("Only one side.", position=position, topic=records.topic("Doors"))
    records.argument("It costs.", position=position, topic=records.topic("Pay"), stance="con", key="costs")
    page = read(client, "/")
    assert 'href="/questions/phd/study/#pays">It pays.</a>' in page
    assert 'href="/questions/phd/study/#costs">It costs.</a>' in page
    assert "Only one side." not in page


def test_an_empty_site_says_what_is_missing(client):
    page = read(client, "/")
    assert "No question has been published yet." in page
    assert "No source has been published yet." in page


@pytest.mark.parametrize("address", ["/questions/", "/questions/phd/", "/nowhere/"])
def test_search_is_in_the_header_of_every_page(client, question, address):
    page = client.get(address).content.decode()
    assert 'role="search"' in page
    assert 'name="q"' in page
