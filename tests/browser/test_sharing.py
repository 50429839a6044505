"""One link from mentor to mentee and back, in two browsers, with and without JavaScript."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from advice.claims.models import AnchorState
from advice.models import Argument, Claim, Mark, Position, Question, ShareLink
from advice.sharing import making
from advice.sharing.content import Arrangement
from advice.sharing.fetching import present
from tests import records
from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import arrive, sign_in, silence, until, violations_in_both_themes
from tests.sharing.conftest import position  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)
WORDS_STAY = 2_000
"""Milliseconds: timers that wait for longer take away what the page has said."""
NOTHING_IS_KEPT = 500
"""Milliseconds: timers that wait for longer keep what was entered."""
NOTE = "Dear *you*, read [this](https://elsewhere.example/page) too."


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripts(request) -> bool:
    return request.param


@pytest.fixture
def mara(transactional_db) -> User:
    user = User.objects.create_user("mara", password="a-long-passphrase", first_name="Mara")
    user.groups.add(Group.objects.get(name="mentor"))
    return user


class Visitor:
    """Somebody in a browser of their own; every page they come to is looked at, with axe if `closely`."""

    def __init__(self, context: BrowserContext, closely: bool) -> None:
        self.closely = closely
        self.page = context.new_page()
        silence(self.page, WORDS_STAY)
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.requests.append(request))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def look(self) -> None:
        """No barrier that axe knows, nothing wider than the window, nothing that the policy forbids."""
        page = self.page
        if self.closely:
            assert violations_in_both_themes(page) == [], page.url
        width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width[0] <= width[1], f"{page.url} is {width[0]} wide in {width[1]}"
        refused = [
            entry for entry in self.complaints if "favicon" not in entry and not re.search("404|410", entry)
        ]
        assert not refused, refused

    def press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()
        self.look()

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()
        self.look()

    def look_aside(self, role: str, name: str) -> None:
        """A preview opens in a tab of its own, so that neither a form nor the address is lost by looking."""
        with self.page.context.expect_page() as opened:
            self.page.get_by_role(role, name=name).click()
        here, self.page = self.page, opened.value
        arrive(self.page.get_by_text("This is you.").first)
        self.look()
        expect(self.page.get_by_text("Dear you")).to_be_visible()
        expect(self.page.get_by_role("button", name="Send to Mara")).to_be_disabled()
        self.page.close()
        self.page = here


@pytest.fixture
def visitor(new_context, scripts, request):
    settings = {"java_script_enabled": scripts, "reduced_motion": "reduce"}
    # Axe is a script itself; the pages are the same without, and on either database.
    closely = scripts and not request.config.getoption("--database-only")
    return lambda **options: Visitor(new_context(**settings, **options), closely)


def argument(page: Page, text: str):
    return page.locator(".point").filter(has_text=text)


def test_the_whole_story(visitor, scripts, mara, position, live_server):  # noqa: F811
    mentor = visitor(permissions=["clipboard-read", "clipboard-write"] if scripts else [])
    address = make_the_link(mentor, position, scripts)

    mentee = visitor(viewport=PHONE)
    page = mentee.page
    page.goto(address)
    mentee.look()
    expect(page.get_by_text("Dear you")).to_have_count(0)
    mentee.press("Open the page")
    assert re.search(r"/s/[a-z0-9]{12}/$", page.url), "the token is gone from the address"
    expect(page.get_by_text("Dear you")).to_be_visible()
    expect(page.get_by_text("Stipends are low.")).to_have_count(0)
    page.get_by_label("Rather against it").check()
    mentee.press("Read on")
    expect(page.get_by_text("This is you.").first).to_be_visible()

    answer(mentee, scripts)
    page.get_by_label("Undecided").check()
    mentee.press("Send to Mara")
    expect(page.get_by_text("Your answers are sent.")).to_be_in_viewport()

    mentor.page.goto("/shares/")
    mentor.look()
    expect(mentor.page.get_by_text("Answered", exact=True)).to_be_visible()
    mentor.follow("Cleo")
    answers = mentor.page.locator(".their-answers")
    for said in ("Rather against it", "Undecided", "Which doors?", "very much", "wants to be a professor"):
        expect(answers.get_by_text(said).first).to_be_visible()

    mentee.page.goto(address)
    mentee.press("Open the page")
    doors = argument(page, "A good advisor opens doors.")
    expect(doors.get_by_label("In a few words")).to_have_value("Which doors?")
    expect(doors.get_by_label("Question")).to_be_checked()

    mentor.follow("Revoke")
    mentor.press("Revoke it")
    expect(mentor.page.get_by_text("The link is revoked.")).to_be_visible()
    mentee.press("Keep it to myself")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer works")
    page.goto(address)
    mentee.look()
    expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer works")

    ours = urlsplit(live_server.url).netloc
    assert {urlsplit(request.url).netloc for request in mentor.requests + mentee.requests} == {ours}


def make_the_link(mentor: Visitor, position, scripts: bool) -> str:  # noqa: F811
    page = mentor.page
    sign_in(page, "mara", to="/shares/").goto(position.get_absolute_url())
    mentor.follow("Share with a mentee")
    page.get_by_label("Who is it for?").fill("Cleo")
    page.get_by_label("Your note").fill(NOTE)
    page.get_by_label("The page as it is now").check()
    one_person = page.get_by_role("group", name="All depends on one person.")
    one_person.get_by_label("Pin").check(force=True)
    one_person.get_by_label("Your line on it").fill("This is you.")
    page.get_by_role("group", name="Pay rises afterwards.").get_by_label("Leave out").check(force=True)
    mentor.look()
    mentor.look_aside("button", "Preview")
    expect(page.get_by_label("Your note")).to_have_value(NOTE)
    mentor.press("Make the link")
    expect(page.get_by_role("img", name="QR code of the link")).to_be_visible()
    address = page.get_by_label("Link", exact=True).input_value()
    copy = page.get_by_role("button", name="Copy the link")
    if scripts:
        copy.click()
        expect(page.get_by_text("Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == address
    else:
        expect(copy).to_have_count(0)
    mentor.look_aside("link", "Preview what they will see")
    expect(page.get_by_label("Link", exact=True)).to_have_value(address)
    return address


def answer(mentee: Visitor, scripts: bool) -> None:
    """Mark arguments with the keyboard alone, and state a situation."""
    page = mentee.page
    doors, stipends = argument(page, "A good advisor opens doors."), argument(page, "Stipends are low.")
    expect(doors.get_by_label("In a few words")).to_be_hidden()
    doors.get_by_label("Matters to me").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(doors.get_by_label("Question")).to_be_checked()
    page.keyboard.press("Tab")
    expect(doors.get_by_label("In a few words")).to_be_focused()
    page.keyboard.type("Which doors?")
    if scripts:
        expect(page.get_by_text("Kept", exact=True)).to_be_visible()
        expect(doors.get_by_role("button", name="Save")).to_be_hidden()
    else:
        page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.endswith("#do-it--doors")
    stipends.get_by_label("Matters to me").focus()
    page.keyboard.press("Space")
    stipends.get_by_label("How much?").select_option("very much")
    page.get_by_text("Your situation", exact=True).click()
    page.get_by_label("Yes").check()
    if scripts:
        expect(page.get_by_text("Kept", exact=True)).to_be_visible()
    mentee.press("Apply")
    expect(page.get_by_text("Your answers are kept.")).to_be_visible()
    expect(page.locator("#balance rect")).to_have_count(1)
    mentee.follow("See all arguments")
    expect(argument(page, "Pay rises afterwards.")).to_be_visible()
    mentee.follow("See only what was chosen for you")


def test_a_whole_question_is_handed_over_without_barriers(visitor, scripts, mara, position):  # noqa: F811
    job = records.position("Take the job", question=position.question, slug="job")
    records.argument("Pay starts at once.", position=job, key="now", topic=records.topic("Pay"))
    mentee = visitor(viewport=PHONE)
    page = mentee.page
    page.goto(hand_over(mara, position.question, frozen=True))
    mentee.press("Open the page")
    page.get_by_label("Take the job").check()
    mentee.press("Read on")
    argument(page, "Pay starts at once.").get_by_label("Matters to me").check(force=True)
    page.get_by_role("radio", name="Do a PhD").check()
    mentee.press("Send to Mara")
    expect(page.get_by_text("Before reading: Take the job.")).to_be_visible()
    expect(page.locator("#balance rect")).to_have_count(1)


def test_the_balance_is_drawn_as_it_is_given(new_context, mara, position):  # noqa: F811
    page = begun(new_context, mara, position)
    expect(page.locator("#balance rect")).to_have_count(0)
    argument(page, "Stipends are low.").get_by_label("Matters to me").check(force=True)
    expect(page.locator("#balance rect")).to_have_count(1)
    argument(page, "A good advisor opens doors.").get_by_label("Matters to me").check(force=True)
    expect(page.locator("#balance rect")).to_have_count(2)
    page.reload()
    expect(page.locator("#balance rect")).to_have_count(2)


def test_somebody_who_leaves_at_once_loses_nothing(new_context, mara, position):  # noqa: F811
    page = begun(new_context, mara, position, timers=NOTHING_IS_KEPT)
    argument(page, "Stipends are low.").get_by_label("Question").check(force=True)
    argument(page, "Stipends are low.").get_by_label("In a few words").fill("How low?")
    page.goto("/questions/")
    until(lambda: Mark.objects.filter(words="How low?").exists())
    page.go_back()
    expect(argument(page, "Stipends are low.").get_by_label("In a few words")).to_have_value("How low?")
    page.reload()
    expect(argument(page, "Stipends are low.").get_by_label("In a few words")).to_have_value("How low?")


def test_a_form_waits_for_what_is_on_its_way(new_context, mara, position):  # noqa: F811
    """Else an older answer could arrive after it, and undo it."""
    page = begun(new_context, mara, position)
    held: list[Route] = []
    sent: list[str] = []

    def hold(route: Route) -> None:
        sent.append(route.request.resource_type)
        held.append(route) if route.request.resource_type == "fetch" else route.continue_()

    page.route("**/answer/", hold)
    stipends = argument(page, "Stipends are low.")
    stipends.get_by_label("Question").check(force=True)
    until(lambda: page.wait_for_timeout(50) or held)
    stipends.get_by_label("In a few words").fill("How low?")
    page.get_by_role("button", name="Send to Mara").click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert sent == ["fetch"]
    held[0].continue_()
    expect(page.get_by_role("button", name="Take back")).to_be_visible()
    assert sent == ["fetch", "document"]
    assert set(Mark.objects.values_list("words", flat=True)) == {"How low?"}


def test_a_lost_connection_is_said_and_the_button_comes_back(new_context, mara, position):  # noqa: F811
    page = begun(new_context, mara, position)
    page.context.set_offline(True)
    stipends = argument(page, "Stipends are low.")
    stipends.get_by_label("Question").check(force=True)
    expect(page.get_by_text("Not kept yet. Press Save.")).to_be_visible()
    page.context.set_offline(False)
    stipends.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("#do-it--stipend$"))
    expect(stipends.get_by_label("Question")).to_be_checked()


def test_no_other_site_learns_the_address(new_context, mara, position):  # noqa: F811
    page = begun(new_context, mara, position)
    asked: list[Request] = []
    page.context.route(
        "https://elsewhere.example/**",
        lambda route: (asked.append(route.request), route.fulfill(body="Hello")),
    )
    page.get_by_role("link", name="this", exact=True).click()
    page.wait_for_url("https://elsewhere.example/page")
    assert "referer" not in asked[0].headers
    page.go_back()
    assert page.evaluate("document.referrer") in {"", page.url.split("?")[0]}


def test_on_paper_stand_arguments_claims_and_marks_and_nothing_is_to_be_pressed(new_context, mara, position):  # noqa: F811
    loaded = Claim.objects.get(text__startswith="Stipends")
    words = "What we got was next to nothing."
    type(loaded.source).objects.filter(pk=loaded.source_id).update(text=words, length=len(words))
    Claim.objects.filter(pk=loaded.pk).update(
        start=0, end=len(words), sha256="0" * 64, anchor_state=AnchorState.EXACT
    )
    page = begun(new_context, mara, position)
    stipends, person = argument(page, "Stipends are low."), argument(page, "All depends on one person.")
    stipends.get_by_label("Question").check(force=True)
    stipends.get_by_label("In a few words").fill("How low?")
    person.get_by_label("Not me").check(force=True)
    expect(page.get_by_text("Kept", exact=True)).to_be_visible()
    page.emulate_media(media="print")
    expect(stipends.locator(".said")).to_have_text("Question: How low?")
    expect(stipends.get_by_text("So it was with me.")).to_be_visible()
    expect(stipends.locator(".passage")).to_have_count(1)
    expect(stipends.locator(".passage")).to_be_hidden()
    expect(page.get_by_text("stand on the screen only")).to_be_visible()
    expect(page.locator("#situation fieldset").first).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    page.reload()
    expect(person.locator(".said")).to_have_text("Not me")
    expect(person.get_by_text("So it was with me.")).to_be_hidden()


def test_a_long_list_of_arguments_is_quick_to_set_up(visitor, scripts, mara, position):  # noqa: F811
    mentor = visitor()
    page = mentor.page
    sign_in(page, "mara", to="/shares/").goto(f"/shares/new/{position.question.slug}/{position.slug}/")
    pay = page.get_by_role("region", name="Pay")
    if not scripts:
        expect(page.get_by_label("Find an argument")).to_have_count(0)
        expect(pay.get_by_role("button")).to_have_count(0)
        return
    page.get_by_role("group", name="Pay rises afterwards.").get_by_label("Pin").check(force=True)
    expect(page.get_by_text("1 pinned, 0 left out, 5 shown")).to_be_visible()
    pay.get_by_role("button", name="Leave all out").click()
    expect(page.get_by_text("1 pinned, 1 left out, 4 shown")).to_be_visible()
    expect(page.get_by_role("group", name="Pay rises afterwards.").get_by_label("Pin")).to_be_checked()
    pay.get_by_role("button", name="Show all").click()
    page.get_by_label("Leave out everything that is not pinned").check()
    expect(page.get_by_text("1 pinned, 4 left out, 1 shown")).to_be_visible()
    page.get_by_label("Find an argument").fill("advisor school")
    expect(page.locator(".arrange > li:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    page.get_by_label("Find an argument").fill("zebra")
    expect(page.get_by_text("No argument has these words.")).to_be_visible()
    expect(page).to_have_url(re.compile("/shares/new/"))
    mentor.look()


@pytest.mark.looks
def test_the_pages_beside_the_story_have_no_barriers(visitor, mara, position):  # noqa: F811
    address = hand_over(mara, position, frozen=True)
    mentor, mentee = visitor(viewport=PHONE), visitor(viewport=PHONE)
    mentee.page.goto(address)
    mentee.press("Open the page")
    mentee.press("Read on")
    mentee.press("Send to Mara")
    Argument.objects.filter(key="stipend").update(text="Stipends are very low.")
    Claim.objects.filter(text__startswith="All depends").update(
        status="withdrawn", withdrawn_reason="A slip."
    )
    link = ShareLink.objects.get()
    for end in ("?see=all", "delete/"):
        mentee.page.goto(f"/s/{link.reference}/{end}")
        mentee.look()
    sign_in(mentor.page, "mara", to="/shares/")
    for end in ("", "edit/", "revoke/", "replace/", "delete/"):
        mentor.page.goto(f"/shares/{link.reference}/{end}")
        mentor.look()
    stranger = visitor(viewport=PHONE)
    stranger.page.goto(f"/s/{link.reference}/")
    stranger.look()


def test_two_devices_show_what_either_kept(new_context, mara, position):  # noqa: F811
    address = hand_over(mara, position)
    phone, desk = (new_context(viewport=size).new_page() for size in (PHONE, DESK))
    for page in (phone, desk):
        page.goto(address)
        page.get_by_role("button", name="Open the page").click()
        read_on = page.get_by_role("button", name="Read on")
        finish = page.get_by_role("heading", name="Your balance")
        expect(read_on.or_(finish)).to_be_visible()
        if read_on.is_visible():
            read_on.click()
        expect(finish).to_be_visible()
    argument(phone, "Stipends are low.").get_by_label("Question").check(force=True)
    expect(phone.get_by_text("Kept", exact=True)).to_be_visible()
    argument(desk, "A good advisor opens doors.").get_by_label("Matters to me").check(force=True)
    expect(desk.get_by_text("Kept", exact=True)).to_be_visible()
    expect(argument(desk, "Stipends are low.").get_by_label("Question")).to_be_checked()
    assert set(Mark.objects.values_list("argument", flat=True)) == {"stipend", "doors"}


def begun(new_context, mara: User, position, timers: int = WORDS_STAY) -> Page:  # noqa: F811
    """The phone of a mentee who has just read on."""
    page = new_context(viewport=PHONE).new_page()
    silence(page, timers)
    page.goto(hand_over(mara, position))
    page.get_by_role("button", name="Open the page").click()
    page.get_by_role("button", name="Read on").click()
    arrive(page.get_by_role("heading", name="Your balance"))
    assert ShareLink.objects.get().opened_at
    return page


def hand_over(mara: User, subject: Question | Position, **setup) -> str:
    """The address of a new link to `subject`."""
    _link, token = making.make(
        mara, subject, present(subject), Arrangement(), label="Cleo", note=NOTE, **setup
    )
    return f"/s/{token}/"
