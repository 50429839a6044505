"""Many rows at once, with less ado than a model for each."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

SPARE = 500
"""Primary keys that are fetched at once for rows that come one by one."""


class Rows:
    """Adds rows to the table of a model; primary keys are given out here, before the rows exist."""

    def __init__(
        self, connection: BaseDatabaseWrapper, model: type[models.Model], fields: Sequence[str]
    ) -> None:
        self._connection = connection
        self._table = model._meta.db_table
        quote = connection.ops.quote_name
        given = [_column(model, name) for name in ("id", *fields)]
        others = {
            str(field.column): field.get_db_prep_save(field.get_default(), connection)
            for field in model._meta.concrete_fields
            if field.column not in given
        }
        columns = [*given, *others]
        self._others = tuple(others.values())
        self._into = f"{quote(self._table)} ({', '.join(map(quote, columns))})"
        self._values = ", ".join(["%s"] * len(columns))
        self._last = 0
        self._spare: list[int] = []

    def key(self) -> int:
        """The primary key of one more row."""
        if not self._spare:
            self._spare = self.keys(SPARE)[::-1]
        return self._spare.pop()

    def keys(self, number: int) -> list[int]:
        """The primary keys of the next `number` rows."""
        with self._connection.cursor() as cursor:
            if self._connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    [self._table, number],
                )
                return [key for (key,) in cursor.fetchall()]
            # Nobody else writes in a transaction of SQLite that has begun to.
            if not self._last:
                cursor.execute(f"SELECT coalesce(max(id), 0) FROM {self._table}")  # noqa: S608
                self._last = cursor.fetchone()[0]
        self._last += number
        return list(range(self._last - number + 1, self._last + 1))

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows of a primary key and the fields; fields of the model that are not given have their default."""
        full = ((*row, *self._others) for row in rows)
        with self._connection.cursor() as cursor:
            if self._connection.vendor == "postgresql":
                # One statement, so that the triggers of statements run once and not for every row.
                with cursor.copy(f"COPY {self._into} FROM STDIN") as copy:
                    for row in full:
                        copy.write_row(row)
            else:
                cursor.executemany(f"INSERT INTO {self._into} VALUES ({self._values})", list(full))  # noqa: S608


def _column(model: type[models.Model], name: str) -> str:
    column = model._meta.get_field(name).column  # type: ignore[union-attr]
    return str(column)
