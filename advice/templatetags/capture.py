"""{% capture name %}…{% endcapture %}: what a block renders, once, for use in several places."""

from html import unescape

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import strip_tags

register = template.Library()


class CaptureNode(template.Node):
    """Puts its content as plain text (no tags, single spaces) under a name, to be escaped where it is used."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        text = unescape(strip_tags(self.nodelist.render(context)))
        context[self.name] = " ".join(text.split())
        return ""


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """Parse `{% capture title %}`; the one argument is the name."""
    try:
        _tag, name = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("capture takes one argument, a name") from None
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(name, nodelist)
