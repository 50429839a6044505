"""The command that makes the first account."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command


@pytest.fixture
def typed(monkeypatch):
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.django_db
def test_a_new_curator_can_sign_in(client, typed, capsys):
    typed("a-long-passphrase\n")
    call_command("make_curator", "ada", "--email", "ada@example.org")
    assert "sign in at /accounts/login/" in capsys.readouterr().out
    response = client.post("/accounts/login/", {"username": "ada", "password": "a-long-passphrase"})
    assert response.url == "/admin/"


@pytest.mark.django_db
def test_an_account_that_exists_keeps_its_password(mentor, typed):
    typed("")
    call_command("make_curator", "mentor")
    mentor.refresh_from_db()
    assert mentor.is_staff
    assert mentor.check_password("a-long-passphrase")
    assert {group.name for group in mentor.groups.all()} == {"mentor", "curator"}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "password"), [("ada", "short"), ("ada", ""), ("a da", "a-long-passphrase")])
def test_a_weak_password_or_a_wrong_name_is_one_sentence(typed, name, password):
    typed(password + "\n")
    with pytest.raises(CommandError):
        call_command("make_curator", name)
    assert not User.objects.exists()


def test_the_help_names_the_roles(capsys):
    with pytest.raises(SystemExit):
        call_command("make_curator", "--help")
    text = capsys.readouterr().out
    for role in ("contributor", "curator", "administrator", "mentor"):
        assert role in text
