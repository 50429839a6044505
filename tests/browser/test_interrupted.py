"""A mentor whose sign-in ends while they write to a mentee, on a phone, with and without JavaScript."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from advice.accounts.known_device import COOKIE
from advice.models import KeptForm, ShareLink
from tests.browser.conftest import PHONE
from tests.browser.steps import arrive, sign_in, violations_in_both_themes
from tests.sharing.conftest import position  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]
NEW = "/shares/new/phd/do-it/"
NOTE = "\n\nDear *you*,\n\nread this <first> & then “that”.  "


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, new_context, transactional_db, position) -> Page:  # noqa: F811
    user = User.objects.create_user("mara", password="a-long-passphrase", first_name="Mara")
    user.groups.add(Group.objects.get(name="mentor"))
    context = new_context(viewport=PHONE, reduced_motion="reduce", java_script_enabled=request.param)
    page = context.new_page()
    sign_in(page, "mara", "/shares/")
    page.goto(NEW)
    page.get_by_label("Who is it for?").fill("Cleo")
    page.get_by_label("Your note").fill(NOTE)
    return page


def send(page: Page) -> None:
    page.get_by_role("button", name="Make the link").click()


def look(page: Page, request) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    if "without" not in request.node.name:
        assert violations_in_both_themes(page) == []


def test_the_note_comes_back_and_makes_the_link(page, request):
    Session.objects.all().delete()
    send(page)
    arrive(page.get_by_text("What you entered is kept"))
    look(page, request)
    page.get_by_label("Username").fill("mara")
    page.get_by_label("Password").fill("a-long-passphrase")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    arrive(page.get_by_role("heading", name="Your form has not been sent yet"))
    expect(page.locator("blockquote", has_text="read this <first> & then")).to_be_visible()
    look(page, request)
    page.reload()
    page.get_by_role("button", name="Send the form").click()
    arrive(page.get_by_role("img", name="QR code of the link"))
    link = ShareLink.objects.get()
    assert (link.label, link.note.split()) == ("Cleo", NOTE.split())


def test_a_note_that_cannot_be_kept_stays_on_the_page_and_makes_the_link(page, request):
    Session.objects.all().delete()
    page.context.clear_cookies(name=COOKIE)
    send(page)
    arrive(page.get_by_role("heading", name="Your form has not been sent yet"))
    expect(page.locator("blockquote", has_text="read this <first> & then")).to_be_visible()
    look(page, request)
    assert not KeptForm.objects.exists()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in(opened.value, "mara", "/shares/")
    page.get_by_role("button", name="Send the form").click()
    # Signing in made the form out of date: it is asked once more.
    arrive(page.get_by_text("You signed in again after opening this form"))
    page.get_by_role("button", name="Send the form").click()
    arrive(page.get_by_role("img", name="QR code of the link"))
    assert ShareLink.objects.get().note.split() == NOTE.split()


def test_a_page_left_open_while_signing_in_elsewhere_can_be_sent_again(page, request):
    elsewhere = page.context.new_page()
    Session.objects.all().delete()
    sign_in(elsewhere, "mara", "/shares/")
    send(page)
    arrive(page.get_by_role("heading", name="Your form has not been sent yet"))
    look(page, request)
    page.get_by_role("button", name="Send the form").click()
    arrive(page.get_by_role("img", name="QR code of the link"))
    assert ShareLink.objects.get().note.split() == NOTE.split()
