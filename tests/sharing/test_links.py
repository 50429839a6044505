"""The mentor's list, and what can be done with one link."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from advice.models import Answers, ShareLink
from advice.sharing import making
from advice.sharing.tokens import digest

pytestmark = pytest.mark.django_db


def expire(handed) -> None:
    ShareLink.objects.filter(pk=handed.link.pk).update(
        created_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(seconds=1)
    )


def test_the_list_says_how_each_link_stands(hand, mentoring, mentor, position):
    from advice.sharing.content import Arrangement
    from advice.sharing.fetching import present

    making.make(mentor, position, present(position), Arrangement(), label="Unopened")
    hand(label="Opened")
    hand(label="Sent").answer(leaning="1", step="send")
    expire(hand(label="Late"))
    making.revoke(hand(label="Taken back").link)
    states = {link.label: link.state.value for link in mentoring.get("/shares/").context["page"]}
    assert states == {
        "Unopened": "not_opened",
        "Opened": "opened",
        "Sent": "answered",
        "Late": "expired",
        "Taken back": "revoked",
    }


def test_what_can_be_done_with_a_link_is_in_the_list(hand, mentoring):
    running, revoked = hand(label="Running"), hand(label="Taken back")
    making.revoke(revoked.link)
    page = mentoring.get("/shares/").content.decode()
    for action in ("edit/", "extend/", "replace/", "revoke/", "delete/"):
        assert f'"{running.mentors_page}{action}"' in page
    assert f"?like={running.link.reference}" in page
    assert f'"{revoked.mentors_page}edit/"' in page
    assert f'"{revoked.mentors_page}revoke/"' not in page


def test_nobody_elses_links_are_in_it(hand, mentoring, other_mentor):
    hand(label="Theirs", owner=other_mentor)
    assert "Theirs" not in mentoring.get("/shares/").content.decode()


def test_a_long_list_comes_in_pages(mentoring, mentor, position):
    ShareLink.objects.bulk_create(
        ShareLink(token_sha256=digest(str(number)), owner=mentor, position=position, label=f"No. {number}")
        for number in range(51)
    )
    assert len(mentoring.get("/shares/").context["page"]) == 50
    assert len(mentoring.get("/shares/?page=2").context["page"]) == 1
    assert mentoring.get("/shares/?page=x").status_code == 400
    assert mentoring.get("/shares/?page=3").status_code == 404


def test_extending_gives_ninety_days_and_opens_what_had_expired(handed, mentoring):
    expire(handed)
    mentoring.post(f"{handed.mentors_page}extend/")
    link = ShareLink.objects.get()
    assert link.last_day - timezone.localdate() == timedelta(days=90)
    assert handed.mentee.get(handed.page).status_code == 200


def test_an_expiry_is_said_as_a_day(hand, mentoring):
    handed = hand(begun=False)
    day = date_format(timezone.localdate() + timedelta(days=90), "j F Y")
    for client, page in [
        (mentoring, "/shares/"),
        (mentoring, handed.mentors_page),
        (handed.mentee, handed.page),
    ]:
        assert day in client.get(page).content.decode(), page
    expire(handed)
    assert "worked until" in mentoring.get("/shares/").content.decode()


def test_extending_never_shortens(handed, mentoring):
    far = timezone.now() + timedelta(days=300)
    ShareLink.objects.update(expires_at=far)
    mentoring.post(f"{handed.mentors_page}extend/")
    assert ShareLink.objects.get().expires_at == far


def test_what_is_revoked_stays_revoked(handed, mentoring):
    mentoring.post(f"{handed.mentors_page}revoke/")
    first = ShareLink.objects.get().revoked_at
    for action in ("extend", "replace", "revoke"):
        mentoring.post(f"{handed.mentors_page}{action}/")
    link = ShareLink.objects.get()
    assert link.revoked_at == first is not None
    assert link.token_sha256 == handed.link.token_sha256
    assert Client().get(f"/s/{handed.token}/").status_code == 410


def test_the_mentor_still_sees_the_answers_of_a_revoked_link(handed, mentoring):
    handed.answer(**{"do-it--doors-reaction": "question", "do-it--doors-words": "Which?"}, step="send")
    mentoring.post(f"{handed.mentors_page}revoke/")
    assert "Which?" in mentoring.get(handed.mentors_page).content.decode()


@pytest.mark.parametrize("action", ["revoke", "replace", "delete"])
def test_what_cannot_be_undone_is_asked_once_more(handed, mentoring, action):
    page = mentoring.get(f"{handed.mentors_page}{action}/").content.decode()
    assert "Leave it as it is" in page
    link = ShareLink.objects.get()
    assert (link.revoked_at, link.token_sha256) == (None, handed.link.token_sha256)


def test_replacing_shows_a_new_address_once_and_keeps_the_answers(handed, mentoring):
    handed.answer(**{"do-it--doors-reaction": "matters"})
    response = mentoring.post(f"{handed.mentors_page}replace/")
    token = response.context["address"].rstrip("/").rpartition("/")[2]
    assert token != handed.token
    assert Client().get(f"/s/{handed.token}/").status_code == 404
    again = Client()
    again.post(f"/s/{token}/")
    assert 'value="matters" checked' in again.get(handed.page).content.decode()


def test_a_deleted_link_is_gone_with_its_answers(handed, mentoring):
    handed.answer(**{"do-it--doors-reaction": "matters"}, step="send")
    assert mentoring.get(f"{handed.mentors_page}delete/").status_code == 200
    assert ShareLink.objects.exists()
    mentoring.post(f"{handed.mentors_page}delete/")
    assert not ShareLink.objects.exists()
    assert Client().get(f"/s/{handed.token}/").status_code == 404
    assert handed.mentee.get(handed.page).status_code == 404


def test_ended_links_are_deleted_in_time(hand):
    now = timezone.now()
    expired, revoked, late, running = (hand(label=name) for name in ("Expired", "Revoked", "Late", "Running"))
    for handed, fields in [
        (expired, {"created_at": now - timedelta(days=300), "expires_at": now - timedelta(days=181)}),
        (revoked, {"revoked_at": now - timedelta(days=181)}),
        (late, {"created_at": now - timedelta(days=300), "expires_at": now - timedelta(days=179)}),
    ]:
        ShareLink.objects.filter(pk=handed.link.pk).update(**fields)
    written = StringIO()
    call_command("delete_ended_links", stdout=written)
    assert written.getvalue() == "2 links deleted\n"
    assert set(ShareLink.objects.values_list("label", flat=True)) == {"Late", "Running"}
    assert not Answers.objects.filter(link__in=[expired.link.pk, revoked.link.pk]).exists()
    assert running.mentee.get(running.page).status_code == 200
