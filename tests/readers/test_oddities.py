"""What thousands of real posts contain and a naive reader gets wrong: each with its expected reading or refusal.

The modules beside this one test each format at length; this table has every oddity by its name, so that none is
forgotten.
"""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from advice.readers.document import ReadError
from advice.readers.registry import read
from tests.readers.reading import marked

LONG_LINE = "word " * 999 + "end."
PARAGRAPHS = "\n\n".join(
    f"Paragraph {number} of a long post, and what it says. " * 8 for number in range(700)
)
ADDRESS = "https://bread.example.org/plans/two-ovens-and-a-counter-2019.pdf"
SHORTENED = ADDRESS.replace("/", "&#x2F;")[:70] + "..."


@dataclass(frozen=True)
class Case:
    """A file, and what must come of it: fields of the document, words of a note, or words of the refusal."""

    data: str | bytes
    expected: dict[str, Any] = field(default_factory=dict)
    note: str = ""
    refused: str = ""
    name: str = ""

    @property
    def bytes(self) -> bytes:
        return self.data.encode() if isinstance(self.data, str) else self.data


def yaml(front: str, body: str = "Text.", **more: Any) -> Case:
    return Case(f"---\n{front}\n---\n\n{body}\n", **more)


def titled(front: str, title: str, **more: Any) -> Case:
    return yaml(front, expected={"title": title}, **more)


def dated(front: str, *day: int, **more: Any) -> Case:
    return yaml(f"title: x\n{front}", expected={"published_on": date(*day)}, **more)


def body(source: str, text: str, note: str = "") -> Case:
    return yaml("title: x", source, expected={"text": text}, note=note)


def plain(data: str | bytes, text: str, **more: Any) -> Case:
    return Case(data, expected={"text": text}, **more)


