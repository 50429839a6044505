"""The main journeys of a reader and a curator, in a real browser."""

import io
import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from advice.models import Claim, FidelitySignature
from tests import records
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def knowledge(transactional_db):
    call_command("load_knowledge", stdout=io.StringIO())


def test_a_reader_goes_about_the_knowledge(new_context, knowledge):
    """Each a visitor of their own; the knowledge takes longer to load than all of them."""
    from_home_to_a_topic_a_claim_and_its_passage(new_context().new_page())
    a_source_without_its_text_says_so_and_shows_its_claims(new_context().new_page())
    a_search_from_the_header_finds_claims_and_leads_to_one(new_context().new_page())
    the_pro_con_page_on_a_phone(new_context(viewport=PHONE).new_page())
    every_page_kind_says_nothing_to_the_console(new_context().new_page())


def from_home_to_a_topic_a_claim_and_its_passage(page: Page):
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Topics").click()
    page.get_by_role("link", name="Risk", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Risk")
    text = "Worry most about the step that cannot be undone, and try the others."
    page.get_by_role("link", name=text).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    page.get_by_role("link", name="Read it in place").click()
    expect(page).to_have_url(re.compile(r"/sources/reading-advice/#passage-reading-advice-009$"))
    passage = page.locator("#passage-reading-advice-009")
    expect(passage).to_be_in_viewport()
    expect(passage).to_contain_text("Spend your worry on the step that cannot be taken back.")


def a_source_without_its_text_says_so_and_shows_its_claims(page: Page):
    page.goto("/sources/dhairya-2020/")
    expect(page.get_by_text("not loaded here").first).to_be_visible()
    claim = Claim.objects.get(key="dhairya-2020-002")
    expect(page.get_by_text(claim.text).first).to_be_visible()


def a_search_from_the_header_finds_claims_and_leads_to_one(page: Page):
    page.goto("/topics/")
    search = page.get_by_role("banner").get_by_role("searchbox")
    search.fill("stipend minimum wage")
    search.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?.*q=stipend"))
    first = page.locator("main mark").first
    expect(first).to_be_visible()
    page.locator("main a[href^='/claims/']").first.click()
    expect(page).to_have_url(re.compile("/claims/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("wage|stipend|pay", re.I))


def the_pro_con_page_on_a_phone(phone: Page):
    phone.goto("/questions/where-to-work/join-a-large-company/")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    argument = phone.locator("main details", has=phone.locator("summary")).filter(has_text="voice").first
    argument.locator("summary").first.click()
    expect(argument.locator("a[href^='/claims/'], a[href^='/sources/']").first).to_be_visible()


def test_a_situation_is_kept_in_the_address_and_nothing_vanishes(page: Page):
    situation = records.situation("likes rain", slug="likes-rain")
    position = records.position("Move to the coast")
    wet = records.claim("Rain is a comfort on the coast.")
    wet.conditions.create(situation=situation, answer=True)
    records.argument("The coast is wet.", [wet], position=position)
    page.goto(position.get_absolute_url() + "?likes-rain=no")
    expect(page.get_by_text("The coast is wet.").first).to_be_visible()
    assert "likes rain" in page.locator("main").inner_text()


def test_a_curator_edits_a_claim_publishes_it_and_the_public_page_changes(new_context, curator):
    claim = records.claim("The old words.", status="in_review")
    public = new_context().new_page()
    assert public.goto(claim.get_absolute_url()).status == 404

    desk = new_context().new_page()
    desk.goto(f"/admin/advice/claim/{claim.pk}/change/")
    desk.get_by_label("Username").fill("curator")
    desk.get_by_label("Password").fill("a-long-passphrase")
    desk.get_by_role("button", name=re.compile("sign in|log in", re.I)).click()
    desk.locator("#id_text").fill("The new words.")
    desk.locator("#id_status").select_option("published")
    desk.locator("input[name=_save]").first.click()
    expect(desk.get_by_text("no second person has signed")).to_be_visible()

    FidelitySignature.objects.create(claim=claim, verdict="faithful", claim_text="The new words.")
    desk.locator("input[name=_save]").first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()

    assert public.goto(claim.get_absolute_url()).status == 200
    expect(public.get_by_role("heading", level=1)).to_have_text("The new words.")


def every_page_kind_says_nothing_to_the_console(page: Page):
    """A breach of the Content Security Policy would be said there."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for address in (
        "/",
        "/questions/",
        "/questions/where-to-work/",
        "/questions/where-to-work/join-a-large-company/",
        "/topics/",
        "/topics/pay/",
        "/sources/",
        "/sources/reading-advice/",
        "/sources/fan-2022/",
        "/people/",
        "/people/david-fan/",
        "/claims/reading-advice-001/",
        "/search/?q=pay",
        "/accounts/login/",
    ):
        assert page.goto(address).status == 200, address
    assert said == []
