"""A mentee with the page open on two devices: neither undoes what the other kept."""

from html import unescape

import pytest

from advice.sharing import filing
from advice.sharing.answers import Leaning, MarkOn, Sheet
from advice.sharing.merging import Entered, merge

NAME, OTHER = (1, "doors"), (1, "stipend")
QUESTION, MATTERS = MarkOn("question", "Which doors?"), MarkOn("matters", "", 2)


def test_what_a_stale_page_did_not_show_stays():
    stored = Sheet(marks={NAME: QUESTION}, situations={"professor": True}, after=Leaning(1))
    stale = Entered({NAME: None, OTHER: MATTERS}, {"professor": None}, Leaning())
    merged = merge(stored, stale, seen=Entered({}, {}, None))
    assert merged.marks == {NAME: QUESTION, OTHER: MATTERS}
    assert merged.situations == {"professor": True}
    assert merged.after == Leaning(1)


def test_what_the_page_showed_is_changed_and_taken_away():
    seen = Entered({NAME: QUESTION, OTHER: MATTERS}, {"professor": True}, Leaning(1))
    stored = Sheet(marks=dict(seen.marks), situations={"professor": True}, after=Leaning(1))
    entered = Entered({NAME: None, OTHER: MarkOn("not_me")}, {"professor": None}, Leaning(-1))
    assert merge(stored, entered, seen) == Sheet(marks={OTHER: MarkOn("not_me")}, after=Leaning(-1))


@pytest.mark.parametrize(
    ("stored", "entered", "kept"),
    [
        (QUESTION, MarkOn("matters", "All of them", 3), MarkOn("matters", "All of them / Which doors?", 3)),
        (QUESTION, MarkOn("matters", "", 3), MarkOn("matters", "Which doors?", 3)),
        (
            QUESTION,
            MarkOn("question", "Which doors? And when?"),
            MarkOn("question", "Which doors? And when?"),
        ),
        (QUESTION, None, QUESTION),
        (None, MATTERS, MATTERS),
        (QUESTION, QUESTION, QUESTION),
    ],
)
def test_where_both_changed_the_same_the_last_counts_and_no_word_is_lost(stored, entered, kept):
    before = MarkOn("not_me")
    merged = merge(
        Sheet(marks={NAME: stored} if stored else {}), Entered({NAME: entered}), Entered({NAME: before})
    )
    assert merged.marks.get(NAME) == kept


def test_nobody_says_what_the_page_showed_and_everything_counts():
    assert merge(Sheet(marks={NAME: QUESTION}), Entered({NAME: None})).marks == {}


def was(page: str) -> str:
    return unescape(page.partition('name="was" value="')[2].partition('"')[0])


@pytest.mark.django_db
def test_a_tab_of_yesterday_takes_nothing_away(handed, position):
    yesterday = was(handed.mentee.get(handed.page).content.decode())
    handed.answer(
        **{"do-it--doors-reaction": "question", "do-it--doors-words": "Which & when?", "professor": "no"},
        leaning="1",
    )
    untouched = {"do-it--doors-reaction": "", "do-it--doors-words": "", "professor": ""}
    handed.answer(**untouched, **{"do-it--stipend-reaction": "matters"}, was=yesterday)
    sheet = filing.read(handed.link)
    assert sheet.marks == {
        (position.pk, "doors"): MarkOn("question", "Which & when?"),
        (position.pk, "stipend"): MATTERS,
    }
    assert (sheet.situations, sheet.after) == ({"professor": False}, Leaning(1))
    today = was(handed.mentee.get(handed.page).content.decode())
    handed.answer(**untouched, was=today)
    assert filing.read(handed.link).marks.keys() == {(position.pk, "stipend")}
    assert filing.read(handed.link).situations == {}


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["do-it--doors-reaction=love", "do-it--doors-words=%00", "leaning=9"])
def test_what_no_page_showed_is_refused(handed, value):
    assert handed.answer(leaning="1", was=value).status_code == 400
