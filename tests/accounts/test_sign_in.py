"""Signing in and out, changing a password, and getting a new one."""

import re

import pytest
from django.core import mail

from advice.mail import mail as mail_settings

PASSPHRASE = "a-long-passphrase"
LOGIN = "/accounts/login/"


def sign_in(client, name, password=PASSPHRASE, **extra):
    return client.post(LOGIN, {"username": name, "password": password, **extra})


def test_a_curator_comes_to_the_admin(client, curator):
    assert sign_in(client, "curator").url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_mentor_does_not(client, mentor):
    assert not sign_in(client, "mentor").url.startswith("/admin/")
    assert client.get("/admin/", follow=True).status_code == 403


def test_back_to_where_one_was_going(client, curator):
    assert sign_in(client, "curator", next="/admin/advice/claim/").url == "/admin/advice/claim/"
    client.logout()
    assert sign_in(client, "curator", next="https://example.org/").url == "/admin/"


def test_a_wrong_password_says_so(client, curator):
    response = sign_in(client, "curator", "wrong")
    assert response.status_code == 200
    assert "correct username and password" in response.content.decode()


def test_the_admin_has_no_sign_in_of_its_own(client):
    assert client.get("/admin/login/?next=/admin/advice/claim/").url == f"{LOGIN}?next=/admin/advice/claim/"


def test_signing_out_takes_a_form(client, curator):
    client.force_login(curator)
    assert client.get("/accounts/logout/").status_code == 405
    client.post("/accounts/logout/")
    assert client.get("/admin/").status_code == 302


def test_changing_the_password(client, curator):
    client.force_login(curator)
    assert client.get("/admin/password_change/").url == "/accounts/password/"
    new = "another-long-passphrase"
    sent = {"old_password": PASSPHRASE, "new_password1": new, "new_password2": new}
    assert client.post("/accounts/password/", sent, follow=True).status_code == 200
    client.logout()
    assert sign_in(client, "curator", new).status_code == 302


def test_a_new_password_by_mail(client, curator):
    curator.email = "curator@example.org"
    curator.save()
    client.post("/accounts/reset/", {"email": "curator@example.org"})
    (message,) = mail.outbox
    link = re.search(r"/accounts/reset/\S+", message.body)[0]
    page = client.get(link, follow=True)
    new = "another-long-passphrase"
    done = client.post(page.request["PATH_INFO"], {"new_password1": new, "new_password2": new}, follow=True)
    assert "Your password is set" in done.content.decode()
    assert sign_in(client, "curator", new).status_code == 302
    assert "This link does not work" in client.get(link, follow=True).content.decode()


def test_an_unknown_address_learns_nothing(client, db):
    response = client.post("/accounts/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "a link is on its way" in response.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("link", ["zzz/set-password/", "MQ/zzz/", "MQ/set-password/", "9" * 5000 + "/x-y/"])
def test_links_that_were_never_sent(client, curator, link):
    response = client.get(f"/accounts/reset/{link}", follow=True)
    assert response.status_code == 200
    assert "This link does not work" in response.content.decode()


def test_mail_settings():
    assert mail_settings("").backend.endswith("console.EmailBackend")
    server = mail_settings("smtp://user%40example.org:pass@mail.example.org")
    assert (server.user, server.port, server.starttls) == ("user@example.org", 587, True)
    assert mail_settings("smtps://mail.example.org").port == 465
    with pytest.raises(ValueError, match="must look like"):
        mail_settings("http://mail.example.org")
