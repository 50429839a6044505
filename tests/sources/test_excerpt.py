"""A passage is shown whole, with whole words around it, and never with text of another section."""

from hypothesis import given
from hypothesis import strategies as st

from advice.sources.excerpt import excerpt
from advice.sources.inline import Highlight
from tests.sources.documents import document
from tests.sources.html import parse

TEXT, BLOCKS = document(
    "# Before", "Nothing of this.", "# Pay", "Pay is low at first. " * 10 + "Then it rises.", "# After", "No."
)


def around(words: str, reach: int = 40):
    start = TEXT.index(words)
    return excerpt(TEXT, BLOCKS, [], Highlight(start, start + len(words), "a"), reach=reach)


def test_words_are_whole_and_the_cut_is_told():
    found = around("Then it rises.", reach=12)
    assert [block.text for block in parse(found.html).blocks] == ["at first. Then it rises."]
    assert (found.cut_before, found.cut_after) == (True, False)


def test_other_sections_are_left_out():
    found = around("Then it", reach=5000)
    assert [block.text for block in parse(found.html).blocks] == [TEXT[BLOCKS[3]["start"] : BLOCKS[3]["end"]]]
    assert (found.cut_before, found.cut_after) == (False, False)


def test_a_passage_that_is_a_heading_is_shown():
    assert parse(around("After").html).marked("a") == "After"


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(0, 100))
def test_the_passage_is_always_whole(one, other, reach):
    start, end = sorted((one, other))
    found = excerpt(TEXT, BLOCKS, [], Highlight(start, end, "a"), reach=reach)
    words = "".join(TEXT[max(start, block["start"]) : min(end, block["end"])] for block in BLOCKS)
    assert parse(found.html).marked("a") == words
