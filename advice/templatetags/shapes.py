"""The other shapes of a page: {% shape_links record %} in its head, {% shapes record %} at its end.

And for the templates that write Markdown: {{ claim.text|md }} for words, {{ question.lead|block }} for Markdown.
"""

from typing import Any

from django import template
from django.template.context import Context

from advice.publication.shapes import SHAPES, address_in
from advice.text.markdown_words import markdown_words

register = template.Library()


@register.inclusion_tag("partials/shape_links.html", takes_context=True)
def shape_links(context: Context, record: Any) -> dict[str, Any]:
    """Links for programs to the page of `record`, as the present address asks for it, in every other shape."""
    return {"shapes": _shapes(context, record)}


@register.inclusion_tag("partials/shapes.html", takes_context=True)
def shapes(context: Context, record: Any, feed: str = "") -> dict[str, Any]:
    """The same for readers; `feed` is the address of what is new, where there is one."""
    return {"shapes": _shapes(context, record), "feed": feed}


def _shapes(context: Context, record: Any) -> list[dict[str, str]]:
    query = context["request"].GET.urlencode()
    page = record.get_absolute_url()
    return [
        {
            "label": shape.label,
            "media_type": shape.media_type.partition(";")[0],
            "address": address_in(shape, page) + (f"?{query}" if query else ""),
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
