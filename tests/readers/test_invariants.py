"""What holds for every document, and for every input that can be made up."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from advice.readers import invariants
from advice.readers.canonical import Body
from advice.readers.characters import squeeze
from advice.readers.document import Block, BlockKind, Document, Mark, MarkKind, ReadError
from advice.readers.html_text import html_to_body
from advice.readers.registry import read
from tests.readers.reading import SAMPLES

GOOD = Document(
    format="text",
    sha256="",
    title="t",
    text="One\n\ntwo",
    blocks=(Block("paragraph", 0, 3), Block("paragraph", 5, 8)),
)
FRAGMENTS = [
    *(
        "# ",
        "## ",
        "- ",
        "1. ",
        "1) ",
        "> ",
        "* ",
        "```\n",
        "    ",
        "| a | b |\n|---|---|\n",
        "---\n",
        "+++\n",
        "===\n",
        "\n",
        "\n\n",
    ),
    *(
        "**",
        "*",
        "_",
        "`",
        "~~",
        "==",
        "[!note] ",
        "[ ] ",
        "\n: ",
        "={",
        "<Box a={b}>",
        "{/* a */}",
        "{% raw %}",
        "{% endraw %}",
        "{% quote a %}",
        "{% endquote %}",
        '{{< box "a" >}}',
        "<%= a %>",
        "[a](https://example.org/)",
        "![b](c)",
        "[^1]",
        "[^1]: ",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<br>",
    ),
    *(
        "<li>",
        "<ul>",
        "</ul>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<table><tr><td>",
        "</td>",
        "<script>",
        "</script>",
    ),
    *(
        "<sup>",
        "</sup>",
        "<a href='https://example.org/x'>",
        "</a>",
        "<!-- x -->",
        "<!--",
        "<XYZ Company>",
        "&nbsp;",
        "&#8203;",
        "&amp;",
    ),
    *(
        "{% include x %}",
        "{{ x }}",
        "{{< figure caption='y' >}}",
        "{: .z}",
        "[[w]]",
        "e\u0301",
        "\u0301",
        "\u200d",
        "\u00a0",
        "🥖",
        "가",
        " ",
    ),
    *(
        "title: x\n",
        "title = 'x'\n",
        "Item(by='a', text='b')",
        '{"a": 1}',
        "word",
        "TL;DR\n\n",
        "Highlights\n\n",
        "?",
        ".",
        "\t",
        "\r",
    ),
    *(
        '<!-- wp:paragraph {"textColor":"red"} -->\n',
        "<!-- wp:paragraph -->\n",
        "<!-- /wp:paragraph -->\n",
        "Title: x\n",
        "<html>",
        "</html>",
    ),
]
mixtures = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=40).map("".join)
HEADS = [
    "",
    "---\ntitle: x\n---\n\n",
    "+++\ntitle = 'x'\n+++\n\n",
    "<!doctype html><html><body>",
    "Title: x\nDate: y\n\n",
    "<!--\n.. title: x\n-->\n",
    "title: x\nlayout: y\n---\n",
    "Item(by='a', text='",
]


def outcome(data: bytes) -> Document | str:
    """The document, or the sentence with which it is refused."""
    try:
        return read(data)
    except ReadError as refusal:
        return str(refusal)


def holds(data: bytes) -> None:
    """Either a document that keeps every promise, or a refusal with one sentence."""
    document = outcome(data)
    if isinstance(document, str):
        assert document.endswith(".")
        assert "\n" not in document
        return
    invariants.check(document)
    assert document == read(data)
    assert all(
        part == part.strip() != ""
        for part in (document.text[each.start : each.end] for each in document.blocks)
    )
    assert "\n\n".join(document.text[each.start : each.end] for each in document.blocks) == document.text
    assert all(1 <= block.level <= 6 for block in document.blocks if block.kind == BlockKind.HEADING)
    assert all(block.level >= 1 for block in document.blocks if block.kind == BlockKind.LIST_ITEM)
    assert 0 < len(document.title) <= 300
    assert document.author is None or 0 < len(document.author) <= 120
    assert document.part_of is None or 0 < len(document.part_of) <= 200
    assert document.url is None or len(document.url) <= 500


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_every_sample(path):
    data = path.read_bytes()
    invariants.check(read(data))
    for cut in range(0, len(data), 97):
        holds(data[:cut])


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
@example(b"a<![if x]>b *c*<![foo[ *d*")
def test_any_bytes(data):
    holds(data)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(HEADS), mixtures)
def test_any_mixture_of_markup(head, body):
    holds((head + body).encode(errors="replace"))


@settings(max_examples=100, deadline=None)
@given(mixtures, st.sampled_from(["utf-8-sig", "utf-16", "cp1252"]), st.integers(0, 5))
def test_any_encoding_cut_anywhere(body, encoding, cut):
    data = body.encode(encoding, errors="replace")
    holds(data[: len(data) - cut])


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=8))
@example("e\u0301", [1])
@example("a \u0301 b", [1, 2, 3])
def test_squeezing_keeps_offsets_in_order_and_inside(raw, cuts):
    cuts = sorted(cut for cut in cuts if cut <= len(raw))
    text, places = squeeze(raw, cuts)
    assert text == squeeze(raw)[0]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert all(
        squeeze(raw[:cut])[0].startswith(text[: max(place - 1, 0)].rstrip())
        for cut, place in zip(cuts, places, strict=True)
    )


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12),
        min_size=1,
        max_size=6,
    )
)
def test_words_of_html_come_through(words):
    escaped = [word.replace("&", "&amp;").replace("<", "&lt;") for word in words]
    body: Body = html_to_body("".join(f"<p><b>{word}</b></p>" for word in escaped))
    assert body.text.split("\n\n") == [text for word in words if (text := squeeze(word)[0])]


@pytest.mark.parametrize(
    "broken",
    [
        replace(GOOD, blocks=()),
        replace(GOOD, title=" "),
        replace(GOOD, blocks=(Block("paragraph", 0, 3),)),
        replace(GOOD, blocks=(Block("paragraph", 0, 4), Block("paragraph", 5, 8))),
        replace(GOOD, text="One\n\n"),
        replace(GOOD, text="One \n\ntwo", blocks=(Block("paragraph", 0, 4), Block("paragraph", 6, 9))),
        replace(GOOD, text="One\n\nto\u0308", blocks=(Block("paragraph", 0, 3), Block("paragraph", 5, 8))),
        replace(GOOD, text="One\n\nt\u200bo"),
        replace(GOOD, marks=(Mark(MarkKind.STRONG, 2, 6),)),
        replace(GOOD, marks=(Mark(MarkKind.STRONG, 6, 9),)),
        replace(GOOD, marks=(Mark(MarkKind.STRONG, 6, 6),)),
        replace(GOOD, marks=(Mark(MarkKind.LINK, 0, 3, "javascript:x"),)),
        replace(GOOD, marks=(Mark(MarkKind.LINK, 0, 3, ""),)),
    ],
)
def test_a_broken_document_is_noticed(broken):
    invariants.check(GOOD)
    with pytest.raises(ValueError, match="contract"):
        invariants.check(broken)
