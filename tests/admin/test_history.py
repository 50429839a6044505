"""Histories in the admin: readable, restorable, and deleted records are found again."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group

from advice.history.revisions import revision
from advice.history.states import versions
from advice.models import Argument, Claim
from tests import records

LIST = "/admin/advice/claim/"


@pytest.fixture
def edited(db):
    """A claim with two versions."""
    with revision("made"):
        claim = records.claim("Rent takes the better part of a stipend.", topics=["Pay"])
    with revision():
        claim.text = "Rent takes the greater part of a stipend."
        claim.save()
    return claim


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def address(claim, number):
    return f"{LIST}{claim.pk}/history/{versions(Claim, claim.pk)[number].revision}/"


def test_a_history_shows_words_that_came_and_went(curating, edited):
    page = text(curating.get(f"{LIST}{edited.pk}/history/"))
    assert "<del>better</del> <ins>greater</ins>" in page
    assert page.index("greater") < page.index("made")


def test_a_digest_is_told_by_its_first_characters(curating):
    claim = records.claim(start=0, end=4, sha256="0123456789abcdef" * 4)
    page = text(curating.get(f"{LIST}{claim.pk}/history/"))
    assert "<ins>0123456789ab…</ins>" in page
    assert "0123456789abcdef" not in page


def test_words_of_a_record_are_escaped(curating):
    claim = records.claim("<script>alert(1)</script>")
    page = text(curating.get(f"{LIST}{claim.pk}/history/"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_version_is_previewed_and_brought_back(curating, edited):
    page = address(edited, 0)
    assert "<del>greater</del> <ins>better</ins>" in text(curating.get(page))
    edited.refresh_from_db()
    assert "greater" in edited.text
    response = curating.post(page, follow=True)
    edited.refresh_from_db()
    assert "better" in edited.text
    assert "The version is back." in text(response)
    last = versions(Claim, edited.pk)[-1]
    assert (last.user.username, last.reason[:8]) == ("curator", "restored")


def test_a_deleted_record_is_found_and_brought_back(curating):
    argument = records.argument("It pays.", status="draft")
    pk = argument.pk
    assert "Nothing was deleted" in text(curating.get("/admin/advice/argument/deleted/"))
    curating.post(f"/admin/advice/argument/{pk}/delete/", {"post": "yes"})
    assert "/admin/advice/argument/deleted/" in text(curating.get("/admin/advice/argument/"))
    page = text(curating.get("/admin/advice/argument/deleted/"))
    assert "It pays." in page
    assert f"/admin/advice/argument/{pk}/history/" in page
    assert "This record was deleted" in text(curating.get(f"/admin/advice/argument/{pk}/history/"))
    version = versions(Argument, pk)[0]
    curating.post(f"/admin/advice/argument/{pk}/history/{version.revision}/")
    assert Argument.objects.get(pk=pk).text == "It pays."
    assert "Nothing was deleted" in text(curating.get("/admin/advice/argument/deleted/"))


def test_what_cannot_come_back_says_why(curating):
    with revision():
        person = records.person("Ada")
        claim = records.claim(speaker=person)
    with revision():
        claim.speaker = None
        claim.save()
        person.delete()
    response = curating.post(address(claim, 0), follow=True)
    assert "speaker is no longer there" in text(response)


def test_versions_of_nothing(curating, edited):
    for page in (
        f"{LIST}{edited.pk}/history/{uuid4()}/",
        f"{LIST}999999/history/",
        f"{LIST}999999/history/{uuid4()}/",
        f"{LIST}{edited.pk}/history/zzz/",
        f"{LIST}zzz/history/{uuid4()}/",
        f"{LIST}{'9' * 5000}/history/",
    ):
        assert curating.get(page, follow=True).status_code in (200, 404), page[:60]
        assert curating.post(page).status_code in (302, 404, 405), page[:60]
    assert curating.get(f"{LIST}{edited.pk}/history/?page=zzz").status_code == 200
    assert curating.get(f"{LIST}{edited.pk}/history/?page=99999").status_code == 200


def test_many_versions_come_in_pages(curating):
    topic = records.topic("Pay")
    for number in range(40):
        topic.description = f"Number {number}."
        topic.save()
    first = text(curating.get(f"/admin/advice/topic/{topic.pk}/history/"))
    second = text(curating.get(f"/admin/advice/topic/{topic.pk}/history/?page=2"))
    assert "Number 39." in first
    assert "Number 1." not in first
    assert "Number 1." in second


def test_a_contributor_restores_drafts_only(client, django_user_model, edited):
    user = django_user_model.objects.create_user("contributor", is_staff=True)
    user.groups.add(Group.objects.get(name="contributor"))
    client.force_login(user)
    assert client.post(address(edited, 0)).status_code == 403
    Claim.objects.filter(pk=edited.pk).update(status="draft")
    assert client.post(address(edited, 0)).status_code == 302


def test_a_mentor_sees_no_history(client, mentor, edited):
    client.force_login(mentor)
    for page in (f"{LIST}{edited.pk}/history/", address(edited, 0), f"{LIST}deleted/"):
        assert client.get(page, follow=True).status_code == 403
        assert client.post(page, follow=True).status_code == 403


def test_a_history_costs_the_same_for_many_versions(curating, edited, django_assert_max_num_queries):
    for number in range(25):
        edited.speaker = records.person(f"Person {number}")
        edited.save()
    with django_assert_max_num_queries(14):
        curating.get(f"{LIST}{edited.pk}/history/")
