"""The reading page, with a text and without one."""

import re

import pytest

from tests import records
from tests.sources.documents import claim_on, loaded_source

pytestmark = pytest.mark.django_db


def get(client, source) -> str:
    response = client.get(source.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_passage_leads_to_its_note_and_the_note_to_passage_and_claim(client):
    source = loaded_source("# Pay", "Pay is low at first.", "Then it rises.")
    claim = claim_on(source, "low at first", "Beginners earn little.")
    html = get(client, source)
    assert f'<mark id="passage-{claim.key}" data-passage="{claim.key}">low at first</mark>' in html
    assert f'href="#note-{claim.key}"' in html
    assert f'id="note-{claim.key}"' in html
    assert f'href="#passage-{claim.key}"' in html
    assert f'href="{claim.get_absolute_url()}">Beginners earn little.</a>' in html


def test_claims_are_numbered_in_the_order_of_their_passages(client):
    source = loaded_source("One two three.")
    later, earlier = claim_on(source, "three", "Later."), claim_on(source, "One two", "Earlier.")
    html = get(client, source)
    assert re.findall(r'data-number="(\d)"', html) == ["1", "2"]
    assert html.index(f"note-{earlier.key}") < html.index(f"note-{later.key}")


def test_sections_can_be_jumped_to(client):
    html = get(client, loaded_source("Intro.", "# Pay", "Low.", "# Advisor", "Good."))
    assert re.findall(r'href="#(text|section-\d)"', html) == ["text", "section-1", "section-2"]
    assert '<h2 id="section-2" dir="auto">Advisor</h2>' in html


def test_the_speakers_of_a_conversation_are_named(client):
    author = records.person("Ada Answers")
    html = get(client, loaded_source("Q: Shall I?", "A: Yes.", author=author, kind="email_exchange"))
    assert "The person asking" in html
    assert html.count("Ada Answers") > 1


@pytest.mark.parametrize("state", ["changed", "orphan", "unchecked"])
def test_a_passage_that_is_not_certain_is_not_marked(client, state):
    source = loaded_source("Pay is low.")
    claim = claim_on(source, "low", "Beginners earn little.", anchor_state=state)
    html = get(client, source)
    assert "<mark" not in html
    assert claim.text in html
    assert f'id="passage-{claim.key}"' in html


def test_without_the_text_claims_stand_under_their_sections(client):
    source = records.source(url="https://example.org/post")
    claims = [
        records.claim("First.", source=source, section="Start", start=1, end=2, sha256="a" * 64),
        records.claim("Second.", source=source, section="End", start=5, end=6, sha256="a" * 64),
        records.claim("Third.", source=source, section="Start", start=9, end=10, sha256="a" * 64),
    ]
    html = get(client, source)
    assert "The text of this source is not loaded here." in html
    assert 'href="https://example.org/post"' in html
    places = [html.index(words) for words in (">Start</h2>", "First.", "Third.", ">End</h2>", "Second.")]
    assert places == sorted(places)
    assert all(f'id="passage-{claim.key}"' in html for claim in claims)


def test_a_source_from_which_nothing_was_taken_says_so(client):
    assert "Nothing has been taken from it yet." in get(client, records.source())


def test_an_author_who_is_not_public_is_not_named(client):
    author = records.person("Nobody Must Know", status="draft")
    assert "Nobody Must Know" not in get(client, records.source(author=author))


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_a_source_that_is_not_published_is_not_there(client, status):
    source = records.source(status=status)
    assert client.get(source.get_absolute_url()).status_code == 404
