"""The renderer says what the text says, in well-formed HTML, however marks and highlights lie."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from advice.sources.inline import Highlight
from advice.sources.rendering import outline, render
from tests.sources.documents import block
from tests.sources.html import parse

NASTY = st.sampled_from(["<script>alert(1)</script>", '"><img src=x onerror=y>', "&amp;", "&", "]]>", "<!--"])
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1, max_size=30) | NASTY
KINDS = ["paragraph", "heading", "list_item", "quotation", "code", "figure"]
MARKS = ["link", "emphasis", "strong", "code", "blink"]
ADDRESSES = ["https://example.org/?a=1&b=2", 'http://x"onclick=', "javascript:alert(1)", "mailto:a@b.c", ""]
SPEAKERS = [None, "asker", "answerer", '<b class="x">']


@st.composite
def documents(draw):
    words = draw(st.lists(WORDS, min_size=1, max_size=6))
    blocks, start = [], 0
    for one in words:
        kind, level = draw(st.sampled_from(KINDS)), draw(st.integers(0, 7))
        ordered, speaker = draw(st.booleans()), draw(st.sampled_from(SPEAKERS))
        blocks.append(block(kind, start, start + len(one), level, ordered=ordered, speaker=speaker))
        start += len(one) + 2
    places = st.integers(0, start + 3)
    marks = st.fixed_dictionaries(
        {"kind": st.sampled_from(MARKS), "start": places, "end": places, "value": st.sampled_from(ADDRESSES)}
    )
    keys = draw(st.lists(WORDS, max_size=6, unique=True))
    highlights = [Highlight(draw(places), draw(places), key, f'To "{key}"') for key in keys]
    return "\n\n".join(words), blocks, draw(st.lists(marks, max_size=6)), highlights


def overlaps(one, other) -> bool:
    return max(one.start, other["start"]) < min(one.end, other["end"])


@given(documents())
def test_text_is_kept_block_by_block(document):
    text, blocks, marks, highlights = document
    parsed = parse(render(text, blocks, marks, highlights))
    assert [found.text for found in parsed.blocks] == [text[one["start"] : one["end"]] for one in blocks]


@given(documents())
def test_each_highlight_has_one_target_and_one_link(document):
    text, blocks, marks, highlights = document
    parsed = parse(render(text, blocks, marks, highlights))
    visible = [one for one in highlights if any(overlaps(one, block) for block in blocks)]
    assert len(parsed.targets) == len(set(parsed.targets)) == len(visible)
    assert sorted(parsed.references) == sorted(f'To "{one.key}"' for one in visible)


@given(documents())
def test_the_marked_words_are_those_of_the_highlights(document):
    text, blocks, marks, highlights = document
    parsed = parse(render(text, blocks, marks, highlights))
    for one in highlights:
        words = [
            text[max(one.start, block["start"]) : min(one.end, block["end"])]
            for block in blocks
            if overlaps(one, block)
        ]
        assert parsed.marked(one.key) == "".join(words)


@given(documents())
def test_a_link_leads_to_the_web_or_to_a_mailbox_and_is_never_split(document):
    text, blocks, marks, _ = document
    links = [mark for mark in marks if mark["kind"] == "link"][:1]
    others = [mark for mark in marks if mark["kind"] != "link"]
    parsed = parse(render(text, blocks, links + others))
    for mark in links:
        touched = [
            block for block in blocks if max(mark["start"], block["start"]) < min(mark["end"], block["end"])
        ]
        safe = mark["value"].startswith(("http", "mailto"))
        assert parsed.links == [mark["value"]] * len(touched) * safe


@given(documents())
def test_headings_stand_below_the_title_of_the_page_and_skip_no_level(document):
    text, blocks, marks, highlights = document
    tags = [found.tag for found in parse(render(text, blocks, marks, highlights)).blocks]
    levels = [1] + [int(tag[1]) for tag in tags if tag[0] == "h"]
    assert all(2 <= later <= earlier + 1 for earlier, later in pairwise(levels))
    assert [f"h{section.level}" for section in outline(text, blocks)] == [
        tag for tag in tags if tag[0] == "h"
    ]
