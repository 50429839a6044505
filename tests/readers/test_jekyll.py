"""Markdown with YAML front matter, and what Markdown in general must yield."""

from datetime import date

from tests.readers.reading import marked, outline, post, sample, texts


def test_the_sample_reads_whole():
    document = sample("jekyll.md")
    assert (document.format, document.kind) == ("jekyll", "post")
    assert document.title == "Ship's Engineer or Shore Job?"
    assert document.author == "Maren Holm"
    assert document.published_on == date(2019, 11, 30)
    assert document.url == "https://harbour.example.net/2019/shore-job/"
    assert document.language == "en-GB"
    assert document.notes == ("Left out 1 image without a description.",)
    blocks = outline(document)
    assert blocks[1] == ("paragraph", "Note: I write about car ferries; tankers are another world.")
    assert blocks[2:6] == [
        ("heading2", "Contents"),
        ("list_item1", "At sea"),
        ("list_item2", "Pay"),
        ("list_item1", "Ashore"),
    ]
    assert blocks[6:] == [
        ("heading2", "At sea"),
        ("paragraph", "What a ferry gives you early:"),
        ("list_item1", "a watch of your own"),
        ("list_item1", "repairs with no yard within reach"),
        ("list_item2", "pumps"),
        ("list_item2", "wiring"),
        ("list_item1", "colleagues, not passengers"),
        ("paragraph", "Ask yourself before you sign:"),
        ("list_item1#", "Who relieves you when you are ill?"),
        ("list_item1#", "Is the leave written down?"),
        ("heading3", "Pay"),
        ("paragraph", "Shore crews earn about a fifth less, see table 2. ASHORE < COASTAL < DEEP SEA"),
        ("paragraph", "As the yard's foreman put it:"),
        ("quotation", "An engine forgives."),
        ("quotation", "A contract doesn't."),
        ("quotation", "— Foreman (@yard) June 2, 2018"),
        ("figure", "The engine room of a small car ferry"),
        ("code", "# hours per month\necho $((4 * 42))"),
        ("heading4", "Ashore"),
        (
            "paragraph",
            "I now plan maintenance for <Name of the Company> in an office with a window. "
            "The change cost me ~20 % of my pay.",
        ),
    ]


def test_marks_lie_on_their_words():
    document = sample("jekyll.md")
    assert marked(document, "link") == [
        "about a fifth less https://wages.example.org/maritime?year=2019",
        "June 2, 2018 https://social.example.com/yard/status/77",
    ]
    assert marked(document, "code") == ["Note:"]
    assert marked(document, "emphasis") == ["colleagues"]
    assert marked(document, "strong") == ["table 2"]


def test_three_dash_lines_in_the_body_stay_in_the_body():
    document = post("One.\n\n---\n\ntitle: Two\n\n---\n\nThree.")
    assert document.title == "A post"
    assert texts(document) == ["One.", "title: Two", "Three."]


def test_setext_headings_of_both_kinds():
    assert outline(post("First\n=====\n\nText.\n\nSecond\n------\n\nMore.")) == [
        ("heading1", "First"),
        ("paragraph", "Text."),
        ("heading2", "Second"),
        ("paragraph", "More."),
    ]


def test_bold_lines_are_headings_and_bold_sentences_are_not():
    assert outline(
        post("## A\n\n**Why the yard**\n\n**It paid, and that is all.**\n\n- **Pay**\n\n> **Said**")
    ) == [
        ("heading2", "A"),
        ("heading3", "Why the yard"),
        ("paragraph", "It paid, and that is all."),
        ("list_item1", "Pay"),
        ("quotation", "Said"),
    ]


def test_a_heading_is_not_marked_strong_as_a_whole():
    document = post("## **All of it**\n\n## One *word*\n\nText.")
    assert marked(document, "strong") == []
    assert marked(document, "emphasis") == ["word"]


def test_quotations_lists_and_code_nest():
    body = "> Quoted.\n>\n> - item\n>   1. first\n\n1. one\n\n   more\n\n   > said\n\n   ```\n   x  =  1\n\n     y\n   ```\n2. two"
    assert outline(post(body)) == [
        ("quotation", "Quoted."),
        ("list_item1", "item"),
        ("list_item2#", "first"),
        ("list_item1#", "one"),
        ("paragraph1", "more"),
        ("quotation", "said"),
        ("code", "x  =  1\n\n  y"),
        ("list_item1#", "two"),
    ]


def test_placeholders_in_angle_brackets_are_text():
    assert texts(post("I work at <XYZ Incorporated> , as <role>.\n\n<City> is fine.\n\nPay: <5 k")) == [
        "I work at <XYZ Incorporated> , as <role>.",
        "<City> is fine.",
        "Pay: <5 k",
    ]


def test_unclosed_script_does_not_swallow_the_post():
    assert "The rest." in post("I wrote a <script> once.\n\nThe rest.").text


def test_raw_html_reads_as_a_browser_shows_it():
    body = (
        '<div class="x">\n<p>One<br>two</p>\n\n    <p>Three <!-- aside --><b>four</b></p>\n</div>\n\n'
        "<script>track()</script>\n\n<style>p{}</style>\n\n<p hidden>10<sup>-5</sup> of H<sub>2</sub>O, 5<sup>th</sup></p>"
    )
    assert texts(post(body)) == ["One two", "Three four", "10⁻⁵ of H₂O, 5th"]


def test_tables_give_a_line_for_each_row():
    assert texts(post("| Trade | Pay |\n|---|---:|\n| baker | 19 |\n| *cook* |  |")) == [
        "Trade | Pay",
        "baker | 19",
        "cook |",
    ]


def test_two_line_breaks_part_paragraphs():
    assert texts(post("<p>One.<br><br>Two, <em>still<br /><br />three</em>.</p>")) == [
        "One.",
        "Two, still",
        "three.",
    ]


def test_a_heading_that_repeats_the_title_is_left_out():
    assert texts(post("# a POST\n\nText.")) == ["Text."]


def test_links_only_lead_where_a_reader_may_go():
    document = post(
        "[a](https://example.org/a) [b](javascript:alert(1)) [c](/c) [d](#d) [e](mailto:e@example.org) "
        "[f](//example.org/f) [g](data:x) [h](http://[bad) <https://example.org/i>"
    )
    assert marked(document, "link") == [
        "a https://example.org/a",
        "e mailto:e@example.org",
        "f https://example.org/f",
        "https://example.org/i https://example.org/i",
    ]
