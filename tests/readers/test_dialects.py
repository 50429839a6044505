"""What dialects of Markdown and their sites' programs add: words stay, signs go."""

import pytest

from tests.readers.reading import outline, post, texts


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("> [!NOTE]\n> Salt the dough.", ["Salt the dough."]),
        ("> [!warning]- Hot oven\n> Wear gloves.", ["Hot oven", "Wear gloves."]),
        ("Bread is ==dear== in May, and a == b holds.", ["Bread is dear in May, and a == b holds."]),
        ("A line to point at. ^line-one", ["A line to point at."]),
        ("- [ ] knead\n- [x] bake\n1. [X] eat", ["knead", "bake", "eat"]),
        ("See [ ] and [x](https://example.org/).", ["See [ ] and x."]),
        ("* this list will be replaced\n{:toc}\n\nText.", ["Text."]),
        ("1. TOC\n{:.wide}\n{:toc .left}\n\nText.", ["Text."]),
        ("* First\n* Second\n{:.toc-like}\n\nText.", ["First", "Second", "Text."]),
        ("[TOC]\n\nText.\n\n[[_TOC_]]\n\n[[toc]]\n\n{{TOC}}", ["Text."]),
        ("Rye\n: A grain of the north.\n: A drink.", ["Rye", "A grain of the north.", "A drink."]),
        ("At noon: rye\n\nTwo : three.", ["At noon: rye", "Two : three."]),
        ("{/* for editors */}\n\nText.", ["Text."]),
        ("<Box kind={{ a: 1 }} on={two} />\n\nText <b style={{color: 'red'}}>in red</b>.", ["Text in red."]),
        ("<Note>\nSalt is **dear**.\n</Note>\n\nText.", ["Salt is dear.", "Text."]),
        ("A set {x} = {1} of <name of the mill>.", ["A set {x} = {1} of <name of the mill>."]),
        ("Pay <%= price %> here.<% if a %> Now.<% end %>", ["Pay here. Now."]),
    ],
)  # fmt: skip
def test_signs_go_and_words_stay(body, expected):
    assert texts(post(body)) == expected


def test_a_component_that_shows_a_picture_is_a_figure():
    assert outline(post('Text.\n\n<Image src={oven} alt="The oven at night" />')) == [
        ("paragraph", "Text."),
        ("figure", "The oven at night"),
    ]


def test_code_keeps_the_signs_of_all_dialects():
    signs = "> [!NOTE]\n==a== <%= b %> {/* c */}\n- [ ] d"
    assert texts(post(f"Text.\n\n```\n{signs}\n```\n\nUse `==a==` and `- [ ]`.")) == [
        "Text.",
        signs,
        "Use ==a== and - [ ].",
    ]
