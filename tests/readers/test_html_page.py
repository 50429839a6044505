"""Web pages saved from a browser: the main text, and what the head says."""

from datetime import date

import pytest

from advice.readers.document import ReadError
from advice.readers.registry import read
from tests.readers.reading import outline, sample, texts

PARAGRAPH = "Six years behind a counter taught me that mornings decide the pay, and that nobody asks for papers, though the guild does."


def page(body: str, head: str = "<title>Bread | My site</title>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_sample_reads_whole():
    document = sample("saved_page.html")
    assert (document.format, document.kind, document.title) == ("html", "post", "Handweaver or nurse?")
    assert (document.author, document.published_on) == ("Aoife Byrne", date(2015, 3, 31))
    assert document.url == "https://looms.example.org/2015/03/handweaver"
    assert (document.part_of, document.language) == ("Loom Notes", "en-IE")
    assert outline(document) == [
        ("paragraph", "I trained as a nurse, and I weave. The ward pays; the loom answers."),
        ("list_item1", "Shifts leave whole days"),
        ("list_item2", "for the warp"),
        ("figure", "A loom"),
        ("figure", "The loom in the kitchen"),
        ("paragraph", "See what a metre fetches."),
    ]
    assert any("Main text only" in note for note in document.notes)


def test_a_page_that_marks_no_article():
    body = (
        "<div class=header><a href=/>Home</a></div><div class=left><h1>Bread</h1>"
        f"<div class=post><p>{PARAGRAPH}</p><ul><li>Ask<ul><li>twice</li></ul></li></ul><p>{PARAGRAPH}</p>"
        "<blockquote>Never on a Monday.</blockquote><p>Short.</p></div>"
        "<div class=comments><p>Nice post, thanks for writing this, I learned a lot.</p></div></div>"
        f"<div class=sidebar><ul>{'<li><a href=/x>Another post</a></li>' * 20}</ul></div>"
    )
    document = read(page(body))
    assert document.title == "Bread"
    assert texts(document) == [PARAGRAPH, "Ask", "twice", PARAGRAPH, "Never on a Monday.", "Short."]


def test_a_bare_page():
    document = read(page(f"<h1>Bread</h1><p>{PARAGRAPH}</p><ul><li>a</li><li>b</li></ul><p>{PARAGRAPH}</p>"))
    assert document.title == "Bread"
    assert texts(document) == [PARAGRAPH, "a", "b", PARAGRAPH]


def test_linked_data_and_canonical_address():
    head = (
        "<title>x</title><link rel=canonical href='https://example.org/x'>"
        '<script type="application/ld+json">[{"@type": "WebSite"}, {"headline": "Bread &amp; salt",'
        ' "datePublished": "2020-02-03T23:00:00-09:00", "author": [{"name": "Ada"}, {"name": "Bo"}]}]</script>'
    )
    document = read(page(f"<article><p>{PARAGRAPH}</p></article>", head))
    assert (document.title, document.author) == ("Bread & salt", "Ada, Bo")
    assert (document.published_on, document.url) == (date(2020, 2, 3), "https://example.org/x")


def test_the_time_of_another_post_is_not_the_day_of_this_one():
    aside = "<div><time datetime='2024-01-01'>new</time></div>"
    article = f"<article><time datetime='2019-05-06T23:00:00-05:00'>May</time><p>{PARAGRAPH}</p></article>"
    assert read(page(aside + article)).published_on == date(2019, 5, 6)
    assert read(page(f"{aside}<main><p>{PARAGRAPH}</p></main>")).published_on is None


def test_a_form_of_old_pages():
    body = "<font>Bread and<br>butter.<br><br>One <b>winter<br><br>long</b>.<p>Left open<p>Left open too"
    assert texts(read(page(body))) == [
        "Bread and butter.",
        "One winter",
        "long.",
        "Left open",
        "Left open too",
    ]


def test_anchors_that_are_never_closed_nest_nothing():
    body = "".join(f"<a name=part{number}>Part {number}<br><br>" for number in range(300))
    assert len(read(page(body)).blocks) == 300


def test_pictures_inside_the_page_do_not_count_against_it():
    picture = "<img alt='An oven' src='data:image/png;base64," + "A" * 2_000_000 + "'>"
    assert "An oven" in texts(read(page(f"<article><p>{PARAGRAPH}</p>{picture}</article>")))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (page("<div id=root></div><script>app()</script>"), "no text"),
        (
            page("<p>Moved.</p>", "<meta http-equiv=refresh content='0; url=https://example.org/'>"),
            "redirects",
        ),
        (page("<div>" * 100_000), "deep|markup"),
        (page("<b><i>" * 20_000 + "x"), "deep|markup"),
        (page("<span>" * 5_000 + "x"), "deep"),
        (page("<p>" + "x" * 2_000_000), "characters"),
        (page("<" * 400_000), "markup"),
    ],
)
def test_refused_with_the_reason(data, reason):
    with pytest.raises(ReadError, match=reason):
        read(data)


def test_the_author_of_a_graph_is_looked_up_and_the_article_comes_before_its_page():
    graph = (
        '{"@graph": [{"@type": "WebPage", "name": "Site", "datePublished": "2020-01-01"}, '
        '{"@type": "BlogPosting", "headline": "Nights", "author": {"@id": "#a"}, "datePublished": "2021-05-03T23:30:00-08:00"}, '
        '{"@type": "Person", "@id": "#a", "name": "Jo Peric"}]}'
    )
    page = (
        f"<html><head><title>x</title><script type='application/ld+json'>{graph}</script></head><body><article>"
        "<h1>Nights</h1><p>Text of the page.</p></article></body></html>"
    )
    document = read(page.encode())
    assert (document.author, document.published_on) == ("Jo Peric", date(2021, 5, 3))


def test_a_date_and_a_name_on_lines_of_their_own_count_where_the_head_has_none():
    page = (
        "<html><head><title>Nights</title></head><body><article><h1>Nights</h1><p>Posted on May 3, 2021</p>"
        "<p>by Jo Peric</p><p>Text of the page.</p><p>June 4, 2022</p></article></body></html>"
    )
    document = read(page.encode())
    assert (document.author, document.published_on) == ("Jo Peric", date(2021, 5, 3))


def test_raised_figures_are_raised_and_raised_letters_are_letters():
    page = "<html><body><article><p>The 2<sup>nd</sup> of 10<sup>2</sup> CO<sub>2</sub> x<sub>max</sub>.</p></article></body></html>"
    assert read(page.encode()).text == "The 2nd of 10² CO₂ xmax."
