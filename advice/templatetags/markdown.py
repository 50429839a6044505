"""{{ question.lead|markdown }}: the one Markdown function, for templates; |opening:200 how it begins."""

import re
from html import unescape

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from advice.text.markdown import markdown_to_html

register = template.Library()

SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[^a-z\W])")


@register.filter
def markdown(text: str) -> SafeString:
    """Sanitised HTML of a curator's Markdown."""
    return markdown_to_html(text)


@register.filter
def opening(html: str, length: int) -> str:
    """The first sentences of sanitised HTML as plain text: whole ones, as many as `length` characters hold, at least one."""
    first, *others = SENTENCE_END.split(" ".join(unescape(strip_tags(html)).split()))
    for sentence in others:
        if len(first) + 1 + len(sentence) > length:
            break
        first = f"{first} {sentence}"
    return first
