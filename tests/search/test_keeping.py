"""Nothing can be saved and not be found, whichever way it is written."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from advice.models import (
    Argument,
    ArgumentClaim,
    Claim,
    ClaimTopic,
    Person,
    Question,
    Source,
    Topic,
    TopicLabel,
)
from advice.search.rebuilding import problems
from tests import records
from tests.search.asking import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    """A claim with everything around it; no word stands in two places."""
    topic = records.topic("Zebra")
    topic.labels.create(label="Okapi")
    author = records.person("Ada Lynx")
    claim = records.claim(
        "Stipends are low.", topics=[topic], source=records.source("Antelope"), speaker=author
    )
    question = records.question("Should one ask a giraffe?")
    position = records.position("Ask a hyena", question=question)
    records.argument("The walrus knows.", [claim, records.claim("Another voice.")], position=position)
    return claim


def renamed(model: type, field: str, value: str = "Quokka") -> Callable[[], object]:
    def by_save() -> None:
        record = model.objects.order_by("pk").first()
        setattr(record, field, value)
        record.save()

    return by_save


CHANGES: dict[str, tuple[str, Callable[[], object]]] = {
    "claim": ("stipend", renamed(Claim, "text")),
    "claim's section": ("", renamed(Claim, "section")),
    "source": ("antelope", renamed(Source, "title")),
    "person": ("lynx", renamed(Person, "name")),
    "topic": ("zebra", renamed(Topic, "name")),
    "label": ("okapi", renamed(TopicLabel, "label")),
    "argument": ("walrus", renamed(Argument, "text")),
    "question": ("giraffe", renamed(Question, "title")),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_found_and_what_it_replaced_is_not(claim, what):
    before, change = CHANGES[what]
    assert not before or claim.pk in ids(before)
    change()
    assert claim.pk in ids("quokka")
    assert not before or not ids(before)
    assert problems() == []


def ids(word: str) -> set[int]:
    return set(Claim.objects.filter(text__in=found(word)).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Claim, {"text": "A quokka."}),
        (Source, {"title": "A quokka"}),
        (Person, {"name": "Quokka"}),
        (Topic, {"name": "Quokka"}),
        (Argument, {"text": "A quokka."}),
    ],
)
def test_queryset_update(claim, model, fields):
    model.objects.filter(pk=model.objects.order_by("pk").first().pk).update(**fields)
    assert claim.pk in ids("quokka")
    assert problems() == []


def test_bulk_create():
    source = records.source()
    claims = Claim.objects.bulk_create(
        Claim(
            key=f"bulk-{number}", source=source, text=f"Quokka {number}.", kind="opinion", status="published"
        )
        for number in range(30)
    )
    topic = records.topic("Wombat")
    ClaimTopic.objects.bulk_create(ClaimTopic(tag=topic, content_object=claim) for claim in claims)
    assert len(found("quokka")) == len(found("wombat")) == 30
    assert problems() == []


def test_bulk_update(claim):
    claim.text = "A quokka."
    Claim.objects.bulk_update([claim], ["text"])
    assert ids("quokka") == {claim.pk}


def test_raw_sql(claim):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE advice_claim SET text = 'A quokka.' WHERE id = %s", [claim.pk])
        assert ids("quokka") == {claim.pk}
        cursor.execute("DELETE FROM advice_argumentclaim WHERE claim_id = %s", [claim.pk])
        cursor.execute("DELETE FROM advice_claimtopic WHERE content_object_id = %s", [claim.pk])
        cursor.execute("DELETE FROM advice_claim WHERE id = %s", [claim.pk])
    assert ids("quokka") == set()
    assert problems() == []


def test_topics_added_and_removed(claim):
    claim.topics.add(records.topic("Quokka"))
    assert ids("quokka") == {claim.pk}
    claim.topics.set([records.topic("Wombat")])
    assert ids("quokka") == ids("zebra") == set()
    assert ids("wombat") == {claim.pk}


def test_a_claim_added_to_and_taken_from_an_argument(claim):
    other = records.claim("Rent is high.")
    argument = Argument.objects.get()
    link = ArgumentClaim.objects.create(argument=argument, claim=other)
    assert other.pk in ids("walrus")
    link.delete()
    assert other.pk not in ids("walrus")


def test_voices_change_with_the_claims_beside_it(claim):
    argument = Argument.objects.get()
    assert claim_voices(claim) == 2
    third = records.claim("A third voice.")
    ArgumentClaim.objects.create(argument=argument, claim=third)
    assert claim_voices(claim) == 3
    Claim.objects.filter(pk=third.pk).update(status="withdrawn")
    assert claim_voices(claim) == 2
    Claim.objects.filter(text="Another voice.").update(speaker=claim.speaker)
    assert claim_voices(claim) == 1


def claim_voices(claim: Claim) -> int:
    return claim.search_entry.__class__.objects.get(pk=claim.pk).voices


@pytest.mark.parametrize("model", [Claim, Source, Person])
def test_withdrawn_and_published_again(claim, model):
    record = {Claim: claim, Source: claim.source, Person: claim.speaker}[model]
    model.objects.filter(pk=record.pk).update(status="withdrawn")
    assert ids("stipend") == set()
    record.status = "published"
    record.save()
    assert ids("stipend") == {claim.pk}
    assert problems() == []


@pytest.mark.parametrize(("model", "word"), [(Topic, "zebra"), (Argument, "walrus"), (Question, "giraffe")])
def test_what_is_withdrawn_beside_a_claim_no_longer_finds_it(claim, model, word):
    model.objects.update(status="withdrawn")
    assert claim.pk not in ids(word)
    assert claim.pk in ids("stipend")


def test_deleted(claim):
    Argument.objects.all().delete()
    assert claim.pk not in ids("walrus")
    claim.delete()
    assert ids("stipend") == set()
    assert problems() == []


def test_a_fixture_loaded(claim, tmp_path):
    path = tmp_path / "claims.json"
    call_command(
        "dumpdata", "advice.claim", "advice.claimtopic", "advice.topic", output=str(path), verbosity=0
    )
    path.write_text(path.read_text().replace("Stipends", "Quokkas"))
    call_command("loaddata", str(path), verbosity=0, stdout=StringIO())
    assert ids("quokka") == {claim.pk}


def test_what_is_rolled_back_is_not_found(claim):
    with transaction.atomic():
        claim.text = "A quokka."
        claim.save()
        assert ids("quokka") == {claim.pk}
        transaction.set_rollback(True)
    assert ids("quokka") == set()
    assert ids("stipend") == {claim.pk}
