"""A passage as the admin shows it: marked, with whole words around it."""

import re

from advice.admin.passages import AROUND, in_context

WORDS = " ".join(f"word{number:03}" for number in range(400))


def test_what_stands_around_a_passage_begins_and_ends_with_a_word():
    start = WORDS.index("word200")
    shown = in_context(WORDS, start, start + 7)
    plain = re.sub(r"<[^>]+>", " ", shown).split()
    assert plain[0] == plain[-1] == "…"
    assert all(re.fullmatch(r"word\d{3}", word) for word in plain[1:-1])
    assert "<mark>word200</mark>" in shown
    assert len(" ".join(plain)) <= 2 * AROUND + 20


def test_a_text_without_spaces_is_cut_where_it_must_be():
    shown = in_context("x" * 2_000, 1_000, 1_010)
    assert f"{'x' * AROUND}<mark>{'x' * 10}</mark>{'x' * AROUND}" in shown


def test_a_short_text_is_shown_whole():
    assert ">A cup <mark>of</mark> tea<" in in_context("A cup of tea", 6, 8)
