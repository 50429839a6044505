"""Any version can be brought back, and what was deleted as well."""

import pytest

from advice.claims.anchoring import digest
from advice.history.restoring import RestoreError, last_state, restore
from advice.models import Argument, Claim, ClaimSituation, Person, Topic
from tests import records
from tests.history.test_in_step import out_of_step

pytestmark = pytest.mark.django_db


def test_a_former_version_with_its_parts(once, history):
    with once():
        claim = records.claim("First.", topics=["Pay", "Time"])
        situation = records.situation()
        ClaimSituation.objects.create(claim=claim, situation=situation, answer=True)
    with once():
        claim.text = "Second."
        claim.save()
        claim.topics.set([records.topic("Luck"), records.topic("Time")])
        claim.conditions.update_or_create(situation=situation, defaults={"answer": False})
    with once():
        restore(Claim, claim.pk, history(claim)[0])
    claim.refresh_from_db()
    assert claim.text == "First."
    assert {topic.name for topic in claim.topics.all()} == {"Pay", "Time"}
    assert claim.conditions.get().answer is True
    assert history(claim)[-1].reason.startswith("restored the version of")
    assert out_of_step() == []


def test_the_status_is_not_restored(once, history):
    with once():
        claim = records.claim("First.", status="draft")
    with once():
        claim.text, claim.status = "Second.", "published"
        claim.save()
    restore(Claim, claim.pk, history(claim)[0])
    claim.refresh_from_db()
    assert (claim.text, claim.status) == ("First.", "published")


def test_a_public_address_is_not_restored(once, history):
    with once():
        person = records.person("Ada", slug="a", status="draft")
    with once():
        person.slug, person.status = "ada", "published"
        person.save()
    restore(Person, person.pk, history(person)[0])
    assert Person.objects.get().slug == "ada"


def test_a_deleted_record_comes_back_as_a_draft_with_its_parts(once):
    with once():
        argument = records.argument("It pays.", claims=[records.claim(), records.claim()])
    key, claims, pk = argument.key, set(argument.claims.all()), argument.pk
    with once():
        argument.delete()
    restore(Argument, pk, last_state(Argument, pk))
    back = Argument.objects.get(pk=pk)
    assert (back.key, back.text, back.status) == (key, "It pays.", "draft")
    assert set(back.claims.all()) == claims
    assert out_of_step() == []


def test_what_a_version_refers_to_must_be_there(once, history):
    with once():
        person = records.person("Ada")
        claim = records.claim(speaker=person)
    with once():
        claim.speaker = None
        claim.save()
        person.delete()
    with pytest.raises(RestoreError, match="speaker is no longer there"):
        restore(Claim, claim.pk, history(claim)[0])
    claim.refresh_from_db()
    assert claim.speaker is None


def test_a_word_that_went_to_another_record_is_not_taken_back(once, history):
    with once():
        topic = records.topic("Pay")
        topic.labels.create(label="wages")
    with once():
        topic.labels.all().delete()
        records.topic("Income").labels.create(label="wages")
    with pytest.raises(RestoreError):
        restore(Topic, topic.pk, history(topic)[0])
    assert out_of_step() == []


def test_an_anchor_is_checked_against_the_text_of_today(once, history):
    text = "One two three."
    with once():
        source = records.source(text=text, length=len(text))
        claim = records.claim(source=source, start=4, end=7, sha256=digest("two"), anchor_state="exact")
    with once():
        claim.start, claim.end, claim.sha256 = 8, 13, digest("three")
        claim.save()
        source.text, source.length = "Two, then two.", 14
        source.save()
    restore(Claim, claim.pk, history(claim)[0])
    claim.refresh_from_db()
    assert claim.passage == "two"
    assert (claim.start, claim.anchor_state) == (10, "moved")


def test_a_version_in_which_it_was_deleted_is_none_to_restore(once, history):
    with once():
        topic = records.topic("Pay")
    pk = topic.pk
    with once():
        topic.delete()
    topic.pk = pk
    with pytest.raises(RestoreError, match="deleted"):
        restore(Topic, pk, history(topic)[-1])
