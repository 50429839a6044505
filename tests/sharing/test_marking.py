"""What a mentee does on their page, as a browser without JavaScript sends it."""

import re

import pytest

from advice.models import Answers
from advice.sharing import filing
from advice.sharing.answers import Leaning, MarkOn
from advice.sharing.content import Arrangement
from tests import records

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return response.content.decode()


def test_first_comes_the_note_and_how_they_lean(hand):
    handed = hand(begun=False, note="Read *slowly*.")
    page = words(handed.mentee.get(handed.page))
    assert page.index("<em>slowly</em>") < page.index("<h1>Do a PhD</h1>") < page.index("Read on")
    assert "Stipends are low." not in page


def test_reading_on_keeps_the_leaning_and_shows_the_page(hand, position):
    handed = hand(begun=False)
    handed.mentee.post(f"{handed.page}begin/", {"leaning": "-1"})
    assert filing.read(handed.link).before == Leaning(-1)
    page = words(handed.mentee.get(handed.page))
    assert "Stipends are low." in page
    assert "Before reading: Rather against it." in page


def test_nobody_has_to_say_how_they_lean(hand):
    handed = hand(begun=False)
    handed.mentee.post(f"{handed.page}begin/", {})
    assert filing.read(handed.link).before == Leaning()
    assert "Before reading" not in words(handed.mentee.get(handed.page))


def test_the_leaning_before_reading_stays_what_it_was(handed):
    handed.mentee.post(f"{handed.page}begin/", {"leaning": "2"})
    assert filing.read(handed.link).before == Leaning()


def test_marks_words_weights_and_leaning_are_kept(handed, position):
    response = handed.answer(
        **{
            "do-it--stipend-reaction": "matters",
            "do-it--stipend-weight": "3",
            "do-it--doors-reaction": "question",
            "do-it--doors-words": "Which doors?",
            "do-it--known-reaction": "not_me",
            "leaning": "1",
        }
    )
    assert response.status_code == 302
    sheet = filing.read(handed.link)
    assert sheet.after == Leaning(1)
    assert sheet.marks == {
        (position.pk, "stipend"): MarkOn("matters", "", 3),
        (position.pk, "doors"): MarkOn("question", "Which doors?"),
        (position.pk, "known"): MarkOn("not_me"),
    }


def test_they_find_it_as_they_left_it(handed):
    handed.answer(**{"do-it--doors-reaction": "question", "do-it--doors-words": "Which doors?"})
    handed.mentee.post(f"/s/{handed.token}/")
    page = words(handed.mentee.get(handed.page))
    assert 'name="do-it--doors-reaction" value="question" checked' in page
    assert 'value="Which doors?"' in page


def test_a_mark_is_changed_and_taken_away(handed, position):
    handed.answer(**{"do-it--doors-reaction": "matters"})
    assert filing.read(handed.link).marks == {(position.pk, "doors"): MarkOn("matters", "", 2)}
    handed.answer(**{"do-it--doors-reaction": ""})
    assert filing.read(handed.link).marks == {}


def test_words_alone_are_a_question(handed, position):
    handed.answer(**{"do-it--doors-reaction": "", "do-it--doors-words": "Really?"})
    assert filing.read(handed.link).marks == {(position.pk, "doors"): MarkOn("question", "Really?")}


@pytest.mark.parametrize(
    ("data", "said", "place"),
    [
        ({"step": "send"}, "Your answers are sent.", 'id="finish"'),
        ({"step": "keep"}, "Nobody else sees what you did not send.", 'id="finish"'),
        ({"step": "situation"}, "steps back.", "Pinned for you"),
        ({}, "Your answers are kept.", "For and against</h2>"),
    ],
)
def test_what_was_done_is_said_where_the_page_leads(hand, position, data, said, place):
    handed = hand(arrangement=Arrangement(pinned={(position.pk, "known"): "This is you."}))
    page = words(handed.mentee.get(handed.answer(**data)["Location"]))
    (notice,) = re.findall(r'<p class="notice no-print" role="status">([^<]*)</p>', page)
    assert said in notice
    assert page.index(place) < page.index(notice)


def test_a_page_that_was_withdrawn_still_says_whose_note_it_is(hand, position, mentor):
    mentor.first_name = "Mara"
    mentor.save()
    handed = hand(note="Read *slowly*.")
    position.status = "withdrawn"
    position.save()
    assert "A note from Mara" in words(handed.mentee.get(handed.page))


def test_saving_at_an_argument_leads_back_to_it(handed):
    response = handed.answer(**{"do-it--doors-reaction": "matters", "at": "do-it--doors"})
    assert response["Location"] == f"{handed.page}#do-it--doors"


def test_a_situation_makes_claims_step_back_with_the_reason(handed):
    response = handed.answer(professor="no", step="situation")
    assert response["Location"].endswith("?done=situation#situation")
    page = words(handed.mentee.get(handed.page))
    assert "for somebody who wants to be a professor" in page
    assert "not: wants to be a professor" in page


def test_the_page_begins_in_the_situation_that_the_mentor_preset(hand):
    handed = hand(arrangement=Arrangement(presets={"professor": True}))
    assert filing.read(handed.link).situations == {"professor": True}
    handed.answer(professor="")
    assert filing.read(handed.link).situations == {}


def test_a_form_without_situations_leaves_them_alone(hand):
    handed = hand(arrangement=Arrangement(presets={"professor": True}))
    handed.answer(**{"do-it--doors-reaction": "matters"})
    assert filing.read(handed.link).situations == {"professor": True}


