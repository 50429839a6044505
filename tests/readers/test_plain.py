"""Markdown without front matter, and plain text as the last resort."""

from datetime import date

import pytest

from advice.readers.document import ReadError
from advice.readers.registry import read
from tests.readers.reading import outline, sample, texts


def test_markdown_takes_title_author_and_day_from_its_head():
    document = sample("plain.md")
    assert (document.format, document.title) == ("markdown", "Stonemason, ten years in")
    assert (document.author, document.published_on) == ("Piet Aalders", date(2012, 5, 14))
    assert outline(document)[2:] == [
        ("paragraph", "I chose stone over an office at thirty."),
        ("heading2", "What it costs"),
        ("paragraph", "My knees. And:"),
        ("list_item1", "rain"),
        ("list_item1", "dust"),
    ]


def test_plain_text():
    document = sample("plain.txt")
    assert (document.format, document.title) == ("text", "Leaving the post office")
    assert (document.author, document.published_on) == ("Nora Quist", date(2009, 3, 3))
    assert outline(document) == [
        ("paragraph", "By Nora Quist"),
        ("paragraph", "March 3rd, 2009"),
        (
            "paragraph",
            "I sorted letters for eight years. Then the machine came, and I was asked to train it.",
        ),
        ("heading2", "REASONS TO STAY"),
        ("list_item1", "the pension"),
        ("list_item1", "the people I had known since school, and their dogs"),
        ("heading2", "REASONS TO GO"),
        ("paragraph", "Nobody under forty was left."),
    ]


def test_one_paragraph_a_line():
    lines = [
        f"Sentence {number} is long enough to show that nobody wrapped it at the edge of a page, as some do."
        for number in range(3)
    ]
    lines = [f"{line} And it goes on." for line in lines]
    assert texts(read("\n".join(lines).encode())) == lines


def test_text_with_signs_of_no_markup_stays_as_it_is():
    text = "It cost 5 * 3 < 20 & more_than_that_ #1 [sic] {so} ~5 x_y_z."
    assert read(text.encode()).text == text


@pytest.mark.parametrize(
    "line",
    [
        "Posted on May 3, 2021",
        "Date: 3.5.2021",
        "Published: 2021-05-03",
        "Monday, 3 May 2021",
        "_2021-05-03_",
        "3 May 2021, 10:15",
        "2021-05-03T10:15:00Z",
    ],
)
def test_a_line_with_the_day(line):
    assert read(f"A title\n\n{line}\n\nThe text is here.\n".encode()).published_on == date(2021, 5, 3)


def test_a_day_in_the_text_is_not_the_day_of_the_text():
    for line in (
        "On May 3, 2021 I left the mill.",
        "May 3, 2021 was cold.",
        "2021-05-03 and on",
        "12 min read",
    ):
        assert read(f"A title\n\n{line}\n".encode()).published_on is None


def test_a_line_of_five_thousand_characters():
    text = "word " * 1_000 + "end."
    assert read(text.encode()).text == text


def test_the_name_never_decides_the_reader():
    source = b"---\ntitle: x\n---\n\nText.\n"
    names = ["", "a.txt", "a.html", "a.json", "panel.pdf", "../../etc/passwd", "\x00"]
    assert {read(source, name).format for name in names} == {"jekyll"}


@pytest.mark.parametrize(
    "line",
    [
        "Posted on May 3, 2021 by Jo Peric",
        "May 3, 2021 | by Jo Peric",
        "3 May 2021 · By Jo Peric.",
        "By Jo Peric on May 3, 2021",
        "by Jo Peric | 2021-05-03",
        "Written by Jo Peric, 3 May 2021 at 10:15",
    ],
)
def test_a_day_and_a_name_on_one_line(line):
    document = read(f"# Nights\n\n*{line}*\n\nText of 1999 by nobody.\n".encode())
    assert (document.published_on, document.author) == (date(2021, 5, 3), "Jo Peric")


@pytest.mark.parametrize(
    "line", ["In 1999 by the sea", "Written by Jo Peric in 2021", "The oven of 1999, by Ada", "By 2021"]
)
def test_words_with_a_year_are_no_such_line(line):
    assert read(f"Nights\n\n{line}\n\nText.\n".encode()).published_on is None


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("#+TITLE: Nights\n#+DATE: <2021-05-03 Mon>\n\n* Pay\nText.\n", "Org mode"),
        ("= Nights\nJo Peric\n:toc:\n\n== Pay\nText.\n", "AsciiDoc"),
        ("Nights\n======\n\n:date: 2021-05-03\n:author: Jo\n\nText with `code`.\n", "reStructuredText"),
        ("######\nNights\n######\n:slug: nights\n\nText.\n", "reStructuredText"),
    ],
)
def test_a_form_without_a_reader_is_refused_by_name(source, form):
    with pytest.raises(ReadError, match=form):
        read(source.encode())


def test_a_heading_and_a_colon_are_no_such_form():
    assert read(b"Nights\n======\n\nOn pay: *little*.\n").title == "Nights"
    assert read(b"= is a sign that I use.\n\nText.\n").format == "text"
