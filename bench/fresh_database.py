"""A database of its own that is soon as empty as it was: a file that is copied, or a PostgreSQL template.

`DATABASE_URL` names the PostgreSQL server, whose own databases are left alone; without it the database is SQLite.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

NAME = "advice_kills"
TEMPLATE = "advice_kills_fresh"


def prepare(folder: Path) -> Callable[[], None]:
    """Set Django up, make a migrated database, and return what brings it back to that state."""
    import django

    os.environ["ADVICE_DATA"] = str(folder / "data")
    os.environ["ADVICE_POOL"] = "0"  # a process that is forked must share no connection
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advice.settings")
    (folder / "data").mkdir()
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        return _sqlite(folder / "fresh.sqlite3")
    os.environ["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{NAME}"))
    _run(server, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}")
    django.setup()
    return _postgres(server)


def close() -> None:
    """Connections are not shared with a process that is forked."""
    from django.db import connections

    connections.close_all()


def _sqlite(fresh: Path) -> Callable[[], None]:
    from django.conf import settings

    database = Path(settings.DATABASES["default"]["NAME"])
    _migrate()
    shutil.copy(database, fresh)

    def restore() -> None:
        close()
        for suffix in ("-wal", "-shm"):
            Path(f"{database}{suffix}").unlink(missing_ok=True)
        shutil.copy(fresh, database)

    return restore


def _postgres(server: str) -> Callable[[], None]:
    _migrate()
    _run(server, f"DROP DATABASE IF EXISTS {TEMPLATE}", f"CREATE DATABASE {TEMPLATE} TEMPLATE {NAME}")

    def restore() -> None:
        close()
        _run(server, f"DROP DATABASE {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME} TEMPLATE {TEMPLATE}")

    return restore


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    close()


def _run(server: str, *statements: Any) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
