"""A Hacker News item as Python prints it and as both APIs give it."""

from datetime import date

import pytest

from advice.readers.document import ReadError
from advice.readers.registry import read
from tests.readers.reading import marked, outline, sample, texts

FORMS = ["hacker_news_item.txt", "hacker_news_firebase.json", "hacker_news_algolia.json"]
PLAN = "https://bread.example.org/plans/two-ovens-and-a-counter-2019.pdf"


@pytest.mark.parametrize("form", FORMS)
def test_a_comment_reads_the_same_in_every_form(form):
    document = sample(form)
    assert document.kind == "comment"
    assert document.author == "rye_and_salt"
    assert document.title == "Comment by rye_and_salt on Hacker News"
    assert document.published_on == date(2024, 7, 31)
    assert document.part_of == "Hacker News"
    assert document.part_of_url == "https://news.ycombinator.com/item?id=41199870"
    assert outline(document) == [
        (
            "paragraph",
            "I left a pastry chain after eleven years to open a bakery with two ovens. "
            "It paid off in the third winter, not before.",
        ),
        ("quotation", "You need savings for a year."),
        (
            "paragraph",
            'For two. The landlord\'s own flour bill taught me that "rent / revenue" is the number to watch '
            "(I kept mine < 12%).",
        ),
        ("paragraph", f"The plan I used: {PLAN}"),
        ("code", "rent   900\nflour  650"),
        ("paragraph", "Nobody asked for my master's certificate."),
    ]
    assert marked(document, "emphasis") == ["own"]
    assert marked(document, "link") == [f"{PLAN} {PLAN}"]


def test_the_address_is_known_only_with_the_number():
    assert sample("hacker_news_item.txt").url is None
    assert sample("hacker_news_firebase.json").url == "https://news.ycombinator.com/item?id=41200205"
    assert sample("hacker_news_algolia.json").url == "https://news.ycombinator.com/item?id=41200205"


def test_a_story_with_text_is_a_post():
    document = read(
        b"Item(by='nora', id=7, time=0, title='Ask HN: Leave the post office?', item_type='story', text='I sort letters.')"
    )
    assert (document.kind, document.title, document.published_on) == (
        "post",
        "Ask HN: Leave the post office?",
        date(1970, 1, 1),
    )
    assert document.url == "https://news.ycombinator.com/item?id=7"
    assert document.part_of_url == "https://news.ycombinator.com/"


def test_a_search_result_of_algolia():
    document = read(
        b'{"objectID": "99", "created_at_i": 1722384000, "_tags": ["comment"], "author": "jo", "parent_id": 5,'
        b' "comment_text": "Two winters.<p>No more.", "story_title": "Ask HN"}'
    )
    assert (document.kind, document.author, texts(document)) == (
        "comment",
        "jo",
        ["Two winters.", "No more."],
    )
    assert document.url == "https://news.ycombinator.com/item?id=99"


def test_a_day_is_that_of_universal_time():
    assert read(b"Item(by='a', time=1735689599, item_type='comment', text='x')").published_on == date(
        2024, 12, 31
    )


@pytest.mark.parametrize("time", ["None", "'soon'", "1e400", "True", "-99999999999999"])
def test_a_time_that_is_none_gives_no_date(time):
    assert read(f"Item(by='a', time={time}, item_type='comment', text='x')".encode()).published_on is None


def test_unicode_and_escapes():
    document = read(
        "Item(by='a', item_type='comment', text='caf\\xe9 \\u2014 \\U0001f35e &amp;c \\'q\\' 🥖')".encode()
    )
    assert document.text == "café — 🍞 &c 'q' 🥖"


def test_nothing_is_evaluated(tmp_path):
    trap = tmp_path / "trap"
    for value in (
        f"open({str(trap)!r}, 'w')",
        f"__import__('os').mkdir({str(trap)!r})",
        "[x for x in 'a']",
        "1 + 1",
    ):
        with pytest.raises(ReadError, match="not plain values"):
            read(f"Item(by='a', item_type='comment', text={value})".encode())
    assert not trap.exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Item(by='a', item_type='story', url='https://example.org/', text=None)", "no text of its own"),
        ("Item(by='a', item_type='comment', text='  ')", "no text of its own"),
        ("Item(by='a', item_type='comment', text='<p> <p>')", "no text"),
        ("Item(by='a', item_type='comment', text='cut off", "damaged"),
        ("Item(by='a', 'b')", "damaged"),
        ("Item(by='a', **{'text': 'x'})", "damaged"),
        ("Item(by='a', item_type='comment', text=5)", "not text"),
        ('{"type": "comment", "id": 3, "by": "a", "deleted": true}', "deleted"),
        ('{"type": "story", "id": 3, "by": "a", "url": "https://example.org/"}', "no text of its own"),
    ],
)
def test_refused_with_the_reason(text, reason):
    with pytest.raises(ReadError, match=reason):
        read(text.encode())


def test_entities_in_a_title_are_characters():
    source = '{"by": "a", "id": 7, "time": 1, "type": "story", "title": "Bread &amp; *salt* &#x27;99", "text": "Text."}'
    assert read(source.encode()).title == "Bread & *salt* '99"
