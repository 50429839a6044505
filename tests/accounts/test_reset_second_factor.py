"""Who lost app and recovery codes is let in again by an administrator, or by whoever runs the site."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

pytestmark = pytest.mark.django_db
LIST = "/admin/auth/user/"


def with_factor(user):
    TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    StaticDevice.objects.create(user=user, name="recovery")
    return user


@pytest.fixture
def administrator(db):
    user = User.objects.create_user("administrator", is_staff=True)
    user.groups.add(Group.objects.get(name="administrator"))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def act(client, user, **sent):
    sent |= {"action": "turn_second_factor_off", ACTION_CHECKBOX_NAME: user.pk}
    return client.post(LIST, sent, follow=True).content.decode()


def test_an_administrator_turns_it_off_after_a_preview(administrator, curator):
    with_factor(curator)
    assert "<li>curator</li>" in act(administrator, curator)
    assert TOTPDevice.objects.exists()
    assert "The second factor of 1 account is off." in act(administrator, curator, confirmed="yes")
    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    history = administrator.get(f"{LIST}{curator.pk}/history/").content.decode()
    assert "Turned the second factor off." in history


def test_not_ones_own_and_not_that_of_a_superuser(administrator):
    root = with_factor(User.objects.create_superuser("root"))
    with_factor(administrator.user)
    for user in (root, administrator.user):
        assert "None of the selected accounts" in act(administrator, user, confirmed="yes")
    assert TOTPDevice.objects.count() == 2


def test_a_curator_cannot(client, curator, administrator):
    with_factor(administrator.user)
    client.force_login(curator)
    sent = {"action": "turn_second_factor_off", ACTION_CHECKBOX_NAME: administrator.user.pk}
    assert client.post(LIST, sent | {"confirmed": "yes"}).status_code == 403
    assert TOTPDevice.objects.exists()


def test_a_command_does_when_nobody_can_enter(curator, capsys):
    with_factor(curator)
    call_command("reset_second_factor", "curator")
    assert "is off" in capsys.readouterr().out
    assert not TOTPDevice.objects.exists()
    with pytest.raises(CommandError, match="There is no account"):
        call_command("reset_second_factor", "nobody")
