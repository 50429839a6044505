"""Guessing passwords is stopped, without locking out the person whose name it is."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.test import Client

from advice.accounts.sign_in_limits import BY_DEVICE, BY_NAME, BY_NAME_HERE, FROM_HERE, IN_TOTAL
from advice.models import RequestCount
from tests.accounts.test_sign_in import LOGIN, PASSPHRASE, sign_in

pytestmark = pytest.mark.django_db


def fail(client, times, **where):
    for _ in range(times):
        response = client.post(LOGIN, {"username": "curator", "password": "wrong"}, **where)
    return response


def test_the_fifth_failure_closes_the_door(client, curator):
    assert fail(client, 4).status_code == 200
    response = fail(client, 1)
    assert response.status_code == 429
    assert "for this username from your network" in response.content.decode()
    assert "try again in 15 minutes" in response.content.decode()
    assert response["Retry-After"] == str(BY_NAME_HERE.seconds)
    assert "no-store" in response["Cache-Control"]
    assert sign_in(client, "curator").status_code == 429
    assert client.get("/admin/").status_code == 302


def test_the_same_name_is_open_from_elsewhere(client, curator):
    fail(client, 5, REMOTE_ADDR="192.0.2.1")
    sent = {"username": "curator", "password": PASSPHRASE}
    assert client.post(LOGIN, sent, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_a_success_forgets_the_failures(client, curator):
    fail(client, 4)
    assert sign_in(client, "curator").status_code == 302
    client.logout()
    assert fail(client, 4).status_code == 200


def test_an_address_that_is_made_up_counts_as_the_same(client, curator):
    for number in range(5):
        response = fail(client, 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert response.status_code == 429


@pytest.mark.parametrize("name", ["", "x" * 10_000, "%00", "é" * 300, "' OR 1=1 --"])
def test_odd_names_are_no_error(client, db, name):
    sent = {"username": name, "password": "wrong"}
    assert client.post(LOGIN, sent, HTTP_USER_AGENT="x" * 3_000, HTTP_ACCEPT="y" * 3_000).status_code == 200


def network(number: int) -> str:
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def guess(name: str, address: str, typed: str = "wrong") -> int:
    return Client(REMOTE_ADDR=address).post(LOGIN, {"username": name, "password": typed}).status_code


def rows(limit):
    return RequestCount.objects.filter(Q(key__contains=f":{limit.name}:") | Q(key__endswith=f":{limit.name}"))


def counted(limit) -> int:
    return sum(rows(limit).values_list("count", flat=True))


@pytest.fixture
def known(client, curator) -> Client:
    """A browser in which the curator has signed in before, and is signed out now."""
    assert sign_in(client, "curator").status_code == 302
    client.post("/accounts/logout/")
    return client


def test_a_network_is_stopped_whatever_the_names(curator):
    statuses = [guess(f"name{number}", "192.0.2.1") for number in range(FROM_HERE.most + 1)]
    assert statuses == [200] * (FROM_HERE.most - 1) + [429] * 2
    assert guess("curator", "192.0.2.1", PASSPHRASE) == 429
    assert guess("curator", "192.0.2.2", PASSPHRASE) == 302
    page = Client(REMOTE_ADDR="192.0.2.1").post(LOGIN, {"username": "x", "password": "y"}).content.decode()
    assert "blocked for everyone on it" in page


def test_a_name_is_stopped_from_all_networks_together(curator):
    statuses = [guess("curator", network(number)) for number in range(BY_NAME.most + 1)]
    assert statuses == [200] * (BY_NAME.most - 1) + [429] * 2
    assert guess("curator", network(1_000), PASSPHRASE) == 429
    assert guess("somebody", network(1_000)) == 200
    page = Client(REMOTE_ADDR=network(1_001)).post(LOGIN, {"username": "curator", "password": "y"})
    assert "Sign-in for this username is blocked" in page.content.decode()
    assert "try again in 60 minutes" in page.content.decode()


def test_the_site_is_stopped_in_total(curator):
    statuses = [guess(f"name{number}", network(number)) for number in range(IN_TOTAL.most + 1)]
    assert statuses == [200] * (IN_TOTAL.most - 1) + [429] * 2
    assert guess("curator", network(1_000), PASSPHRASE) == 429
    page = Client(REMOTE_ADDR=network(1_001)).post(LOGIN, {"username": "curator", "password": "y"})
    assert "have been entered on this site" in page.content.decode()


@pytest.mark.parametrize("limit", [BY_NAME_HERE, FROM_HERE, BY_NAME, IN_TOTAL], ids=lambda limit: limit.name)
def test_a_known_browser_gets_in_when_others_have_reached_a_limit(known, limit):
    guess("curator", "127.0.0.1")
    rows(limit).update(count=limit.most)
    assert guess("curator", "127.0.0.1", PASSPHRASE) == 429
    assert sign_in(known, "curator").status_code == 302


def test_a_known_browser_has_a_limit_of_its_own_that_touches_no_other(known):
    response = fail(known, BY_DEVICE.most)
    assert response.status_code == 429
    assert "in this browser" in response.content.decode()
    assert sign_in(known, "curator").status_code == 429
    assert guess("curator", "127.0.0.1", PASSPHRASE) == 302
    assert [counted(limit) for limit in (BY_NAME_HERE, FROM_HERE, BY_NAME, IN_TOTAL)] == [0, 0, 0, 0]


def test_a_browser_is_known_for_its_own_account_only(known, mentor):
    for _ in range(BY_NAME_HERE.most):
        response = sign_in(known, "mentor", "wrong")
    assert response.status_code == 429
    assert counted(BY_DEVICE) == 0
    assert counted(BY_NAME_HERE) == BY_NAME_HERE.most


def test_a_success_gives_back_its_own_attempt_and_no_failure_of_others(curator):
    guess("curator", "192.0.2.1")
    guess("curator", "192.0.2.2")
    assert guess("curator", "192.0.2.2", PASSPHRASE) == 302
    assert [counted(limit) for limit in (BY_NAME_HERE, FROM_HERE, BY_NAME, IN_TOTAL)] == [1, 2, 2, 2]


def test_refused_attempts_use_up_no_other_limit(curator):
    for _ in range(30):
        guess("curator", "192.0.2.1")
    assert [counted(limit) for limit in (BY_NAME_HERE, FROM_HERE, BY_NAME, IN_TOTAL)] == [5, 5, 5, 5]


def test_a_refused_password_is_not_looked_at(curator, monkeypatch):
    for _ in range(BY_NAME_HERE.most):
        guess("curator", "192.0.2.1")
    monkeypatch.setattr(ModelBackend, "authenticate", lambda *_, **__: pytest.fail("was asked"))
    assert guess("curator", "192.0.2.1") == 429


def test_the_longest_wait_is_the_one_that_is_named(curator):
    for _ in range(BY_NAME_HERE.most):
        guess("curator", "192.0.2.1")
    rows(BY_NAME).update(count=BY_NAME.most)
    response = Client(REMOTE_ADDR="192.0.2.1").post(LOGIN, {"username": "curator", "password": "wrong"})
    assert "try again in 60 minutes" in response.content.decode()


def test_a_limit_that_is_reached_is_logged_with_the_network(curator, caplog):
    for _ in range(BY_NAME_HERE.most + 2):
        guess("curator", "2001:db8::9")
    lines = [entry.getMessage() for entry in caplog.records if entry.name.startswith("advice.accounts")]
    assert lines == ["Wrong passwords from 2001:db8::/64 have reached the limit sign-in-name-network."]
    assert all(entry.levelno == logging.WARNING for entry in caplog.records)


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_do_not_slip_past_a_limit(monkeypatch):
    User.objects.create_user("curator", password=PASSPHRASE)
    asked = []
    authenticate = ModelBackend.authenticate

    def look_at(backend, request, **credentials):
        asked.append(credentials)
        return authenticate(backend, request, **credentials)

    monkeypatch.setattr(ModelBackend, "authenticate", look_at)

    def attempt(_number):
        try:
            return guess("curator", "192.0.2.1")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(attempt, range(24)))
    assert len(asked) == BY_NAME_HERE.most
    assert statuses.count(200) == BY_NAME_HERE.most - 1
    assert statuses.count(429) == 24 - BY_NAME_HERE.most + 1
    assert counted(IN_TOTAL) == BY_NAME_HERE.most


def test_a_command_opens_a_name_again(client, curator, capsys):
    fail(client, 5)
    guess("somebody", "192.0.2.1")
    call_command("axes_reset_username", "curator")
    assert "attempts removed" in capsys.readouterr().out
    assert sign_in(client, "curator").status_code == 302
    assert counted(FROM_HERE) == 6


def test_a_command_opens_a_network_again(client, curator):
    fail(client, 5)
    call_command("axes_reset_ip", "127.0.0.1")
    assert sign_in(client, "curator").status_code == 302


def test_a_command_opens_everything_again(client, curator):
    fail(client, 5)
    call_command("axes_reset")
    assert not RequestCount.objects.exists()


def test_names_and_addresses_are_kept_as_digests(curator):
    guess("curator", "192.0.2.77")
    keys = " ".join(RequestCount.objects.values_list("key", flat=True))
    assert "curator" not in keys
    assert "192.0.2.77" not in keys
