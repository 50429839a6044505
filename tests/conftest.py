"""The same few people and records everywhere."""

import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from hypothesis import HealthCheck, settings
from psycopg import sql

from advice.search import vocabulary

# The same examples every time, and as slowly as the machine is; --hypothesis-profile=explore looks for others.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")
DATABASE = pytest.StashKey[bool]()
"""Whether this run has made its database by now."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out what no database can change: tests that use none, and those marked looks",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        left = [item for item in items if item.get_closest_marker("looks") or not _uses_database(item)]
        items[:] = [item for item in items if item not in set(left)]
        config.hook.pytest_deselected(items=left)


def _uses_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker) -> Iterator[None]:
    """PostgreSQL waits five seconds for the last connections to end before it will not drop a database.

    A busy machine takes longer. Whoever is still there after that is named.
    """
    request.config.stash[DATABASE] = True
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


@pytest.fixture(autouse=True, scope="module")
def _no_dead_rows(request, django_db_blocker) -> Iterator[None]:
    """What a test took back stays in PostgreSQL's tables and indexes, and every later statement reads past it.

    The tables without a row are emptied. VACUUM would do, but it also notes that they are empty (tests/postgres.py).
    """
    yield
    if connection.vendor != "postgresql" or not request.config.stash.get(DATABASE, False):
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        tables = map(sql.Identifier, connection.introspection.table_names())
        empty = [table for table in tables if not _has_rows(cursor, table)]
        # It saves time and no more: where somebody is still reading, the next module does it.
        with suppress(OperationalError), transaction.atomic():
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            # No trigger has to hear of it: there is nothing that the index or the pages would have to forget.
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(empty)))
        # Once a browser's event loop runs here this is no longer the connection that is closed at the end.
        connection.close()


def _has_rows(cursor: CursorWrapper, table: sql.Identifier) -> bool:
    cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(table))
    return cursor.fetchone()[0]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Pages and the words of the index are kept by edition, and every test begins with the same one."""
    caches["pages"].clear()
    caches["variants"].clear()
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
