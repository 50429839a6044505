"""Examples of the renderer: each shows one rule that a reader of the page would notice."""

from advice.sources.inline import Highlight, passage_id
from advice.sources.rendering import render
from tests.sources.documents import document, mark
from tests.sources.html import parse


def highlight(text: str, words: str, key: str, label: str = "Claim") -> Highlight:
    start = text.index(words)
    return Highlight(start, start + len(words), key, label)


def test_a_highlight_is_a_target_and_leads_to_its_note():
    text, blocks = document("Pay is low at first.")
    html = render(text, blocks, highlights=[highlight(text, "low", "a", "Claim 1")])
    assert html == (
        '<p dir="auto">Pay is <mark id="passage-a" data-passage="a">low</mark>'
        '<a class="passage-reference" href="#note-a" data-number="1" aria-label="Claim 1"></a> at first.</p>'
    )


def test_a_highlight_without_a_label_is_a_target_only():
    text, blocks = document("Pay is low.")
    html = render(text, blocks, highlights=[highlight(text, "low", "a", "")])
    assert html == '<p dir="auto">Pay is <mark id="passage-a" data-passage="a">low</mark>.</p>'


def test_crossing_highlights_are_both_whole():
    text, blocks = document("one two three")
    html = render(
        text, blocks, highlights=[highlight(text, "one two", "a"), highlight(text, "two three", "b")]
    )
    parsed = parse(html)
    assert (parsed.marked("a"), parsed.marked("b")) == ("one two", "two three")
    assert parsed.targets == ["passage-a", "passage-b"]


def test_two_claims_of_the_same_passage_have_a_link_each():
    text, blocks = document("one two")
    html = render(text, blocks, highlights=[highlight(text, "one", "a"), highlight(text, "one", "b")])
    assert html.count("#note-a") == html.count("#note-b") == 1
    assert (parse(html).marked("a"), parse(html).marked("b")) == ("one", "one")


def test_a_highlight_goes_on_through_blocks_and_its_link_comes_at_its_end():
    text, blocks = document("First words.", "- an item", "Last words.")
    html = render(text, blocks, highlights=[Highlight(6, len(text) - 7, "a", "Claim")])
    parsed = parse(html)
    assert parsed.marked("a") == "words.an itemLast"
    assert parsed.targets == ["passage-a"]
    assert html.index("passage-reference") > html.index("Last")


def test_a_highlight_that_ends_inside_a_link_leaves_the_link_whole():
    text, blocks = document("See the long report there.")
    link = mark("link", text, "the long report", "https://example.org/")
    html = render(text, blocks, [link], [highlight(text, "See the long", "a")])
    parsed = parse(html)
    assert html.count("https://example.org/") == 1
    assert parsed.marked("a") == "See the long"
    assert html.index("passage-reference") > html.index("report</a>")


def test_offsets_are_code_points():
    text, blocks = document("👩‍🔬 and 𝔘nicode, then the point.")
    parsed = parse(render(text, blocks, highlights=[highlight(text, "the point", "a")]))
    assert parsed.marked("a") == "the point"


def test_a_key_of_any_letters_makes_a_valid_target():
    text, blocks = document("Pay is low.")
    html = render(text, blocks, highlights=[highlight(text, "low", 'a b"ö')])
    assert f'id="{passage_id("a b" + chr(34) + "ö")}"' in html
    assert " " not in passage_id("a b")


def test_markup_of_the_text_is_words():
    text, blocks = document("<script>alert(1)</script> & <b onclick='x'>")
    html = render(text, blocks)
    assert "<script" not in html
    assert "<b" not in html
    assert "&lt;script&gt;" in html


def test_a_link_that_runs_a_script_is_words():
    text, blocks = document("Click here.")
    assert "<a" not in render(text, blocks, [mark("link", text, "here", "JavaScript:alert(1)")])


def test_lists_nest_and_a_numbered_list_is_another():
    text, blocks = document("- one", "  - deeper", "- two", "1. first")
    assert render(text, blocks) == (
        '<ul><li dir="auto">one<ul><li dir="auto">deeper</li></ul></li><li dir="auto">two</li></ul>'
        '<ol><li dir="auto">first</li></ol>'
    )


def test_quotations_in_a_row_are_one():
    text, blocks = document("> one", "> two", "three")
    assert render(text, blocks) == (
        '<blockquote><p dir="auto">one</p><p dir="auto">two</p></blockquote><p dir="auto">three</p>'
    )


def test_code_keeps_its_lines():
    text, blocks = document("    if a < b:\n    pass")
    assert render(text, blocks) == '<pre dir="auto"><code>if a &lt; b:\n    pass</code></pre>'


def test_headings_are_targets_at_the_level_that_the_page_asks_for():
    text, blocks = document("# Pay", "### Later", "Low.")
    html = render(text, blocks, top_level=3)
    assert '<h3 id="section-1" dir="auto">Pay</h3><h4 id="section-2" dir="auto">Later</h4>' in html


def test_each_turn_of_a_conversation_says_who_speaks():
    text, blocks = document("Intro.", "Q: Shall I?", "Q: Really?", "A: Yes.", "Q: Thanks.")
    parsed = parse(render(text, blocks, speakers={"answerer": "Ada <Lovelace>"}))
    assert parsed.speakers == ["The person asking", "Ada <Lovelace>", "The person asking"]


def test_marks_outside_of_the_text_change_nothing():
    text, blocks = document("Short.")
    beyond = {"kind": "strong", "start": 90, "end": 99, "value": ""}
    empty = {"kind": "strong", "start": 2, "end": 2, "value": ""}
    assert render(text, blocks, [beyond, empty], [Highlight(50, 60, "a", "Claim")]) == render(text, blocks)


def test_an_empty_document_is_nothing():
    assert render("", []) == ""
