"""The index on SQLite: an FTS5 table over the entries, and triggers that keep both in step.

FTS5 keeps no copy of the texts ("external content"): it reads them from the entries, and is told of
every change with the old and the new row. SQLite remakes a table to alter it and silently drops its
triggers, and refuses while a trigger of another table speaks of it; so the triggers are removed before
a migration and made anew after it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from advice.search.backends.contract import Store
from advice.search.definitions import CHARACTERS, ENTRY, TOTALS, WORDS, Definition, Dialect, digest
from advice.search.watches import WATCHES, touched

INDEX = "advice_searchindex"
INDEXED = (*WORDS, "facets")
PREFIX = "advice_search_"
"""Begins the names of the triggers."""
DIALECT = Dialect(
    join="(SELECT group_concat(x, '{separator}') FROM ({select}))",
    year="substr({date}, 1, 4)",
    differ="IS NOT",
    date="'{date}'",
)
TABLE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5({', '.join(INDEXED)},"
    f" content='{ENTRY}', content_rowid='claim_id', tokenize='porter unicode61 remove_diacritics 2')"
)
EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def values(row: str, *columns: str) -> str:
    return ", ".join(f"{row}.{column}" for column in columns)


LET_GO = (
    f"INSERT INTO {INDEX} ({INDEX}, rowid, {', '.join(INDEXED)})"
    f" VALUES ('delete', {values('OLD', 'claim_id', *INDEXED)})"
)
TAKE = f"INSERT INTO {INDEX} (rowid, {', '.join(INDEXED)}) VALUES ({values('NEW', 'claim_id', *INDEXED)})"
LESS = (
    f"UPDATE {TOTALS} SET entries = entries - 1, characters = characters - ({CHARACTERS.format(row='OLD')})"
)
MORE = (
    f"UPDATE {TOTALS} SET entries = entries + 1, characters = characters + ({CHARACTERS.format(row='NEW')})"
)


class SqliteIndex:
    """Makes, keeps and checks the index of one connection."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    @cached_property
    def _definition(self) -> Definition:
        return Definition(self.connection, DIALECT)

    def install(self) -> bool:
        triggers = self._triggers()
        wanted = digest(TABLE, *triggers.values())
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'advice_search%'")
            present = dict(cursor.fetchall())
            cursor.execute(f"SELECT definition FROM {TOTALS}")
            if (wanted,) in cursor.fetchall() and present.keys() >= {INDEX, *triggers}:
                return False
            self.remove_triggers()
            if present.get(INDEX) not in {None, TABLE.replace(" IF NOT EXISTS", "")}:
                cursor.execute(f"DROP TABLE {INDEX}")
            cursor.execute(TABLE)
            for statement in triggers.values():
                cursor.execute(statement)
            cursor.execute(f"DELETE FROM {TOTALS}")
            cursor.execute(
                f"INSERT INTO {TOTALS} (id, entries, characters, words_edition, definition) VALUES (1, 0, 0, 0, %s)",
                [wanted],
            )
        return True

    def remove_triggers(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")

    @contextmanager
    def paused(self) -> Iterator[None]:
        # Nobody else writes meanwhile, and a rollback brings the triggers back.
        self.remove_triggers()
        yield
        with self.connection.cursor() as cursor:
            for statement in self._triggers().values():
                cursor.execute(statement)

    @contextmanager
    def remade(self) -> Iterator[Store]:
        own = self._own_triggers()
        columns = ", ".join(("claim_id", *INDEXED))
        with self.connection.cursor() as cursor:

            def store(first: int, last: int) -> None:
                within = f"BETWEEN {first} AND {last}"
                cursor.execute(self._definition.store(f"c.id {within}"))
                cursor.execute(
                    f"INSERT INTO {INDEX} (rowid, {', '.join(INDEXED)})"
                    f" SELECT {columns} FROM {ENTRY} WHERE claim_id {within}"
                )

            for name in own:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('delete-all')")
            cursor.execute(f"DELETE FROM {ENTRY}")
            yield store
            cursor.execute(
                f"UPDATE {TOTALS} SET (entries, characters) ="
                f" (SELECT count(*), coalesce(sum({CHARACTERS.format(row='e')}), 0) FROM {ENTRY} e)"
            )
            for statement in own.values():
                cursor.execute(statement)

    def differing(self, first: int, last: int) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(self._definition.differing(f"c.id BETWEEN {first} AND {last}"))
            return int(cursor.fetchone()[0])

    def missing(self) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            return sorted(self._triggers().keys() - {name for (name,) in cursor.fetchall()})

    def problems(self) -> list[str]:
        found = [f"The trigger {name} is missing." for name in self.missing()]
        with self.connection.cursor() as cursor:
            try:
                # Rank 1 also compares the index with the texts that it was made from.
                cursor.execute(f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('integrity-check', 1)")
            except DatabaseError as error:
                found.append(f"FTS5 finds its index damaged: {error}.")
        return found

    def _triggers(self) -> dict[str, str]:
        """Name → statement of every trigger."""
        triggers = self._own_triggers()
        for watch in WATCHES:
            for event, rows in EVENTS.items():
                name = f"{PREFIX}{watch.table.removeprefix('advice_')}_{event.lower()}"
                claims = touched(watch, *rows)
                triggers[name] = (
                    f"CREATE TRIGGER {name} AFTER {event} ON {watch.table} {_when(event, watch.columns)}"
                    f"BEGIN {self._definition.remove(f'claim_id IN ({claims})')};"
                    f" {self._definition.store(f'c.id IN ({claims})')}; END"
                )
        return triggers

    def _own_triggers(self) -> dict[str, str]:
        """From an entry to the FTS5 table and the totals."""
        bodies = {"INSERT": (TAKE, MORE), "UPDATE": (LET_GO, TAKE, LESS, MORE), "DELETE": (LET_GO, LESS)}
        return {
            f"{PREFIX}entry_{event.lower()}": (
                f"CREATE TRIGGER {PREFIX}entry_{event.lower()} AFTER {event} ON {ENTRY} {_when(event, INDEXED)}"
                f"BEGIN {'; '.join(body)}; END"
            )
            for event, body in bodies.items()
        }


def _when(event: str, columns: tuple[str, ...]) -> str:
    if event != "UPDATE":
        return ""
    return f"WHEN {' OR '.join(f'OLD.{column} IS NOT NEW.{column}' for column in columns)} "
