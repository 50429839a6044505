"""Documents in, anchors answered, claims out and in: in a real browser, with its security policy, and without scripts."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from advice.models import Claim, Source
from advice.sources.ingest import ingest
from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import arrive, sign_in, violations_in_both_themes
from tests.sources.documents import claim_on

pytestmark = pytest.mark.django_db(transaction=True)
POST = (
    "---\ntitle: Two labs\n---\n\nThe small lab answered within a day.\n\nThe large one had nobody to ask.\n"
)


@pytest.fixture
def post(tmp_path) -> Path:
    path = tmp_path / "post.md"
    path.write_text(POST)
    return path


@pytest.fixture
def changed(transactional_db) -> Claim:
    """A claim whose passage the author edited."""
    source = ingest(POST.encode(), "post.md").source
    claim = claim_on(
        source, "The small lab answered within a day.", "Small labs answer fast.", key="two-labs-001"
    )
    ingest(POST.replace("within a day", "within an hour").encode(), "post.md", source)
    return claim


def listening(page: Page) -> list[str]:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    return problems


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_document_comes_in_and_its_new_version_is_answered(new_context, curator, post, scripts):
    page = new_context(java_script_enabled=scripts).new_page()
    problems = listening(page)
    sign_in(page).goto("/admin/advice/source/")
    page.get_by_role("link", name="Add from a document").click()
    page.get_by_label("File", exact=True).set_input_files(post)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Read: “Two labs”")).to_be_visible()
    source = Source.objects.get()
    claim_on(source, "The small lab answered within a day.", "Small labs answer fast.", status="draft")
    page.get_by_role("link", name="Load it anew").click()
    page.get_by_label("or its text").fill(POST.replace("within a day", "within an hour"))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Changed: 1")).to_be_visible()
    expect(page.locator("ins")).to_have_text("an hour.")
    page.get_by_role("button", name="Confirm this passage").click()
    expect(page.get_by_text("Every passage stands where its claim says.")).to_be_visible()
    assert Claim.objects.get().passage == "The small lab answered within an hour."
    assert problems == []


def test_another_passage_is_chosen_without_scripts(new_context, curator, changed):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page).goto(f"/admin/advice/source/{changed.source_id}/anchors/")
    page.get_by_text("Choose another passage").click()
    page.get_by_label("The words of the text, pasted").fill("The large one")
    page.get_by_role("button", name="Tie the claim to these words").click()
    expect(page.get_by_text("is tied to the passage that you chose")).to_be_visible()
    changed.refresh_from_db()
    assert changed.passage == "The large one"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_claims_go_out_are_edited_and_come_back(new_context, curator, changed, tmp_path, settings, scripts):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    page = new_context(java_script_enabled=scripts).new_page()
    problems = listening(page)
    sign_in(page).goto("/admin/advice/claim/?status__exact=published")
    page.get_by_role("link", name="Export").click()
    expect(page.get_by_text("1 claim, those of the filtered list.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    out = tmp_path / "claims.csv"
    download.value.save_as(out)
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
    rows[0]["text"] = "Small labs answer within an hour."
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    page.goto("/admin/advice/claim/")
    page.get_by_role("link", name="Import").click()
    page.get_by_label("File").set_input_files(out)
    page.get_by_role("button", name="Show what it would do").click()
    expect(page.get_by_role("cell", name="Small labs answer fast.")).to_be_visible()
    expect(page.get_by_role("cell", name="Small labs answer within an hour.")).to_be_visible()
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("Imported: 0 new, 1 changed, 0 unchanged.")).to_be_visible()
    assert problems == []


@pytest.mark.looks
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_breaks_the_policy_scrolls_sideways_or_shuts_anybody_out(
    new_context, curator, changed, viewport, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path
    page = new_context(viewport=viewport, reduced_motion="reduce").new_page()
    problems = listening(page)
    sign_in(page)
    bad = tmp_path / "bad.csv"
    bad.write_text("key,source,text,kind\n,nowhere,Text.,gossip\n,two-labs,Good.,opinion\n")

    def look(name: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], name
        assert violations_in_both_themes(page, context="#content") == [], name

    for path in [
        "source/from-document/",
        f"source/{changed.source_id}/document/",
        f"source/{changed.source_id}/anchors/",
        "claim/export/",
        "claim/import/",
    ]:
        page.goto(f"/admin/advice/{path}")
        look(path)
    page.get_by_label("File").set_input_files(bad)
    page.get_by_role("button", name="Show what it would do").click()
    arrive(page.get_by_role("heading", name="Row 2"))
    look("preview")
    assert [one for one in problems if "400" not in one] == []
