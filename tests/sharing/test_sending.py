"""The mentor sees what was sent, as it was sent, and nothing before that."""

import pytest

from advice.sharing import filing

pytestmark = pytest.mark.django_db
MARK = {"do-it--doors-reaction": "question", "do-it--doors-words": "Which doors?"}


def test_what_is_kept_to_oneself_is_seen_by_nobody(handed, mentoring):
    handed.answer(**MARK, step="keep")
    page = mentoring.get(handed.mentors_page).content.decode()
    assert "Which doors?" not in page
    assert "Nothing has been sent to you." in page
    assert "Opened" in page


def test_the_mentor_sees_what_was_sent_beside_the_page(hand, mentoring):
    handed = hand(begun=False)
    handed.mentee.post(f"{handed.page}begin/", {"leaning": "-2"})
    handed.answer(
        **MARK,
        **{"do-it--stipend-reaction": "matters", "do-it--stipend-weight": "3"},
        leaning="1",
        professor="yes",
        step="send",
    )
    page = mentoring.get(handed.mentors_page).content.decode()
    for said in (
        "Which doors?",
        "very much",
        "Clearly against it",
        "Rather for it",
        "wants to be a professor",
    ):
        assert said in page
    assert page.count("Which doors?") == 2, "in the list of questions and beside the argument"
    assert "Answered" in page


def test_what_is_changed_afterwards_stays_with_the_mentee_until_it_is_sent_again(handed, mentoring):
    handed.answer(**MARK, step="send")
    handed.answer(**{"do-it--doors-reaction": "question", "do-it--doors-words": "Second thoughts"})
    assert "Second thoughts" not in mentoring.get(handed.mentors_page).content.decode()
    assert "Second thoughts" in handed.mentee.get(handed.page).content.decode()
    handed.answer(
        **{"do-it--doors-reaction": "question", "do-it--doors-words": "Second thoughts"}, step="send"
    )
    page = mentoring.get(handed.mentors_page).content.decode()
    assert "Second thoughts" in page
    assert "Which doors?" not in page


def test_deleting_takes_it_from_the_mentor_too(handed, mentoring):
    handed.answer(**MARK, step="send")
    handed.mentee.post(f"{handed.page}delete/")
    assert "Which doors?" not in mentoring.get(handed.mentors_page).content.decode()


def test_what_was_sent_is_taken_back_and_stays_with_the_mentee(handed, mentoring):
    handed.answer(**MARK, step="send")
    assert "Take back what your mentor has" in handed.mentee.get(handed.page).content.decode()
    handed.answer(**MARK, step="take-back")
    page = mentoring.get(handed.mentors_page).content.decode()
    assert "Which doors?" not in page
    assert "Nothing has been sent to you." in page
    assert "Which doors?" in handed.mentee.get(handed.page).content.decode()
    assert "Take back" not in handed.mentee.get(handed.page).content.decode()


def test_sending_copies_everything(handed):
    handed.answer(**MARK, leaning="2", professor="no", step="send")
    assert filing.read(handed.link, sent=True) == filing.read(handed.link)


def test_the_preview_shows_the_page_and_sends_nothing(hand, mentoring):
    handed = hand(note="Read *slowly*.")
    handed.answer(**MARK)
    page = mentoring.get(f"{handed.mentors_page}preview/").content.decode()
    assert "<em>slowly</em>" in page
    assert "Stipends are low." in page
    assert "Which doors?" not in page
    assert 'action=""' in page
    assert "csrfmiddlewaretoken" not in page.partition('id="answers"')[2]
