"""Versions of a record with its parts: what changed, by whom, in words."""

import pytest

from advice.history.changes import changes, names_in
from advice.models import Argument, Claim
from tests import records

pytestmark = pytest.mark.django_db


def lines(model, version):
    return [
        (line.label, line.before, line.after)
        for line in changes(model, version.steps, names_in(version.steps))
    ]


def test_a_record_and_its_parts_are_one_version(once, history):
    with once("made"):
        claim = records.claim("First.", topics=["Pay"])
    with once():
        claim.text = "Second."
        claim.save()
        claim.topics.set([records.topic("Time")])
    made, changed = history(claim)
    assert made.reason == "made"
    assert made.state.record["text"] == "First."
    assert sorted(lines(Claim, changed)) == [
        ("Claim", "First.", "Second."),
        ("Topic of a claim", "", "Time"),
        ("Topic of a claim", "Pay", ""),
    ]


def test_saving_without_a_change_is_no_version(once, history):
    with once():
        claim = records.claim()
    with once():
        claim.save()
    assert len(history(claim)) == 1


def test_parts_that_are_made_anew_are_no_change(once, history):
    with once():
        argument = records.argument()
    with once():
        (row,) = argument.support.all()
        row.delete()
        argument.support.create(claim=row.claim, order=row.order)
    assert len(history(argument)) == 1


def test_without_a_revision_each_row_stands_alone(history):
    claim = records.claim("First.")
    claim.text = "Second."
    claim.save()
    assert len(history(claim)) == 3  # the claim, its topic, the change


def test_values_are_told_in_words(once, history):
    with once():
        argument = records.argument("It pays.", stance="pro", topic=records.topic("Pay"), claims=[])
    with once():
        argument.stance, argument.topic = "con", records.topic("Time")
        argument.save()
    with once():
        argument.support.create(claim=records.claim("A penny."))
    _made, changed, carried = history(argument)
    assert lines(Argument, changed) == [("Stance", "for", "against"), ("Consideration", "Pay", "Time")]
    assert lines(Argument, carried) == [("Claim of an argument", "", "A penny.")]


def test_long_texts_are_compared_word_by_word(once, history):
    before = "A stipend covers the rent of a shared flat and little else."
    with once():
        claim = records.claim(before)
    with once():
        claim.text = before.replace("little else", "not much more")
        claim.save()
    (line,) = changes(Claim, history(claim)[1].steps, {})
    assert [(run.kind, run.text) for run in line.words] == [
        ("same", "A stipend covers the rent of a shared flat and"),
        ("gone", "little else."),
        ("new", "not much more."),
    ]


def test_what_is_gone_is_said_to_be_gone(once, history):
    with once():
        person = records.person("Ada")
        claim = records.claim(speaker=person)
    with once():
        claim.speaker = None
        claim.save()
    person.delete()
    assert lines(Claim, history(claim)[1]) == [
        ("Speaker", f"(gone: no. {history(claim)[0].state.record['speaker_id']})", "")
    ]


def test_two_queries_for_fifty_versions(once, history, django_assert_num_queries):
    with once():
        topic = records.topic("Pay")
    for number in range(50):
        with once():
            topic.description = f"Number {number}."
            topic.save()
    with django_assert_num_queries(2):
        assert len(history(topic)) == 51
