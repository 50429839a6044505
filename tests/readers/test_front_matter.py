"""Front matter of every sort, and what real posts do to it."""

from datetime import date

import pytest

from advice.readers.document import ReadError
from advice.readers.registry import read
from tests.readers.reading import post, sample, texts


def title(front: str) -> str:
    return post("Text.", front).title


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: 2:0", "2:0"),
        ("title: 007", "007"),
        ("title: no", "no"),
        ("title: 1e3", "1e3"),
        ("title: ~", "~"),
        ("title: 2021-05-03", "2021-05-03"),
        ("title: >-\n  Welding,\n  then weaving", "Welding, then weaving"),
        ("title: |\n  Welding,\n  then weaving", "Welding, then weaving"),
        ("title: 'It''s a trade'", "It's a trade"),
        ('title: "  edges\\t"', "edges"),
        ("title: Bread &amp; butter &#8211; and &lt;salt&gt;", "Bread & butter – and <salt>"),
        ("title: A <em>good</em> trade<br>", "A good trade"),
        ("title: Why `make` and **not** cmake", "Why make and not cmake"),
        ("title: 5 < 6 and a_b_c *", "5 < 6 and a_b_c *"),
        ("title: 2*3*4 = 24, and 5 * 6 * 7", "2*3*4 = 24, and 5 * 6 * 7"),
        ("title: The *slow* _road_, ~~not~~ ***taken***", "The slow road, not taken"),
        ("title: '[My talk](https://example.org/) at [the](/guild) [guild]'", "My talk at the [guild]"),
        ("title: 🥖 Bread 🥖", "🥖 Bread 🥖"),
        ("title: '“Bread”'", "“Bread”"),
        ('title: "Bread" and "salt"', '"Bread" and "salt"'),
        ("? ''\n: - a\ntitle: Empty key", "Empty key"),
        ("title: Cafe\u0301\u00a0au\u200b lait", "Café au lait"),
        ("post_title: Old key", "Old key"),
        ("Title: Capital", "Capital"),
        ("title:\n  en: In English\n  de: Auf Deutsch", "In English"),
        ("title: [First, Second]", "First"),
        ("'title': Quoted key", "Quoted key"),
    ],
)
def test_titles(front, expected):
    assert title(front) == expected


def test_a_title_with_a_colon_is_read_although_it_is_not_yaml():
    document = post("Text.", "title: Baking: a life\ndate: 2020-01-02\ntags:\n  - a: b: c")
    assert (document.title, document.published_on) == ("Baking: a life", date(2020, 1, 2))
    assert any("not valid YAML" in note for note in document.notes)


def test_a_title_that_is_too_long_is_cut_and_said_so():
    document = post("Text.", f"title: {'long ' * 100}")
    assert len(document.title) <= 300
    assert document.title.endswith("…")
    assert any("cut" in note for note in document.notes)


def test_without_a_title_the_first_heading_or_words_stand_for_it():
    assert post("Some.\n\n# A heading\n\nMore.", "date: 2020-01-02").title == "A heading"
    document = post("Words " * 40, "date: 2020-01-02")
    assert document.title.startswith("Words Words")
    assert len(document.title) <= 80
    assert any("no title" in note for note in document.notes)


@pytest.mark.parametrize(
    ("name", "body", "title"),
    [
        ("_posts/2013-06-07-leaving-the-mill.md", "Text.", "Leaving the mill"),
        ("content/leaving_the_mill/index.en.md", "Text.\n\n## Pay\n\nMore.", "Leaving the mill"),
        ("Leaving the mill.txt", "Text.", "Leaving the mill"),
        ("2013-06-07-leaving-the-mill.md", "## A heading\n\nText.", "A heading"),
        ("2013-06-07-leaving-the-mill.md", "Text.\n\n# A heading\n\nMore.", "A heading"),
        ("mill.md", "Text.", "Text."),
        ("003_b879193e9408732f.txt", "Text.", "Text."),
        ("notes 20130607.md", "Text.", "Text."),
        ("/", "Text.", "Text."),
    ],
)
def test_without_a_title_a_heading_stands_for_it_then_the_name_of_the_file(name, body, title):
    document = read(f"---\nlayout: post\n---\n\n{body}\n".encode(), name)
    assert document.title == title
    assert "no title" in " ".join(document.notes)


