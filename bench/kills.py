"""Kills an import at random moments, runs it again and compares: python -m bench.kills [KILLS] [SEED] [COMMAND]

`ingest` of a folder and `load_knowledge`, each in a process of its own on a fresh database, ended by SIGKILL after a
random share of the time that an uninterrupted run takes. After a rerun, begun at once, every table must hold what the
uninterrupted run's does (see bench/whole_state.py), and index and records must agree. SQLite, or PostgreSQL where
`DATABASE_URL` names a server: python -m tests.postgres python -m bench.kills
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

from bench.fresh_database import close, prepare
from bench.whole_state import whole_state

FIXTURES = Path(__file__).parent.parent / "fixtures"
SOURCES = 2
EVERY = 10
MOST_LATE = 3
DOCUMENTS = 30


def main(kills: int, seed: int, only: str = "") -> int:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="advice-kills-") as name:
        folder = Path(name)
        restore = prepare(folder)
        from django.core.management import call_command

        _write_documents(folder / "posts")
        _write_knowledge(folder / "knowledge")
        different = 0
        for label, command in {
            "ingest": lambda: call_command("ingest", folder / "posts", stdout=StringIO()),
            "load_knowledge": lambda: call_command("load_knowledge", folder / "knowledge", stdout=StringIO()),
        }.items():
            if only in {"", label}:
                different += _try(label, command, restore, kills, chance)
    return 1 if different else 0


def _try(
    label: str, command: Callable[[], Any], restore: Callable[[], None], kills: int, chance: random.Random
) -> int:
    from django.core.management import CommandError

    restore()
    with suppress(CommandError):
        command()  # here, so that the processes to come have imported everything and are about their work at once
    restore()
    began = time.perf_counter()
    _end(_start(command))
    whole = time.perf_counter() - began
    wanted = whole_state()
    cut = different = late = 0
    while cut < kills and late < MOST_LATE * kills:
        restore()
        ended = _killed(_start(command), chance.uniform(0, whole))
        if ended is not None:
            # The machine is quicker now; a moment after the end tells nothing.
            late, whole = late + 1, min(whole, ended)
            continue
        cut += 1
        _end(_start(command))
        found = whole_state()
        if found != wanted:
            different += 1
            tables = [name for name in wanted if wanted[name] != found.get(name)]
            print(f"{label}, kill {cut}: {', '.join(tables)} differ", flush=True)
        if cut % EVERY == 0:
            print(f"{label}: {cut} kills, {different} different", flush=True)
    rows = sum(map(len, wanted.values()))
    print(
        f"{label}: killed {cut} times within a run of {whole:.1f} s; {cut - different} equal after a rerun "
        f"({rows} rows compared)",
        flush=True,
    )
    return different


def _killed(child: int, moment: float) -> float | None:
    """Kill `child` after `moment` seconds; where it ended before, the seconds that it took."""
    began = time.perf_counter()
    while (elapsed := time.perf_counter() - began) < moment:
        if os.waitpid(child, os.WNOHANG)[0]:
            return elapsed
        time.sleep(0.003)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return None if os.WIFSIGNALED(status) else elapsed


def _start(command: Callable[[], Any]) -> int:
    """Run `command` in a process of its own; connections are not shared with it."""
    close()
    child = os.fork()
    if child:
        return child
    from django.core.management import CommandError

    try:
        with suppress(CommandError):  # some documents are refused on purpose
            command()
        close()
        os._exit(0)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", flush=True)
        os._exit(1)


def _end(child: int) -> None:
    _pid, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(f"an uninterrupted run failed with status {status}")


def _write_documents(folder: Path) -> None:
    """Made-up posts: some with one author and one title, some the same, some refused."""
    folder.mkdir()
    for number in range(DOCUMENTS):
        body = "\n\n".join(
            f"In month {month} of trade {number} the pay was {month * 7}." for month in range(20)
        )
        front = f"title: Trade {number % 20}\nauthor: Writer {number % 7}\ndate: 2020-01-{number % 28 + 1:02}"
        text = f"---\n{front}\n---\n\n{'' if number % 15 == 14 else body}\n"
        (folder / f"{number:03}.md").write_text(text)
    shutil.copy(folder / "000.md", folder / "copy.md")


def _write_knowledge(folder: Path) -> None:
    """A part of the knowledge that stands by itself: people, topics, situations and a few sources."""
    (folder / "sources").mkdir(parents=True)
    for name in ("people", "topics", "situations"):
        shutil.copy(FIXTURES / f"{name}.yaml", folder / f"{name}.yaml")
    for path in sorted((FIXTURES / "sources").iterdir(), key=lambda path: path.stat().st_size)[:SOURCES]:
        shutil.copy(path, folder / "sources" / path.name)
    shutil.copytree(FIXTURES / "documents", folder / "documents")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*(numbers + [100, 1][len(numbers) :]), *sys.argv[3:4]))