CASES = {
    "post_title": titled("post_title: Old key", "Old key"),
    "post_date": dated("post_date: '2010-10-10 23:59:59'", 2010, 10, 10),
    "folded title": titled("title: >-\n  Welding,\n  then weaving", "Welding, then weaving"),
    "title over two lines": titled("title: Welding,\n  then weaving\nlayout: post", "Welding, then weaving"),
    "quoted title over two lines": titled('title: "Welding,\n  then weaving"', "Welding, then weaving"),
    "folded title in Pelican": Case("Title: Welding,\n    then weaving\n\nText.", {"title": "Welding, then weaving"}),
    "entities in a title": titled("title: Bread &amp; butter &#8211; &lt;salt&gt;", "Bread & butter – <salt>"),
    "markup in a title": titled("title: A <em>good</em> **trade**", "A good trade"),
    "edge spaces in a title": titled('title: "  \\u00a0Bread \\t"', "Bread"),
    "title of two numbers": titled("title: 2:0", "2:0"),
    "title that is a truth value": titled("title: No", "No"),
    "title that is a date": titled("title: 2021-05-03", "2021-05-03"),
    "title with an ampersand in front": titled("title: &c and others", "&c and others", note="not valid YAML"),
    "title with an exclamation mark in front": titled("title: !important words", "!important words", note="not valid"),
    "title with a star in front": titled("title: *Why* I left", "Why I left", note="not valid YAML"),
    "title with a colon": titled("title: Baking: a life", "Baking: a life", note="not valid YAML"),
    "evening west of Greenwich": dated("date: 2021-05-03T23:30:00-08:00", 2021, 5, 3),
    "morning east of Greenwich": dated("date: 2021-05-03 00:15:00 +1300", 2021, 5, 3),
    "evening in TOML": Case("+++\ntitle = 'x'\ndate = 2021-05-03T23:30:00-08:00\n+++\n\nText.", {"published_on": date(2021, 5, 3)}),
    "evening in JSON": Case('{"title": "x", "date": "2021-05-03T23:30:00-08:00"}\n\nText.', {"published_on": date(2021, 5, 3)}),
    "evening on a page": Case(
        "<html><head><title>x</title><meta property='article:published_time' content='2021-05-03T23:30:00-08:00'></head>"
        "<body><article><p>Text of the page.</p></article></body></html>",
        {"published_on": date(2021, 5, 3)},
    ),
    "date in the file name": Case("---\ntitle: x\n---\n\nText.", {"published_on": date(2013, 6, 7)}, name="2013-06-07-x.md"),
    "date in the folders": Case("---\ntitle: x\n---\n\nText.", {"published_on": date(2013, 6, 7)}, name="blog/2013/06/07/index.md"),
    "date in the path of TOML": Case("+++\ntitle = 'x'\npath = 'blog/2013/06/07/left'\n+++\n\nText.", {"published_on": date(2013, 6, 7)}),
    "date in the path of TOML, with hyphens": Case("+++\ntitle = 'x'\npath = '2013-06-07-left'\n+++\n\nText.", {"published_on": date(2013, 6, 7)}),
    "American date under pubDate": dated("pubDate: January 03, 2022", 2022, 1, 3),
    "quoted American date under pubDate": dated('pubDate: "January 03, 2022"', 2022, 1, 3),
    "date of two meanings": yaml("title: x\ndate: 03/04/2021", expected={"published_on": None}, note="03/04/2021"),
    "date line in plain text": Case("Leaving the mill\n\nMay 3rd, 2021\n\nI left it.", {"published_on": date(2021, 5, 3)}),
    "date line with a word in plain text": Case("Leaving the mill\n\nPosted on 3 May 2021\n\nI left it.", {"published_on": date(2021, 5, 3)}),
    "three dashes in the body": body("One.\n\n---\n\ntitle: Two\n\n---\n\nThree.", "One.\n\ntitle: Two\n\nThree."),
    "three dashes at the head of a body": Case("---\n\nOne *and*.\n\n---\n\nTwo.", {"text": "One and.\n\nTwo."}),
    "three dashes in a value": titled('title: "a --- b"', "a --- b"),
    "blank lines before front matter": Case("\n\n  \n---\ntitle: x\n---\n\nText.", {"title": "x", "text": "Text."}),
    "byte order mark and blank lines before front matter": Case("\ufeff\r\n\r\n---\r\ntitle: x\r\n---\r\nText.", {"title": "x", "text": "Text."}),
    "TOML in a YAML fence": Case("---\ntitle = 'x'\ndate = 2021-05-03\n---\n\nText.", {"title": "x", "published_on": date(2021, 5, 3)}, note="TOML"),
    "one TOML line in a YAML fence": yaml('title = "x: y"\ndate: 2021-05-03', expected={"title": "x: y", "published_on": date(2021, 5, 3)}, note="not valid YAML"),
    "another TOML line in a YAML fence": yaml('title: x\ndate = "2021-05-03"\ntags = ["a"]', expected={"title": "x", "published_on": date(2021, 5, 3)}, note="not valid YAML"),
    "duplicate keys in YAML": titled("title: first\ntitle: second", "second", note="“title” occurs twice"),
    "duplicate keys in TOML": Case("+++\ntitle = 'a'\ntitle = 'b'\n+++\n\nText.", refused="not valid TOML"),
    "duplicate keys in JSON": Case('{"title": "first", "title": "second"}\n\nText.', {"title": "second"}, note="“title” occurs twice"),
    "duplicate keys in Pelican": Case("Title: first\nTitle: second\n\nText.", {"title": "first"}, note="“title” occurs twice"),
    "tags as a string": titled("title: x\ntags: a, b", "x"),
    "tags as a number": titled("title: x\ntags: 1", "x"),
    "draft": titled("title: x\ndraft: true", "x", note="marked it as a draft"),
    "draft in WordPress": titled("title: x\npost_status: auto-draft", "x", note="marked it as auto-draft"),
    "not published": titled("title: x\npublished: false", "x", note="not published"),
    "revision": yaml("title: x\npost_type: revision", refused="old revision"),
    "inherited status": yaml("title: x\npost_status: inherit", refused="old revision"),
    "redirect stub": yaml("title: x\nredirect_to: https://example.org/", refused="redirects"),
    "redirect layout": yaml("title: x\nlayout: redirect", refused="redirects"),
    "redirect in words": yaml("title: x", "This post has moved to [my site](https://example.org/).", refused="another address"),
    "redirect page": Case("<html><head><meta http-equiv=refresh content='0; url=/x'></head><body>Moved.</body></html>", refused="redirects"),
    "Liquid": body("{% if a %}Kept{% endif %} [b]({{ site.url }}/b).", "Kept b."),
    "Liquid value": body("I am {{ page.author }}.", "I am .", note="words may be missing"),
    "shortcode": body("{{< notice >}}Kept.{{< /notice >}}", "Kept."),
    "shortcode of WordPress": body("[caption id='a']The oven[/caption]\n\nText.", "The oven\n\nText."),
    "class of kramdown": body("A lead.\n{: .lead}\n\nB *x*{: .y} c.", "A lead.\n\nB x c."),
    "footnote": body("Two[^a] agreed.\n\n[^a]: Ada.", "Two[1] agreed.\n\nAda."),
    "more": body("One.\n<!--more-->\nTwo.", "One.\n\nTwo."),
    "embed": body("One.\n\n{% youtube x %}\n\nTwo.", "One.\n\nTwo.", note="Left out 1 embedded item"),
    "embedded frame": body("One.\n\n<iframe src='https://video.example/x'></iframe>\n\nTwo.", "One.\n\nTwo.", note="video.example"),
    "control characters": plain("On\x01e \x07two\x7f.", "One two."),
    "zero-width characters": plain("O\u200bn\u2060e \ufefftwo\u00ad.", "One two."),
    "joiner that joins nothing": plain("One 🥖\u200d\u00a0 two.", "One 🥖 two."),
    "NBSP": plain("One\u00a0000\u202fkm.", "One 000 km."),
    "not NFC": plain(unicodedata.normalize("NFD", "Café à Zürich, 각."), "Café à Zürich, 각."),
    "emoji beyond the BMP": plain("Bread 🥖 and 👩\u200d🍳.", "Bread 🥖 and 👩\u200d🍳."),
    "BOM": plain("\ufeffOne.", "One."),
    "CRLF": body("One\r\ntwo.\r\n\r\nThree.", "One two.\n\nThree."),
    "lone CR": plain("---\rtitle: x\r---\r\rOne.\r\rTwo.\r", "One.\n\nTwo."),
    "UTF-16": plain("One – two 🥖.".encode("utf-16"), "One – two 🥖."),
    "UTF-16 without a mark": plain("---\ntitle: x\n---\n\nOne, and two.\n".encode("utf-16-be"), "One, and two."),
    "truncated UTF-8": plain("The bread 🥖".encode()[:-2], "The bread", note="middle of a character"),
    "UTF-8 cut in its middle": Case("Café one. ".encode() + "é".encode()[:1] + " Café two.".encode(), refused="damaged"),
    "Windows-1252": plain("Smørrebrød – “good”.".encode("cp1252"), "Smørrebrød – “good”.", note="Windows-1252"),
    "empty file": Case("", refused="empty"),
    "empty body": yaml("title: x", "", refused="no text below"),
    "body of a comment": yaml("title: x", "<!-- to do -->", refused="no text below"),
    "body of a picture": yaml("title: x", "![alt](x.png)", refused="no text below"),
    "256 kilobytes": Case(f"---\ntitle: x\n---\n\n{PARAGRAPHS}", {"text": "\n\n".join(part.strip() for part in PARAGRAPHS.split("\n\n"))}),
    "256 kilobytes in one line": plain("word " * 52_000 + "end.", "word " * 52_000 + "end."),
    "line of 5,000 characters": body(LONG_LINE, LONG_LINE),
    "line of 5,000 characters in plain text": plain(LONG_LINE, LONG_LINE),
}  # fmt: skip
HACKER_NEWS = {
    "printed": f"Item(by='a', item_type='comment', text='See <a href=\"{ADDRESS.replace('/', '&#x2F;')}\" rel=\"nofollow\">{SHORTENED}</a>.')",
    "JSON": f'{{"type": "comment", "id": 7, "by": "a", "text": "See <a href=\\"{ADDRESS.replace("/", "&#x2F;")}\\">{SHORTENED}</a>."}}',
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_oddity(name):
    case = CASES[name]
    if case.refused:
        with pytest.raises(ReadError, match=case.refused):
            read(case.bytes, case.name)
        return
    document = read(case.bytes, case.name)
    assert {key: getattr(document, key) for key in case.expected} == case.expected
    assert case.note in " ".join(document.notes)


def test_256_kilobytes_are_meant():
    assert len(PARAGRAPHS) > 250_000


@pytest.mark.parametrize("form", HACKER_NEWS)
def test_a_shortened_link_of_hacker_news_is_whole(form):
    document = read(HACKER_NEWS[form].encode())
    assert marked(document, "link") == [f"{ADDRESS} {ADDRESS}"]
    assert document.text == f"See {ADDRESS}."
