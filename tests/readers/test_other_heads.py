"""Metadata above a text in the ways of Nikola and of older Hexo."""

from datetime import date

import pytest

from advice.readers.registry import read
from tests.readers.reading import texts

NIKOLA = """<!--
.. title: Night shifts: a reckoning
.. slug: nights
.. date: 2014-09-05 23:30:00 UTC+13:00
.. tags: work, draft
.. link:
-->

Three *winters* of nights.
"""
HEXO = """title: Night shifts
date: 2014/9/5 23:30:00
tags:
- work
# - pay
description: What nights cost
---
Three *winters* of nights.

---

And a summer.
"""


def test_nikola_within_a_comment():
    document = read(NIKOLA.encode())
    assert (document.format, document.title) == ("nikola", "Night shifts: a reckoning")
    assert document.published_on == date(2014, 9, 5)
    assert texts(document) == ["Three winters of nights."]


def test_nikola_bare_with_a_key_twice():
    document = read(b".. title: One\n.. title: Two\n.. date: 05/30/2014 08:53:39 PM\n\nText *here*.")
    assert (document.title, document.published_on) == ("One", date(2014, 5, 30))
    assert any("\u201ctitle\u201d occurs twice" in note for note in document.notes)


def test_hexo_without_a_first_fence():
    document = read(HEXO.encode())
    assert (document.format, document.title) == ("hexo", "Night shifts")
    assert document.published_on == date(2014, 9, 5)
    assert texts(document) == ["Three winters of nights.", "And a summer."]


@pytest.mark.parametrize(
    "source",
    [
        "Title: a heading\n---\n\nText *here*.",
        "title: of a song\nand so on\n---\n\nText *here*.",
        "Tags: one\nTwo words\n\nText *here*.",
        "<!-- a comment -->\n\nText *here*.",
        "<!--\n.. note: for me\n-->\n\nText *here*.",
        ".. a line of dots\n\nText *here*.",
    ],
)
def test_what_only_looks_alike_is_neither(source):
    document = read(source.encode())
    assert document.format == "markdown"
    assert texts(document)[-1] == "Text here."
