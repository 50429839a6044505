"""Loading a document: one source each, all or nothing, safe to repeat, anchors checked."""

import hashlib
import io
import json
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


def test_the_report_has_a_line_for_each_document(tmp_path: Path):
    folder = tmp_path / "posts"
    (folder / "2013" / "06" / "07").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("Not a document of ours.")
    (folder / "2013" / "06" / "07" / "index.md").write_bytes(b"---\ntitle: Left\n---\n\nI left.\n")
    (folder / "a.md").write_bytes(POST)
    (folder / "b.md").write_bytes(POST)
    (folder / "c.md").write_bytes(b"%PDF-1.7")
    report = tmp_path / "report.jsonl"
    with pytest.raises(CommandError, match="refused"):
        call_command("ingest", folder, report=report, stdout=io.StringIO())
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert [(Path(line["path"]).name, line["result"], line["reason"]) for line in lines] == [
        ("index.md", "read", ""),
        ("a.md", "read", ""),
        ("b.md", "unchanged", ""),
        ("c.md", "refused", "The file is a PDF, not text."),
    ]
    assert lines[1] == {
        "path": str(folder / "a.md"),
        "result": "read",
        "reason": "",
        "source": "two-labs-one-year-2021",
        "title": "Two labs, one year",
        "date": "2021-05-06",
        "kind": "post",
        "characters": len(Source.objects.get(slug="two-labs-one-year-2021").text),
        "digest": hashlib.sha256(POST).hexdigest(),
        "notes": [],
    }
    assert (lines[0]["title"], lines[0]["date"]) == ("Left", "2013-06-07")
    assert (lines[3]["title"], lines[3]["characters"]) == (None, None)
    assert lines[3]["digest"] == hashlib.sha256(b"%PDF-1.7").hexdigest()


def test_a_report_that_cannot_be_written_is_a_sentence_before_anything_is_loaded(tmp_path: Path):
    (tmp_path / "a.md").write_bytes(POST)
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("ingest", tmp_path / "a.md", report=tmp_path / "no" / "report.jsonl")
    assert not Source.objects.exists()


def test_many_documents_with_one_title_and_one_name_are_kept_apart(tmp_path: Path):
    for number in range(3):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "index.md").write_text(f"---\ntitle: Notes\n---\n\nPart {number}.\n")
    out = io.StringIO()
    call_command("ingest", tmp_path, stdout=out)
    texts = dict(Source.objects.values_list("slug", "text"))
    assert texts == {"notes": "Part 0.", "notes-2": "Part 1.", "notes-3": "Part 2."}
    assert "notes has the same title, see --source" in " ".join(out.getvalue().split())
