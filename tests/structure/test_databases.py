"""The settings that the database must have are in force, and the edition rises with every change."""

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction

from advice.claims.models import Claim
from advice.publication import triggers
from advice.publication.models import Edition
from advice.questions.models import Argument
from advice.schema import EDITION_TABLES
from tests import records

pytestmark = pytest.mark.django_db


def problems() -> list[str]:
    return [problem.id for problem in run_checks(databases=["default"], include_deployment_checks=False)]


def test_the_database_has_what_the_site_relies_on():
    assert not [problem for problem in problems() if problem and problem.startswith("advice.")]


def test_a_pragma_that_is_not_in_force_fails_the_check():
    if connection.vendor != "sqlite":
        assert "advice.E001" not in problems()  # PostgreSQL has no PRAGMA to miss
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size = 10")
        try:
            assert "advice.E001" in problems()
        finally:
            cursor.execute("PRAGMA cache_size = -65536")


def test_a_trigger_that_was_dropped_fails_the_check():
    name = triggers._names(connection.vendor, "advice_claim")[0]
    on = " ON advice_claim" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")
    assert "advice.E003" in problems()
    triggers.install(connection, EDITION_TABLES)
    assert "advice.E003" not in problems()


@pytest.mark.parametrize(
    "change",
    [
        lambda claim: claim.save(),
        lambda claim: Claim.objects.filter(pk=claim.pk).update(text="Reworded."),
        lambda claim: Claim.objects.bulk_create(
            [Claim(key="new", source=claim.source, text="One more.", kind="opinion")]
        ),
        lambda claim: claim.topics.clear(),
        lambda claim: claim.delete(),
        lambda claim: records.argument(claims=[claim]),
    ],
)
def test_every_way_of_writing_raises_the_edition(change):
    claim = records.claim()
    before = Edition.current()
    change(claim)
    assert Edition.current() > before


def test_reading_does_not_raise_the_edition():
    claim = records.claim()
    before = Edition.current()
    list(Claim.objects.published().select_related("source"))
    claim.refresh_from_db()
    assert Edition.current() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"kind": "rumour"},
        {"start": 5},
        {"start": 5, "end": 5, "sha256": "a" * 64},
        {"start": 5, "end": 9, "sha256": "short"},
        {"anchor_state": "lost"},
        {"about_from": 2019, "about_to": 2015},
        {"start": 5, "end": 99, "sha256": "a" * 64, "anchor_state": "exact"},
    ],
)
def test_the_database_refuses_a_claim_that_cannot_be(fields):
    claim = records.claim(source=records.source(length=50))
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**fields)


def test_the_database_refuses_an_unknown_stance():
    argument = records.argument()
    with pytest.raises(IntegrityError), transaction.atomic():
        Argument.objects.filter(pk=argument.pk).update(stance="maybe")


def test_a_claim_of_a_draft_source_or_a_draft_person_is_not_published():
    hidden_source = records.claim(source=records.source(status="draft"))
    hidden_speaker = records.claim(speaker=records.person(status="draft"))
    shown = records.claim(speaker=None)
    assert set(Claim.objects.published()) == {shown}
    assert {hidden_source, hidden_speaker}.isdisjoint(Claim.objects.published())


def test_an_argument_that_no_published_claim_carries_is_not_published():
    hidden = records.argument(claims=[records.claim(status="withdrawn")])
    shown = records.argument(claims=[records.claim(status="draft"), records.claim()])
    assert list(Argument.objects.published()) == [shown]
    assert hidden.status == "published"
