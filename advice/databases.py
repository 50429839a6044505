"""The database settings: SQLite embedded by default, PostgreSQL by `DATABASE_URL`."""

from pathlib import Path
from typing import Any

import dj_database_url

SQLITE_PRAGMAS = {
    "journal_mode": "WAL",  # readers never wait for the writer
    "synchronous": "FULL",  # a committed edit survives a power cut
    "mmap_size": 268_435_456,
    "cache_size": -65_536,  # negative: KiB, here 64 MiB
    "temp_store": "MEMORY",
    "journal_size_limit": 67_108_864,
}
SQLITE_OPTIONS = {
    # A transaction that starts as a reader and then writes fails at once with "database is locked",
    # whatever the timeout; taking the write lock at BEGIN makes it wait instead.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "".join(f"PRAGMA {name}={value};" for name, value in SQLITE_PRAGMAS.items()),
}


def database(url: str, data_dir: Path, pool_size: int) -> dict[str, Any]:
    """Return Django's settings for the database at `url`, for SQLite in `data_dir` when it is empty.

    `pool_size` is the number of PostgreSQL connections a process keeps open, 0 for no pool.
    Raises ValueError with one sentence when the URL is of no supported database.
    """
    if not url:
        url = f"sqlite:///{data_dir / 'advice.sqlite3'}"
    scheme = url.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must begin with sqlite:// or postgres://")
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=0))
    except (ValueError, dj_database_url.ParseError) as error:
        raise ValueError("DATABASE_URL cannot be read as an address of a database") from error
    if not config.get("NAME"):
        raise ValueError("DATABASE_URL names no database")
    if scheme == "sqlite":
        config["OPTIONS"] = SQLITE_OPTIONS
        # Opening the file and setting the PRAGMAs costs more than most pages: each thread keeps its connection.
        config["CONN_MAX_AGE"] = None
        # A file, not memory: the tests run under the settings that are in force for users.
        config["TEST"] = {"NAME": str(data_dir / "test.sqlite3")}
    elif pool_size:
        config.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 20}
    return config
