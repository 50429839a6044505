"""rebuild_search and check_search."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from advice.models import SearchEntry, SearchTotals
from advice.search.engine import engine
from advice.search.rebuilding import index_later, rebuild
from advice.search.vocabulary import forget, vocabulary
from tests import records
from tests.search.asking import found

pytestmark = pytest.mark.django_db


def check() -> str:
    out = StringIO()
    try:
        call_command("check_search", stdout=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


@pytest.fixture
def claims():
    carried = records.claim("Stipends are low.", topics=["Money"])
    records.argument("Rent is high.", [carried, records.claim("Labs are cold.", topics=["Labs"])])
    records.claim("Unseen.", status="draft")


def test_an_index_in_step(claims):
    assert check() == "Index and records agree on 2 published claims.\n"


def test_an_entry_too_few(claims):
    SearchEntry.objects.filter(claim_text__contains="Labs").delete()
    assert "1 published claims are not indexed." in check()


def test_an_entry_that_says_something_else(claims):
    SearchEntry.objects.filter(claim_text__contains="Labs").update(arguments="Something else")
    assert "1 entries do not say what their claims say." in check()


def test_an_entry_too_many(claims):
    entry = SearchEntry.objects.first()
    entry.pk = 1_000_000
    entry.save(force_insert=True)
    assert "1 entries are of claims that are not published." in check()


def test_totals_that_are_wrong(claims):
    SearchTotals.objects.update(entries=7)
    assert "The totals count 7 entries, and there are 2." in check()


def test_triggers_that_are_gone_are_missed_by_both_checks(claims):
    engine(connection).remove_triggers()
    assert "is missing" in check()
    with pytest.raises(SystemCheckError, match=r"advice\.E004"):
        call_command("check", databases=["default"], stderr=StringIO())
    call_command("migrate", verbosity=0)
    assert "agree" in check()


def test_a_damaged_index_is_made_anew(claims):
    engine(connection).remove_triggers()
    SearchEntry.objects.update(claim_text="Damage", labels="")
    SearchEntry.objects.first().delete()
    call_command("migrate", verbosity=0)
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    assert out.getvalue().startswith("2 published claims indexed in ")
    assert "agree" in check()
    assert found("stipend") == ["Stipends are low."]
    assert found("damage") == []


def test_what_is_written_in_bulk_is_indexed_at_the_end():
    with index_later():
        records.claim("Stipends are low.", topics=["Money"])
    assert found("stipend") == ["Stipends are low."]
    records.claim("Labs are cold.", topics=["Labs"])
    assert found("lab") == ["Labs are cold."]
    assert "agree" in check()


def test_what_was_counted_is_not_read_again():
    records.claim("Stipends are low.")
    rebuild()
    forget()
    assert vocabulary().entries["stipends"] == 1
    records.claim("Stipends are paid.")
    assert vocabulary().entries["stipends"] == 2
