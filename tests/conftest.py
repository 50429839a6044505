"""The same few people and records everywhere."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import caches

from advice.search import vocabulary


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Pages and the words of the index are kept by edition, and every test begins with the same one."""
    caches["pages"].clear()
    vocabulary.forget()


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
