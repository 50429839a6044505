"""The same few people and records everywhere."""

import time
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from hypothesis import HealthCheck, settings

from advice.search import vocabulary

# The same examples every time, and as slowly as the machine is; --hypothesis-profile=explore looks for others.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Pages and the words of the index are kept by edition, and every test begins with the same one."""
    caches["pages"].clear()
    vocabulary.forget()


@pytest.fixture(autouse=True)
def _one_period(monkeypatch) -> None:
    """Requests are counted by the minute and by the hour, none of which ends in the midst of a test."""
    began = time.time()
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: began))


@pytest.fixture
def curator(db) -> User:
    user = User.objects.create_user("curator", password="a-long-passphrase", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    return user


@pytest.fixture
def mentor(db) -> User:
    user = User.objects.create_user("mentor", password="a-long-passphrase")
    user.groups.add(Group.objects.get(name="mentor"))
    return user
