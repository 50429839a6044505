"""The knowledge that ships keeps the rules of docs/curating.md."""

import io
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from advice.claims.coverage import Account, Span, cover
from advice.knowledge.files import read_folder, write_folder
from advice.knowledge.stored import stored_records
from advice.models import Claim, Source

FIXTURES = Path(__file__).parents[2] / "fixtures"
PHD = "phd-for-machine-learning"


@pytest.fixture(scope="module")
def records():
    return read_folder(FIXTURES)


@pytest.fixture(scope="module")
def of(records):
    return lambda kind: [record for (found, _), record in records.items() if found == kind]


def test_there_is_as_much_as_we_say(of):
    assert len(of("source")) == 6
    assert len(of("claim")) > 350
    assert len(of("question")) == 11
    assert len(of("topic")) > 40


def test_every_claim_is_anchored_and_has_topics(of):
    for claim in of("claim"):
        assert claim["passage"]["end"] > claim["passage"]["start"], claim["key"]
        assert 1 <= len(claim["topics"]) <= 3, claim["key"]
        assert len(claim["text"]) <= 300, claim["key"]


def test_everything_named_is_there(records, of):
    for claim in of("claim"):
        assert ("person", claim["speaker"]) in records
        assert all(("topic", topic) in records for topic in claim["topics"])
        assert all(("situation", situation) in records for situation in claim.get("situations", {}))
    for argument in of("argument"):
        assert all(("claim", key) in records for key in argument["claims"])


def test_every_block_of_every_source_is_accounted_for(of):
    for source in of("source"):
        claims = [
            Span(claim["passage"]["start"], claim["passage"]["end"], claim["key"])
            for claim in of("claim")
            if claim["source"] == source["slug"]
        ]
        aside = [Span(block["start"], block["end"], block["reason"]) for block in source.get("set_aside", [])]
        covered = cover([tuple(block) for block in source["blocks"]], claims, aside)
        assert not [block for block in covered if block.account is Account.OPEN], source["slug"]
        assert all(span.end <= source["length"] for span in claims)


def test_a_topic_has_two_claims_or_says_why(of):
    counts = Counter(topic for claim in of("claim") for topic in claim["topics"])
    for topic in of("topic"):
        assert topic["description"], topic["slug"]
        assert counts[topic["slug"]] >= 2 or topic.get("scope_note"), topic["slug"]


def test_no_word_names_two_topics(of):
    words = [
        word.casefold()
        for topic in of("topic")
        for word in [topic["name"], *topic.get("labels", []), *topic.get("misspellings", [])]
    ]
    assert [word for word, number in Counter(words).items() if number > 1] == []


def test_every_argument_is_carried(of):
    for argument in of("argument"):
        assert argument["claims"], argument["key"]


def test_every_position_has_two_sides_or_says_what_is_missing(of):
    stances: dict[tuple[str, str], set[str]] = {}
    for argument in of("argument"):
        stances.setdefault((argument["question"], argument["position"]), set()).add(argument["stance"])
    for position in of("position"):
        sides = stances[position["question"], position["slug"]]
        assert len(sides) >= 2 or position.get("gap"), position["slug"]
        assert position["lead"], position["slug"]
        assert position["reversible"], position["slug"]
        assert position["deadline"], position["slug"]


def test_a_crux_stands_on_a_row_with_both_sides(of):
    sides: dict[tuple[str, str, str], set[str]] = {}
    for argument in of("argument"):
        row = (argument["question"], argument["position"], argument["topic"])
        sides.setdefault(row, set()).add(argument["stance"])
    for position in of("position"):
        for crux in position.get("cruxes", []):
            assert {"pro", "con"} <= sides[position["question"], position["slug"], crux["topic"]]


def test_a_third_of_the_arguments_on_the_phd_have_two_voices(records, of):
    arguments = [argument for argument in of("argument") if argument["question"] == PHD]
    voices = [{records["claim", key]["speaker"] for key in argument["claims"]} for argument in arguments]
    assert sum(len(found) >= 2 for found in voices) * 3 >= len(arguments)


def test_who_is_reported_is_not_the_author(records, of):
    authors = {source["slug"]: source.get("author") for source in of("source")}
    for claim in of("claim"):
        if claim.get("reported"):
            assert claim["speaker"] != authors[claim["source"]], claim["key"]


@pytest.mark.django_db
def test_the_files_are_as_exporting_writes_them(tmp_path):
    """A hand that edits them keeps the one order and form, so that a diff shows only what changed."""
    call_command("load_knowledge", stdout=io.StringIO())
    write_folder(tmp_path, stored_records())
    for path in tmp_path.rglob("*.yaml"):
        assert path.read_text() == (FIXTURES / path.relative_to(tmp_path)).read_text(), path.name
    sample = Source.objects.get(slug="reading-advice")
    assert sample.has_text
    states = set(Claim.objects.filter(source=sample).values_list("anchor_state", flat=True))
    assert states == {"exact"}
