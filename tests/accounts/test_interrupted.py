"""A form that is sent after the sign-in has ended comes back once one is in again."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from advice.accounts import kept_forms
from advice.accounts.kept_forms import KEEPING, MOST, PATIENCE
from advice.accounts.known_device import COOKIE
from advice.models import KeptForm, Topic
from tests.accounts.test_second_factor import ENTER, device, fresh  # noqa: F401 - a fixture
from tests.accounts.test_sign_in import sign_in

ADD = "/admin/advice/topic/add/"
PAGE = "/accounts/interrupted/"
LOGIN = f"/accounts/login/?next={PAGE}"
BROWSER = {"Accept": "text/html,*/*"}
TOPIC = {
    "name": "Warm bread",
    "slug": "warm-bread",
    "status": "draft",
    "labels-TOTAL_FORMS": "0",
    "labels-INITIAL_FORMS": "0",
    "description": "\nWhat is <b>said</b> of bread that\r\nis warm.",
    "_continue": "Save and go on",
}


@pytest.fixture
def known(client, curator) -> Client:
    """A browser in which the curator was the last to sign in, and whose sign-in has ended."""
    sign_in(client, "curator")
    Session.objects.all().delete()
    return client


def send(client, data=TOPIC, address=ADD, **headers):
    return client.post(address, data, headers=BROWSER | headers)


def resend(client, page):
    """Send the form of the page as a browser would, and on to where it is led."""
    html = page.content.decode()
    names = re.findall(r'<textarea name="([^"]+)" hidden>', html)
    assert names
    sent = dict(page.context["entered"]["fields"])
    assert sorted(sent) == sorted(names)
    response = client.post(page.context["action"], sent)
    return client.post(response["Location"], sent) if response.status_code == 307 else response


def test_it_comes_back_after_signing_in_and_is_saved_when_sent(known):
    client = known
    assert send(client).url == LOGIN
    assert "What you entered is kept" in client.get(LOGIN).content.decode()
    assert sign_in(client, "curator", next=PAGE).url == PAGE
    page = client.get(PAGE)
    assert "no-cache" in page["Cache-Control"]
    assert "&lt;b&gt;said&lt;/b&gt;" in page.content.decode()
    assert "<b>said" not in page.content.decode()
    assert page.context["written"] == ["Warm bread", TOPIC["description"]]
    assert not Topic.objects.exists()
    sent = resend(client, page)
    topic = Topic.objects.get()
    assert sent.url == f"/admin/advice/topic/{topic.pk}/change/"
    assert (topic.name, topic.description) == ("Warm bread", "What is <b>said</b> of bread that\r\nis warm.")
    assert not KeptForm.objects.exists()
    assert client.get(PAGE).url == "/admin/"


def test_it_comes_back_through_a_second_factor(client, device):  # noqa: F811
    sign_in(client, "curator")
    client.post(ENTER, {"code": fresh(device)})
    Session.objects.all().delete()
    assert send(client).url == LOGIN
    assert sign_in(client, "curator", next=PAGE).url == ENTER
    assert client.post(ENTER, {"code": fresh(device)}).url == PAGE
    resend(client, client.get(PAGE))
    assert Topic.objects.get().slug == "warm-bread"


def test_it_can_be_let_go(known):
    send(known)
    sign_in(known, "curator", next=PAGE)
    assert known.post(f"{PAGE}?leave=1").url == "/admin/"
    assert not KeptForm.objects.exists()
    assert not Topic.objects.exists()


def test_it_is_let_go_when_signing_out(known):
    send(known)
    sign_in(known, "curator", next=PAGE)
    known.post("/accounts/logout/")
    assert not KeptForm.objects.exists()
    sign_in(known, "curator", next=PAGE)
    assert known.get(PAGE).url == "/admin/"


def test_it_is_not_shown_after_its_time(known):
    send(known)
    form = KeptForm.objects.get()
    assert timedelta() < form.expires_at - timezone.now() <= PATIENCE
    sign_in(known, "curator", next=PAGE)
    KeptForm.objects.update(expires_at=timezone.now())
    assert known.get(PAGE).url == "/admin/"


def test_nobody_sees_it_without_signing_in(known):
    send(known)
    assert known.get(PAGE).url == LOGIN
    assert known.post(PAGE, {"name": "x"}).url == LOGIN
    assert "Warm bread" not in known.get(LOGIN).content.decode()


def test_another_account_on_the_same_browser_does_not_see_it(known, mentor):
    send(known)
    sign_in(known, "mentor", next=PAGE)
    page = known.get(PAGE, follow=True)
    assert "Warm bread" not in page.content.decode()
    assert known.post(PAGE).status_code == 302
    assert not KeptForm.objects.exists()
    known.post("/accounts/logout/")
    sign_in(known, "curator", next=PAGE)
    assert known.get(PAGE).url == "/admin/"


def test_another_browser_of_the_same_account_does_not_see_it(known):
    send(known)
    elsewhere = Client()
    sign_in(elsewhere, "curator")
    assert elsewhere.get(PAGE).url == "/admin/"
    assert KeptForm.objects.exists()
    sign_in(known, "curator", next=PAGE)
    assert "Warm bread" in known.get(PAGE).content.decode()


def test_whoever_may_not_save_it_may_not_either_way(client, mentor):
    sign_in(client, "mentor")
    Session.objects.all().delete()
    send(client)
    sign_in(client, "mentor", next=PAGE)
    page = client.get(PAGE)
    assert resend(client, page).status_code in (302, 403)
    assert not Topic.objects.exists()


def test_a_browser_keeps_one_form_the_last(known):
    send(known)
    send(known, TOPIC | {"name": "Cold bread"})
    assert "Cold bread" in KeptForm.objects.get().fields


def test_what_is_stored_has_a_bound_in_bytes(known):
    empty = {"description": ""}
    send(known, empty)
    form = KeptForm.objects.get()
    left = MOST - len((form.path + form.fields).encode())
    assert send(known, {"description": "😀" * (left // 4)}).url == LOGIN
    form.refresh_from_db()
    assert MOST - 4 < len((form.path + form.fields).encode()) <= MOST
    assert send(known, {"description": "😀" * (left // 4 + 1)}).status_code == 413


def offered(page, sent=TOPIC) -> None:
    """The page holds the form, and nothing of it is stored."""
    assert page.context["action"] == ADD
    assert dict(page.context["entered"]["fields"]) == sent
    assert "Sign in in a new tab" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert not KeptForm.objects.exists()
    assert not Session.objects.exists()


def test_a_form_that_is_too_long_to_keep_comes_back_at_once(known):
    long = TOPIC | {"description": "x" * MOST}
    page = send(known, long)
    assert page.status_code == 413
    assert "too long for the site to keep" in page.content.decode()
    offered(page, long)
    sign_in(known, "curator")
    resend(known, page)
    assert len(Topic.objects.get().description) == MOST


@pytest.mark.parametrize("cookie", [None, "1.nonce:1abcde:forged"])
def test_a_browser_that_is_not_known_gets_its_form_back(client, curator, cookie):
    if cookie:
        client.cookies[COOKIE] = cookie
    page = send(client)
    assert page.status_code == 403
    assert "no longer shows which account" in page.content.decode()
    offered(page)


def test_the_browser_of_an_account_that_is_gone_is_not_known(known, curator):
    User.objects.all().delete()
    offered(send(known))


def test_nobody_fills_the_database_with_it(known):
    for _time in range(KEEPING.most):
        assert send(known).url == LOGIN
    assert KeptForm.objects.count() == 1
    KeptForm.objects.all().delete()
    page = send(known)
    assert "too many forms" in page.content.decode()
    offered(page)


@pytest.fixture
def ended(curator):
    """A form and a session whose time has ended, and one of each whose time has not."""
    now = timezone.now()
    for name, end in (("old", now - timedelta(seconds=1)), ("new", now + timedelta(hours=1))):
        KeptForm.objects.create(
            device=name, account=curator, path="/", fields="[]", file=False, expires_at=end
        )
        Session.objects.create(session_key=name, session_data="", expire_date=end)


def left(model) -> set[str]:
    return {"old", "new"} & set(model.objects.values_list("pk", flat=True))


def test_a_sign_in_purges_what_has_ended(client, ended):
    sign_in(client, "curator")
    assert (left(KeptForm), left(Session)) == ({"new"}, {"new"})


def test_keeping_a_form_purges_what_has_ended(client, curator, request):
    sign_in(client, "curator")
    Session.objects.all().delete()
    request.getfixturevalue("ended")
    send(client)
    assert (left(KeptForm), left(Session)) == ({"new"}, {"new"})


def test_a_purge_is_bounded_and_takes_the_oldest(curator, monkeypatch):
    monkeypatch.setattr(kept_forms, "LOT", 2)
    now = timezone.now()
    for number in range(5):
        Session.objects.create(session_key=str(number), session_data="", expire_date=now - timedelta(number))
    kept_forms.purge()
    assert set(Session.objects.values_list("pk", flat=True)) == {"0", "1", "2"}


@pytest.mark.parametrize(
    ("address", "data", "headers"),
    [
        (ADD, TOPIC, {"Accept": "*/*"}),
        (ADD, {}, BROWSER),
        (ADD, TOPIC | {"new_password": "hush-hush"}, BROWSER),
        ("/accounts/password/", {"old_password": "hush", "new_password1": "x"}, BROWSER),
        ("/accounts/second-factor/change/", {"code": "123456"}, BROWSER),
    ],
    ids=["by a script", "nothing", "a password", "a new password", "a code"],
)
def test_what_is_not_kept(known, address, data, headers):
    response = known.post(address, data, headers=headers)
    assert "/login/" in response.url
    assert response.url != LOGIN
    assert not KeptForm.objects.exists()


def test_a_file_is_asked_for_again(known):
    send(known, TOPIC | {"file": SimpleUploadedFile("a.csv", b"x")})
    sign_in(known, "curator", next=PAGE)
    page = known.get(PAGE)
    assert "choose it again" in page.content.decode()
    assert {name for name, _value in page.context["entered"]["fields"]} == set(TOPIC)


def test_a_form_that_signing_in_elsewhere_made_out_of_date_can_be_sent_again(curator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(curator)
    page = send(client, **{"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 403
    assert "Your form has not been sent yet" in page.content.decode()
    assert page.context["action"] == ADD
    assert not Topic.objects.exists()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    assert send(client, TOPIC | {"csrfmiddlewaretoken": token}).status_code == 302
    assert Topic.objects.get().name == "Warm bread"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_what_another_site_had_a_browser_send_is_not_offered(curator, site):
    client = Client(enforce_csrf_checks=True)
    client.force_login(curator)
    page = send(client, **({"Sec-Fetch-Site": site} if site else {}))
    assert page.status_code == 403
    assert "Warm bread" not in page.content.decode()
    assert "This could not be sent" in page.content.decode()


def test_what_another_site_had_a_signed_out_browser_send_is_not_offered(curator):
    client = Client(enforce_csrf_checks=True)
    page = send(client, **{"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 403
    assert "Warm bread" not in page.content.decode()
