"""Markdown with TOML front matter."""

from datetime import date

import pytest

from advice.readers.document import ReadError
from advice.readers.registry import read
from tests.readers.reading import marked, outline, sample


def test_the_sample_reads_whole():
    document = sample("hugo.md")
    assert (document.format, document.kind) == ("hugo", "post")
    assert document.title == "Becoming a Luthier Without an Apprenticeship"
    assert (document.author, document.published_on) == ("Ilse Brandt", date(2020, 2, 29))
    assert outline(document) == [
        (
            "paragraph",
            "I build guitars for a living and never signed an indenture¹. It took six years, two of them unpaid.",
        ),
        ("heading1", "The first shop (2011–2013)"),
        (
            "paragraph",
            "I swept floors and glued one bridge a day. The master told me that schools produce people who can "
            "name every joint and cut none.",
        ),
        ("heading2", "Turning point"),
        (
            "paragraph",
            "My second guitar² sold for the price of its wood ³. Selling it was still the best thing I did.",
        ),
        ("list_item1", "Own your tools. Borrowed planes are never sharp."),
        ("list_item1", "Repairs pay the rent. Building is what you do after that."),
        ("paragraph1", "A repair also shows how others failed."),
        ("quotation", "¹ The contract of an apprentice."),
        ("quotation", "² Photographs"),
        ("quotation", "³ 140 in all"),
    ]
    assert marked(document, "strong")[:3] == ["¹", "²", "best"]


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("date = 2021-05-03", date(2021, 5, 3)),
        ("date = 2021-05-03T23:59:00-10:00", date(2021, 5, 3)),
        ("date = 2021-05-03T00:30:00Z", date(2021, 5, 3)),
        ('date = "3 May 2021"', date(2021, 5, 3)),
        ("publishDate = 2021-05-03 07:00:00", date(2021, 5, 3)),
        ('path = "2021/05/03/leaving"', date(2021, 5, 3)),
        ('url = "/2021/05/03/leaving/"', date(2021, 5, 3)),
        ("weight = 3", None),
    ],
)
def test_the_day_is_as_written(front, day):
    assert read(f"+++\ntitle = 'x'\n{front}\n+++\n\nText.\n".encode()).published_on == day


@pytest.mark.parametrize(
    "front",
    [
        "title = ",
        "title = 'a'\ntitle = 'b'",
        "a." * 20_000 + "a = 1",
        "[" + "a." * 20_000 + "a]",
        "a = " + "[" * 5_000 + "]" * 5_000,
        "a = " + "{b=" * 2_000,
        "a = " + "9" * 60_000,
    ],
)
def test_front_matter_that_is_none_is_refused(front):
    with pytest.raises(ReadError, match="front matter"):
        read(f"+++\n{front}\n+++\n\nText.\n".encode())


def test_front_matter_without_an_end_is_refused():
    with pytest.raises(ReadError, match="no end"):
        read(b"+++\ntitle = 'x'\n\nText.\n")
