"""Database triggers that raise the edition, so that a bulk update or a fixture cannot forget to.

SQLite drops the triggers of a table that a migration remakes, and says nothing; so they are made
anew after every `migrate`, and a system check looks for them.
"""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

RAISE = "UPDATE advice_edition SET number = number + 1 WHERE id = 1"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION advice_raise_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {RAISE}; RETURN NULL; END $$
"""
EVENTS = ("INSERT", "UPDATE", "DELETE")


def install(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    """Make the triggers of `tables` anew, on SQLite a trigger for each event, on PostgreSQL one a statement."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for table in tables:
            for statement in _statements(connection.vendor, table):
                cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> list[str]:
    """The tables whose changes would not raise the edition."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {name for (name,) in cursor.fetchall()}
    return [table for table in tables if not present.issuperset(_names(connection.vendor, table))]


def _names(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [f"{table}_edition"]
    return [f"{table}_edition_{event.lower()}" for event in EVENTS]


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        name = f"{table}_edition"
        return [
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION advice_raise_edition()",
        ]
    statements = []
    for event in EVENTS:
        name = f"{table}_edition_{event.lower()}"
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {RAISE}; END",
        ]
    return statements
