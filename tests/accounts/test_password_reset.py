"""How often a link for a new password may be asked for, and what setting one opens."""

import re

import pytest
from django.core import mail
from django.test import Client

from advice.accounts.known_device import COOKIE
from advice.accounts.password_reset import BY_ADDRESS, BY_DEVICE, FROM_HERE, IN_TOTAL
from advice.models import RequestCount
from tests.accounts.test_sign_in import PASSPHRASE, sign_in
from tests.accounts.test_throttling import fail, network

ASK = "/accounts/reset/"
ADDRESS = "curator@example.org"
NEW = "another-long-passphrase"


@pytest.fixture
def owner(curator):
    curator.email = ADDRESS
    curator.save()
    return curator


def ask(address: str = ADDRESS, client: Client | None = None, **where):
    return (client or Client()).post(ASK, {"email": address}, **where)


def test_a_network_is_stopped(owner):
    statuses = [ask(f"{number}@example.org").status_code for number in range(FROM_HERE.most + 1)]
    assert statuses == [302] * FROM_HERE.most + [429]
    response = ask()
    assert "from your network" in response.content.decode()
    assert "try again in 60 minutes" in response.content.decode()
    assert 0 < int(response["Retry-After"]) <= FROM_HERE.seconds
    assert mail.outbox == []
    assert ask(REMOTE_ADDR="192.0.2.1").status_code == 302
    assert len(mail.outbox) == 1


def test_addresses_of_one_ipv6_network_count_together(owner):
    for number in range(FROM_HERE.most):
        ask(f"{number}@example.org", REMOTE_ADDR=f"2001:db8::{number}")
    assert ask(REMOTE_ADDR="2001:db8::ffff").status_code == 429


def test_an_address_gets_no_more_mail_and_the_answer_is_the_same(owner):
    answers = [ask(REMOTE_ADDR=network(number)) for number in range(BY_ADDRESS.most + 2)]
    answers.append(ask("Curator@Example.org", REMOTE_ADDR=network(99)))
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/accounts/reset/sent/")}
    assert len(mail.outbox) == BY_ADDRESS.most


def test_the_site_is_stopped_in_total_and_known_browsers_are_not(owner):
    known = Client()
    sign_in(known, "curator")
    ask("a@example.org")
    RequestCount.objects.filter(key__endswith=IN_TOTAL.name).update(count=IN_TOTAL.most)
    response = ask(REMOTE_ADDR="192.0.2.1")
    assert response.status_code == 429
    assert "on this site" in response.content.decode()
    assert mail.outbox == []
    assert ask(client=known).status_code == 302
    assert len(mail.outbox) == 1


def test_a_known_browser_has_a_limit_of_its_own(owner):
    known = Client()
    sign_in(known, "curator")
    statuses = [ask(f"{number}@example.org", known).status_code for number in range(BY_DEVICE.most + 1)]
    assert statuses == [302] * BY_DEVICE.most + [429]
    assert ask().status_code == 302


def set_password(client: Client) -> None:
    link = re.search(r"/accounts/reset/\S+", mail.outbox[-1].body)[0]
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})


def test_a_new_password_by_mail_opens_a_browser_that_a_limit_closed(client, owner):
    assert fail(client, 5).status_code == 429
    ask(client=client)
    assert COOKIE not in client.cookies
    set_password(client)
    assert sign_in(client, "curator", NEW).status_code == 302


def test_it_also_opens_a_known_browser_that_used_up_its_own(client, owner):
    sign_in(client, "curator")
    client.post("/accounts/logout/")
    assert fail(client, 5).status_code == 429
    ask(client=client)
    set_password(client)
    assert sign_in(client, "curator", PASSPHRASE).status_code == 200
    assert sign_in(client, "curator", NEW).status_code == 302
