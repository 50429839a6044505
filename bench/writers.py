"""Writers and readers at once on SQLite: Django's default settings against ours, in one run.

    python -m bench.writers [--seconds 5] [--writers 8] [--readers 8]

Each writer reads a row and then changes it in one transaction, as a form does. Lost is what ended
in "database is locked".
"""

import argparse
import multiprocessing
import tempfile
import time
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import OperationalError, connection, transaction

from advice.databases import SQLITE_OPTIONS

SETTINGS: dict[str, dict[str, Any]] = {"Django's default": {}, "ours": SQLITE_OPTIONS}


def connect(path: Path, options: dict[str, Any]) -> None:
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": options}
    settings.configure(DATABASES={"default": database}, USE_TZ=True)
    django.setup()


def prepare(path: Path, options: dict[str, Any]) -> None:
    connect(path, options)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE page (id INTEGER PRIMARY KEY, edits INTEGER NOT NULL, text TEXT NOT NULL)"
        )
        cursor.executemany(
            "INSERT INTO page VALUES (%s, 0, %s)", [(number, "x" * 500) for number in range(100)]
        )


def write(path: Path, options: dict[str, Any], until: float, number: int, counts: Any) -> None:
    connect(path, options)
    turn = done = lost = 0
    while time.time() < until:
        turn += 1
        page = (turn * 7 + number) % 100
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT edits FROM page WHERE id = %s", [page])
                edits = cursor.fetchone()[0]
                cursor.execute("UPDATE page SET edits = %s WHERE id = %s", [edits + 1, page])
            done += 1
        except OperationalError:
            lost += 1
    counts.put(("written", done))
    counts.put(("lost", lost))


def read(path: Path, options: dict[str, Any], until: float, number: int, counts: Any) -> None:
    connect(path, options)
    done = 0
    while time.time() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT sum(edits) FROM page")
            cursor.fetchone()
        done += 1
    counts.put(("read", done))


def measure(options: dict[str, Any], seconds: float, writers: int, readers: int) -> dict[str, int]:
    """Number of transactions written and lost and of reads, and edits that the table really holds."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        process = context.Process(target=prepare, args=(path, options))
        process.start()
        process.join()
        counts = context.Queue()
        until = time.time() + seconds + 2  # the processes take a moment to start
        jobs = [write] * writers + [read] * readers
        processes = [
            context.Process(target=job, args=(path, options, until, number, counts))
            for number, job in enumerate(jobs)
        ]
        for process in processes:
            process.start()
        totals = {"written": 0, "lost": 0, "read": 0}
        for _ in range(2 * writers + readers):
            name, count = counts.get()
            totals[name] += count
        for process in processes:
            process.join()
    return totals


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--readers", type=int, default=8)
    options = parser.parse_args()
    print(f"{'settings':20}{'written':>10}{'lost':>10}{'read':>10}")
    for name, database_options in SETTINGS.items():
        totals = measure(database_options, options.seconds, options.writers, options.readers)
        print(f"{name:20}{totals['written']:>10}{totals['lost']:>10}{totals['read']:>10}")


if __name__ == "__main__":
    main()
