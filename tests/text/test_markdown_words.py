"""Words escaped for Markdown come out of a Markdown parser as the same words."""

from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advice.text.markdown_words import markdown_words

PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
SIGNS = st.text(st.sampled_from("\\`*_[]()<>~&#;|!-+=:.1a \nä\u2028"), max_size=30)


@given(SIGNS | st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z"]), max_size=60))
@example("1. not a list")
@example("- not a list")
@example("# not a heading")
@example("[no link](http://x) &amp; <b>")
@example("a | b")
@example("***")
@example("&copy;")
def test_words_stay_words(text):
    html = PARSER.render(markdown_words(text)).strip()
    words = html.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in words
    assert unescape(words) == " ".join(text.split())


@pytest.mark.parametrize("text", ["Plain words, as they are: 3.5 % (or so)!", "a-b c.d"])
def test_plain_words_are_left_alone(text):
    assert markdown_words(text) == text
