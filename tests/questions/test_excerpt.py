"""Passages cut for a list."""

from operator import mul

from hypothesis import given
from hypothesis import strategies as st

from advice.questions.excerpt import AROUND, LENGTH, MARGIN, excerpt


def cut(text, start, end):
    """As the database hands it over."""
    lead = min(start, MARGIN)
    window = text[start - lead : start + min(end - start, LENGTH) + MARGIN]
    return excerpt(window, lead, end - start)


def test_a_short_passage_stands_whole_between_what_is_around_it():
    text = "One two three. Four five six. Seven eight."
    found = cut(text, 15, 29)
    assert (found.before, found.passage, found.after, found.cut) == (
        "One two three. ",
        "Four five six.",
        " Seven eight.",
        False,
    )


def test_what_is_around_it_ends_at_a_word_and_says_that_more_follows():
    text = "word " * 100 + "The passage." + " word" * 100
    found = cut(text, 500, 512)
    assert found.passage == "The passage."
    assert found.before.startswith("…word")
    assert found.before.endswith(" ")
    assert found.after.endswith("word…")
    assert len(found.before) <= AROUND + 1


def test_what_is_around_it_does_not_reach_into_another_paragraph():
    text = "Other paragraph.\n\nBefore. The passage. After.\n\nNext paragraph."
    start = text.index("The passage.")
    found = cut(text, start, start + 12)
    assert (found.before, found.after) == ("Before. ", " After.")


def test_a_long_passage_is_cut_at_a_word_and_stands_alone():
    text = "begin " + "letters " * 100
    found = cut(text, 6, len(text))
    assert found.cut
    assert found.passage.endswith("letters…")
    assert (found.before, found.after) == ("", "")


def test_a_passage_that_fills_the_room_stands_alone():
    text = "a" * 100 + "b" * LENGTH + "c" * 100
    found = cut(text, 100, 100 + LENGTH)
    assert (found.before, found.passage, found.after) == ("", "b" * LENGTH, "")


@given(st.builds(mul, st.text("ab \n…é", min_size=1, max_size=60), st.integers(1, 20)), st.data())
def test_whatever_the_text_the_excerpt_is_bounded_and_holds_the_passage(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = cut(text, start, end)
    assert len(found.before) + len(found.passage) + len(found.after) <= LENGTH + 4
    if found.cut:
        assert text[start:end].startswith(found.passage[:-1])
    else:
        assert found.passage == text[start:end]
        assert text[:start].endswith(found.before.lstrip("…"))
        assert text[end:].startswith(found.after.rstrip("…"))
