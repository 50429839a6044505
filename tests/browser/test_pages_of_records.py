"""Sources, people, topics and claims in a real browser: accessible, narrow, by keyboard, on paper, without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import records
from tests.browser.conftest import PHONE
from tests.browser.steps import violations, violations_in_both_themes
from tests.sources.documents import claim_on, loaded_source, mark

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]

PAGES = [
    "/sources/",
    "/sources/talk/",
    "/sources/outline/",
    "/people/",
    "/people/ada/",
    "/topics/",
    "/topics/pay/",
    "/claims/talk-001/",
    "/claims/outline-001/",
]


@pytest.fixture
def pages(transactional_db):
    """A talk with its text, a post without, and what hangs on them."""
    ada = records.person(
        "Ada Example", slug="ada", standing="Led a lab", path="left", interest="Sells courses at ada.example"
    )
    paragraphs = (
        "Some words to begin with, before anything is said.",
        "# Money",
        "Q: Is pay low at first, and does it rise?",
        "A: Pay is low at first. Then it rises, as the long report says.",
        "- an item with a claim",
        "  - one below it",
        "> a quotation",
        "    code = 1",
        "## Later " + "averyverylongwordindeed" * 5,
        "Nothing of note, but " + "unbreakable" * 12 + ".",
        "Last words. " * 90,
    )
    text = loaded_source(*paragraphs).text
    link = mark("link", text, "the long report", "https://example.org/report")
    talk = loaded_source(*paragraphs, marks=(link,), slug="talk", title="A talk about pay", author=ada)
    places = ["Pay is low at first", "low at first. Then it rises", "an item", "a quotation", "code = 1"]
    claims = [
        claim_on(talk, words, f"Number {number} is a claim of ordinary length on what is paid.", speaker=ada)
        for number, words in enumerate(places, 1)
    ]
    for number, claim in enumerate(claims, 1):
        claim.key = f"talk-{number:03}"
        claim.save()
    post = records.source("A post", slug="outline", url="https://example.org/" + "path/" * 30)
    outline = records.claim("W" * 80 + " said.", source=post, section="Pay", key="outline-001", speaker=None)
    for stance in ("pro", "con", "depends"):
        records.argument(f"It is {stance}", stance=stance, claims=[*claims[:2], outline])


def test_axe_finds_nothing_in_either_theme(new_context, pages):
    for options in ({}, {"viewport": PHONE}):
        page = new_context(reduced_motion="reduce", **options).new_page()
        for address in PAGES:
            page.goto(address)
            assert violations_in_both_themes(page) == [], address


def test_a_marked_passage_and_its_note_are_legible(new_context, pages):
    for scheme in ("light", "dark"):
        page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
        for fragment in ("#passage-talk-001", "#note-talk-002"):
            page.goto("/sources/talk/" + fragment)
            assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 2560])
def test_nothing_scrolls_sideways(new_context, pages, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_notes_stand_beside_their_passages_where_there_is_room(page: Page, pages):
    page.goto("/sources/talk/")
    passage = page.locator("#passage-talk-001").bounding_box()
    note = page.locator("#note-talk-001").bounding_box()
    assert note["x"] > passage["x"] + passage["width"]
    assert abs(note["y"] - passage["y"]) < 60


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_passage_to_its_note_and_back_on_a_phone(new_context, pages, scripts):
    page = new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    page.goto("/sources/talk/")
    note = page.locator("#note-talk-001")
    expect(note).to_be_hidden()
    page.get_by_role("link", name="Claim 1", exact=True).click()
    expect(note).to_be_in_viewport()
    page.get_by_role("link", name="Passage 1", exact=True).click()
    expect(page.locator("#passage-talk-001")).to_be_in_viewport()


def test_by_keyboard_from_the_contents_to_a_claim(page: Page, pages):
    page.goto("/sources/talk/")
    page.get_by_role("navigation", name="In this text").get_by_role("link", name="Money").press("Enter")
    expect(page.locator("#section-1")).to_be_in_viewport()
    page.get_by_role("link", name="Claim 2", exact=True).press("Enter")
    expect(page.locator("#note-talk-002")).to_be_in_viewport()
    page.locator("#note-talk-002 .gloss-text").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Number 2")


def test_pointing_at_a_passage_shows_its_note(page: Page, pages):
    page.goto("/sources/talk/")
    page.locator("#passage-talk-003").hover()
    expect(page.locator("#note-talk-003")).to_have_class("gloss near")
    expect(page.locator("#note-talk-001")).to_have_class("gloss")
    page.locator("#passage-talk-003").click()
    expect(page).to_have_url(re.compile("#note-talk-003$"))


def test_on_paper_the_claims_are_there_and_the_ways_about_are_not(new_context, pages):
    page = new_context(viewport=PHONE).new_page()
    page.goto("/sources/talk/")
    page.emulate_media(media="print")
    expect(page.locator("#note-talk-001")).to_be_visible()
    expect(page.get_by_role("navigation", name="In this text")).to_be_hidden()
    expect(page.get_by_role("banner")).to_be_hidden()


def test_nothing_offends_the_content_security_policy(page: Page, pages):
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for address in PAGES:
        page.goto(address)
    assert complaints == []
