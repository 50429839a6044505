"""The cookie of a browser in which somebody has signed in before."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from advice.accounts import known_device
from advice.accounts.known_device import COOKIE, YEAR, Device, device_of, remember
from tests.accounts.test_second_factor import ENTER, device, fresh  # noqa: F401 - a fixture
from tests.accounts.test_sign_in import sign_in


def with_cookie(value: str):
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = value
    return request


def test_signing_in_gives_a_cookie_that_scripts_cannot_read(client, curator):
    assert sign_in(client, "curator", "wrong").status_code == 200
    assert COOKIE not in client.cookies
    sign_in(client, "curator")
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == YEAR
    assert cookie["domain"] == ""
    assert device_of(with_cookie(cookie.value)).account == curator.pk


def test_it_is_secure_and_bound_to_the_host_with_https(settings, monkeypatch, curator):
    settings.HTTPS = True
    monkeypatch.setattr(known_device, "COOKIE", "__Host-device")
    response = HttpResponse()
    remember(RequestFactory().get("/"), response, curator)
    cookie = response.cookies["__Host-device"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_with_a_second_factor_it_is_given_after_the_code(client, device):  # noqa: F811
    sign_in(client, "curator")
    assert COOKIE not in client.cookies
    client.post(ENTER, {"code": fresh(device)})
    assert COOKIE in client.cookies


def test_it_stays_the_same_browser_for_one_account_and_becomes_another_for_the_next(client, curator, mentor):
    seen = []
    for name in ("curator", "curator", "mentor", "curator"):
        sign_in(client, name)
        seen.append(device_of(with_cookie(client.cookies[COOKIE].value)))
        client.post("/accounts/logout/")
    assert seen[0] == seen[1]
    assert seen[2].account == mentor.pk
    assert len({entry.nonce for entry in seen}) == 3


@pytest.mark.parametrize("value", ["", "x", "1.nonce", "1.nonce:1abcde:forged", "é:é:é", "9" * 5_000])
def test_a_forged_one_is_none(value):
    assert device_of(with_cookie(value)) is None


def test_one_that_was_signed_for_something_else_is_none():
    response = HttpResponse()
    response.set_signed_cookie(COOKIE, "1.nonce", salt="elsewhere")
    assert device_of(with_cookie(response.cookies[COOKIE].value)) is None


def test_it_ends_after_a_year(curator, monkeypatch):
    response = HttpResponse()
    remember(RequestFactory().get("/"), response, curator)
    request = with_cookie(response.cookies[COOKIE].value)
    assert isinstance(device_of(request), Device)
    monkeypatch.setattr(known_device, "YEAR", -1)
    assert device_of(request) is None
