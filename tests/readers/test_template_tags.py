"""What site generators would have replaced: Liquid, shortcodes, attributes, footnotes, embeds."""

import pytest

from tests.readers.reading import marked, outline, post, texts


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One.\n<!--more-->\nTwo.", ["One.", "Two."]),
        ("One <!-- more --> two.", ["One two."]),
        ("A lead.\n{: .lead}\n\nB *x*{: .y} c.", ["A lead.", "B x c."]),
        ("{: .note #top}\nA.\n\n* TOC\n{:toc}\n\nB.", ["A.", "B."]),
        ("## Pay {#pay}\n\nA.", ["Pay", "A."]),
        ('[site](https://example.org/){:target="_blank"} end', ["site end"]),
        ("Sum $\\sum_{i=1}^{n}$ and {this} and {x=1}.", ["Sum $\\sum_{i=1}^{n}$ and {this} and {x=1}."]),
        ("{% raw %}Raw{% endraw %} {%- assign a = 1 -%} end", ["Raw end"]),
        ("{% comment %}gone\n\nall{% endcomment %}Kept.", ["Kept."]),
        ("{::comment}gone{:/comment}Kept.", ["Kept."]),
        ("{% if a %}Inner.{% endif %}", ["Inner."]),
        ('[a]({{ site.baseurl }}/x) [b]({% post_url 2020-01-01-x %}) [c]({{< ref "c.md" >}}) d', ["a b c d"]),
        ("{{% notice tip %}}\nInner *words*.\n{{% /notice %}}", ["Inner words."]),
        (":::note Careful\nInner.\n:::\n\nAfter.", ["Careful", "Inner.", "After."]),
        ("import X from './x'\nexport const a = 1\n\nText.", ["Text."]),
        (
            "[[Other page|a label]] and [[Plain]] and [[1]](https://example.org/)",
            ["a label and Plain and [1]"],
        ),
        ('<div class="x" markdown="1">\nInner *words*.\n</div>\n\nAfter.', ["Inner words.", "After."]),
        (
            "##Pay\n\nA.\n\n#1 is pay\n\n#Two words\n\n#tag\n\n#one #two",
            ["Pay", "A.", "#1 is pay", "Two words", "#tag", "#one #two"],
        ),
        ("*[PhD]: Doctor of Philosophy\n\nThe PhD.", ["The PhD."]),
        ("I use `{{ x }}` and `{% raw %}`.", ["I use {{ x }} and {% raw %}."]),
        (
            "[caption id='a']<img src='x' alt='Oven'/> The oven[/caption]\n\nText.",
            ["The oven", "Oven", "Text."],
        ),
    ],
)
def test_tags_go_and_words_stay(body, expected):
    assert texts(post(body)) == expected


def test_code_keeps_its_tags():
    body = (
        "```liquid\n{% for a in b %}{{ a }}{% endfor %}\n{: .x}\n```\n\n"
        "{% highlight python linenos %}\nx = {{ y }}\n{% endhighlight %}\n\nText.\n\n"
        "{{< highlight go >}}\nfunc main()\n{{< /highlight >}}"
    )
    assert outline(post(body)) == [
        ("code", "{% for a in b %}{{ a }}{% endfor %}\n{: .x}"),
        ("code", "x = {{ y }}"),
        ("paragraph", "Text."),
        ("code", "func main()"),
    ]


def test_figures_keep_their_captions():
    body = (
        '{{< figure src="/a.png" caption="The oven [new]" >}}\n\n{% include figure.html src="b.png" alt="A door" %}\n\n'
        "Text.\n\n{{< image src=c.png >}}"
    )
    document = post(body)
    assert outline(document) == [("figure", "The oven [new]"), ("figure", "A door"), ("paragraph", "Text.")]
    assert "Left out 1 image without a description." in document.notes


@pytest.mark.parametrize(
    "embed",
    [
        "{% include youtube.html id='x' %}",
        "{% youtube x %}",
        "{{< youtube x >}}",
        "{{< tweet 1 >}}",
        "[embed]https://youtube.example/x[/embed]",
        "<iframe src='https://youtube.example/x'>old browsers see this</iframe>",
        "<video src='https://video.example/x.mp4'><p>fallback</p></video>",
        "<Tweet id='1' />",
    ],
)
def test_embeds_are_left_out_with_a_note(embed):
    document = post(f"Before.\n\n{embed}\n\nAfter.")
    assert [text for text in texts(document) if "https" not in text] == ["Before.", "After."]
    assert any("Left out 1 embedded item" in note for note in document.notes)


