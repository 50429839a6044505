"""A foreign collection, loaded in bulk."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from advice.models import Argument, Claim, Question, Source, Topic
from advice.search.rebuilding import problems
from tests import records
from tests.search.asking import ask, found

pytestmark = pytest.mark.django_db

LINES = [
    {
        "id": "a1",
        "text": "Stipends are low.",
        "source": "A letter",
        "topics": ["Pay", "Rank"],
        "date": "2020-05-01",
    },
    {"id": 7, "text": "Advisors matter.", "source": "A letter", "topics": ["Advisor"], "date": "2020-06-01"},
    {"id": "b/ü", "text": "Labs are cold.", "unheard": {"of": [1]}},
]


@pytest.fixture
def load(tmp_path: Path):
    def load_lines(lines: list[Any], name: str = "letters") -> str:
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines))
        out = StringIO()
        call_command("load_claims", str(path), stdout=out)
        return out.getvalue()

    return load_lines


def test_claims_are_found_and_keep_their_identifier(load):
    assert load(LINES).startswith("3 claims added, 0 were there already")
    (result,) = ask("stipend").results
    assert (result.external_id, result.source.title) == ("a1", "A letter")
    assert {topic.name for topic in result.topics} == {"Pay", "Rank"}
    assert {result.external_id for result in ask("").results} == {"a1", "7", "b/ü"}
    assert ask("cold").results[0].source.title == "letters"
    assert problems() == []


def test_foreign_lines_are_taken_as_they_come(load):
    nothing = dict.fromkeys(["source", "topics", "stance", "date", "question", "position"])
    lines = [
        {"id": 1.5, "text": "Stipends one.", **nothing},
        {"id": "2", "text": "Stipends two.", "topics": "Pay", "stance": "SUPPORT", "date": 2020},
        {"id": "3", "text": "Stipends three.", "topics": [None, "Pay", "", "Pay", 12], "stance": -1},
        {"id": "4", "text": "Stipends four.", "topics": ["t" * 300], "source": "s" * 400, "date": "2021-07"},
        {
            "id": "5",
            "text": "Stipends five.",
            "stance": "neutral",
            "question": "q" * 300,
            "position": "p" * 300,
        },
        {"id": "6", "text": " "},
        {"id": "7", "text": None},
        "\n",
        {"id": "2", "text": "Stipends two, again.", "date": "2020-05-01T12:00:00Z"},
    ]
    assert load(["\ufeff" + json.dumps(lines[0]) + "\r\n", *lines[1:]]).startswith(
        "5 claims added, 1 were there already"
    )
    assert {result.external_id for result in ask("stipends").results} == {"1.5", "2", "3", "4", "5"}
    assert found(stance="pro") == ["Stipends two."] == found(year="2020")
    assert found(stance="con") == ["Stipends three."] == found("topic:12")
    assert found(stance="depends") == ["Stipends five."]
    assert found("year:2021") == ["Stipends four."]
    assert problems() == []


def test_the_page_of_each_claim_answers(load, client):
    load(LINES)
    for claim in Claim.objects.all():
        assert client.get(claim.get_absolute_url()).status_code == 200


def test_loading_again_adds_what_is_new(load):
    load(LINES)
    assert load([*LINES, {"id": "c", "text": "New."}, LINES[0]]).startswith(
        "1 claims added, 4 were there already"
    )
    assert Claim.objects.count() == 4
    assert Source.objects.filter(title="A letter").count() == 1
    assert problems() == []


def test_topics_that_are_there_are_used(load):
    pay = records.topic("Pay")
    pay.labels.create(label="Salary")
    load(
        [
            {"id": "1", "text": "One.", "topics": ["salary", "PAY"]},
            {"id": "2", "text": "Two.", "topics": ["Wage", "wage"]},
        ]
    )
    assert Topic.objects.count() == 2
    assert [topic.name for topic in Claim.objects.get(external_id="1").topics.all()] == ["Pay"]
    assert Claim.objects.get(external_id="2").topics.count() == 1


def test_the_year_of_a_claim_is_that_of_its_source(load):
    load(
        [
            {"id": str(year), "text": f"Said {year}.", "source": "Diary", "date": f"{year}-02-03"}
            for year in (2019, 2021)
        ]
    )
    assert found("year:2019") == ["Said 2019."]
    assert found(year="2021") == ["Said 2021."]


def test_stances_make_arguments(load):
    lines = [
        {
            "id": f"s{number}",
            "text": f"Point {number}.",
            "topics": ["Pay"],
            "stance": "pro" if number % 3 else "con",
        }
        for number in range(90)
    ]
    own = {"question": "Should one go?", "position": "Go", "stance": "depends"}
    load([*lines, {"id": "q", "text": "It varies.", **own}])
    assert len(found("point", stance="con", limit=100)) == 30
    assert found(stance="depends") == ["It varies."]
    assert set(Question.objects.values_list("title", flat=True)) == {"letters", "Should one go?"}
    assert max(argument.claims.count() for argument in Argument.objects.all()) <= 25
    load([*lines, {"id": "more", "text": "One more.", "topics": ["Pay"], "stance": "con"}])
    assert found("more", stance="con") == ["One more."]
    assert problems() == []


def test_a_text_too_long_for_a_claim_is_found_to_its_end(load):
    text = "Beginnings are easy. " + "Much is said in between. " * 40 + "The ombudsman has the last word."
    load([{"id": "long", "text": text}, {"id": "longer", "text": text.replace("ombudsman", "registrar")}])
    (result,) = ask("ombudsman").results
    assert result.external_id == "long"
    assert len(result.text) <= 300
    assert result.passage.exact == text
    assert result.matched_in.endswith("said in between. The <mark>ombudsman</mark> has the last word.")
    assert result.matched_in.startswith("…")
    load([{"id": "third", "text": text.replace("ombudsman", "librarian")}])
    assert ask("librarian").results[0].passage.exact.endswith("The librarian has the last word.")
    assert ask("registrar").results[0].external_id == "longer"


def test_what_a_long_text_says_at_its_end_counts_as_the_claims_own_words(load):
    filler = "Much is said in between, of this and of that. " * 20
    load(
        [
            {"id": "source", "text": "Labs are cold.", "source": "On the ombudsman"},
            {"id": "long", "text": f"Beginnings are easy. {filler} The ombudsman has the last word."},
            *({"id": f"other{number}", "text": f"{filler} That is case {number}."} for number in range(9)),
        ]
    )
    assert [result.external_id for result in ask("ombudsman").results] == ["long", "source"]
    assert problems() == []


def test_a_long_text_that_begins_with_what_was_asked_comes_first(load):
    filler = "Much is said in between, of this and of that. " * 20
    load(
        [
            {"id": "end", "text": f"{filler} The ombudsman has the word."},
            {"id": "beginning", "text": f"The ombudsman has the word. {filler}"},
            *({"id": f"other{number}", "text": f"{filler} That is case {number}."} for number in range(9)),
        ]
    )
    assert [result.external_id for result in ask("ombudsman").results] == ["beginning", "end"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{\n", "Line 2: it is not JSON."),
        ("[1]\n", "Line 2: it is no JSON object."),
        ({"id": "x"}, "Line 2: it needs an “id” and a “text”."),
        ({"id": True, "text": "x"}, "Line 2: “id” is no text."),
        ({"id": "x", "text": 5}, "Line 2: “text” is no text."),
        ({"id": "x", "text": "a\0b"}, "Line 2: “text” has a character that no text can have."),
        ({"id": "x", "text": "a\ud800b"}, "Line 2: “text” has a character that no text can have."),
        ({"id": "x" * 201, "text": "x"}, "Line 2: “id” is longer than 200 characters."),
        ({"id": "x", "text": "x", "topics": ["pay"] * 21}, "Line 2: “topics” are more than 20."),
        ({"id": "x", "text": "x", "topics": {"name": "pay"}}, "Line 2: “topics” is no text."),
        ({"text": "x"}, "Line 2: it needs an “id” and a “text”."),
        ({"id": "x", "text": "x" * 100_001}, "Line 2: “text” is longer than 100000 characters."),
        ({"id": "x", "text": "x", "topics": [{}]}, "Line 2: “topics” is no text."),
        ({"id": "x", "text": "x", "stance": "maybe"}, "Line 2: “stance” is pro, con or depends."),
        ({"id": "x", "text": "x", "date": "soon"}, "Line 2: “date” is no date such as 2020-05-01."),
        ({"id": "x", "text": "x", "date": 20}, "Line 2: “date” is no date such as 2020-05-01."),
        ("[" * 100_000 + "\n", "Line 2:"),
    ],
)
def test_a_line_that_is_refused_says_why_and_nothing_is_loaded(load, line, reason):
    with pytest.raises(CommandError) as refused:
        load([{"id": "first", "text": "Stipends are low."}, line])
    assert reason in str(refused.value)
    assert "Nothing was loaded." in str(refused.value)
    assert Claim.objects.count() == 0
    records.claim("Written afterwards.")
    assert found("afterwards") == ["Written afterwards."]


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path):
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\0")
    for name in ("missing.jsonl", "binary.jsonl"):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("load_claims", str(tmp_path / name))


def test_a_thousand_results_are_counted_and_the_page_says_that_there_are_more(load, client):
    load([{"id": str(number), "text": f"A stipend, case {number}."} for number in range(1_005)])
    html = client.get("/search/?q=stipend").content.decode()
    assert "Over 1,000 claims" in html
    assert "numbers are of the 1,000 best" in html
    assert client.get("/search/?q=stipend&page=50").status_code == 200
    assert client.get("/search/?q=stipend&page=51").status_code == 404
