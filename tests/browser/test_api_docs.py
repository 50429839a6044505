"""The page that documents the API, in a real browser: accessible, narrow, without a script, its links alive."""

import pytest

from tests.api.v1_knowledge import BASE, knowledge
from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import violations_in_both_themes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]
DOCS = f"{BASE}/docs"


@pytest.fixture(autouse=True)
def known(transactional_db):
    return knowledge()


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_axe_finds_nothing(new_context, viewport):
    page = new_context(viewport=viewport, reduced_motion="reduce").new_page()
    page.goto(DOCS)
    assert violations_in_both_themes(page) == []


def test_no_sideways_scrolling_at_320_pixels(new_context):
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(DOCS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_is_refused_by_the_policy_and_nothing_comes_from_elsewhere(new_context, live_server):
    page = new_context().new_page()
    refused, asked = [], []
    page.on("console", lambda message: refused.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(DOCS)
    assert refused == []
    assert asked
    assert all(url.startswith(live_server.url) for url in asked)


def test_every_link_leads_somewhere(new_context, client):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(DOCS)
    links = {link.get_attribute("href") for link in page.locator("main a").all()}
    for link in links:
        if link.startswith("#"):
            assert page.locator(f"[id='{link[1:]}']").count() == 1, link
        else:
            assert client.get(link).status_code == 200, link
    assert {f"{BASE}/openapi.json", f"{BASE}/search", f"{BASE}/claims"} <= links
