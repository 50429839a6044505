"""Database triggers that note when a claim was first published and when it was withdrawn.

A status is set in many ways (a form, a move of many, a load, an update of a queryset), so the database
notes the times itself. `published_at` is written once; a row saved from an older reading of it changes
neither. A row that comes in withdrawn and says why was public where it comes from.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

NAME = "advice_claim_times"
COLUMNS = ("published_at", "withdrawn_at")

_INSERTED = (
    """
CASE WHEN NEW.status = 'published' OR (NEW.status = 'withdrawn' AND NEW.withdrawn_reason <> '')
THEN COALESCE(NEW.published_at, NEW.withdrawn_at, {now}) ELSE NEW.published_at END
""",
    """
CASE WHEN NEW.status = 'withdrawn' THEN COALESCE(NEW.withdrawn_at, {now}) END
""",
)
_UPDATED = (
    """
COALESCE(OLD.published_at, NEW.published_at, CASE WHEN NEW.status = 'published' THEN {now} END)
""",
    """
CASE
WHEN NEW.status <> 'withdrawn' THEN NULL
WHEN NEW.withdrawn_at {differs} OLD.withdrawn_at AND NEW.withdrawn_at IS NOT NULL THEN NEW.withdrawn_at
WHEN OLD.status = 'withdrawn' THEN COALESCE(OLD.withdrawn_at, {now})
ELSE {now} END
""",
)
TIMES = {"INSERT": _INSERTED, "UPDATE": _UPDATED}
POSTGRES = {"now": "statement_timestamp()", "differs": "IS DISTINCT FROM"}
SQLITE = {"now": "strftime('%Y-%m-%d %H:%M:%f000', 'now')", "differs": "IS NOT"}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers anew, once the columns are there."""
    with connection.cursor() as cursor:
        present = {
            column.name for column in connection.introspection.get_table_description(cursor, "advice_claim")
        }
        if not present.issuperset(COLUMNS):
            return  # migrated back to before these columns
        for statement in _postgres() if connection.vendor == "postgresql" else _sqlite():
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Let the table be altered: a trigger that names a column stands in the way of dropping it."""
    with connection.cursor() as cursor:
        for event in TIMES:
            name = f"{NAME}_{event.lower()}"
            if connection.vendor != "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            elif "advice_claim" in connection.introspection.table_names(cursor):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON advice_claim")


def _postgres() -> list[str]:
    statements = []
    for event, (published, withdrawn) in TIMES.items():
        name = f"{NAME}_{event.lower()}"
        statements += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"NEW.published_at := {published.format(**POSTGRES)}; "
            f"NEW.withdrawn_at := {withdrawn.format(**POSTGRES)}; RETURN NEW; END $$",
            f"DROP TRIGGER IF EXISTS {name} ON advice_claim",
            f"CREATE TRIGGER {name} BEFORE {event} ON advice_claim FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    return statements


def _sqlite() -> list[str]:
    """After the row is written, as SQLite's triggers cannot change a row that is being written."""
    statements = []
    for event, (published, withdrawn) in TIMES.items():
        name = f"{NAME}_{event.lower()}"
        published, withdrawn = published.format(**SQLITE), withdrawn.format(**SQLITE)
        write = f"UPDATE advice_claim SET published_at = {published}, withdrawn_at = {withdrawn}"  # noqa: S608
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} AFTER {event} ON advice_claim "
            f"WHEN NEW.published_at IS NOT ({published}) OR NEW.withdrawn_at IS NOT ({withdrawn}) "
            f"BEGIN {write} WHERE id = NEW.id; END",
        ]
    return statements
