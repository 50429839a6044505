"""Database triggers that keep a verified anchor inside its source's text.

A CHECK constraint cannot look at another table. Like the triggers of the edition they are made
anew after every `migrate` (see advice.publication.triggers for why).
"""

from django.db.backends.base.base import BaseDatabaseWrapper

NAME = "advice_claim_anchor_inside"
MESSAGE = "claim_anchor_inside_source"
OUTSIDE = """
NEW.anchor_state IN ('exact', 'moved')
AND NEW."end" > (SELECT length FROM advice_source WHERE id = NEW.source_id)
"""
FUNCTION = f"""
CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {OUTSIDE} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME} ON advice_claim")
            cursor.execute(
                f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE ON advice_claim "
                f"FOR EACH ROW EXECUTE FUNCTION {NAME}()"
            )
            return
        for event in ("INSERT", "UPDATE"):
            name = f"{NAME}_{event.lower()}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON advice_claim WHEN {OUTSIDE} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )


def remove(connection: BaseDatabaseWrapper) -> None:
    """Let the tables be altered: SQLite refuses while a trigger of one table speaks of another."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        for event in ("INSERT", "UPDATE"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{event.lower()}")
