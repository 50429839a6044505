"""WordPress block comments: colour tells two voices apart, and only where there are two."""

from datetime import date

from advice.readers.registry import read
from tests.readers.reading import outline, sample


def block(text: str, attributes: str = "") -> str:
    return f"<!-- wp:paragraph {attributes} -->\n{text}\n\n\n<!-- /wp:paragraph -->\n\n"


def speakers(source: str) -> list[str | None]:
    return [each.speaker for each in read(f"---\ntitle: T\n---\n\n{source}".encode()).blocks]


BLUE = '{"textColor":"vivid-cyan-blue","fontSize":"small"}'


def test_the_exchange_yields_its_speakers():
    document = sample("wordpress_exchange.md")
    assert (document.format, document.kind) == ("wordpress_blocks", "email_exchange")
    assert document.title == "Reader question. From teaching to translating"
    assert document.published_on == date(2018, 6, 7)
    assert [(each.speaker, document.text[each.start : each.end]) for each in document.blocks] == [
        ("answerer", "Letters reach me every week. This one came in May, and I print it with leave."),
        ("asker", "Dear Tove,"),
        (
            "asker",
            "I have taught French at <name of a school> , near the border, for nine years. "
            "Should I translate instead?",
        ),
        ("asker", "An agency offers me manuals. [...] It would be steady."),
        (
            "answerer",
            "Manuals feed 80%* of the translators I know. Read this list before you name a price.",
        ),
        ("answerer", "A rate once given is a rate for life."),
        ("asker", "And if I miss the pupils?"),
        ("answerer", "Then keep one class. Most schools allow it."),
    ]
    assert document.blocks[3].kind == "list_item"
    assert document.blocks[5].kind == "quotation"
    assert any("colour" in note for note in document.notes)


def test_without_colours_it_is_an_ordinary_post():
    document = sample("wordpress_post.md")
    assert (document.format, document.kind) == ("wordpress_blocks", "post")
    assert {each.speaker for each in document.blocks} == {None}
    assert outline(document) == [
        ("heading3", "The shifts"),
        ("paragraph", "The early shift begins at ten to four, and no tram takes you there."),
        ("list_item1#", "Ask for the roster."),
        ("list_item1#", "Ask who swaps."),
        ("figure", "A tram at night"),
        ("figure", "Line 4, before dawn"),
    ]


def test_one_coloured_warning_makes_no_exchange():
    assert speakers(block("First.") + block("This post is old.", BLUE) + block("Second.")) == [None] * 3


def test_one_coloured_question_does():
    assert speakers(block("Why bake?", BLUE) + block("For the mornings.")) == ["asker", "answerer"]


def test_all_in_one_colour_is_one_voice():
    assert speakers(block("A?", BLUE) + block("B?", BLUE)) == [None, None]


def test_two_colours_are_asker_and_answerer():
    source = (
        block("Intro.")
        + block("Q?", BLUE)
        + block("A.", '{"style":{"color":{"text":"#ff0000"}}}')
        + block("Q2?", BLUE)
    )
    assert speakers(source) == ["answerer", "asker", "answerer", "asker"]


def test_many_colours_are_decoration():
    source = "".join(
        block("Why?", f'{{"textColor":"{colour}"}}') for colour in ("red", "green", "blue")
    ) + block("So.")
    assert speakers(source) == [None] * 4


def test_a_preset_in_the_long_form_is_the_same_colour():
    long = '{"style":{"color":{"text":"var:preset|color|vivid-cyan-blue"}}}'
    assert speakers(block("Q?", BLUE) + block("A.") + block("Q2?", long)) == ["asker", "answerer", "asker"]


def test_html_inside_the_blocks_reads_the_same():
    source = block('<p class="has-vivid-cyan-blue-color">Why?</p>', BLUE) + block("<p>Because.</p>")
    assert speakers(source) == ["asker", "answerer"]


def test_damaged_attributes_are_no_colour():
    assert speakers(block("Why?", '{"textColor":') + block("So.", "{]")) == [None, None]