def test_pinned_arguments_come_first_with_the_mentors_line(hand, position):
    handed = hand(arrangement=Arrangement(pinned={(position.pk, "known"): "This is you."}))
    page = words(handed.mentee.get(handed.page))
    assert page.index("Pinned for you") < page.index("This is you.") < page.index("For and against</h2>")
    assert page.count("This is you.") == 2


def test_what_was_left_out_stays_in_reach(hand, position):
    handed = hand(arrangement=Arrangement(left_out=frozenset({(position.pk, "stipend")})))
    page = words(handed.mentee.get(handed.page))
    assert "Stipends are low." not in page
    assert "left out 1 argument" in page
    assert "Stipends are low." in words(handed.mentee.get(f"{handed.page}?see=all"))


def test_a_cell_that_was_emptied_does_not_say_that_no_source_speaks(hand, position):
    name = records.position("Take the job", question=position.question, slug="job")
    records.argument("Pay starts at once.", position=name, key="now", topic=records.topic("Pay"))
    left_out = frozenset({(position.pk, "stipend"), (position.pk, "later-pay"), (position.pk, "doors")})
    handed = hand(arrangement=Arrangement(left_out=left_out), subject=position.question)
    page = words(handed.mentee.get(handed.page))
    compared, _, sections = page.partition('id="do-it"')
    assert compared.count("Your mentor left this out.") == 1, "pay of the PhD, beside that of the job"
    assert sections.count("Your mentor left this out.") == 1, "the advisor's side that is empty now"
    assert "Your mentor left out 3 arguments" in page
    assert "left this out" not in words(handed.mentee.get(f"{handed.page}?see=all"))


def test_marks_on_what_was_left_out_stay_when_the_short_page_is_saved(hand, position):
    handed = hand(arrangement=Arrangement(left_out=frozenset({(position.pk, "stipend")})))
    handed.answer(**{"see": "all", "do-it--stipend-reaction": "matters"})
    handed.answer(**{"do-it--doors-reaction": "matters"})
    assert filing.read(handed.link).marks.keys() == {(position.pk, "stipend"), (position.pk, "doors")}
    assert "Stipends are low." in words(handed.mentee.get(handed.page)), "their own balance shows it"


def test_the_balance_shows_what_they_gave_weight(handed):
    handed.answer(**{"do-it--stipend-reaction": "matters", "do-it--stipend-weight": "3"})
    page = words(handed.mentee.get(handed.page))
    assert '<rect x="0" width="3" height="1"/>' in page
    assert "no length says what to do" in page


def test_a_question_is_handed_over_with_all_its_positions(hand, position):
    other = records.position("Take the job", question=position.question, slug="job")
    records.argument("Pay starts at once.", position=other, key="pay-now", topic=records.topic("Pay"))
    handed = hand(begun=False, subject=position.question)
    handed.mentee.post(f"{handed.page}begin/", {"leaning": f"to-{other.pk}"})
    assert filing.read(handed.link).before == Leaning(to=other.pk)
    page = words(handed.mentee.get(handed.page))
    assert "Before reading: Take the job." in page
    assert "Stipends are low." in page
    assert "Pay starts at once." in page
    handed.answer(**{"job--pay-now-reaction": "matters", "do-it--doors-reaction": "matters", "leaning": "0"})
    sheet = filing.read(handed.link)
    assert sheet.marks.keys() == {(other.pk, "pay-now"), (position.pk, "doors")}
    assert sheet.after == Leaning(0)


@pytest.mark.parametrize(
    "data",
    [
        {"do-it--doors-reaction": "love"},
        {"do-it--doors-reaction": "matters", "do-it--doors-weight": "9"},
        {"do-it--doors-words": "x" * 501},
        {"leaning": "7"},
        {"leaning": "to-1"},
        {"professor": "perhaps"},
        {"step": "publish"},
        {"at": "elsewhere"},
        {"see": "some"},
    ],
)
def test_what_the_page_never_offered_is_refused_in_a_sentence(handed, data):
    response = handed.answer(**data)
    assert response.status_code == 400
    assert "What was sent is not what the page offers" in words(response)
    assert not handed.link.answers.get().marks.exists()


@pytest.mark.parametrize("query", ["?see=some", "?done=nothing"])
def test_an_address_that_no_page_has_is_refused(handed, query):
    assert handed.mentee.get(handed.page + query).status_code == 400


def test_marks_on_arguments_that_are_not_there_are_passed_over(handed):
    assert handed.answer(**{"do-it--gone-reaction": "matters"}).status_code == 302
    assert not handed.link.answers.get().marks.exists()


def test_deleting_takes_everything_along_and_leaves_the_page(handed):
    handed.answer(**{"do-it--doors-reaction": "matters", "step": "send"})
    assert words(handed.mentee.get(f"{handed.page}delete/")).count("<form") == 1
    assert Answers.objects.count() == 2
    handed.mentee.post(f"{handed.page}delete/")
    assert not Answers.objects.exists()
    handed.link.refresh_from_db()
    assert handed.link.answered_at is None
    assert handed.mentee.get(handed.page).status_code == 200


def test_a_page_that_was_withdrawn_says_so(handed, position):
    position.status = "withdrawn"
    position.save()
    page = words(handed.mentee.get(handed.page))
    assert "has been withdrawn" in page
    assert "<em>slowly</em>" in page
    assert handed.answer(leaning="1").status_code == 302
    assert handed.mentee.get(f"{handed.page}page.md").status_code == 200


def test_a_page_with_very_many_arguments_can_be_sent(handed, position):
    many = {f"do-it--number-{number}-words": "" for number in range(1200)}
    assert handed.answer(**many, **{"do-it--doors-reaction": "matters"}).status_code == 302
    assert filing.read(handed.link).marks.keys() == {(position.pk, "doors")}
