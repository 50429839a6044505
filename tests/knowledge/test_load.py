"""Loading knowledge: idempotent, whole or not at all, never over a curator's change in silence."""

import copy

import pytest

from advice.knowledge.files import read_folder, write_folder
from advice.knowledge.load import Prefer, load
from advice.knowledge.records import KnowledgeError, canonical
from advice.knowledge.stored import stored_records
from advice.models import Argument, Claim, Person, Source, Topic

pytestmark = pytest.mark.django_db
PASSAGE = {"start": 4, "end": 9, "sha256": "a" * 64}


@pytest.fixture
def files():
    entries = {
        ("person", "ada"): {"slug": "ada", "name": "Ada", "path": "finished"},
        ("topic", "money"): {"slug": "money", "name": "Money", "labels": ["cash"], "misspellings": ["mony"]},
        ("topic", "a-stipend"): {"slug": "a-stipend", "name": "Stipend", "broader": "money"},
        ("situation", "student"): {
            "slug": "student",
            "question": "Are you a student?",
            "holds": "is a student",
            "lacks": "is no student",
        },
        ("source", "post"): {
            "slug": "post",
            "name": "A post",
            "kind": "post",
            "author": "ada",
            "published_on": "2020-02-29",
            "length": 40,
            "blocks": [["paragraph", 0, 20], ["paragraph", 22, 40]],
            "set_aside": [
                {"reason": "repeats", "repeats": "post-001", "start": 22, "end": 40, "sha256": "b" * 64}
            ],
        },
        ("claim", "post-001"): {
            "key": "post-001",
            "source": "post",
            "text": "Stipends are low.",
            "kind": "opinion",
            "speaker": "ada",
            "about": [2015, 2019],
            "topics": ["money", "a-stipend"],
            "situations": {"student": False},
            "passage": PASSAGE,
        },
        ("question", "phd"): {"slug": "phd", "title": "A PhD?", "order": 1},
        ("position", "phd/do"): {
            "question": "phd",
            "slug": "do",
            "title": "Do it",
            "place": 0,
            "cruxes": [{"topic": "money", "kind": "fact", "text": "They name other figures."}],
        },
        ("argument", "phd/do/low-pay"): {
            "question": "phd",
            "position": "do",
            "key": "low-pay",
            "stance": "con",
            "topic": "a-stipend",
            "text": "The pay is low.",
            "claims": ["post-001"],
            "place": 0,
        },
    }
    return {key: canonical(record) for key, record in entries.items()}


def test_what_was_loaded_is_what_is_stored(files):
    report = load(files)
    assert len(report.added) == len(files)
    assert stored_records() == files


def test_loading_again_changes_nothing(files):
    load(files)
    report = load(files)
    assert len(report.unchanged) == len(files)
    assert not report.added
    assert not report.changed
    assert not report.differs


def test_a_round_trip_is_byte_identical(files, tmp_path):
    load(files)
    write_folder(tmp_path / "once", stored_records())
    load(read_folder(tmp_path / "once"), Prefer.FILES)
    write_folder(tmp_path / "twice", stored_records())
    once = {path.name: path.read_bytes() for path in (tmp_path / "once").rglob("*.yaml")}
    assert once == {path.name: path.read_bytes() for path in (tmp_path / "twice").rglob("*.yaml")}
    assert once


def test_a_changed_file_changes_the_record(files):
    load(files)
    files["claim", "post-001"]["text"] = "Stipends are usually low."
    files["claim", "post-001"]["topics"] = ["a-stipend"]
    assert load(files).changed == [("claim", "post-001")]
    claim = Claim.objects.get(key="post-001")
    assert claim.text == "Stipends are usually low."
    assert [topic.slug for topic in claim.topics.all()] == ["a-stipend"]


def test_a_record_gone_from_the_files_is_withdrawn_not_deleted(files):
    load(files)
    del files["argument", "phd/do/low-pay"]
    assert load(files).withdrawn == [("argument", "phd/do/low-pay")]
    assert Argument.objects.get().status == "withdrawn"
    assert not Argument.objects.published().exists()


def test_what_stood_after_a_withdrawn_record_moves_up_and_counts_as_nobodys_change(files):
    for place, key in enumerate(["high-pay", "low-pay", "no-pay"]):
        argument = files["argument", "phd/do/low-pay"] | {"key": key, "place": place}
        files["argument", f"phd/do/{key}"] = argument
    load(files)
    del files["argument", "phd/do/high-pay"]
    files["argument", "phd/do/low-pay"]["place"] = 0
    files["argument", "phd/do/no-pay"]["place"] = 1
    load(files)
    again = load(files)
    assert not again.differs
    assert len(again.unchanged) == len(files)


@pytest.mark.parametrize("prefer", Prefer)
def test_a_curators_change_is_kept_unless_the_files_are_preferred(files, prefer):
    load(files)
    Claim.objects.filter(key="post-001").update(text="Stipends were low here.")
    newer = copy.deepcopy(files)
    newer["claim", "post-001"]["text"] = "Stipends are often low."
    [difference] = load(newer, prefer).differs
    assert difference.fields() == ["text"]
    assert difference.files_changed
    kept = "Stipends were low here." if prefer is Prefer.DATABASE else "Stipends are often low."
    assert Claim.objects.get().text == kept


def test_an_edit_that_the_files_do_not_contest_is_told_from_a_conflict(files):
    load(files)
    Person.objects.update(standing="Taught for years.")
    [difference] = load(files).differs
    assert not difference.files_changed
    assert Person.objects.get().standing == "Taught for years."


def test_a_record_that_the_curator_made_is_left_alone(files):
    load(files)
    Topic.objects.create(name="Weather", slug="weather")
    report = load(files)
    assert not report.withdrawn
    assert Topic.objects.filter(slug="weather", status="draft").exists()


@pytest.mark.parametrize(
    ("key", "field", "value", "said"),
    [
        (("claim", "post-001"), "text", "x" * 301, "at most 300"),
        (("claim", "post-001"), "kind", "rumour", "rumour"),
        (("claim", "post-001"), "speaker", "nobody", "names something that is not there"),
        (
            ("claim", "post-001"),
            "passage",
            {"start": 9, "end": 4, "sha256": "a" * 64},
            "claim_anchor_is_whole",
        ),
        (("source", "post"), "published_on", "yesterday", "wrong form"),
        (("argument", "phd/do/low-pay"), "stance", "maybe", "maybe"),
        (("topic", "money"), "broader", "a-stipend", "broader than itself"),
    ],
)
def test_a_wrong_value_is_one_sentence_and_loads_nothing(files, key, field, value, said):
    files[key][field] = value
    with pytest.raises(KnowledgeError, match=said):
        load(files)
    assert not Source.objects.exists()
    assert not Person.objects.exists()
