"""Two spellings of one address become one; what is no web address is refused with a sentence."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advice.text.addresses import normalise_url


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("HTTPS://Example.ORG/Path", "https://example.org/Path"),
        ("https://example.org", "https://example.org/"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("https://example.org.:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a#part-2", "https://example.org/a"),
        ("https://example.org/a/../b/./c", "https://example.org/b/c"),
        ("https://example.org/../../a", "https://example.org/a"),
        ("https://example.org/a/..", "https://example.org/"),
        ("https://example.org/%7eada/%e4%bd%a0", "https://example.org/~ada/%E4%BD%A0"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://example.org/ä ö".replace(" ", ""), "https://example.org/%C3%A4%C3%B6"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1"),
        ("https://example.org/a?x=1%20b+c", "https://example.org/a?x=1%20b+c"),
        ("https://example.org/a?flag", "https://example.org/a?flag"),
        ("https://example.org/a?", "https://example.org/a"),
        (
            "https://example.org/a?utm_source=n&id=7&UTM_Medium=m&fbclid=q&gclid=z",
            "https://example.org/a?id=7",
        ),
        ("https://example.org/a?ref_src=twsrc%5Etfw", "https://example.org/a"),
        ("https://example.org/a?ref=chapter-2", "https://example.org/a?ref=chapter-2"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
        (
            "https://web.example/web/2020/http://example.org/a",
            "https://web.example/web/2020/http://example.org/a",
        ),
        ("https://example.org/a//b/", "https://example.org/a//b/"),
    ],
)
def test_normal_form(written, normal):
    assert normalise_url(written) == normal
    assert normalise_url(normal) == normal


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "begins with http"),
        ("example.org/a", "begins with http"),
        ("//example.org/a", "begins with http"),
        ("ftp://example.org", "begins with http"),
        ("javascript:alert(1)", "begins with http"),
        ("mailto:a@example.org", "begins with http"),
        ("https://", "host"),
        ("https:///path", "host"),
        ("https://a..b/", "host"),
        ("https://exa mple.org", "spaces"),
        ("https://example.org/\x00", "spaces"),
        ("https://example.org/\ud800", "spaces"),
        ("https://user:secret@example.org/", "password"),
        ("https://example.org:99999/", "not a web address"),
        ("https://[::1", "not a web address"),
        ("https://example.org/" + "a" * 600, "longer than"),
    ],
)
def test_refused_with_a_sentence(written, reason):
    with pytest.raises(ValueError, match=reason) as refusal:
        normalise_url(written)
    assert str(refusal.value).endswith(".")


@given(
    st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=60).map(
        lambda rest: f"https://example.org/{rest}"
    )
)
def test_normalising_twice_changes_nothing(written):
    normal = normalise_url(written)
    assert normal.isascii()
    assert normalise_url(normal) == normal


@given(st.text(max_size=80))
@example("https://example.org")
def test_any_text_is_normalised_or_refused(written):
    try:
        outcome = normalise_url(written)
    except ValueError as refusal:
        outcome = str(refusal)
    assert outcome.startswith(("http://", "https://")) or outcome.endswith(".")
