"""The pages that nginx and the gateway show without the site look alike, and their policy allows their style."""

import re

import pytest

from advice.web.gateway.refusals import STYLE, STYLE_DIGEST
from tests.door.proxy import DEPLOY

PAGES = sorted((DEPLOY / "proxy-errors").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_a_page_has_the_common_style_and_no_other(path):
    page = path.read_text()
    assert re.findall(r"<style>(.*?)</style>", page) == [STYLE]
    assert "style=" not in page
    assert '<html lang="en-GB">' in page
    assert "– For and against</title>" in page
    assert "<main>" in page


def test_the_policy_of_nginx_allows_the_style():
    headers = (DEPLOY / "templates" / "error-headers.conf.template").read_text()
    assert f"style-src 'sha256-{STYLE_DIGEST.decode()}'" in headers


def test_every_page_is_used():
    used = set(
        re.findall(r"/proxy-errors/(\w+)\.html", (DEPLOY / "templates" / "errors.conf.template").read_text())
    )
    assert used == {path.stem for path in PAGES}
