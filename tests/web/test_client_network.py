"""Every limit counts networks: one IPv4 address, or one /64 of IPv6."""

import pytest
from django.test import Client, RequestFactory

from advice.web.networks import UNKNOWN
from advice.web.rate_limit import OPENING, client_network, network_address
from tests.accounts.test_sign_in import LOGIN


@pytest.mark.parametrize(
    ("remote", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix:", UNKNOWN),
    ],
)
def test_the_network_of_a_request(remote, network):
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    assert client_network(request) == network
    assert network_address(request) == network.removesuffix("/64")


def open_link(address: str) -> int:
    return Client(REMOTE_ADDR=address).get(f"/s/{'x' * 43}/").status_code


@pytest.mark.django_db
def test_the_addresses_of_one_ipv6_network_share_a_limit():
    most = int(OPENING.partition("/")[0])
    assert {open_link(f"2001:db8:1:2::{number:x}") for number in range(most)} == {404}
    assert open_link("2001:db8:1:2:ffff::1") == 429
    assert open_link("2001:db8:1:3::1") == 404


@pytest.mark.django_db
def test_an_ipv4_address_written_as_ipv6_shares_its_limit():
    most = int(OPENING.partition("/")[0])
    assert {open_link("203.0.113.9") for _ in range(most)} == {404}
    assert open_link("::ffff:203.0.113.9") == 429
    assert open_link("::ffff:203.0.113.8") == 404


@pytest.mark.parametrize("behind_proxy", [False, True])
def test_wrong_passwords_from_one_ipv6_network_are_stopped(settings, client, curator, behind_proxy):
    settings.BEHIND_PROXY = behind_proxy
    statuses = []
    for number in range(6):
        address = f"2001:db8:1:2::{number:x}"
        where = {"HTTP_X_FORWARDED_FOR": address} if behind_proxy else {"REMOTE_ADDR": address}
        sent = {"username": "curator", "password": "wrong"}
        statuses.append(client.post(LOGIN, sent, **where).status_code)
    assert statuses == [200] * 4 + [429] * 2
