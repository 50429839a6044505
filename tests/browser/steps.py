"""Steps that many tests take, each of which waits for what it leads to.

A click or a key returns at once: before the page that it leads to, before that page's scripts listen,
before an answer that a script asked for. What a test does next needs that first.
"""

import threading
from collections.abc import Callable, Sequence
from time import monotonic, sleep
from typing import Any
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Response, expect

COLOURS = ("color-contrast", "link-in-text-block")
"""Those of axe's rules that look at colours."""
PATIENCE = 30
"""Seconds until something that does not come is a failure. Only failures take so long."""


def arrive(shown: Locator) -> Locator:
    """Wait for the page that shows this, which the page before it must not, and for its scripts."""
    expect(shown).to_be_visible()
    shown.page.wait_for_load_state()
    return shown


def sign_in(page: Page, name: str = "curator", to: str = "/admin/") -> Page:
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("a-long-passphrase")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(to)
    page.wait_for_load_state()
    return page


def choose(box: Locator, name: str, typed: str = "") -> None:
    """Choose in a box of Select2 by what it finds for the words that are typed."""
    page = box.page

    def answers(response: Response) -> bool:
        address = urlsplit(response.url)
        asked = parse_qs(address.query).get("term", [""])
        return address.path.endswith("/autocomplete/") and asked == [typed]

    with page.expect_response(answers):
        box.locator(".select2-selection").click()
        field = page.locator(".select2-search__field:focus")
        expect(field).to_have_count(1)
        field.press_sequentially(typed)
    # What it found before goes once the answer is shown, and with it what would be clicked.
    expect(page.locator(".select2-results__option.loading-results")).to_have_count(0)
    page.get_by_role("option", name=name).click()


def silence(page: Page, timers: int) -> None:
    """Timers of the pages to come that wait for more milliseconds than these never ring.

    What such a timer would end or begin does not depend on how fast the machine is then.
    """
    page.add_init_script(
        f"""const later = setTimeout;
        window.setTimeout = (act, pause, ...more) => (pause > {timers} ? 0 : later(act, pause, ...more));"""
    )


def until(holds: Callable[[], bool]) -> None:
    """Wait for what a browser does on its own once a page was left."""
    end = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < end
        sleep(0.05)


def let_the_server_finish() -> None:
    """Wait until every request is answered: one at work would read and write the records of the next test."""
    end = monotonic() + PATIENCE
    for thread in threading.enumerate():
        if thread.name.endswith("(process_request_thread)"):
            thread.join(max(end - monotonic(), 0))


def violations(page: Page, rules: Sequence[str] = (), context: Any = None) -> list[str]:
    """What axe finds against the page, the size of targets included, or of these rules alone: rule and element.

    `context` is axe's own: the part of the page that is looked at.
    """
    options = {"runOnly": list(rules)} if rules else {"rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


def violations_in_both_themes(page: Page, context: Any = None) -> list[str]:
    """What axe finds in the light theme, and in the dark one of that which colours decide: the rest is the same."""
    page.emulate_media(color_scheme="light")
    found = violations(page, context=context)
    page.emulate_media(color_scheme="dark")
    return found + violations(page, COLOURS, context)
