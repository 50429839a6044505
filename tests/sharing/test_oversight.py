"""Nobody but mentor and mentee sees a link; an administrator can, and leaves a trace."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from advice.models import ShareLink

pytestmark = pytest.mark.django_db
SECRETS = ("Cleopatra", "Dear Cleopatra", "Whispered")
LIST = "/admin/advice/sharelink/"


@pytest.fixture
def sent(hand):
    handed = hand(label="Cleopatra", note="Dear Cleopatra")
    handed.answer(**{"do-it--doors-reaction": "question", "do-it--doors-words": "Whispered"}, step="send")
    return handed


def pages(link) -> list[str]:
    return [LIST, f"{LIST}{link.pk}/change/", f"{LIST}{link.pk}/history/", f"{LIST}{link.pk}/delete/"]


def test_curators_see_nothing_of_links(client, curator, sent):
    client.force_login(curator)
    assert "sharelink" not in client.get("/admin/").content.decode()
    for page in pages(sent.link):
        assert client.get(page).status_code == 403
    assert not LogEntry.objects.exists()


def test_answers_and_marks_are_in_no_admin(client, administrator):
    client.force_login(administrator)
    for model in ("answers", "mark", "arrangedargument", "presetsituation", "statedsituation"):
        assert client.get(f"/admin/advice/{model}/").status_code == 404


def test_the_list_shows_no_label_and_leaves_no_trace(client, administrator, sent):
    client.force_login(administrator)
    page = client.get(LIST)
    assert page.status_code == 200
    assert sent.link.reference in page.content.decode()
    assert not any(secret in page.content.decode() for secret in SECRETS)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("superuser", [False, True])
def test_looking_at_a_link_leaves_a_trace_that_the_mentor_sees(
    client, mentoring, mentor, administrator, sent, superuser
):
    looker = User.objects.create_superuser("root") if superuser else administrator
    client.force_login(looker)
    page = client.get(f"{LIST}{sent.link.pk}/change/").content.decode()
    assert all(secret in page for secret in SECRETS)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr) == (looker, sent.link.reference)
    client.force_login(mentor)
    assert "An administrator looked at this link:" in client.get(sent.mentors_page).content.decode()


def test_what_was_not_sent_is_not_shown_to_administrators(client, administrator, hand):
    handed = hand()
    handed.answer(**{"do-it--doors-reaction": "question", "do-it--doors-words": "Whispered"}, step="keep")
    client.force_login(administrator)
    assert "Whispered" not in client.get(f"{LIST}{handed.link.pk}/change/").content.decode()


def test_a_link_is_revoked_in_case_of_abuse(client, administrator, sent):
    client.force_login(administrator)
    client.post(LIST, {"action": "revoke_links", "_selected_action": [sent.link.pk]})
    assert ShareLink.objects.get().revoked_at
    assert LogEntry.objects.get().change_message == "Revoked the link."
    assert sent.mentee.get(sent.page).status_code == 410


def test_administrators_change_nothing_else(client, administrator, sent):
    client.force_login(administrator)
    client.post(f"{LIST}{sent.link.pk}/change/", {"label": "Mine", "note": "Mine"})
    link = ShareLink.objects.get()
    assert (link.label, link.note) == ("Cleopatra", "Dear Cleopatra")
    assert client.get(f"{LIST}add/").status_code == 403


def test_deleting_an_account_deletes_its_links_and_names_none_of_their_words(
    client, administrator, mentor, sent
):
    client.force_login(administrator)
    page = f"/admin/auth/user/{mentor.pk}/delete/"
    shown = client.get(page).content.decode()
    assert not any(secret in shown for secret in SECRETS)
    client.post(page, {"post": "yes"})
    assert not User.objects.filter(pk=mentor.pk).exists()
    assert not ShareLink.objects.exists()
    assert not any(secret in str(row) for row in LogEntry.objects.values() for secret in SECRETS)
