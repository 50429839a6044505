"""The engine of a connection."""

from typing import cast

from django.db.backends.base.base import BaseDatabaseWrapper

from advice.search.backends.contract import Engine
from advice.search.backends.postgres import PostgresEngine
from advice.search.backends.sqlite import SqliteEngine

ENGINES = {"sqlite": SqliteEngine, "postgresql": PostgresEngine}


def engine(connection: BaseDatabaseWrapper) -> Engine:
    """Raises KeyError where the site runs on another database than advice.databases lets it."""
    return cast("Engine", ENGINES[connection.vendor](connection))
