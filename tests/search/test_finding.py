"""What is found: the contract of both engines."""

import pytest

from tests import records
from tests.search.asking import ask, found

pytestmark = pytest.mark.django_db


def test_any_of_the_words_is_enough_and_more_of_them_come_first():
    records.claim("Stipends barely cover rent.", topics=["Money"])
    records.claim("Rent is high near good schools.", topics=["Money"])
    both = records.claim("A stipend does not pay the rent in the city.", topics=["Money"])
    for number in range(8):
        records.claim(f"Teaching takes time, case {number}.", topics=["Teaching"])

    texts = found("stipend city rent")

    assert texts[0] == both.text
    assert len(texts) == 3


def test_words_are_found_in_their_other_forms():
    records.claim("Universities promote those who publish.")
    assert found("university") == found("publishing") == found("promoted") != []


def test_accents_and_case_do_not_matter():
    records.claim("Keep your résumé to one page.")
    assert found("RESUME") == found("résumé") == ["Keep your résumé to one page."]


@pytest.mark.parametrize(
    "where",
    ["label", "misspelling", "topic", "argument", "question", "position", "source", "person", "section"],
)
def test_a_claim_is_found_by_what_stands_around_it(where):
    pay = records.topic("Zebra")
    pay.labels.create(label="Okapi")
    pay.labels.create(label="Ocapy", kind="hidden")
    question = records.question("Should one ask a giraffe?")
    claim = records.claim(
        "Nothing of this is in the text.",
        topics=[pay],
        source=records.source("Letter to an antelope"),
        speaker=records.person("Ada Lynx"),
        section="On badgers",
    )
    position = records.position("Ask a hyena", question=question)
    records.argument("The walrus knows best.", [claim], position=position)
    word = {
        "label": "okapi",
        "misspelling": "ocapy",
        "topic": "zebra",
        "argument": "walrus",
        "question": "giraffe",
        "position": "hyena",
        "source": "antelope",
        "person": "lynx",
        "section": "badger",
    }[where]
    assert found(word) == [claim.text]


def test_a_claim_is_found_by_its_passage_where_the_text_is_loaded():
    text = "Before it. The ombudsman helps. After it, nothing."
    source = records.source(text=text, length=len(text))
    records.claim("There is help.", source=source, start=11, end=31, sha256="0" * 64, anchor_state="exact")
    records.claim("There is none.", source=source, start=0, end=9, sha256="0" * 64, anchor_state="orphan")
    assert found("ombudsman") == ["There is help."]
    assert found("before") == []


def test_a_phrase_wants_its_words_next_to_one_another():
    records.claim("An internal transfer is quicker.", topics=["Moving"])
    records.claim("Transfer of internal knowledge is slow.", topics=["Moving"])
    assert found('"internal transfer"') == ["An internal transfer is quicker."]


def test_a_phrase_does_not_reach_from_one_field_into_the_next():
    records.claim("Ask about the internal", topics=["Transfer"])
    assert ask('"internal transfer"').loosened


def test_a_phrase_that_nobody_wrote_falls_back_to_its_words():
    records.claim("An internal transfer is quicker.", topics=["Moving"])
    results = ask('"transfer internal"')
    assert results.loosened
    assert [result.text for result in results.results] == ["An internal transfer is quicker."]


def test_exclusions():
    records.claim("Industry pays well.", topics=["Money"])
    records.claim("Professors are paid less.", topics=["Money"])
    assert found("paid -industry") == ["Professors are paid less."]
    assert found("-industry") == ["Professors are paid less."]
    assert found('pays professors -"paid less"') == ["Industry pays well."]


def test_a_star_stands_for_the_rest_of_a_word():
    records.claim("Promotion takes years.", topics=["Rank"])
    records.claim("Universities are slow.", topics=["Rank"])
    assert found("promot*") == ["Promotion takes years."]
    assert found("universi*") == ["Universities are slow."]
    assert found("slow takes -universi*") == ["Promotion takes years."]


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others():
    records.claim("What is it with the labs?", topics=["Labs"])
    records.claim("Stipends are low.", topics=["Money"])
    assert found("what is the stipend") == ["Stipends are low."]
    assert found("what is it") == ["What is it with the labs?"]


def test_nothing_asked_finds_everything():
    for number in range(3):
        records.claim(f"Claim {number}.")
    assert ask("").count == ask("  ...  ").count == 3


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_only_what_is_published_is_found(status):
    records.claim("Secret stipend.", status=status)
    records.claim("Secret stipend of a source.", source=records.source(status=status))
    records.claim("Secret stipend of a person.", speaker=records.person(status=status))
    assert found("stipend") == []


def test_an_unpublished_neighbour_gives_no_words():
    claim = records.claim("Nothing of this is in the text.", topics=[records.topic("Zebra", status="draft")])
    records.argument("The walrus knows best.", [claim], status="draft")
    draft = records.position(question=records.question("Ask a giraffe?", status="draft"))
    records.argument("Ostrich.", [claim], position=draft)
    source = claim.source
    source.author = records.person("Ada Lynx", status="draft")
    source.save()
    for word in ("zebra", "walrus", "giraffe", "ostrich", "lynx"):
        assert found(word) == []