def test_a_number_of_a_hundred_thousand_digits_is_refused():
    with pytest.raises(ReadError, match="more digits"):
        read(f"+++\ntitle = 0x{'f' * 60_000}\n+++\n\nText.\n".encode())


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("date: 2021-05-03", date(2021, 5, 3)),
        ("date: 2021-05-03 23:30:00 -0800", date(2021, 5, 3)),
        ("date: 2021-05-03T00:15:00+13:00", date(2021, 5, 3)),
        ("date: 2021-05-03T23:59:59.999Z", date(2021, 5, 3)),
        ("date: 2021/5/3", date(2021, 5, 3)),
        ("date: '2021.05.03'", date(2021, 5, 3)),
        ("date: 20210503", date(2021, 5, 3)),
        ("pubDate: January 03, 2022", date(2022, 1, 3)),
        ("pubDate: Jan 3rd 2022", date(2022, 1, 3)),
        ("pubDate: Mon, 03 Jan 2022 23:10:00 -0500", date(2022, 1, 3)),
        ("date: Mon Jan  3 10:31:41 2022", date(2022, 1, 3)),
        ("date: Mon Jan 3 10:31:41 CET 2022", date(2022, 1, 3)),
        ("date: 1641254400", date(2022, 1, 4)),
        ("date: 3 January 2022", date(2022, 1, 3)),
        ("date: 3rd of January, 2022", date(2022, 1, 3)),
        ("date: Sept. 9, 2001", date(2001, 9, 9)),
        ("date: 31.12.1999", date(1999, 12, 31)),
        ("date: 2022-Jan-03", date(2022, 1, 3)),
        ("date: 2022, January 3rd", date(2022, 1, 3)),
        ("date: 2022_01_03", date(2022, 1, 3)),
        ("date: 2022-1-3", date(2022, 1, 3)),
        ("date: 1641254400.25", date(2022, 1, 4)),
        ("date: 1641254400000", date(2022, 1, 4)),
        ("date: 2022-01-03\nlastmod: 2023-05-06", date(2022, 1, 3)),
        ("date: 31/12/1999", date(1999, 12, 31)),
        ("date: 12/31/1999", date(1999, 12, 31)),
        ("post_date: 2010-10-10 10:10:10", date(2010, 10, 10)),
        ("published_at: 2010-10-10", date(2010, 10, 10)),
        ("date:\n  created: 2010-10-10", date(2010, 10, 10)),
        ("published: 2010-10-10", date(2010, 10, 10)),
        ("permalink: /2010/10/10/leaving/", date(2010, 10, 10)),
    ],
)
def test_dates(front, expected):
    assert post("Text.", f"title: x\n{front}").published_on == expected


@pytest.mark.parametrize(
    "written", ["03/04/2021", "2021-02-30", "May 2021", "yesterday", "2021", "0000-00-00"]
)
def test_a_date_that_is_no_one_day_is_not_taken_and_said_so(written):
    document = post("Text.", f"title: x\ndate: {written}")
    assert document.published_on is None
    assert any(written in note for note in document.notes)


def test_a_date_only_in_the_file_name():
    source = b"---\ntitle: x\n---\n\nText.\n"
    assert read(source, "_posts/2013-06-07-leaving.md").published_on == date(2013, 6, 7)
    assert read(source, "blog/2013/06/07/index.md").published_on == date(2013, 6, 7)
    assert read(source, "notes-1302013-6.md").published_on is None
    assert read(b"---\ndate: 2012-01-01\n---\n\nText.\n", "2013-06-07-x.md").published_on == date(2012, 1, 1)
    assert read(source, "2013-06-07-x.md").title == "x"


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("author: Ada", "Ada"),
        ("author: {name: Ada, email: a@example.org}", "Ada"),
        ("authors: [Ada, Bo]", "Ada, Bo"),
        ("authors:\n  - name: Ada\n  - name: Bo", "Ada, Bo"),
        ("post_author: Ada", "Ada"),
        ("author: admin", None),
        ("author:", None),
    ],
)
def test_authors(front, expected):
    assert post("Text.", f"title: x\n{front}").author == expected


def test_an_address_must_be_whole():
    assert post("Text.", "title: x\nurl: /2020/x/").url is None
    assert post("Text.", "title: x\ncanonical_url: https://example.org/x").url == "https://example.org/x"
    assert post("Text.", "title: x\nlink: https://elsewhere.example/").url is None


def test_tags_as_a_string_or_a_list_do_no_harm():
    for tags in ("tags: a, b", "tags: [a, b]", "tags:\n  - a", "tags:", "tags: 1"):
        assert title(f"title: x\n{tags}") == "x"


def test_blank_lines_and_a_byte_order_mark_before_front_matter():
    assert read("\ufeff\n\n  \n---\ntitle: x\n---\nText.".encode()).title == "x"


