"""Text that a block renders, used in several places."""

import pytest
from django.template import Context, Template, TemplateSyntaxError


def rendered(source, **context):
    return Template("{% load capture %}" + source).render(Context(context))


def test_what_is_captured_shows_only_where_it_is_used():
    assert rendered("{% capture name %}a{% endcapture %}[{{ name }}|{{ name }}]") == "[a|a]"


def test_it_is_plain_text_escaped_once_wherever_it_is_used():
    source = '{% capture name %}<p>{{ words }}</p>\n  more{% endcapture %}<i title="{{ name }}">'
    assert rendered(source, words='<b> & "q"') == '<i title="&lt;b&gt; &amp; &quot;q&quot; more">'


def test_it_needs_a_name():
    with pytest.raises(TemplateSyntaxError, match="one argument"):
        rendered("{% capture %}a{% endcapture %}")
