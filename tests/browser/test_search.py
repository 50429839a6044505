"""Suggestions under the search box in a real browser: by the keyboard, and told to a screen reader."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests import records
from tests.browser.steps import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def knowledge():
    records.claim("Stipends are low.", topics=["Stipend"])


def typed(page: Page, words: str) -> tuple[Locator, Locator]:
    """The search box with these words in it, and the topic that is suggested for them."""
    page.goto("/search/")
    box = page.get_by_role("combobox", name="Words, or a question")
    box.press_sequentially(words)
    topic = page.get_by_role("option", name="Stipend Topic")
    expect(topic).to_be_visible()
    return box, topic


def test_suggestions_by_the_keyboard(page: Page):
    box, topic = typed(page, "stipen")
    expect(page.get_by_text("2 suggestions. The arrow keys lead to them.")).to_be_attached()
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")
    expect(topic).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", re.compile("suggestions-0$"))
    box.press("ArrowDown")
    expect(topic).not_to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/topics/stipend/$"))


def test_a_late_answer_takes_nothing_from_whoever_has_begun_to_choose(page: Page):
    box, topic = typed(page, "stipe")
    late: list[Route] = []
    page.route("**/suggest/**", lambda route: late.append(route))
    box.press("n")
    until(lambda: page.wait_for_timeout(50) or late)
    box.press("ArrowDown")
    expect(topic).to_have_attribute("aria-selected", "true")
    late[-1].fulfill(json={"suggestions": []})
    page.wait_for_timeout(300)
    expect(topic).to_have_attribute("aria-selected", "true")


def test_escape_closes_the_suggestions_and_leaves_the_words(page: Page):
    page.goto("/search/")
    box = page.get_by_role("combobox", name="Words, or a question")
    box.press_sequentially("stipen")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()
    expect(box).to_have_value("stipen")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=stipen$"))


def test_without_javascript_there_is_a_plain_box(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/search/")
    expect(page.get_by_role("combobox")).to_have_count(0)
    box = page.get_by_role("search", name="All claims").get_by_role("searchbox")
    box.fill("stipend")
    box.press("Enter")
    expect(page.get_by_role("list").get_by_text("Stipends are low.")).to_be_visible()
