"""System checks of what the site relies on in its database."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from advice.databases import SQLITE_PRAGMAS
from advice.publication import triggers
from advice.schema import EDITION_TABLES
from advice.search.rebuilding import missing_triggers

JOURNAL_MODES = {"WAL": "wal"}
NUMBERED = {("synchronous", "FULL"): 2, ("temp_store", "MEMORY"): 2}


@register(Tags.database)
def sqlite_pragmas(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Fail where SQLite runs without the settings that keep writers from losing writes."""
    problems: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            for name, wanted in SQLITE_PRAGMAS.items():
                value = cursor.execute(f"PRAGMA {name}").fetchone()[0]
                expected = JOURNAL_MODES.get(str(wanted), NUMBERED.get((name, str(wanted)), wanted))
                if value != expected:
                    problems.append(
                        Error(f"SQLite's {name} is {value}, not {wanted}.", id="advice.E001", obj=alias)
                    )
        if connection.transaction_mode != "IMMEDIATE":  # type: ignore[attr-defined]
            problems.append(
                Error("SQLite's transactions do not begin IMMEDIATE.", id="advice.E002", obj=alias)
            )
    return problems


@register(Tags.database)
def edition_triggers(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Fail where a migrated database lacks the triggers that raise the edition."""
    problems: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        present = set(connection.introspection.table_names())
        for table in triggers.missing(connection, [table for table in EDITION_TABLES if table in present]):
            problems.append(
                Error(
                    f"Changes of {table} do not raise the edition.",
                    hint="Run manage.py migrate, which makes the triggers anew.",
                    id="advice.E003",
                    obj=alias,
                )
            )
    return problems


@register(Tags.database)
def search_triggers(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Fail where a migrated database lacks the triggers that keep the index of search."""
    return [
        Error(
            f"Search does not hear of every change: the trigger {missing[0]} is missing.",
            hint="Run manage.py migrate, which makes the triggers and the index anew.",
            id="advice.E004",
            obj=alias,
        )
        for alias in databases or ()
        if (missing := missing_triggers(alias))
    ]
