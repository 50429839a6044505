"""Loading a document: one source each, all or nothing, safe to repeat, anchors checked."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from advice.claims.anchoring import digest
from advice.models import Claim, Person, SetAside, Source
from advice.sources.ingest import Result, ingest
from tests import records

pytestmark = pytest.mark.django_db

POST = b"""---
title: "Two labs, one year"
author: Ines Example
date: 2021-05-06
---

I spent a year between two labs. The small one answered my mail within a day.

The large one had more machines, and nobody to ask.
"""
PASSAGE = "The small one answered my mail within a day."


@pytest.fixture
def mined() -> Claim:
    """A claim whose passage is in POST."""
    source = ingest(POST, "post.md").source
    start = source.text.index(PASSAGE)
    return records.claim(
        source=source, start=start, end=start + len(PASSAGE), sha256=digest(PASSAGE), anchor_state="exact"
    )


def test_a_document_makes_a_draft_with_its_bibliographic_data():
    outcome = ingest(POST, "post.md")
    source = Source.objects.get()
    assert outcome.result is Result.READ
    assert outcome.created
    assert (source.title, source.status, source.published_on.isoformat()) == (
        "Two labs, one year",
        "draft",
        "2021-05-06",
    )
    assert source.author.name == "Ines Example"
    assert source.author.status == "draft"
    assert source.length == len(source.text)


def test_the_same_document_again_changes_nothing():
    ingest(POST, "post.md")
    before = Source.objects.get().changed_at
    assert ingest(POST, "renamed.txt").result is Result.UNCHANGED
    assert Source.objects.get().changed_at == before


def test_a_record_without_its_text_is_found_by_the_digest_of_the_document():
    digest_of_file = ingest(POST, "post.md").document.sha256
    Source.objects.all().delete()
    known = records.source("Known already", document_sha256=digest_of_file)
    outcome = ingest(POST, "post.md")
    assert outcome.source == known
    assert not outcome.created
    known.refresh_from_db()
    assert known.title == "Known already"
    assert known.has_text


def test_a_refused_document_changes_nothing():
    outcome = ingest(b"", "empty.md")
    assert outcome.result is Result.REFUSED
    assert outcome.reason
    assert not Source.objects.exists()
    assert not Person.objects.exists()


def test_loading_a_text_verifies_the_anchors(mined):
    Source.objects.update(text="", marks=[], blocks=[])
    Claim.objects.update(anchor_state="unchecked")
    ingest(POST, "post.md")
    mined.refresh_from_db()
    assert mined.anchor_state == "exact"
    assert mined.passage == PASSAGE


def test_a_new_version_moves_the_passages(mined):
    edited = POST.replace(b"I spent", b"An update from last week.\n\nI spent")
    outcome = ingest(edited, "post.md", mined.source)
    mined.refresh_from_db()
    assert outcome.result is Result.READ
    assert mined.anchor_state == "moved"
    assert mined.passage == PASSAGE


def test_an_edited_passage_waits_for_a_curator_with_its_former_words(mined):
    ingest(POST.replace(b"within a day", b"within the hour"), "post.md", mined.source)
    mined.refresh_from_db()
    assert mined.anchor_state == "changed"
    assert mined.passage is None
    assert mined.former_passage == PASSAGE
    assert mined.source.text[mined.start : mined.end] == "The small one answered my mail within the hour."


def test_a_passage_that_went_and_came_back_is_exact_again(mined):
    ingest(POST.replace(PASSAGE.encode(), b"No."), "post.md", mined.source)
    mined.refresh_from_db()
    assert mined.anchor_state == "orphan"
    ingest(POST, "post.md", mined.source)
    mined.refresh_from_db()
    assert mined.anchor_state in {"exact", "moved"}
    assert mined.passage == PASSAGE


def test_blocks_set_aside_move_with_the_text(mined):
    source = mined.source
    words = "I spent a year between two labs."
    start = source.text.index(words)
    SetAside.objects.create(
        source=source, start=start, end=start + len(words), sha256=digest(words), reason="biography"
    )
    ingest(POST.replace(b"I spent", b"New.\n\nI spent"), "post.md", source)
    block = SetAside.objects.get()
    source.refresh_from_db()
    assert source.text[block.start : block.end] == words


def test_the_text_of_one_source_is_not_loaded_into_another():
    ingest(POST, "post.md")
    other = records.source("Other")
    outcome = ingest(POST, "post.md", other)
    assert outcome.result is Result.REFUSED
    assert "Two labs" in outcome.reason


def test_the_command_names_each_refusal_and_loads_the_others(tmp_path: Path):
    (tmp_path / "good.md").write_bytes(POST)
    (tmp_path / "empty.md").write_bytes(b"")
    out = io.StringIO()
    with pytest.raises(CommandError, match="refused"):
        call_command("ingest", tmp_path, tmp_path / "missing.md", stdout=out)
    assert "1 read, 0 unchanged, 2 refused" in out.getvalue()
    assert "No such file" in out.getvalue()
    assert Source.objects.count() == 1


def test_check_anchors_fails_on_an_orphan(mined):
    call_command("check_anchors", stdout=io.StringIO())
    ingest(POST.replace(PASSAGE.encode(), b"No."), "post.md", mined.source)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 are orphans"):
        call_command("check_anchors", stdout=out)
    assert f"{mined.key}: orphan" in out.getvalue()


def test_check_coverage_fails_on_an_open_block(mined):
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 blocks"):
        call_command("check_coverage", mined.source.slug, stdout=out)
    assert "open" in out.getvalue()
    text = mined.source.text
    start = text.index("The large one")
    SetAside.objects.create(
        source=mined.source, start=start, end=len(text), sha256=digest(text[start:]), reason="biography"
    )
    call_command("check_coverage", stdout=out)
    assert "100%" in out.getvalue()
