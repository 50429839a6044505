"""Mistyped words find what was meant, and the answer says what was searched instead."""

import pytest

from advice.models import Claim
from tests import records
from tests.search.asking import ask, found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def claims():
    records.claim("The advisor matters most.", topics=["A"])
    records.claim("An internal transfer is quicker.", topics=["B"])
    records.claim("The salary is low.", topics=["C"])
    records.claim("A postdoctoral position is short.", topics=["D"])
    records.claim("Machine learning is popular.", topics=["E"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("adviser", "advisor"),
        ("sallary", "salary"),
        ("SALLARY", "salary"),
        ("internel transfer", "internal transfer"),
        ("internal trasnfer", "internal transfer"),
        ("postdocterol", "postdoctoral"),
        ("machinelearning", "machine learning"),
        ("the internel, transferr?", "the internal, transfer?"),
        ("postdoctorall", "postdoctoral"),
    ],
)
def test_what_was_meant_is_found_and_said(typed, meant):
    results = ask(typed)
    assert results.corrected == meant
    assert [result.text for result in results.results] == found(meant) != []


def test_a_misspelling_that_a_topic_knows_is_corrected_and_said():
    records.claim("Wages are low.", topics=["Pay"])
    labels = records.topic("Pay").labels
    labels.create(label="salary")
    labels.create(label="sallaryy", kind="hidden")
    results = ask("sallaryy")
    assert results.corrected == "salary"
    assert [result.text for result in results.results] == found("salary")
    assert "Wages are low." in found("sallaryy")
    literal = ask("sallaryy", literal=True)
    assert (literal.corrected, literal.count) == (None, 1)


def test_a_misspelling_that_somebody_wrote_is_a_word():
    records.claim("The Salery is a café.", topics=["Pay"])
    records.topic("Pay").labels.create(label="salery", kind="hidden")
    assert ask("salery").corrected is None


def test_what_was_typed_can_be_searched_for_literally():
    results = ask("sallary", literal=True)
    assert results.count == 0
    assert results.corrected is None


@pytest.mark.parametrize(
    "typed", ["cold emailing", "kids", "dead end", "base", "waiting", "heated", "hiring"]
)
def test_another_word_is_not_a_mistyped_one(typed):
    for word in ("Failing", "Kinds", "A deal", "A case", "Writing", "Treated", "Firing", "The end"):
        records.claim(f"{word} is not what was asked for.", topics=["F"])
    assert ask(typed).corrected is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("email", "e-mail"), ("cold emailing", "cold e-mailing"), ("coauthors", "co-authors")],
)
def test_a_word_that_is_written_apart_is_found_as_one(typed, meant):
    claim = records.claim("Send e-mails, and thank the co-author.", topics=["F"])
    results = ask(typed)
    assert results.corrected == meant
    assert results.results[0].text == claim.text


def test_words_that_never_stand_together_are_not_one():
    records.claim("The machine is old.", topics=["F"])
    records.claim("A shop is new.", topics=["F"])
    assert ask("machineshop").corrected is None


def test_a_word_that_somebody_wrote_is_never_corrected():
    records.claim("Sallary is my cat.")
    assert ask("sallary").corrected is None
    assert found("sallary") == ["Sallary is my cat."]


def test_a_word_in_another_form_is_known():
    assert ask("salaries").corrected is None
    assert found("salaries") == ["The salary is low."]
    assert ask("postdoctorate").corrected is None
    assert found("postdoctorate") == ["A postdoctoral position is short."]


@pytest.mark.parametrize(
    "typed", ["xyz", "qqqqqqqq", "sal", "2019", "日本語で", "-sallary", '"sallary"', "sallary*"]
)
def test_what_cannot_be_told_is_left_alone(typed):
    assert ask(typed).corrected is None


def test_a_misspelling_among_the_labels_finds_and_is_never_proposed():
    topic = records.topic("Money")
    topic.labels.create(label="renumeration", kind="hidden")
    claim = records.claim("Work is paid.", topics=[topic])
    assert found("renumeration") == [claim.text]
    assert ask("renumerration").corrected is None


def test_a_word_that_is_gone_is_no_longer_proposed():
    assert ask("sallary").corrected == "salary"
    Claim.objects.filter(text__contains="salary").update(status="withdrawn")
    assert ask("sallary").corrected is None


def test_a_word_that_is_new_is_proposed_at_once():
    assert ask("kubarnetes").corrected is None
    records.claim("Kubernetes is hard.")
    assert ask("kubarnetes").corrected == "kubernetes"