def test_a_value_that_is_missing_is_noted():
    document = post("My name is {{ page.author }}.")
    assert document.text == "My name is ."
    assert any("words may be missing" in note for note in document.notes)


def test_quotations_by_tags():
    body = "{% blockquote Someone, A book %}\nQuoted *words*.\n{% endblockquote %}\n\nAfter.\n\n{{< quote >}}\n\nMore.\n"
    assert outline(post(body)) == [
        ("quotation", "Quoted words."),
        ("quotation", "Someone, A book"),
        ("paragraph", "After."),
        ("paragraph", "More."),
    ]


def test_footnotes_stay_with_their_numbers():
    document = post(
        "Two[^a] of three[^b] agreed.[^1]\n\n[^a]: Ada\n    and *Bo*.\n\n[^b]: Not Cy.\n[^1]: In May."
    )
    assert outline(document) == [
        ("paragraph", "Two[1] of three[2] agreed.[3]"),
        ("list_item1#", "Ada and Bo."),
        ("list_item1#", "Not Cy."),
        ("list_item1#", "In May."),
    ]
    assert marked(document, "link") == []


def test_superscript_marks_stay():
    assert texts(post("pay**¹** and more<sup>2</sup>, see<sup>[3]</sup>\n\n> ¹ Net.")) == [
        "pay¹ and more², see[3]",
        "¹ Net.",
    ]


@pytest.mark.parametrize(
    ("tag", "note"),
    [
        ("{% include signup.html %}", "signup"),
        ("{% for post in site.posts %}a{% endfor %}", "words may be missing"),
    ],
)
def test_what_a_template_would_have_filled_in_is_noted(tag, note):
    assert any(note in each for each in post(f"Text.\n\n{tag}").notes)


def test_html_with_indented_lines_is_no_code():
    body = "<ul>\n\n    <li>One <b>two</b></li>\n\n    <li>Three</li>\n\n</ul>\n\n<p>End.</p>"
    assert outline(post(body)) == [("list_item1", "One two"), ("list_item1", "Three"), ("paragraph", "End.")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{{<figure src="a.png"\nwidth="600"\ncaption="The mill\'s oven" >}}\n\nText.', ["The mill's oven", "Text."]),
        ('{% include figure\n  image_path="a.png"\n  caption="The oven"\n%}\n\nText.', ["The oven", "Text."]),
        ("{{< notice\n\nText. >}}", ["{{< notice", "Text. >}}"]),
        ('{{< notice tip "On salt" >}}\nIt is dear.\n{{< /notice >}}', ["On salt", "It is dear."]),
        ('{{< callout title="On salt" open=true >}}\nIt is dear.\n{{< /callout >}}', ["On salt", "It is dear."]),
        ('{{< alert "warning" >}}\nIt is dear.\n{{< /alert >}}', ["It is dear."]),
        ("{% img left /a.png 10 10 'Oven' 'The oven at night' %}\n\nText.", ["The oven at night", "Text."]),
        ("{% codeblock lang:sh the title %}\nmake *bread*\n{% endcodeblock %}\n\nText.", ["make *bread*", "Text."]),
        ("{% codeblock %}\nmake {{ bread }}\n{% endcodeblock %}\n\nText.", ["make {{ bread }}", "Text."]),
        ("Write {% raw %}{{ page.title }}{% endraw %} or `{% raw %}{% if %}{% endraw %}`.", ["Write {{ page.title }} or {% if %}."]),
        ("```\n{% raw %}\n{{ x }}\n{% endraw %}\n```\n\nText.", ["{{ x }}", "Text."]),
        ("{% quote %}\nOne.\n\n```\ncode\n```\n\n{% endquote %}\n\nTwo.", ["One.", "code", "Two."]),
        ("{% raw %}never ended, {{ x }} and so on.", ["never ended, and so on."]),
        (
            '<div class="row">\n    <div>\n        {% include figure.html path="a.jpg" title="The oven" %}\n    </div>\n\n'
            "    <div>Flour.</div>\n</div>\n\nText.",
            ["The oven", "Flour.", "Text."],
        ),
        ("<div>\n\nText.\n\n    plain code\n\n</div>\n\nMore.\n\n    <b>code</b>\n", ["Text.", "plain code", "More.", "<b>code</b>"]),
    ],
)  # fmt: skip
def test_tags_over_lines_boxes_and_raw_parts(body, expected):
    assert texts(post(body)) == expected
