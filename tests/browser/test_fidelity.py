"""Signing in a real browser: by keys alone, by forms alone, on a phone, axe; and merging beside it."""

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from advice.claims.anchoring import digest
from advice.claims.reports import file_report
from advice.models import Claim, FidelitySignature
from tests import records
from tests.admin.workbench_text import TEXT, bench_source
from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import arrive, choose, sign_in, violations, violations_in_both_themes

pytestmark = pytest.mark.django_db(transaction=True)


DJANGOS = ("label-title-only: <input", "empty-table-header")
"""Rules, none of them WCAG's, that templates of Django's break: a label that is a picture, a column without a heading."""


@pytest.fixture
def claims(transactional_db, curator):
    """Two claims in review, worded by somebody else."""
    source = bench_source(author=records.person("Ada"))
    made = []
    for words in ("Warm bread", "A 🍵 pot is shared"):
        start = TEXT.index(words)
        place = {"start": start, "end": start + len(words), "sha256": digest(words), "anchor_state": "exact"}
        made.append(records.claim(f"It says: {words}.", source=source, status="in_review", **place))
    return made


def reads(page: Page, words: str) -> None:
    """The page with this claim is there, its keys too."""
    expect(page.locator(".claim-words")).to_have_text(words)
    page.wait_for_load_state()


def test_one_signs_publishes_and_goes_on_by_keys(page: Page, claims):
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    sign_in(page).goto("/admin/review/")
    page.get_by_role("link", name="Sign the next claim").press("Enter")
    reads(page, "It says: Warm bread.")
    page.keyboard.press("n")
    reads(page, "It says: A 🍵 pot is shared.")
    page.keyboard.press("n")
    reads(page, "It says: Warm bread.")
    page.keyboard.press("f")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("is published")
    reads(page, "It says: A 🍵 pot is shared.")
    page.keyboard.press("b")
    expect(page.get_by_label("What is wrong with it")).to_be_focused()
    page.keyboard.type("Fewer pots.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing waits for review.")).to_be_visible()
    first, second = (Claim.objects.get(pk=claim.pk) for claim in claims)
    assert (first.status, second.status) == ("published", "draft")
    assert second.signatures.get().note == "Fewer pots."
    assert problems == []


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_without_scripts_the_same(new_context, claims, viewport):
    page = new_context(java_script_enabled=False, viewport=viewport).new_page()
    sign_in(page).goto(f"/admin/advice/claim/{claims[0].pk}/fidelity/")
    page.get_by_label("stronger").check()
    page.get_by_role("button", name="Sign only, next").click()
    expect(page.get_by_role("alert")).to_have_text("Say what is wrong, so that its author can mend it.")
    page.get_by_label("What is wrong with it").fill("A hedge is gone.")
    page.get_by_role("button", name="Sign only, next").click()
    expect(page.locator(".claim-words")).to_have_text("It says: A 🍵 pot is shared.")
    page.get_by_label("faithful").check()
    page.get_by_role("button", name="Sign, publish if faithful, next").click()
    expect(page.get_by_text("is published")).to_be_visible()
    assert set(Claim.objects.values_list("status", flat=True)) == {"draft", "published"}


@pytest.mark.looks
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(new_context, claims, viewport):
    group = Group.objects.get(name="administrator")
    group.user_set.add(User.objects.get(username="curator"))
    page = new_context(viewport=viewport, reduced_motion="reduce").new_page()
    sign_in(page)
    wanting = claims[1]
    FidelitySignature.objects.create(
        claim=wanting, verdict="wrong", note="No.", claim_text="Before.", passage_sha256="0" * 64
    )
    file_report(claims[0], "other", "Look at this.", "")
    pay, wages = records.topic("Pay"), records.topic("Wages")
    records.argument(topic=wages, claims=[records.claim(topics=[pay, wages])])
    for place in [
        "/admin/",
        "/admin/review/",
        "/admin/review/?kind=reports",
        f"/admin/advice/claim/{wanting.pk}/fidelity/",
        f"/admin/advice/topic/merge/?lose={wages.pk}&keep={pay.pk}",
        f"/admin/advice/topic/merge/?lose={wages.pk}",
    ]:
        page.goto(place)
        assert violations_in_both_themes(page) == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], place


@pytest.mark.looks
def test_lists_and_forms_of_the_admin_shut_nobody_out(new_context, claims):
    page = new_context(reduced_motion="reduce").new_page()
    sign_in(page)
    one = claims[0]
    argument = records.argument(claims=[one])
    for place in [
        "source/",
        f"claim/?source={one.source_id}",
        "claim/add/",
        f"claim/{one.pk}/change/",
        "topic/add/",
        f"argument/{argument.pk}/change/",
        "sharelink/",
    ]:
        page.goto(f"/admin/advice/{place}")
        assert [one for one in violations(page) if not one.startswith(DJANGOS)] == [], place


def test_the_box_of_a_field_says_its_name_and_what_is_chosen(new_context, claims):
    page = new_context().new_page()
    sign_in(page).goto("/admin/advice/claim/add/")
    page.get_by_role("combobox", name="Source").click()
    expect(page.get_by_role("searchbox", name="Source")).to_be_focused()
    expect(page.get_by_role("listbox", name="Source")).to_be_visible()
    page.get_by_role("option", name=claims[0].source.title).click()
    expect(page.get_by_role("combobox", name=f"Source {claims[0].source.title}")).to_be_visible()
    page.goto("/admin/advice/argument/add/")
    boxes = page.get_by_role("combobox", name="Claim")
    before = boxes.count()
    page.get_by_role("button", name="Add another Claim").click()
    expect(boxes).to_have_count(before + 1)


def test_a_topic_is_merged_into_one_found_by_typing(page: Page, curator, transactional_db):
    wages = records.topic("Wages")
    records.topic("Pay")
    sign_in(page).goto(f"/admin/advice/topic/{wages.pk}/change/")
    page.get_by_role("link", name="Merge into another").click()
    # The page before has such a box too.
    choose(arrive(page.locator("form.merge-into")), "Pay", typed="pa")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("“Wages” is part of “Pay” now")).to_be_visible()
    page.goto("/topics/wages/")
    expect(page).to_have_url("/topics/pay/")
