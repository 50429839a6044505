"""Guessing passwords is stopped, without locking out the person whose name it is."""

import pytest

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
    assert "closed for a quarter of an hour" in response.content.decode()
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
