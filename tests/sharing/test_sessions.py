"""What the cookie opens: one page, while its link stands, with the token it was given for."""

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.core.signing import get_cookie_signer
from django.test import Client
from django.utils import timezone

from advice.models import ShareLink
from advice.sharing import making
from advice.sharing.admission import AT_MOST, COOKIE, SALT

pytestmark = pytest.mark.django_db


def moved_to(path: str, value: str) -> Client:
    client = Client()
    client.cookies = SimpleCookie({COOKIE: value})
    client.cookies[COOKIE]["path"] = path
    return client


def test_the_cookie_opens_its_own_page_only(hand):
    first, second = hand(), hand()
    value = first.mentee.cookies[COOKIE].value
    assert first.mentee.get(first.page).status_code == 200
    assert moved_to(second.page, value).get(second.page).status_code == 404


def test_a_stranger_learns_not_even_whether_there_is_such_a_page(handed):
    there, nowhere = Client().get(handed.page), Client().get("/s/abcdefghjkmn/")
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content


@pytest.mark.parametrize("value", ["", "x", "a" * 64, "a" * 64 + ":bad:signature"])
def test_a_made_up_cookie_opens_nothing(handed, value):
    assert moved_to(handed.page, value).get(handed.page).status_code == 404


def test_what_the_database_holds_makes_no_cookie(handed):
    forged = f"{handed.link.token_sha256}:1xUNp0:tUUSXEEGmIj9fuOWwXRnfOTX2ILKLOh1qXLtwXK0"
    assert moved_to(handed.page, forged).get(handed.page).status_code == 404


def test_a_revocation_holds_from_the_very_next_request(handed):
    assert handed.mentee.get(handed.page).status_code == 200
    making.revoke(handed.link)
    answer = handed.answer(**{"do-it--doors-reaction": "matters"})
    assert answer.status_code == 410
    assert not handed.link.answers.get().marks.exists()
    assert not handed.mentee.cookies[COOKIE].value, "the cookie is taken away"


def test_an_open_page_ends_when_the_link_expires(handed):
    ShareLink.objects.filter(pk=handed.link.pk).update(
        created_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert handed.mentee.get(handed.page).status_code == 410


def test_a_new_token_ends_the_old_one_and_what_was_opened_with_it(handed):
    token = making.replace_token(handed.link)
    assert handed.mentee.get(handed.page).status_code == 404
    assert Client().get(f"/s/{handed.token}/").status_code == 404
    again = Client()
    assert again.post(f"/s/{token}/", follow=True).status_code == 200
    assert again.get(handed.page).status_code == 200


def test_an_opened_page_does_not_stay_open_for_ever(handed, monkeypatch):
    signer = get_cookie_signer(salt=COOKIE + SALT)
    monkeypatch.setattr("time.time", lambda: 1_000_000_000.0)
    old = signer.sign(handed.link.token_sha256)
    monkeypatch.undo()
    assert moved_to(handed.page, old).get(handed.page).status_code == 404
    assert moved_to(handed.page, signer.sign(handed.link.token_sha256)).get(handed.page).status_code == 200
    assert AT_MOST < 90 * 24 * 3600


def test_signing_in_opens_no_mentees_page(client, mentor, handed):
    client.force_login(mentor)
    assert client.get(handed.page).status_code == 404


def test_a_page_is_closed_on_a_device_that_others_use(handed):
    handed.mentee.post(f"{handed.page}close/")
    assert handed.mentee.get(handed.page).status_code == 404
    handed.mentee.post(f"/s/{handed.token}/")
    assert handed.mentee.get(handed.page).status_code == 200
