"""Words and titles stand in Argdown as nothing but words and titles, and nothing is given twice."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advice.text.argdown import CON, PRO, ArgdownDocument, argdown_link, argdown_words

WORDS = st.text(st.sampled_from("[]<>@#*_{}\\/.:=+-()a1 \n\u2028é"), max_size=30)


def unescaped(text: str) -> list[str]:
    """The parts of Argdown text that no backslash makes a plain character."""
    return re.split(r"\\.", text)


@given(WORDS)
@example("====")
@example("http://x.y/z")
@example("U.S.A.: 12:30:15")
@example("a\\")
def test_words_stay_words(text):
    escaped = argdown_words(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == " ".join(text.split())
    for part in unescaped(escaped):
        assert not re.search(r"[\\\[\]<>@#*_{}]|/\*|//|===|\.\S+\.|:\S+:", part), escaped


@pytest.mark.parametrize("text", ["Plain words, 3.5 % (or so)!", "a-b; c + d - e", "“Yes”: 1/2"])
def test_plain_words_are_left_alone(text):
    assert argdown_words(text) == text


def test_a_link_ends_where_it_should():
    assert argdown_link("a] b", "http://x/(y)") == "[a) b](http://x/%28y%29)"


@given(st.lists(WORDS, min_size=2, max_size=4))
@example(["a", "a", "a (2)"])
@example(["<+", "!--", "_x", "-"])
def test_titles_are_titles_and_each_is_given_once(titles):
    document = ArgdownDocument()
    members = [document.argument(f"name {place}", title, "Text") for place, title in enumerate(titles)]
    found = [re.fullmatch(r"<([^<>\n\u2028]+)>: Text", member) for member in members]
    assert all(found), members
    assert len({match[1] for match in found}) == len(titles)
    assert all(match[1][0].isalnum() or match[1][0] in "(?" for match in found)


def test_what_is_named_again_refers_to_the_first():
    document = ArgdownDocument()
    document.heading(1, "A #question")
    document.comment("Said by */ somebody\u2028and", "", "another")
    document.block(document.statement("p", "Do it", "Do it"))
    document.under(1, PRO, document.argument("a", "Pay [net]", "It pays", ["sure"]))
    document.under(2, PRO, document.statement("c", "low", "Low"))
    document.under(1, CON, document.argument("b", "Time", f"Not {document.mention('p')}"))
    document.under(2, PRO, document.statement("c", "low", "Low"))
    assert str(document) == (
        "# A \\#question\n\n/*\nSaid by * / somebody\nand\nanother\n*/\n\n[Do it]: Do it\n"
        "  + <Pay (net)>: It pays #sure\n    + [low]: Low\n  - <Time>: Not @[Do it]\n    + [low]\n"
    )
