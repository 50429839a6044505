"""Curators' Markdown: what is formatted, what is kept out, and how much of it."""

import re
import time

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from advice.text.markdown import MAX_LENGTH, check_markdown, markdown_to_html

REL = 'rel="nofollow noopener noreferrer"'


def test_formats_what_curators_write():
    html = markdown_to_html("Ask **two** people:\n- a *baker*\n- a `welder`\n\n> In writing.")
    assert isinstance(html, SafeString)
    assert "<strong>two</strong>" in html
    assert "<li>a <em>baker</em></li>" in html
    assert "<code>welder</code>" in html
    assert "<blockquote>\n<p>In writing.</p>" in html


def test_links_lead_out_without_credit():
    html = markdown_to_html('[pay](https://example.org/pay "table") and <mailto:a@example.org>')
    assert f'<a href="https://example.org/pay" title="table" {REL}>pay</a>' in html
    assert 'href="mailto:a@example.org"' in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org/x",
        "/admin/",
        "ftp://example.org",
        "&#106;avascript:alert(1)",
    ],
)
def test_other_addresses_make_no_link(address):
    assert "href" not in markdown_to_html(f"[x]({address}) <{address}>\n\n[y][1]\n\n[1]: {address}")


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="https://example.org" onclick="x()">x</a>',
        "<style>p{}</style>",
        "<svg/onload=alert(1)>",
        "<iframe src=https://example.org></iframe>",
        "<!-- c --><?php x ?>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    ],
)
def test_raw_html_shows_as_text(markup):
    html = markdown_to_html(markup)
    assert "&lt;" in html
    assert not re.search(r"<(?!/?p>)", html)


def test_headings_begin_below_those_of_the_page():
    assert markdown_to_html("# One\n\n##### Five") == "<h3>One</h3>\n<h6>Five</h6>\n"


def test_an_image_becomes_a_link():
    html = markdown_to_html("![chart](https://example.org/c.png)")
    assert "<img" not in html
    assert 'href="https://example.org/c.png"' in html


BOMBS = {
    "length": "word " * (MAX_LENGTH // 5 + 1),
    "quotations": ">" * 15_000 + " deep",
    "lists": "- " * 9_000 + "deep",
    "brackets": "[" * 15_000,
    "images": "![" * 9_000,
    "columns": "|a" * 9_000 + "\n" + "|-" * 900,
    "references": "[a]: https://example.org/" + "x" * 15_000 + "\n\n" + "[a] " * 400,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_past_the_limits_the_text_is_shown_as_it_is(bomb):
    began = time.process_time()
    html = markdown_to_html(BOMBS[bomb])
    assert time.process_time() - began < 1
    assert len(html) < 10 * len(BOMBS[bomb])
    assert not re.search(r"<(?!/?p>|br>)", html)
    with pytest.raises(ValueError, match=r"^The text .*\.$|^The addresses .*\.$"):
        check_markdown(BOMBS[bomb])


@pytest.mark.parametrize(
    "text", ["*" * 20_000, "_a*" * 6_600, "**a" * 6_600, "`" * 20_000, "~~a" * 6_600, "&" * 20_000]
)
def test_runs_of_marks_cost_little(text):
    began = time.process_time()
    markdown_to_html(text)
    assert time.process_time() - began < 1


def test_nothing_is_lost_below_the_deepest_level():
    for depth in range(1, 40):
        assert "needle" in markdown_to_html("> " * depth + "needle")
        assert "needle" in markdown_to_html("- " * depth + "needle")


@given(st.text(max_size=300))
def test_any_text_gives_only_allowed_markup(text):
    html = markdown_to_html(text)
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", html))
    assert tags <= {
        *(
            "a",
            "blockquote",
            "br",
            "code",
            "em",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "s",
            "strong",
        ),
        *("table", "tbody", "td", "th", "thead", "tr", "ul"),
    }
    assert all(scheme in {"http", "https", "mailto"} for scheme in re.findall(r'href="([a-zA-Z.+-]*):', html))


def test_a_lone_surrogate_does_not_fail():
    assert "?" in markdown_to_html("a \ud800 b")
