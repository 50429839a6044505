"""What is shown of a text that matched; pure."""

from advice.search.backends.contract import Plan, Text
from advice.search.marking import Marks, excerpt, marked

MARKS = Marks.of(Plan(words=(Text(("ombudsman",)),)))


def test_an_excerpt_is_cut_at_words_around_the_first_match():
    text = f"{'before ' * 30}the ombudsman helps {'after ' * 60}"
    found = excerpt(text, MARKS)
    assert found.startswith("…before ")
    assert "before the ombudsman helps after" in found
    assert found.endswith(" after…")
    assert len(found) < 260


def test_a_short_text_is_shown_whole():
    assert excerpt("The ombudsman helps.", MARKS) == "The ombudsman helps."


def test_nothing_is_shown_where_nothing_matches():
    assert excerpt("Nobody helps.", MARKS) == ""


def test_a_match_is_marked_and_the_rest_escaped():
    assert marked("<b> & Ombudsmans", MARKS) == ("&lt;b&gt; &amp; <mark>Ombudsmans</mark>", 1)
