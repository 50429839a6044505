"""What a worker holds after many searches, none like the other: python -m bench.memory [NUMBER]

Pages of the classes of bench/mix.py in turn. Memory of its own is what only this process has; that of files is the
mapped database of SQLite, which all workers share and the system takes back when it needs it. Reads the database
of the settings; Linux only.
"""

import os
import sys
from pathlib import Path
from time import perf_counter

import django

EVERY = 500


def memory() -> str:
    """What this process holds, from the system's own count."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    own, files = (int(status[name].split()[0]) / 1000 for name in ("RssAnon", "RssFile"))
    return f"{own:.0f} MB of its own, {files:.0f} MB of files"


def main(number: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advice.settings")
    django.setup()
    from django.test import Client

    from bench.mix import CLASSES, queries

    client = Client(headers={"host": "localhost"})
    print(f"before the first: {memory()}", flush=True)
    started = perf_counter()
    for done, asked in enumerate(queries(-(-number // len(CLASSES)))[:number], 1):
        client.get("/search/", {"q": asked.text})
        if done % EVERY == 0 or done in {1, 100}:
            print(f"{done} pages, {perf_counter() - started:.0f} s: {memory()}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
