"""A form that is sent after the sign-in has ended comes back once one is in again."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from advice.accounts.kept_forms import KEEPING, KEPT, MOST, PATIENCE
from advice.models import RequestCount, Topic
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


def test_it_comes_back_after_signing_in_and_is_saved_when_sent(client, curator):
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
    assert KEPT not in client.session
    assert client.get(PAGE).url == "/admin/"


def test_it_comes_back_through_a_second_factor(client, device):  # noqa: F811
    assert send(client).url == LOGIN
    assert sign_in(client, "curator", next=PAGE).url == ENTER
    assert client.post(ENTER, {"code": fresh(device)}).url == PAGE
    resend(client, client.get(PAGE))
    assert Topic.objects.get().slug == "warm-bread"


def test_it_can_be_let_go(client, curator):
    send(client)
    sign_in(client, "curator", next=PAGE)
    assert client.post(f"{PAGE}?leave=1").url == "/admin/"
    assert KEPT not in client.session
    assert not Topic.objects.exists()


def test_it_is_let_go_after_a_while_and_when_signing_out(client, curator, monkeypatch):
    send(client)
    sign_in(client, "curator", next=PAGE)
    client.post("/accounts/logout/")
    sign_in(client, "curator", next=PAGE)
    assert client.get(PAGE).url == "/admin/"
    client.logout()
    send(client)
    sign_in(client, "curator", next=PAGE)
    long_ago = client.session
    long_ago[KEPT] = long_ago[KEPT] | {"until": long_ago[KEPT]["until"] - PATIENCE - 1}
    long_ago.save()
    assert client.get(PAGE).url == "/admin/"
    assert KEPT not in client.session


def test_what_nobody_comes_back_for_ends_with_its_session(client, curator):
    send(client)
    assert client.session.get_expiry_age() == PATIENCE
    sign_in(client, "curator", next=PAGE)
    assert client.session.get_expiry_age() > PATIENCE


def test_nobody_sees_it_without_signing_in(client, db):
    send(client)
    assert client.get(PAGE).url == LOGIN
    assert client.post(PAGE, {"name": "x"}).url == LOGIN
    assert "Warm bread" not in client.get(LOGIN).content.decode()


def test_whoever_may_not_save_it_may_not_either_way(client, mentor):
    send(client)
    sign_in(client, "mentor", next=PAGE)
    page = client.get(PAGE)
    assert resend(client, page).status_code in (302, 403)
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    ("address", "data", "headers"),
    [
        (ADD, TOPIC, {"Accept": "*/*"}),
        (ADD, {}, BROWSER),
        (ADD, TOPIC | {"new_password": "hush-hush"}, BROWSER),
        (ADD, TOPIC | {"description": "x" * MOST}, BROWSER),
        ("/accounts/password/", {"old_password": "hush", "new_password1": "x"}, BROWSER),
        ("/accounts/second-factor/change/", {"code": "123456"}, BROWSER),
    ],
    ids=["by a script", "nothing", "a password", "too much", "a new password", "a code"],
)
def test_what_is_not_kept(client, db, address, data, headers):
    response = client.post(address, data, headers=headers)
    assert "/login/" in response.url
    assert response.url != LOGIN
    assert not Session.objects.exists()


def test_a_file_is_asked_for_again(client, curator):
    send(client, TOPIC | {"file": SimpleUploadedFile("a.csv", b"x")})
    sign_in(client, "curator", next=PAGE)
    page = client.get(PAGE)
    assert "choose it again" in page.content.decode()
    assert {name for name, _value in page.context["entered"]["fields"]} == set(TOPIC)


def test_nobody_fills_the_database_with_it(client, db):
    most = int(KEEPING.partition("/")[0])
    for _time in range(most):
        assert send(client).url == LOGIN
    assert RequestCount.objects.exists()
    assert send(client).url != LOGIN


def test_a_form_that_signing_in_elsewhere_made_out_of_date_can_be_sent_again(curator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(curator)
    page = send(client, **{"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 403
    assert "This was not sent yet" in page.content.decode()
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
