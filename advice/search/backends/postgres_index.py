"""The index on PostgreSQL: a generated tsvector beside each entry, and triggers that keep the entries.

A word of the vector has no accents and Porter's stem, as on SQLite. PostgreSQL's own configuration for
English leaves out stop words, takes addresses and hyphens apart in its own way and knows no accents (its
extension for that is not everywhere), so texts are folded first and a configuration of our own stems.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from django.db.backends.base.base import BaseDatabaseWrapper

from advice.search.backends.contract import Store
from advice.search.definitions import CHARACTERS, ENTRY, TOTALS, WORDS, Definition, Dialect, digest
from advice.search.watches import WATCHES, Watch, touched

CONFIGURATION = "advice_search"
FOLD = "advice_search_fold"
PREFIX = "advice_search_"
"""Begins the names of functions and triggers."""
PAUSED = "advice.search_paused"
DIALECT = Dialect(
    join="(SELECT string_agg(x, '{separator}') FROM ({select}) AS j)",
    year="to_char({date}, 'YYYY')",
    differ="IS DISTINCT FROM",
    date="DATE '{date}'",
)
DICTIONARY = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_ts_config WHERE cfgname = '{CONFIGURATION}'
                 AND cfgnamespace = current_schema()::regnamespace) THEN
    CREATE TEXT SEARCH DICTIONARY {CONFIGURATION}_porter (TEMPLATE = snowball, Language = porter);
    CREATE TEXT SEARCH CONFIGURATION {CONFIGURATION} (COPY = simple);
    ALTER TEXT SEARCH CONFIGURATION {CONFIGURATION} ALTER MAPPING FOR asciiword, word WITH {CONFIGURATION}_porter;
  END IF;
END $$
"""
# What is no letter and no figure becomes a space, so that the parser finds words and numbers only.
FOLD_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FOLD}(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
  lower(regexp_replace(normalize(t, NFD), '[\u0300-\u036f]', '', 'g') COLLATE "pg_c_utf8"),
  '[^[:alnum:]]+', ' ', 'g')
"""
SEAM = "'' ''"
"""A word that no text has. It stands between two columns, so that none of their words are next to one another."""
WEIGHTED = f" || '{SEAM}:1'::tsvector || ".join(
    f"setweight(to_tsvector('{CONFIGURATION}', {FOLD}({column})), '{letter}')"
    for column, letter in zip(WORDS, "ABCD", strict=True)
)
# The words after a seam keep their places when it is taken out.
VECTOR = f"ts_delete({WEIGHTED}, ' ') || array_to_tsvector(string_to_array(facets, ' '))"
LENGTH = CHARACTERS.replace("{row}.", "")
COLUMNS = (
    f"ALTER TABLE {ENTRY} ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED,"
    f" ADD COLUMN length integer GENERATED ALWAYS AS ({LENGTH}) STORED"
)
GIN = f"CREATE INDEX IF NOT EXISTS {PREFIX}vector ON {ENTRY} USING gin (vector)"
# Plans are made anew for each statement, by the size that the tables have then: one that is kept was perhaps
# made while they were empty. Every step of these queries looks up by a key, so that is all they may do.
LOOKED_UP = "SET plan_cache_mode = force_custom_plan SET jit = off " + " ".join(
    f"SET enable_{way} = off" for way in ("seqscan", "hashjoin", "mergejoin", "material")
)
AS_WRITTEN = "SET join_collapse_limit = 1 SET from_collapse_limit = 1"
"""The joins of an entry are written in the order in which they should be made."""
TRANSITIONS = {
    "INSERT": "REFERENCING NEW TABLE AS fresh",
    "UPDATE": "REFERENCING OLD TABLE AS gone NEW TABLE AS fresh",
    "DELETE": "REFERENCING OLD TABLE AS gone",
}
TOTALS_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {PREFIX}total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE number bigint := 0; size bigint := 0;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    SELECT number - count(*), size - coalesce(sum(length), 0) INTO number, size FROM gone;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    SELECT number + count(*), size + coalesce(sum(length), 0) INTO number, size FROM fresh;
  END IF;
  UPDATE {TOTALS} SET entries = entries + number, characters = characters + size;
  RETURN NULL;
END $$
"""


