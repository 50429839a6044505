"""A plain-text summary of a video panel, its sections recognised as headings."""

from advice.readers.registry import read
from tests.readers.reading import outline, sample, texts


def test_the_sample_reads_whole():
    document = sample("panel_summary.txt")
    assert (document.format, document.kind) == ("panel_summary", "panel_summary")
    assert document.title == "Round Table: Is a Pilot Licence Worth It? (Open Hangar - Autumn 2020)"
    assert document.part_of == "Open Hangar"
    assert document.author is None
    assert any("advertisement" in note for note in document.notes)
    assert outline(document) == [
        ("paragraph", "Based on Open Hangar's video on YouTube. If you like this talk, support its makers."),
        ("heading2", "TL;DR"),
        ("paragraph", "A licence pays for those who fly for hire; for anybody else it is a costly joy."),
        ("heading2", "Briefing"),
        (
            "paragraph",
            "The guests agreed on one thing: hours, not papers, decide who is hired. Cargo lines—unlike charter "
            "firms—take people with little more than the minimum.",
        ),
        ("paragraph", "Two of them had sold a car for the last forty hours."),
        ("heading2", "Cornell Notes"),
        ("paragraph", "Hours decide. The licence only opens the hangar door."),
        ("heading3", "Who should borrow money for a licence?"),
        ("paragraph", "Only somebody with a signed offer, three of the four guests said."),
        ("heading3", "What did the guests advise to late starters?"),
        ("paragraph", "To fly gliders first, since a season costs less than ten motor hours."),
        ("heading2", "Review Questions"),
        ("list_item1#", "Why do cargo lines ask for fewer hours?"),
        ("list_item1#", "What is the risk of a loan before an offer?"),
        ("heading2", "Key Points"),
        ("list_item1#", "Hours decide who is hired."),
        ("list_item1#", "A loan is safe only with an offer."),
        ("heading2", "Highlights"),
        ("list_item1", "A season of gliding costs less than ten motor hours."),
        ("list_item1", "Charter firms look at the logbook first."),
        ("heading2", "Topics"),
        ("list_item1", "Pilot Licence"),
        ("list_item1", "Loans"),
        ("heading2", "Mentioned"),
        ("list_item1", "Open Hangar"),
        ("list_item1", "Ana Duarte"),
    ]


def test_a_sparer_summary_in_another_layout():
    document = read(
        b"Nursing at sea: four voices\n\nCabin Radio | 2 Jan 2019\n12 min read\n\nSummary:\n\nThree of four would\ngo again.\n\n"
        b"Key Takeaways\n- Contracts first.\n- Sleep second.\n\nKey Points\n\n1.\n\nAsk for the roster.\n\n2.\n\nAsk twice.\n\n"
        b"Speakers\nAda\nBo\n"
    )
    assert document.title == "Nursing at sea: four voices"
    assert (document.part_of, str(document.published_on)) == ("Cabin Radio", "2019-01-02")
    assert outline(document) == [
        ("heading2", "Summary:"),
        ("paragraph", "Three of four would go again."),
        ("heading2", "Key Takeaways"),
        ("list_item1", "Contracts first."),
        ("list_item1", "Sleep second."),
        ("heading2", "Key Points"),
        ("list_item1#", "Ask for the roster."),
        ("list_item1#", "Ask twice."),
        ("heading2", "Speakers"),
        ("list_item1", "Ada"),
        ("list_item1", "Bo"),
    ]


def test_a_post_with_one_such_heading_is_no_panel():
    document = read(b"# Weaving\n\n## Overview\n\nI weave.\n\n## Wool\n\nFrom the hills.\n")
    assert document.kind == "post"


def test_a_post_with_front_matter_is_no_panel():
    document = read(b"---\ntitle: x\n---\n\nTL;DR\n\nShort.\n\nHighlights\n\nNone.\n")
    assert document.kind == "post"


def test_bytes_of_windows_read_the_same():
    source = "Talk\n\nTL;DR\n\nGo.\n\nHighlights\n\nOne.\nTwo.\n"
    assert texts(read(source.replace("\n", "\r\n").encode("utf-16"))) == texts(read(source.encode()))


def test_a_post_in_markdown_with_such_headings_is_read_as_markdown():
    document = read(b"# Weaving\n\n## Highlights\n\nI *weave*.\n\n## Key Takeaways\n\n- **Wool**\n")
    assert (document.format, document.kind) == ("markdown", "post")
    assert "*" not in document.text


def test_a_summary_in_markdown():
    document = read(b"# Talk\n\n## TL;DR\n\nGo.\n\n## Cornell Notes\n\n### Why?\n\nFor *bread*.\n")
    assert (document.format, document.kind, document.title) == ("markdown", "panel_summary", "Talk")
