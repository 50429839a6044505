"""A real Chromium on a live server. Without Chromium these tests are left out, and the run says so."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.install import chromium
from tests.browser.steps import PATIENCE, let_the_server_finish

# Playwright's event loop runs in the test's thread, where Django would refuse the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# A busy machine takes its time; what comes late is no failure.
expect.set_options(timeout=PATIENCE * 1000)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not chromium():
                reason = "no Chromium on this machine, which `make test` could not install: apt-get install chromium"
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS, timeout=0)
        yield browser
        browser.close()


@pytest.fixture
def new_context(browser: Browser, live_server):
    """Make a context (a visitor of their own): new_context(viewport=PHONE, javaScriptEnabled=False …)."""
    contexts: list[BrowserContext] = []

    def make(**options) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, **{"viewport": DESK, **options})
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    let_the_server_finish()


@pytest.fixture
def page(new_context) -> Page:
    return new_context().new_page()


@pytest.fixture
def phone(new_context) -> Page:
    return new_context(viewport=PHONE).new_page()
