"""The pages between the main ones (search, forms, withdrawn, refused) in both themes, and what pages weigh."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Response, expect

from advice.models import Claim
from tests import records
from tests.browser.conftest import PHONE
from tests.browser.steps import violations_in_both_themes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]

PAGES = [
    "/search/?q=stipend",
    "/search/?q=stipnd",
    "/search/?q=zzyzx",
    "/search/?q=stipend&kind=experience",
    "/people/?path=left",
    "/claims/gone-1/",
    "/claims/said-1/",
    "/claims/said-1/report/",
    "/questions/phd/study/?sort=bogus",
    "/accounts/login/",
    "/accounts/password_reset/",
]


@pytest.fixture
def pages(transactional_db):
    """Claims to be found, one of them withdrawn, on a position that is compared with another."""
    question = records.question("Should I do a PhD?", slug="phd", lead="You could study on.")
    study = records.position(
        "Study on", slug="study", question=question, reversible="In the first year.", deadline="In December."
    )
    records.position("Take the job", slug="work", question=question)
    ada = records.person("Ada", path="left", standing="Ran a lab.")
    said = [
        records.claim(
            f"The stipend paid the rent {number} times.", ["Pay"], key=f"said-{number}", speaker=ada
        )
        for number in range(1, 4)
    ]
    records.argument("It pays badly.", claims=said, position=study, stance="con", key="pays-badly")
    gone = records.claim("No stipend pays a rent.", key="gone-1")
    Claim.objects.filter(pk=gone.pk).update(status="withdrawn", withdrawn_reason="The passage says less.")


def test_axe_finds_nothing_in_either_theme(new_context, pages):
    for options in ({}, {"viewport": PHONE}):
        page = new_context(reduced_motion="reduce", **options).new_page()
        for address in PAGES:
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
            assert violations_in_both_themes(page) == [], address


@pytest.mark.parametrize("width", [320, 2560])
def test_nothing_scrolls_sideways(new_context, pages, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_styles_and_scripts_keep_to_their_budgets_and_come_from_here(page: Page, pages):
    """Compressed as they are sent: styles under 20 kB, scripts under 15 kB on each page."""
    asked: list[Response] = []
    page.on("response", lambda response: asked.append(response))
    for address in [*PAGES, "/", "/questions/phd/", "/questions/phd/study/", "/topics/pay/", "/people/"]:
        asked.clear()
        page.goto(address, wait_until="networkidle")
        host = re.match(r"https?://[^/]+/", page.url).group()
        assert all(response.url.startswith((host, "data:")) for response in asked), address
        for suffix, most in (("css", 20_000), ("js", 15_000)):
            files = {response.url.split("/static/")[1] for response in asked if response.url.endswith(suffix)}
            assert sum(map(sent, files)) < most, address


def sent(file: str) -> int:
    return len(gzip.compress(Path(finders.find(file)).read_bytes()))


def test_what_can_be_undone_is_one_line_on_a_phone_and_open_on_a_desk(page: Page, phone: Page, pages):
    for reader, folded in ((page, False), (phone, True)):
        reader.goto("/questions/phd/study/")
        asks = reader.get_by_text("Can it be undone, and is there a deadline?")
        words = reader.get_by_text("In the first year.")
        expect(asks).to_be_visible(visible=folded)
        expect(words).to_be_visible(visible=not folded)
        if folded:
            asks.click()
            expect(words).to_be_visible()


def test_answers_that_nobody_speaks_to_are_named_once_on_a_phone(page: Page, phone: Page, pages):
    for reader, each in ((page, True), (phone, False)):
        reader.goto("/questions/phd/")
        row = reader.locator("#topic-" + reader.locator(".row[id^=topic-]").first.get_attribute("id")[6:])
        expect(row.get_by_text("No source speaks to this.", exact=True)).to_be_visible(visible=each)
        expect(row.get_by_text("No source speaks to this for “Take the job”")).to_be_visible(visible=not each)
