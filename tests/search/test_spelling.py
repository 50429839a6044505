"""What is a slip, and what is another word; pure."""

import pytest

from advice.search.spelling import slips, slips_allowed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("adviser", "advisor"),
        ("sallary", "salary"),
        ("internel", "internal"),
        ("trasnfer", "transfer"),
        ("carrer", "career"),
        ("kubarnetes", "kubernetes"),
        ("postdoctorate", "postdoctoral"),
        ("publicatons", "publications"),
        ("dacision", "decision"),
        ("ocmpany", "company"),
    ],
)
def test_slips(typed, meant):
    assert 0 < slips(typed, meant) <= slips_allowed(typed)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("emailing", "failing"),
        ("kids", "kinds"),
        ("dead", "deal"),
        ("base", "case"),
        ("writing", "waiting"),
        ("heated", "treated"),
        ("hiring", "firing"),
        ("testing", "resting"),
        ("conference", "difference"),
        ("framework", "homework"),
        ("earning", "learning"),
    ],
)
def test_other_words(typed, other):
    assert slips(typed, other) > slips_allowed(typed)


def test_a_word_is_no_slip_of_itself():
    assert slips("salary", "salary") == 0


def test_a_letter_alone_has_no_slips():
    assert slips_allowed("a") == 0
    assert slips("a", "ab") == 1
