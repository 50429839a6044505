"""Markdown of curators and mentors to HTML that may stand in a page: one parser, one sanitiser."""

import re
from xml.etree.ElementTree import Element

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

MAX_LENGTH = 20_000
MAX_BRACKETS = 500
_MAX_LEVEL = 20
_MAX_GROWTH = 8
_HEADING_SHIFT = 2
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_REL = "nofollow noopener noreferrer"
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])\s+\S")
_NESTED = re.compile(rf"\s*(?:(?:>|[-*+]|\d{{1,9}}[.)])[ \t]*){{{_MAX_LEVEL},}}")


class _ListsUnderParagraphs(Preprocessor):
    """People begin a list right under a line of text; Markdown's first syntax wants a blank line between."""

    def run(self, lines: list[str]) -> list[str]:
        spaced: list[str] = []
        for line in lines:
            above = spaced[-1] if spaced else ""
            if (
                above.strip()
                and _ITEM.match(line)
                and not _ITEM.match(above)
                and not above.startswith((" ", "\t"))
            ):
                spaced.append("")
            spaced.append(line)
        return spaced


class _LowerHeadings(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if _HEADING.fullmatch(element.tag):
                element.tag = f"h{min(int(element.tag[1]) + _HEADING_SHIFT, 6)}"


class _Plain(Extension):
    """No raw HTML, which then shows as text, and no images, whose addresses then show as links."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.register(LinkInlineProcessor(r"!\[", md), "image_as_link", 165)
        md.preprocessors.register(_ListsUnderParagraphs(md), "lists_under_paragraphs", 15)
        md.treeprocessors.register(_LowerHeadings(md), "lower_headings", 5)


def check_markdown(text: str) -> None:
    """Raise ValueError with one sentence where `text` is too long or nested too deeply to be formatted."""
    _format(text)


def markdown_to_html(text: str) -> SafeString:
    """Sanitised HTML of `text`; raw HTML in it shows as text, and so does all of it past the limits.

    Headings begin at the third level, because the page and its section have the first two.
    """
    text = text.encode(errors="replace").decode()
    try:
        html = _format(text)
    except ValueError:
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - escaped by Django
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_absolute_only,
        url_schemes=_SCHEMES,
        link_rel=_REL,
        strip_comments=True,
    )
    return mark_safe(f"{cleaned}\n" if cleaned else "")  # noqa: S308 - the output of the sanitiser


def _format(text: str) -> str:
    """HTML within bounds, before it is sanitised: the parser's own cost grows with brackets and nesting."""
    if len(text) > MAX_LENGTH:
        raise ValueError(f"The text has {len(text):,} characters; at most {MAX_LENGTH:,} can be formatted.")
    if max(text.count(bracket) for bracket in "[]<|") > MAX_BRACKETS:
        raise ValueError(f"The text has more than {MAX_BRACKETS} brackets.")
    if any(_NESTED.match(line) for line in text.splitlines()):
        raise ValueError("The text nests quotations and lists too deeply.")
    html = Markdown(extensions=["tables", "sane_lists", "fenced_code", _Plain()]).convert(text)
    if len(html) > _MAX_GROWTH * (len(text) + 100):
        raise ValueError("The addresses in the text are too long.")
    return html


def _absolute_only(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href" and not _ABSOLUTE.match(value):
        return None
    return value
