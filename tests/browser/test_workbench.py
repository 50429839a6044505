"""The workbench in a real browser: selecting, keys, suggestions, forms alone, phones, axe."""

import pytest
from playwright.sync_api import Page, expect

from advice.claims.anchoring import digest
from advice.models import Claim, SetAside
from tests import records
from tests.admin.workbench_text import BLOCKS, TEXT, bench_source
from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import arrive, sign_in, violations_in_both_themes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]
BENCH = "/admin/workbench/tea/"


@pytest.fixture
def tea(transactional_db):
    source = bench_source(author=records.person("Ada"), published_on="2020-05-01")
    records.topic("Tea").labels.create(label="cold tea")
    start = TEXT.index("Tea again")
    place = {"start": start, "end": start + 9, "sha256": digest("Tea again"), "anchor_state": "exact"}
    claim = records.claim("Tea is poured twice.", source=source, key="tea-001", status="draft", **place)
    records.argument("Tea keeps clerks awake.", claims=[claim])
    return source


def select(page: Page, words: str) -> None:
    """Select the words as a mouse would: by a range inside the text."""
    found = page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
                return true;
            }
            return false;
        }""",
        words,
    )
    assert found, words


@pytest.fixture
def bench(new_context, curator, tea):
    """The workbench, and whatever the console said against it."""
    page = new_context().new_page()
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    sign_in(page).goto(BENCH)
    return page


def test_a_selection_becomes_a_claim_by_keys_alone(bench: Page, tea):
    select(bench, "𝑜𝓇𝒹𝓈 of it")
    bench.keyboard.press("c")
    expect(bench.get_by_label("Passage", exact=True)).to_have_value("𝑜𝓇𝒹𝓈 of it")
    bench.keyboard.type("Words end.")
    expect(bench.locator(".count")).to_contain_text("10 / 300")
    expect(bench.locator("#section")).to_have_text("First words.")
    bench.get_by_label("Kind").select_option("opinion")
    bench.keyboard.press("Escape")
    bench.keyboard.press("{")
    expect(bench.get_by_label("Passage", exact=True)).to_have_value("𝒲𝑜𝓇𝒹𝓈 of it")
    bench.keyboard.press("[")
    bench.keyboard.press("]")
    bench.keyboard.press("]")
    expect(bench.get_by_label("Passage", exact=True)).to_have_value("𝒲𝑜𝓇𝒹𝓈 of it.")
    bench.get_by_label("Claim", exact=True).press("Control+Enter")
    expect(bench.get_by_text("is saved: draft")).to_be_visible()
    claim = Claim.objects.get(text="Words end.")
    assert (claim.passage, claim.section, claim.speaker) == ("𝒲𝑜𝓇𝒹𝓈 of it.", "First words.", tea.author)
    assert bench.problems == []


def test_a_selection_across_blocks_and_markup_has_the_servers_offsets(bench: Page, tea):
    bench.evaluate(
        """() => {
            const block = number => document.getElementById(`block-${number}`);
            const last = element => { const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
                let found; while (walk.nextNode()) found = walk.currentNode; return found; };
            const from = last(block(2)), to = last(block(4));
            getSelection().setBaseAndExtent(from, from.data.indexOf("to 2003"), to, to.data.indexOf(" And"));
        }"""
    )
    bench.keyboard.press("c")
    start, end = TEXT.index("to 2003"), TEXT.rindex("Tea again.") + len("Tea again.")
    expect(bench.get_by_label("Passage", exact=True)).to_have_value(TEXT[start:end])
    bench.get_by_label("Claim", exact=True).fill("Much is said.")
    bench.get_by_label("Kind").select_option("opinion")
    bench.get_by_role("button", name="Save and stay").click()
    expect(bench.get_by_text("is saved: draft")).to_be_visible()
    claim = Claim.objects.get(text="Much is said.")
    assert (claim.start, claim.end) == (start, end)


def test_open_blocks_are_walked_and_set_aside_by_keys(bench: Page, tea):
    bench.keyboard.press("n")
    expect(bench.locator("#announce")).to_contain_text("Block 1, open. First words.")
    bench.keyboard.press("x")
    arrive(bench.get_by_role("heading", name="Block 1, open", exact=True))
    bench.keyboard.press("Escape")
    bench.keyboard.press("x")
    reason = bench.get_by_label("Reason")
    expect(reason).to_be_focused()
    bench.keyboard.press("n")
    expect(reason).to_have_value("navigation")
    bench.keyboard.press("Tab")
    bench.keyboard.press("Tab")
    bench.keyboard.press("Enter")
    expect(bench.get_by_text("Block 1 is set aside: navigation.")).to_be_visible()
    expect(bench.get_by_role("heading", name="Block 2, open", exact=True)).to_be_visible()
    assert SetAside.objects.get().end == BLOCKS[0]["end"]
    assert bench.problems == []


def test_suggestions_follow_the_typing(bench: Page, tea):
    bench.get_by_label("Claim", exact=True).fill("Cold tea is poured twice")
    expect(bench.locator("#suggested-similar")).to_contain_text("Tea is poured twice.")
    expect(bench.locator("#announce")).to_contain_text("Likely the same: Tea is poured twice.")
    bench.get_by_label("Tea keeps clerks awake.").check()
    bench.locator("#suggested-topics").get_by_role("button", name="Tea").click()
    expect(bench.get_by_label("Main topic")).to_have_value("Tea")
    select(bench, "Warm bread")
    bench.get_by_role("button", name="Begin a claim from the selection").click()
    bench.get_by_label("Kind").select_option("figure")
    bench.get_by_role("button", name="Save and send to review").click()
    expect(bench.get_by_text("is saved: in review")).to_be_visible()
    claim = Claim.objects.get(kind="figure")
    assert claim.passage == "Warm bread"
    assert [one.text for one in claim.arguments.all()] == ["Tea keeps clerks awake."]
    assert bench.problems == []


def test_sentences_are_chosen_by_keys_and_headings_set_aside(bench: Page, tea):
    bench.get_by_role("button", name="Set the one open heading aside").click()
    expect(bench.get_by_text("1 heading is set aside.")).to_be_visible()
    expect(bench.get_by_role("heading", name="Block 2, open", exact=True)).to_be_visible()
    bench.goto(BENCH + "?block=4#panel")
    passage = bench.get_by_label("Passage", exact=True)
    bench.keyboard.press("Escape")
    bench.keyboard.press("m")
    for key, words in (
        (".", "Nothing more."),
        (".", "Tea again."),
        (",", "Nothing more."),
        (">", "Nothing more. Tea again."),
        (",", "Nothing more."),
        (",", "Tea again."),  # the last one of the block before
    ):
        bench.keyboard.press(key)
        expect(passage).to_have_value(words)
    expect(bench.locator(".block.chosen")).to_have_attribute("data-block", "3")
    bench.get_by_label("Claim", exact=True).fill("Tea comes twice.")
    bench.get_by_label("Kind").select_option("opinion")
    bench.get_by_label("Main topic").fill("Tea")
    bench.keyboard.press("Control+Shift+Enter")
    expect(bench.get_by_text("is saved: in review")).to_be_visible()
    assert Claim.objects.get(text="Tea comes twice.").passage == "Tea again."
    assert bench.problems == []


def test_keys_work_at_once_on_the_next_block_and_fields_follow_the_claim(bench: Page, tea):
    bench.goto(BENCH + "?block=4#panel")
    expect(bench.locator("#panel")).to_be_focused()
    passage = bench.get_by_label("Passage", exact=True)
    bench.keyboard.press(".")
    expect(passage).to_have_value("Nothing more.")
    bench.keyboard.press("e")
    expect(bench.get_by_label("Claim", exact=True)).to_be_focused()
    bench.keyboard.type("Of tea nobody in the whole office spoke well.")
    topic = bench.locator("#suggested-topics").get_by_role("button", name="Tea")
    expect(topic).to_be_visible()
    for field in (
        bench.get_by_label("Kind"),
        bench.get_by_label("Speaker"),
        bench.get_by_label("Reported"),
        topic,
    ):
        bench.keyboard.press("Tab")
        expect(field).to_be_focused()
    bench.keyboard.press("Enter")
    expect(bench.get_by_label("Main topic")).to_have_value("Tea")
    expect(bench.get_by_role("button", name="Look for topics, duplicates and arguments")).to_be_hidden()
    assert bench.problems == []


def test_a_selection_leads_from_an_old_claim_to_a_new_one_ready_to_write(bench: Page, tea):
    bench.goto(BENCH + "?claim=tea-001#panel")
    expect(bench.get_by_role("button", name="Begin a claim from the selection")).to_be_visible()
    select(bench, "Warm bread")
    bench.get_by_role("button", name="Begin a claim from the selection").click()
    expect(bench.get_by_role("heading", name="Block 2, open", exact=True)).to_be_visible()
    expect(bench.get_by_label("Claim", exact=True)).to_be_focused()
    expect(bench.get_by_label("Passage", exact=True)).to_have_value("Warm bread")


def test_what_is_missing_has_the_focus(bench: Page, tea):
    select(bench, "Warm bread")
    bench.keyboard.press("c")
    bench.keyboard.type("Bread is warm.")
    bench.keyboard.press("Control+Enter")
    bench.get_by_label("Kind").evaluate("field => field.removeAttribute('required')")
    bench.get_by_label("Claim", exact=True).press("Control+Enter")
    expect(bench.get_by_text("Nothing is saved yet")).to_be_visible()
    expect(bench.get_by_label("Kind")).to_be_focused()


def test_an_anchor_is_moved_by_selecting(bench: Page, tea):
    bench.get_by_role("link", name="Tea is poured twice.").first.click()
    arrive(bench.get_by_role("heading", name="Claim tea-001"))
    select(bench, "pot is shared")
    bench.keyboard.press("Escape")
    bench.keyboard.press("m")
    bench.get_by_role("button", name="Save and stay").click()
    expect(bench.get_by_text("is saved: draft")).to_be_visible()
    assert Claim.objects.get(key="tea-001").passage == "pot is shared"


def test_single_keys_can_be_turned_off(bench: Page, tea):
    bench.keyboard.press("?")
    bench.get_by_label("Single keys do this").uncheck()
    bench.reload()
    bench.keyboard.press("n")
    expect(bench.locator(".block.chosen")).to_have_count(0)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_without_scripts_the_same_by_forms(new_context, curator, tea, viewport):
    page = new_context(java_script_enabled=False, viewport=viewport).new_page()
    sign_in(page).goto(BENCH)
    page.get_by_role("link", name="Block 2, open").click()
    passage = page.get_by_label("Passage", exact=True)
    expect(passage).to_have_value(TEXT[BLOCKS[1]["start"] : BLOCKS[1]["end"]])
    passage.fill("cold tea")
    page.get_by_role("button", name="End a word later").click()
    expect(passage).to_have_value("cold tea,")
    page.get_by_label("Claim", exact=True).fill("Cold tea is poured twice.")
    page.get_by_role("button", name="Look for topics, duplicates and arguments").click()
    expect(page.locator("#suggested-similar")).to_contain_text("Tea is poured twice.")
    page.locator("#suggested-topics").get_by_role("button", name="Tea").click()
    expect(page.get_by_label("Main topic")).to_have_value("Tea")
    page.get_by_label("Kind").select_option("advice")
    page.get_by_role("button", name="Save and send to review").click()
    expect(page.get_by_text("is saved: in review")).to_be_visible()
    assert Claim.objects.get(kind="advice").passage == "cold tea,"
    page.get_by_role("link", name="Block 5, open").click()
    arrive(page.get_by_role("heading", name="Block 5, open", exact=True))
    page.get_by_label("Reason").select_option("greeting")
    page.get_by_role("button", name="Set aside, next open block").click()
    page.get_by_role("link", name="Block 5, set aside: greeting").click()
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_text("The block is open again.")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(new_context, curator, tea, viewport):
    page = new_context(viewport=viewport, reduced_motion="reduce").new_page()
    sign_in(page)
    changed = records.claim("Bread is warm.", source=tea, status="draft", start=14, end=24, sha256="0" * 64)
    Claim.objects.filter(pk=changed.pk).update(anchor_state="changed", former_passage="Hot bread")
    SetAside.objects.create(source=tea, start=0, end=12, sha256="0" * 64, reason="navigation")
    for place in ["", "?block=4", "?block=1", f"?claim={changed.key}"]:
        page.goto(BENCH + place)
        assert violations_in_both_themes(page) == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], place