def test_dots_end_front_matter_and_spaces_after_the_marks_do_no_harm():
    assert read(b"--- \ntitle: x\n...\nText.").title == "x"


def test_a_rule_at_the_head_is_no_front_matter():
    document = read(b"---\n\nA **post** that opens with a rule.\n\n---\n\nAnd has another.\n")
    assert texts(document) == ["A post that opens with a rule.", "And has another."]


def test_empty_front_matter():
    assert texts(read(b"---\n---\nText *here*.")) == ["Text here."]


def test_toml_between_the_marks_of_yaml():
    document = read(b'---\ntitle = "2:0"\ndate = 2021-05-03\n---\n\nText.\n')
    assert (document.title, document.published_on) == ("2:0", date(2021, 5, 3))
    assert any("TOML" in note for note in document.notes)


def test_the_last_of_two_equal_keys_counts_and_it_is_said():
    document = post("Text.", "title: first\ntitle: second")
    assert document.title == "second"
    assert any("“title” occurs twice" in note for note in document.notes)


def test_tags_of_python_make_no_object():
    assert title("title: !!python/object/apply:os.getcwd []\nheadline: y") == "y"


@pytest.mark.parametrize(
    "front",
    [
        "draft: true",
        "draft: yes",
        "published: false",
        "status: draft",
        "post_status: pending",
        "status: private",
    ],
)
def test_drafts_are_noted(front):
    assert any("author marked it" in note for note in post("Text.", f"title: x\n{front}").notes)


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("redirect_to: https://example.org/new", "redirects"),
        ("layout: redirect", "redirects"),
        ("post_type: revision", "revision"),
        ("post_status: inherit", "revision"),
        ("post_type: nav_menu_item", "no post"),
    ],
)
def test_what_is_no_post_is_refused(front, reason):
    with pytest.raises(ReadError, match=reason):
        post("Text.", f"title: x\n{front}")


def test_redirect_from_is_no_redirect():
    assert title("title: x\nredirect_from: /old/") == "x"


@pytest.mark.parametrize("body", ["This page has moved to [here](https://example.org/).", "Redirecting…"])
def test_a_stub_that_only_points_elsewhere_is_refused(body):
    with pytest.raises(ReadError, match="another address"):
        post(body)


@pytest.mark.parametrize(
    "body", ["", "   \n\n", "<!-- nothing -->", "![only a picture](x.png)", "<div></div>", "\u200b", "---"]
)
def test_a_body_without_text_is_refused(body):
    with pytest.raises(ReadError, match="no text"):
        post(body)


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x]\nb: [*a, *a]",
        "a: " + "[" * 50_000,
        "a: " + "{a: " * 10_000,
        "".join(" " * depth + "a:\n" for depth in range(300)),
        "".join(f"key{number}: v\n" for number in range(6_000)),
        "a: b\n" * 50_000,
    ],
)
def test_bombs_are_refused(front):
    with pytest.raises(ReadError, match="front matter"):
        post("Text.", front)


def test_front_matter_without_an_end_is_refused():
    with pytest.raises(ReadError, match="no end"):
        read(b"---\ntitle: x\ndate: 2020-01-01\n\nText.\n")


def test_a_list_is_no_front_matter_of_keys():
    with pytest.raises(ReadError, match="keys and values"):
        read(b"---\n- title: x\n- y\n---\n\nText.\n")


def test_pelican():
    document = sample("pelican.md")
    assert (document.format, document.title) == ("pelican", 'Night shifts at the "Salt Works"')
    assert (document.author, document.published_on) == ("Jo Peric", date(2014, 9, 5))
    assert texts(document) == [
        "Three winters of nights paid for my flat. I would do two.",
        "The third cost me a friend.",
    ]


def test_a_first_line_with_a_colon_is_no_pelican():
    assert read(b"Author: unknown, that was the joke.\n\nText.\n").format == "text"
    assert read(b"Title: of a song I heard\nand could not forget\n\nText.\n").format == "text"


def test_json():
    document = sample("json_front_matter.md")
    assert (document.format, document.title) == ("json_front_matter", "A year as a beekeeper's hand")
    assert (document.author, document.published_on) == ("Lu Chen", date(2016, 4, 30))
    assert any("draft" in note for note in document.notes)
    assert texts(document) == ["The season is long, and the winter is unpaid."]


def test_json_between_semicolons():
    document = read(b';;;\n"title": "x",\n"date": "2020-01-02"\n;;;\n\nText.\n')
    assert (document.title, document.published_on) == ("x", date(2020, 1, 2))
