"""Querysets that are compiled once: in a page of results Django spends longer on making SQL than the database on it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

KEYS = "keys are given later"
SELECT_KEYS = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT unnest(%s::bigint[])",
}
# PostgreSQL would rather read whole tables than look up what a subquery may give.
AS_LIST = (f"IN ({SELECT_KEYS['postgresql']})", "= ANY (%s::bigint[])")


class Prepared:
    """A `values_list` among given primary keys.

    `make` is called once for each database with an expression that stands for the keys, to be used
    as `pk__in=keys`. Whatever else the queryset depends on is fixed by then.
    """

    def __init__(self, make: Callable[[RawSQL], QuerySet[Any, Any]]) -> None:
        self._make = make
        self._compiled: dict[str, tuple[str, list[Any]]] = {}

    def rows(self, connection: BaseDatabaseWrapper, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows of the records with these primary keys; nothing is asked where there are none."""
        if not keys:
            return []
        sql, parameters = self._compiled.get(connection.alias) or self._compile(connection)
        given = list(keys) if connection.vendor == "postgresql" else f"[{','.join(map(str, keys))}]"
        with connection.cursor() as cursor:
            cursor.execute(sql, [given if value == KEYS else value for value in parameters])
            return cursor.fetchall()

    def _compile(self, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        keys = RawSQL(SELECT_KEYS[connection.vendor], [KEYS])  # noqa: S611 - constants
        query = self._make(keys).using(connection.alias).order_by().query
        sql, parameters = query.get_compiler(connection=connection).as_sql()
        self._compiled[connection.alias] = (sql.replace(*AS_LIST), list(parameters))
        return self._compiled[connection.alias]
