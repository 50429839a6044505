"""The other shapes of a page: {% shape_links record %} in its head, {% shapes record %} at its end.

And for the templates that write Markdown: {{ claim.text|md }} for words, {{ question.lead|block }} for Markdown.
"""

from typing import Any

from django import template

from advice.publication.shapes import SHAPES, address_in
from advice.text.markdown_words import markdown_words

register = template.Library()


@register.inclusion_tag("partials/shape_links.html")
def shape_links(record: Any, query: str = "") -> dict[str, Any]:
    """Links for programs to the page of `record` in every other shape.

    `query` is what the page understood of its own address, "?stance=con"; nothing else of it is repeated.
    """
    return {"shapes": _shapes(record, query)}


@register.inclusion_tag("partials/shapes.html")
def shapes(record: Any, query: str = "", feed: str = "") -> dict[str, Any]:
    """The same for readers; `feed` is the address of what is new, where there is one."""
    return {"shapes": _shapes(record, query), "feed": feed}


def _shapes(record: Any, query: str) -> list[dict[str, str]]:
    page = record.get_absolute_url()
    return [
        {
            "label": shape.label,
            "media_type": shape.media_type.partition(";")[0],
            "address": address_in(shape, page) + query,
        }
        for shape in SHAPES.values()
    ]


@register.filter
def md(value: Any) -> str:
    """Words as words, whatever they contain; nothing for None."""
    return "" if value is None else markdown_words(str(value))


@register.filter
def block(value: str) -> str:
    """A curator's Markdown as it is, but for raw HTML, which is words on the page as well."""
    return value.replace("<", r"\<")
