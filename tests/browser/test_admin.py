"""The admin in a real browser: nothing that the security policy refuses, autocomplete, counters, phones."""

import pytest
from playwright.sync_api import Page, expect

from advice.models import ClaimSituation, Crux
from tests import records
from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import choose, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]


@pytest.fixture
def knowledge(transactional_db):
    source = records.source("A supper", slug="supper")
    place = {"start": 0, "end": 20, "sha256": "0" * 64}
    claim = records.claim("Cold suppers are borne.", source=source, **place)
    argument = records.argument("Supper costs little.", claims=[claim])
    Crux.objects.create(position=argument.position, topic=argument.topic, kind="value", text="Taste.")
    ClaimSituation.objects.create(claim=claim, situation=records.situation())
    return argument


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_breaks_the_policy_or_scrolls_sideways(new_context, curator, knowledge, viewport):
    page = new_context(viewport=viewport).new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    sign_in(page)
    claim = knowledge.claims.get()
    for path in [
        "/accounts/password/",
        "/admin/",
        "/admin/advice/claim/",
        "/admin/advice/claim/add/",
        f"/admin/advice/claim/{claim.pk}/change/",
        f"/admin/advice/claim/{claim.pk}/history/",
        f"/admin/advice/position/{knowledge.position_id}/change/",
        f"/admin/advice/argument/{knowledge.pk}/change/",
        "/admin/advice/source/",
    ]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    assert problems == []


def test_a_claim_is_added_with_topics_found_by_typing(page: Page, curator, knowledge):
    records.topic("Cooking").labels.create(label="cuisine")
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    sign_in(page).goto("/admin/advice/claim/add/")
    choose(page.locator(".field-source"), "A supper · supper", typed="supp")
    page.get_by_label("Claim:").fill("x" * 301)
    expect(page.locator("output.count.over")).to_have_text("301 / 300")
    page.get_by_label("Claim:").fill("Bread keeps.")
    expect(page.locator(".field-text output.count")).to_have_text("12 / 300")
    choose(page.locator(".field-topics"), "Cooking", typed="cuisi")
    page.get_by_label("Kind:").select_option("advice")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    expect(page.locator("#result_list").get_by_role("link", name="Bread keeps.")).to_be_visible()
    assert problems == []


def test_a_list_is_filtered_by_a_source_found_by_typing(page: Page, curator, knowledge):
    records.claim("Of another source.")
    sign_in(page).goto("/admin/advice/claim/?q=e")
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    by_source = page.locator("details[data-filter-title=source]")
    choose(by_source, "A supper · supper", typed="supp")
    by_source.get_by_role("button", name="Filter").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.get_by_role("link", name="Cold suppers are borne.")).to_be_visible()
    by_source.get_by_role("link", name="All").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(2)


def test_arguments_are_added_as_rows_of_their_position(page: Page, curator, knowledge):
    sign_in(page).goto(f"/admin/advice/position/{knowledge.position_id}/change/")
    page.get_by_role("button", name="Add another Argument").click()
    row = page.locator("#arguments-1")
    row.locator("select[name$=stance]").select_option("con")
    choose(row, "Pay")
    row.locator("textarea").fill("Supper costs little.")
    expect(row.locator("output.count")).to_have_text("20 / 200")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    keys = knowledge.position.arguments.values_list("key", flat=True)
    assert sorted(keys) == sorted([knowledge.key, "supper-costs-little"])
