"""Nothing is written past the history: its last rows are the records as they are."""

import io

import pytest
from django.core.management import call_command

from advice.claims.anchoring import digest
from advice.claims.anchors import reanchor
from advice.history.models import PARTS, tracked
from advice.history.states import kept_fields, versions
from advice.knowledge.store import withdraw
from advice.models import Claim, Crux, Source
from tests import records

pytestmark = pytest.mark.django_db


def out_of_step():
    """Rows whose last historical row is not what they are now."""
    found = []
    for model in tracked():
        names = [field.attname for field in kept_fields(model)]
        last = {}
        for row in model.history.order_by("history_id"):
            last[row.id] = None if row.history_type == "-" else [getattr(row, name) for name in names]
        now = {row.pk: [getattr(row, name) for name in names] for row in model._base_manager.all()}
        found += [(model.__name__, pk) for pk in last.keys() | now.keys() if last.get(pk) != now.get(pk)]
    return found


def test_a_change_past_the_history_would_be_seen():
    claim = records.claim()
    assert out_of_step() == []
    Claim.objects.filter(pk=claim.pk).update(text="Past the history.")
    assert out_of_step() == [("Claim", claim.pk)]


def test_loading_the_knowledge():
    """Once is one version of each record, in step; twice changes no history."""
    call_command("load_knowledge", stdout=io.StringIO())
    assert out_of_step() == []
    for model in PARTS:
        record = model._base_manager.first()
        if record is not None and model is not Crux:
            (version,) = versions(model, record.pk)
            assert version.reason == "loaded from the files"
    before = {model: model.history.count() for model in tracked()}
    assert before[Claim] > 100
    call_command("load_knowledge", stdout=io.StringIO())
    assert {model: model.history.count() for model in tracked()} == before


def test_anchors_that_move_and_records_that_are_withdrawn():
    text = "One two three."
    source = records.source(text=text, length=len(text))
    claim = records.claim(source=source, start=4, end=7, sha256=digest("two"), anchor_state="exact")
    source.set_aside.create(start=8, end=13, sha256=digest("three"), reason="greeting")
    source.text = "Zero one two three."
    source.length = len(source.text)
    source.save()
    reanchor(source)
    claim.refresh_from_db()
    assert claim.anchor_state == "moved"
    withdraw(("claim", claim.key))
    assert out_of_step() == []


def test_topics_set_by_a_form():
    claim = records.claim(topics=["Pay", "Time"])
    claim.topics.set([records.topic("Luck"), records.topic("Time")])
    claim.topics.remove(records.topic("Luck"))
    claim.topics.clear()
    assert out_of_step() == []


def test_the_history_holds_no_text_of_a_source():
    fields = {field.name for field in Source.history.model._meta.get_fields()}
    assert not {"text", "marks", "blocks"} & fields
    assert "former_passage" not in {field.name for field in Claim.history.model._meta.get_fields()}
