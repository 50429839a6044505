"""For templates that write Markdown: {{ claim.text|md }} for words, {{ question.lead|block }} for Markdown."""

from typing import Any

from django import template

from advice.text.markdown_words import markdown_words

register = template.Library()


@register.filter
def md(value: Any) -> str:
    """Words as words, whatever they contain; nothing for None."""
    return "" if value is None else markdown_words(str(value))


@register.filter
def block(value: str) -> str:
    """A curator's Markdown as it is, but for raw HTML, which is words on the page as well."""
    return value.replace("<", r"\<")