class PostgresIndex:
    """Makes, keeps and checks the index of one connection."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    @cached_property
    def _definition(self) -> Definition:
        return Definition(self.connection, DIALECT)

    def install(self) -> bool:
        functions, triggers = self._functions(), self._triggers()
        wanted = digest(DICTIONARY, FOLD_FUNCTION, COLUMNS, *functions, *triggers.values())
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT definition FROM {TOTALS}")
            if (wanted,) in cursor.fetchall() and not self.missing():
                return False
            self.remove_triggers()
            cursor.execute(DICTIONARY)
            cursor.execute(f"ALTER TABLE {ENTRY} DROP COLUMN IF EXISTS vector, DROP COLUMN IF EXISTS length")
            for statement in (FOLD_FUNCTION, COLUMNS, GIN, *functions, *triggers.values()):
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
                "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE %s",
                [f"{PREFIX}%"],
            )
            for name, table in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name} ON {table}")

    @contextmanager
    def paused(self) -> Iterator[None]:
        with self.connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL {PAUSED} = 'on'")
            yield
            cursor.execute(f"SET LOCAL {PAUSED} = 'off'")

    @contextmanager
    def remade(self) -> Iterator[Store]:
        with self.connection.cursor() as cursor:

            def store(first: int, last: int) -> None:
                cursor.execute(self._definition.store(f"c.id BETWEEN {first} AND {last}"))

            # As every change does: so that the entries are of one state of the records.
            cursor.execute("SELECT 1 FROM advice_edition WHERE id = 1 FOR UPDATE")
            cursor.execute(f"DELETE FROM {ENTRY}")
            cursor.execute(f"UPDATE {TOTALS} SET entries = 0, characters = 0")
            # Much may just have been written of which the planner knows nothing yet.
            cursor.execute(f"ANALYZE {', '.join(watch.table for watch in WATCHES)}")
            yield store
            cursor.execute(f"ANALYZE {ENTRY}")

    def differing(self, first: int, last: int) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(self._definition.differing(f"c.id BETWEEN {first} AND {last}"))
            return int(cursor.fetchone()[0])

    def missing(self) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            return sorted(self._triggers().keys() - {name for (name,) in cursor.fetchall()})

    def problems(self) -> list[str]:
        return [f"The trigger {name} is missing." for name in self.missing()]

    def _functions(self) -> list[str]:
        refresh = f"""
CREATE OR REPLACE FUNCTION {PREFIX}refresh(touched bigint[]) RETURNS void LANGUAGE plpgsql {LOOKED_UP} {AS_WRITTEN} AS $$
BEGIN
  IF touched IS NULL THEN RETURN; END IF;
  -- One writer at a time: what another has just committed is then seen here, and not overwritten.
  PERFORM 1 FROM advice_edition WHERE id = 1 FOR UPDATE;
  {self._definition.remove("claim_id = ANY (touched)")};
  {self._definition.store("c.id = ANY (touched)")};
END $$
"""
        return [refresh, TOTALS_FUNCTION, *map(_watch_function, WATCHES)]

    def _triggers(self) -> dict[str, str]:
        """Name → statement of every trigger."""
        triggers = {}
        for table, function in (
            (ENTRY, "total"),
            *((watch.table, watch.table.removeprefix("advice_")) for watch in WATCHES),
        ):
            for event, transition in TRANSITIONS.items():
                # Distinct and in step with the names on SQLite.
                name = f"{PREFIX}{table.removeprefix('advice_').removeprefix('search')}_{event.lower()}"
                triggers[name] = (
                    f"CREATE TRIGGER {name} AFTER {event} ON {table} {transition}"
                    f" FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}{function}()"
                )
        return triggers


def _watch_function(watch: Watch) -> str:
    """The function that collects the claims that a statement touched, and has their entries refreshed."""

    def collect(rows: str, *names: str) -> str:
        claims = touched(watch, *names)
        return (
            f"EXECUTE $query$SELECT {PREFIX}refresh((SELECT array_agg(DISTINCT u.id) FROM {rows}"
            f" CROSS JOIN LATERAL ({claims}) AS u (id)))$query$"
        )

    changed = " OR ".join(f"old_row.{column} IS DISTINCT FROM new_row.{column}" for column in watch.columns)
    both = f"gone old_row JOIN fresh new_row ON new_row.id = old_row.id AND ({changed})"
    return f"""
CREATE OR REPLACE FUNCTION {PREFIX}{watch.table.removeprefix("advice_")}() RETURNS trigger LANGUAGE plpgsql {LOOKED_UP} AS $$
BEGIN
  IF coalesce(current_setting('{PAUSED}', true), '') = 'on' THEN RETURN NULL; END IF;
  CASE TG_OP
    WHEN 'INSERT' THEN {collect("fresh new_row", "new_row")};
    WHEN 'DELETE' THEN {collect("gone old_row", "old_row")};
    ELSE {collect(both, "old_row", "new_row")};
  END CASE;
  RETURN NULL;
END $$
"""
