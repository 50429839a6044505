"""The address with the token: a neutral page for whoever fetches it, a cookie for whoever presses its button."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from advice.models import ShareLink
from advice.sharing import making
from advice.sharing.tokens import digest, new_token

pytestmark = pytest.mark.django_db
UNKNOWN = f"/s/{'x' * 43}/"


@pytest.fixture
def link_and_token(mentor, position):
    from advice.sharing.content import Arrangement
    from advice.sharing.fetching import present

    return making.make(
        mentor, position, present(position), Arrangement(), label="Cleo of Thebes", note="Beware the advisor."
    )


def rows():
    return list(ShareLink.objects.values_list("opened_at", "answered_at", "token_sha256", "expires_at"))


def test_a_token_has_256_bits_and_only_its_digest_is_stored(link_and_token):
    link, token = link_and_token
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    assert link.token_sha256 == digest(token)
    stored = " ".join(map(str, ShareLink.objects.values().get().values()))
    assert token not in stored


def test_no_two_tokens_are_alike():
    assert len({new_token() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("method", ["get", "head"])
def test_fetching_it_changes_nothing_and_tells_nothing(link_and_token, method):
    link, token = link_and_token
    before = rows()
    bot = Client()
    for _ in range(3):
        response = getattr(bot, method)(f"/s/{token}/")
        assert response.status_code == 200
    assert rows() == before
    words = response.content.decode()
    for hidden in ("Cleo", "Beware", "PhD", "mentor", token, link.reference, "og:"):
        assert hidden not in words
    assert bot.cookies.keys() <= {"csrftoken"}


def test_every_link_shows_the_same_neutral_page(hand):
    first, second = hand(begun=False), hand(begun=False, label="Dora", note="Other words")

    def text(handed):
        return re.sub(r'value="[^"]*"', "", Client().get(f"/s/{handed.token}/").content.decode())

    assert text(first) == text(second)


def test_opening_trades_the_token_for_a_cookie_and_leaves_the_address(link_and_token):
    link, token = link_and_token
    response = Client().post(f"/s/{token}/")
    assert response.status_code == 302
    assert response["Location"] == f"/s/{link.reference}/"
    (cookie,) = response.cookies.values()
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == f"/s/{link.reference}/"
    assert token not in str(cookie)
    assert not cookie["max-age"], "it ends with the browser"


def test_the_first_opening_is_the_one_that_counts(link_and_token):
    _link, token = link_and_token
    Client().post(f"/s/{token}/")
    first = ShareLink.objects.get().opened_at
    Client().post(f"/s/{token}/")
    assert ShareLink.objects.get().opened_at == first is not None


def test_what_browsers_and_search_engines_are_told(link_and_token):
    link, token = link_and_token
    mentee = Client()
    exchange, opened = mentee.get(f"/s/{token}/"), mentee.post(f"/s/{token}/", follow=True)
    for response in (exchange, opened, Client().get(UNKNOWN), Client().get(f"/s/{link.reference}/")):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "ETag" not in response
    assert exchange["Referrer-Policy"] == "strict-origin"
    assert opened["Referrer-Policy"] == "no-referrer"


def test_whatever_goes_wrong_is_kept_by_nobody_either(link_and_token, monkeypatch):
    _link, token = link_and_token
    at, strict = f"/s/{token}/", Client(enforce_csrf_checks=True, raise_request_exception=False)
    wrong = {
        301: strict.get(at.rstrip("/")),
        400: strict.get(f"{at}?see=%00"),
        403: strict.post(at),
        404: strict.get(f"{at}more/"),
        405: strict.options(at),
    }
    monkeypatch.setattr("advice.sharing.opening.find", lambda _digest: 1 / 0)
    wrong[500] = strict.get(at)
    monkeypatch.setattr(
        "advice.web.rate_limit.get_usage", lambda *_, **__: {"should_limit": True, "time_left": 9}
    )
    wrong[429] = strict.get(at)
    for status, response in wrong.items():
        assert response.status_code == status
        assert response["Cache-Control"] == "private, no-store", status
        assert response["X-Robots-Tag"] == "noindex, nofollow", status
        assert response["Referrer-Policy"] == "strict-origin", status
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], status
        assert token not in response.content.decode(), status


def test_an_unknown_token_is_not_there():
    for method in ("get", "head", "post"):
        assert getattr(Client(), method)(UNKNOWN).status_code == 404


@pytest.mark.parametrize(
    "address", ["/s/", "/s/short/", f"/s/{'x' * 42}/", f"/s/{'x' * 44}/", f"/s/{'ä' * 43}/"]
)
def test_what_is_no_token_is_not_there(address):
    assert Client().get(address).status_code == 404


def test_expired_and_revoked_links_say_the_same_and_nothing_else(hand):
    expired, revoked = hand(label="Dora"), hand(note="Words")
    ShareLink.objects.filter(pk=expired.link.pk).update(
        created_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(seconds=1)
    )
    making.revoke(revoked.link)
    pages = [
        getattr(Client(), method)(f"/s/{handed.token}/")
        for handed in (expired, revoked)
        for method in ("get", "post")
    ]
    assert {page.status_code for page in pages} == {410}
    assert len({page.content for page in pages}) == 1
    assert not any(page.cookies for page in pages)
    for hidden in ("Dora", "Cleo", "Words", "PhD"):
        assert hidden not in pages[0].content.decode()


def test_a_form_from_elsewhere_opens_nothing(link_and_token):
    link, token = link_and_token
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(f"/s/{token}/")
    assert refused.status_code == 403
    assert "Allow cookies for this site" in refused.content.decode()
    assert token not in refused.content.decode()
    strict.get(f"/s/{token}/")
    sent = {"csrfmiddlewaretoken": strict.cookies["csrftoken"].value}
    assert (
        strict.post(f"/s/{token}/", sent, headers={"origin": "https://elsewhere.example"}).status_code == 403
    )
    link.refresh_from_db()
    assert link.opened_at is None
    assert strict.post(f"/s/{token}/", sent, headers={"origin": "http://testserver"}).status_code == 302
