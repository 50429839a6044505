"""robots.txt keeps crawlers from pages of people, and tells them where the map is."""

from urllib.robotparser import RobotFileParser

import pytest


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/", True),
        ("/topics/pay/", True),
        ("/sources/a-post/", True),
        ("/feeds/claims.atom", True),
        ("/s/a-token/", False),
        ("/shares/", False),
        ("/admin/", False),
        ("/accounts/login/", False),
        ("/search/?q=pay", False),
    ],
)
def test_what_a_crawler_may_read(client, address, allowed):
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").content.decode().splitlines())
    assert robots.can_fetch("anybody", address) is allowed
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]
