"""Home, the questions and the pro/con page in a real browser: accessible, narrow, by keyboard, on paper, without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from advice.models import ClaimSituation, Crux
from tests import records
from tests.browser.conftest import PHONE
from tests.browser.steps import violations, violations_in_both_themes
from tests.questions.pages import big_position

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]

PAGES = [
    "/",
    "/about/",
    "/questions/",
    "/questions/phd/",
    "/questions/phd/?position=study",
    "/questions/phd/study/",
    "/questions/phd/study/?open=all&teach=no",
    "/questions/phd/both/",
    "/nowhere/",
]


@pytest.fixture
def pages(transactional_db):
    """A question with three positions, one of them with arguments of every kind and one with none."""
    question = records.question(
        "Should I do a PhD?", slug="phd", lead="You could study on, or start to work."
    )
    study = records.position(
        "Study on", slug="study", question=question, lead="Apply to a *doctoral* programme.",
        reversible="In the first year, at little cost.", deadline="In December.", gap="Nobody speaks of children.",
    )  # fmt: skip
    work = records.position("Take the job " + "at-once" * 12, slug="work", question=question)
    records.position("Do both", slug="both", question=question)
    teach = records.situation("wants to teach", slug="teach", question="Do you want to teach?")
    text = "Before it. The stipend paid the rent and nothing else. After it."
    source = records.source(
        "Nine years", text=text, length=len(text), url="https://example.org/" + "path/" * 30
    )
    ada = records.person("Ada", path="finished", standing="Ran a lab.", interest="Hires doctors.")
    ben = records.person("Benjamin" + "ovich" * 12, path="left")
    arabic = records.person("ليلى", path="doing", standing="تدرس الكلام")
    passage = {"source": source, "start": 11, "end": 54, "sha256": "a" * 64, "anchor_state": "exact"}
    pay = [
        records.claim("The stipend covered the rent.", speaker=ada, kind="experience", **passage),
        records.claim("Pay stays low.", speaker=ben, source=source, section="Money"),
        records.claim("W" * 80, speaker=arabic, reported=True),
    ]
    doors = [records.claim("Teaching asks for it.", speaker=ada)]
    ClaimSituation.objects.create(claim=doors[0], situation=teach, answer=True)
    records.argument("It pays badly.", claims=pay, position=study, stance="con", key="pays-badly")
    records.argument(
        "It opens doors.", claims=doors, position=study, topic=records.topic("Doors"), key="opens-doors"
    )
    records.argument("It hangs on the advisor.", position=study, stance="depends", key="advisor")
    records.argument("Work pays.", claims=pay[:1], position=work, key="work-pays")
    Crux.objects.create(
        position=study, topic=records.topic("Pay"), kind="value", text="What a year is worth."
    )


def test_axe_finds_nothing_in_either_theme(new_context, pages):
    for options in ({}, {"viewport": PHONE}):
        page = new_context(reduced_motion="reduce", **options).new_page()
        for address in PAGES:
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
            assert violations_in_both_themes(page) == [], address


def test_axe_finds_nothing_on_a_large_page(page: Page, transactional_db):
    page.goto(f"{big_position(40).get_absolute_url()}?open=all")
    page.locator(".jump summary").click()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 2560])
def test_nothing_scrolls_sideways(new_context, pages, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_pro_stands_beside_con_on_a_desk_and_above_it_on_a_phone(page: Page, phone: Page, pages):
    for reader, beside in ((page, True), (phone, False)):
        reader.goto("/questions/phd/study/")
        row = reader.locator("#topic-pay .cell")
        pro, con = row.nth(0).bounding_box(), row.nth(1).bounding_box()
        assert (abs(pro["y"] - con["y"]) < 2) is beside
        assert (con["x"] >= pro["x"] + pro["width"]) is beside


@pytest.mark.parametrize("scripts", [True, False])
def test_an_argument_opens_by_keyboard_to_its_claims(new_context, pages, scripts):
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/questions/phd/study/")
    claim = page.get_by_text("The stipend covered the rent.")
    expect(claim).to_be_hidden()
    page.locator("#pays-badly summary").focus()
    page.keyboard.press("Enter")
    expect(claim).to_be_visible()
    expect(page.get_by_text("The stipend paid the rent and nothing else.")).to_be_visible()


def test_a_link_to_an_argument_opens_it(page: Page, pages):
    page.goto("/questions/phd/study/#pays-badly")
    expect(page.get_by_text("The stipend covered the rent.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_states_their_situation_and_what_does_not_apply_steps_back(new_context, pages, scripts):
    page = new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    page.goto("/questions/phd/study/")
    page.get_by_text("Your situation").click()
    page.get_by_role("group", name="Do you want to teach?").get_by_label("No").check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("teach=no"))
    expect(page.locator("#opens-doors")).to_contain_text("steps back: for somebody who wants to teach")
    page.get_by_role("link", name="compare side by side").click()
    expect(page).to_have_url(re.compile(r"/questions/phd/\?"))
    expect(page.get_by_text("for somebody who wants to teach")).to_be_visible()


def test_the_reader_chooses_which_answers_stand_side_by_side(new_context, pages):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/questions/phd/")
    page.get_by_role("checkbox", name="Do both").uncheck()
    page.get_by_role("button", name="Compare these").click()
    expect(page).to_have_url(re.compile(r"position=study&position=work#"))
    expect(page.locator(".heads a")).to_have_count(2)


def test_the_first_stop_of_the_keyboard_leads_to_the_content(page: Page, pages):
    page.goto("/questions/phd/study/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/study/#"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link").first).to_be_focused()


def test_on_paper_everything_is_open_and_sources_are_notes(new_context, pages):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/questions/phd/study/")
    page.emulate_media(media="print")
    claim = page.locator(".claim", has_text="The stipend covered the rent.")
    expect(claim).to_be_visible()
    expect(claim.get_by_text("finished a PhD")).to_be_visible()
    expect(claim.get_by_text("[1]")).to_be_visible()
    expect(page.locator(".references li", has_text="Nine years")).to_be_visible()
    for part in ("banner", "contentinfo"):
        expect(page.get_by_role(part).first).to_be_hidden()


def test_passages_stay_off_the_paper_and_it_says_where_they_are(new_context, pages):
    page = new_context().new_page()
    page.goto("/questions/phd/study/?open=all")
    passage = page.get_by_text("The stipend paid the rent and nothing else.")
    where = page.get_by_text("they stand on this page at")
    expect(passage).to_be_visible()
    expect(where).to_be_hidden()
    page.emulate_media(media="print")
    expect(passage).to_be_hidden()
    expect(where).to_contain_text("/questions/phd/study/")


def test_on_paper_each_argument_has_its_claims_under_it_in_its_own_column(new_context, pages):
    page = new_context(viewport={"width": 690, "height": 1000}).new_page()
    page.goto("/questions/phd/study/")
    page.emulate_media(media="print")
    row = page.locator("#topic-doors")
    silent, argument = row.locator(".none"), row.locator("summary")
    heading, claim = row.get_by_role("heading", level=3), row.locator(".claim")
    assert (
        abs(silent.bounding_box()["y"] - heading.bounding_box()["y"]) < 12 < silent.bounding_box()["x"] - 300
    )
    assert claim.bounding_box()["y"] >= argument.bounding_box()["y"] + argument.bounding_box()["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 690


@pytest.mark.parametrize(("arguments", "claims_each", "sides"), [(8, 2, 2), (24, 2, 4), (59, 4, 11)])
def test_a_page_is_handed_over_on_few_sheets(page: Page, transactional_db, arguments, claims_each, sides):
    """24 arguments on two sheets printed on both sides; 59 with four claims each on six."""
    page.goto(big_position(arguments, claims_each).get_absolute_url())
    printed = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))
    assert 1 <= len(printed) <= sides


def test_positions_side_by_side_print_on_a_sheet(page: Page, pages):
    page.goto("/questions/phd/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) <= 2


def test_dark_readers_print_on_white(new_context, pages):
    page = new_context(color_scheme="dark").new_page()
    page.goto("/questions/phd/study/")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.pro')).color") == "rgb(29, 79, 156)"


def test_stances_are_told_apart_without_colour(new_context, pages):
    page = new_context(forced_colors="active").new_page()
    page.goto("/questions/phd/study/")
    for stance, sign in (("pro", "+"), ("con", "−"), ("depends", "±")):
        mark = page.locator(f".row .mark.{stance}").last
        assert sign in mark.evaluate("element => getComputedStyle(element, '::before').content")
        assert mark.inner_text().strip()


def test_nothing_moves_while_a_large_page_loads(new_context, transactional_db):
    address = big_position(120).get_absolute_url()
    for viewport in (PHONE, {"width": 1280, "height": 900}):
        page = new_context(viewport=viewport).new_page()
        page.add_init_script(
            "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
            "entry => window.shift += entry.value)).observe({type: 'layout-shift', buffered: true})"
        )
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shift") == 0


def test_nothing_offends_the_content_security_policy(page: Page, pages):
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for address in PAGES[:-1]:
        page.goto(address)
    assert complaints == []
