"""The same few people and records everywhere."""

import time
import warnings
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from django.db import connection
from hypothesis import HealthCheck, settings

from advice.search import vocabulary

# The same examples every time, and as slowly as the machine is; --hypothesis-profile=explore looks for others.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """PostgreSQL waits five seconds for the last connections to end before it will not drop a database.

    A busy machine takes longer. Whoever is still there after that is named.
    """
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        connection.close()
        connection.close_pool()
        with connection._nodb_cursor() as cursor:
            for _ in range(300):
                cursor.execute("SELECT state, query FROM pg_stat_activity WHERE datname = %s", [name])
                others = cursor.fetchall()
                if not others:
                    return
                time.sleep(0.1)
    warnings.warn(f"{name} is still at work: {others}", stacklevel=1)


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
