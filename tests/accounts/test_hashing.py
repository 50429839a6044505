"""One password is hashed at a time in a process, and one more waits; the others are asked to come back."""

import threading

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, make_password
from django.contrib.auth.models import User

from advice.accounts import hashing
from advice.accounts.hashing import BusyError, OneAtATime, one_at_a_time
from advice.models import RequestCount
from advice.settings import PASSWORD_HASHERS
from tests.accounts.test_sign_in import PASSPHRASE, sign_in


@pytest.fixture
def bounded(settings, monkeypatch) -> None:
    """The site's own hasher, made quick. It comes before the curator, whose password it hashes."""
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    monkeypatch.setattr(OneAtATime, "iterations", 10)


@pytest.fixture
def hasher_in_use(monkeypatch):
    """Somebody else's password is being hashed all the time, and nobody waits long."""
    monkeypatch.setattr(hashing, "PATIENCE", 0.01)
    with one_at_a_time():
        yield


def test_its_hashes_are_djangos(bounded):
    encoded = make_password("secret")
    assert encoded.startswith("pbkdf2_sha256$")
    assert PBKDF2PasswordHasher().verify("secret", encoded)
    assert check_password("secret", encoded)
    assert not check_password("other", encoded)


def test_one_at_work_and_one_waiting_are_the_most(monkeypatch):
    monkeypatch.setattr(hashing, "PATIENCE", 30)
    inside, together, done, go = [], [], [], threading.Event()

    def hash_one():
        with one_at_a_time():
            inside.append(1)
            together.append(len(inside))
            go.wait(30)
            inside.pop()
        done.append(1)

    workers = [threading.Thread(target=hash_one) for _ in range(2)]
    for worker in workers:
        worker.start()
    while hashing._places._value:
        pass
    with pytest.raises(BusyError), one_at_a_time():
        pass
    go.set()
    for worker in workers:
        worker.join(30)
    assert (together, len(done)) == ([1, 1], 2)
    with one_at_a_time():
        pass


def test_who_waits_too_long_is_refused_and_leaves_the_place(hasher_in_use):
    for _ in range(3):
        with pytest.raises(BusyError), one_at_a_time():
            pass


def test_signing_in_is_answered_503_and_not_counted(client, bounded, curator, hasher_in_use):
    response = sign_in(client, "curator", "wrong")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "has not checked your password yet" in response.content.decode()
    assert not RequestCount.objects.filter(count__gt=0).exists()


def test_a_name_without_account_is_answered_the_same(client, bounded, db, hasher_in_use):
    assert sign_in(client, "nobody", "wrong").status_code == 503


def test_it_works_again_once_the_other_is_done(client, bounded, curator):
    assert sign_in(client, "curator").status_code == 302


def test_a_password_is_not_changed_while_it_cannot_be_hashed(client, bounded, curator, hasher_in_use):
    client.force_login(curator)
    new = "another-long-passphrase"
    sent = {"old_password": PASSPHRASE, "new_password1": new, "new_password2": new}
    assert client.post("/accounts/password/", sent).status_code == 503
    assert User.objects.get().password == curator.password
