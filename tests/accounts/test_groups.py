"""The groups are there after every migrate and every flush, and each may do what it says."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command

from advice.accounts.groups import RECORDS, TIES, Role
from advice.publication.models import Publication


def permissions(role):
    return {permission.codename for permission in Group.objects.get(name=role).permissions.all()}


@pytest.mark.django_db(transaction=True)
def test_a_flush_leaves_them():
    before = {role: permissions(role) for role in Role}
    call_command("flush", interactive=False, verbosity=0)
    assert {role: permissions(role) for role in Role} == before


@pytest.mark.django_db
def test_permissions_that_were_changed_by_hand_are_set_anew():
    curator = Group.objects.get(name="curator")
    before = permissions("curator")
    curator.permissions.set(Permission.objects.filter(codename="delete_user"))
    call_command("migrate", verbosity=0)
    assert permissions("curator") == before


@pytest.mark.django_db
def test_each_group_may_more_than_the_one_before():
    contributor, curator, administrator = (permissions(role) for role in list(Role)[:3])
    assert contributor < curator < administrator
    assert not any(
        name.startswith(("publish_", "delete_")) for name in contributor - {f"delete_{t}" for t in TIES}
    )
    assert "publish_claim" in curator
    assert "add_user" in administrator - curator


@pytest.mark.django_db
def test_a_mentor_may_change_no_knowledge():
    assert not any(name.endswith(f"_{record}") for name in permissions("mentor") for record in RECORDS + TIES)


def test_every_record_with_a_status_is_known_to_the_groups():
    models = [model for model in admin.site._registry if issubclass(model, Publication)]
    assert {model._meta.model_name for model in models} <= set(RECORDS)


@pytest.mark.django_db
def test_an_administrator_does_not_raise_accounts_to_superusers(client):
    user = User.objects.create_user("administrator", is_staff=True)
    user.groups.add(Group.objects.get(name="administrator"))
    root = User.objects.create_superuser("root", password="a-long-passphrase")
    client.force_login(user)
    page = f"/admin/auth/user/{user.pk}/change/"
    form = client.get(page).context["adminform"].form
    assert not {"is_superuser", "user_permissions"} & set(form.fields)
    client.post(
        page, {"username": "administrator", "is_staff": "on", "is_superuser": "on", "is_active": "on"}
    )
    user.refresh_from_db()
    assert not user.is_superuser
    assert client.post(f"/admin/auth/user/{root.pk}/password/", {"password1": "x"}).status_code == 403
    assert client.post(f"/admin/auth/user/{root.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.django_db
def test_pages_of_accounts_open_and_survive_anything(client):
    user = User.objects.create_superuser("root", password="a-long-passphrase")
    client.force_login(user)
    for model in ("user", "group"):
        for page in (
            "",
            "?q=a",
            "?o=999",
            "?groups__id__exact=zzz",
            f"?id__exact={2**64}",
            "add/",
            "zzz/change/",
        ):
            assert client.get(f"/admin/auth/{model}/{page}").status_code in (200, 302), page
    change = f"/admin/auth/user/{user.pk}/change/"
    for value in ("zzz", str(2**63), "9" * 5_000):
        sent = {"username": "root", "groups": value, "user_permissions": value}
        assert client.post(change, sent).status_code == 200
