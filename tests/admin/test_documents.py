"""A document is brought in through the admin: read, unchanged or refused with the reason, whole or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from advice.claims.anchoring import digest
from advice.models import Claim, Source
from advice.readers.limits import MAX_BYTES
from tests import records

ADD = "/admin/advice/source/from-document/"
POST = b"---\ntitle: Two labs\nauthor: Ines\ndate: 2021-05-06\n---\n\nThe small lab answered within a day.\n\nI stayed.\n"


def upload(client, data, name="post.md", to=ADD, **more):
    return client.post(to, {"file": SimpleUploadedFile(name, data), **more}, follow=True)


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def reload_of(source):
    return f"/admin/advice/source/{source.pk}/document/"


def test_a_file_becomes_a_draft_and_its_form_opens(curating):
    response = upload(curating, POST)
    source = Source.objects.get()
    assert response.redirect_chain[-1][0] == f"/admin/advice/source/{source.pk}/change/"
    assert "Read: “Two labs”" in said(response)
    assert "Not found in it: original." in said(response)
    assert (source.status, source.author.name, source.published_on.isoformat()) == (
        "draft",
        "Ines",
        "2021-05-06",
    )
    assert source.history.latest().history_user.username == "curator"


def test_a_pasted_text_is_read_by_the_same_code(curating):
    pasted = {"text": POST.decode().replace("\n", "\r\n"), "name": ""}
    curating.post(ADD, pasted)
    assert Source.objects.get().text == "The small lab answered within a day.\n\nI stayed."


def test_the_name_of_a_pasted_text_may_have_the_date(curating):
    curating.post(ADD, {"text": "# Left\n\nI left.", "name": "2013-06-07-left.md"})
    assert Source.objects.get().published_on.isoformat() == "2013-06-07"


def test_what_the_document_does_not_say_is_named(curating):
    response = curating.post(ADD, {"text": "# Left\n\nI left."}, follow=True)
    assert "Not found in it: author, published on, original." in said(response)


def test_the_same_document_again_is_unchanged(curating):
    upload(curating, POST)
    response = upload(curating, POST)
    assert response.status_code == 200
    assert "Unchanged." in response.content.decode()
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "The file is a PDF, not text."),
        (b"---\ntitle: x\n---\n", "The document has no text below its front matter."),
        (b"x" * (MAX_BYTES + 1), "at most 4,000,000 are read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason_and_changes_nothing(curating, data, reason):
    response = upload(curating, data)
    assert response.status_code == 400
    assert reason in response.content.decode()
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({}, "Choose a file or paste the text"),
        ({"text": " \n"}, "Choose a file or paste the text"),
        ({"text": "a", "file": SimpleUploadedFile("a.md", b"b")}, "not both"),
        ({"text": "a", "name": "x" * 201}, "at most 200 characters"),
    ],
)
def test_a_form_that_says_nothing_or_too_much_is_told(curating, sent, reason):
    response = curating.post(ADD, sent)
    assert response.status_code == 400
    assert reason in response.content.decode()


def test_what_was_pasted_is_kept_when_it_is_refused(curating):
    response = curating.post(ADD, {"text": "---\ntitle: Kept\n---\n"})
    assert "title: Kept" in response.content.decode()


def test_notes_and_a_namesake_are_told(curating):
    records.source("Two labs", slug="older")
    response = upload(curating, POST.replace(b"date:", b"draft: true\ndate:"))
    assert "Its author marked it as a draft." in said(response)
    assert "An older source has the same title: older." in said(response)


def test_a_text_is_loaded_anew_and_its_anchors_are_listed(curating):
    upload(curating, POST)
    source = Source.objects.get()
    words = "The small lab answered within a day."
    records.claim(source=source, start=0, end=len(words), sha256=digest(words), anchor_state="exact")
    response = upload(curating, POST.replace(b"The small", b"New.\n\nThe small"), to=reload_of(source))
    assert response.redirect_chain[-1][0] == f"/admin/advice/source/{source.pk}/anchors/"
    assert Claim.objects.get().anchor_state == "moved"
    assert Source.objects.count() == 1


def test_who_may_not_publish_does_not_change_the_text_of_what_is_public(contributing):
    upload(contributing, POST)
    source = Source.objects.get()
    Source.objects.update(status="published", text="", marks=[], blocks=[])
    response = upload(contributing, POST)
    assert response.status_code == 400
    assert "only those who publish load its text" in response.content.decode()
    assert contributing.get(reload_of(source)).status_code == 403
    assert not Source.objects.get().text


def test_mentors_and_strangers_are_turned_away(client, mentor):
    source = records.source()
    for page in (ADD, reload_of(source)):
        assert client.get(page).status_code == 302
    client.force_login(mentor)
    for page in (ADD, reload_of(source)):
        assert client.get(page, follow=True).status_code == 403
        assert client.post(page, {"text": "a"}, follow=True).status_code == 403
    assert Source.objects.count() == 1


@pytest.mark.parametrize("pk", ["0", "999999", "x", "9" * 40, "1'--"])
def test_a_source_that_is_not_there_is_a_404(curating, pk):
    assert curating.get(f"/admin/advice/source/{pk}/document/").status_code == 404
    assert curating.get(f"/admin/advice/source/{pk}/anchors/").status_code == 404
