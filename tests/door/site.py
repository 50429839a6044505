"""A server of the tests' own, with the knowledge in a database of its own."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
STARTING = 120


@dataclass
class Site:
    """A running server: its port, its process, the folder of its data and the file it logs to."""

    port: int
    process: psutil.Popen
    data: Path
    log: Path

    @property
    def processes(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    @property
    def seconds_of_the_processor(self) -> float:
        return sum(sum(process.cpu_times()[:2]) for process in self.processes)

    @property
    def memory(self) -> int:
        """Bytes of memory in use."""
        return sum(process.memory_info().rss for process in self.processes)


def unguarded(port: int) -> list[str]:
    """Return the command that served the site before it had a gateway: every limit left to the server."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "4", "--log-level", "warning", "advice.wsgi:application"),
    ]


def guarded(port: int) -> list[str]:
    """Return the command that `make run` ends with."""
    return [sys.executable, "manage.py", "serve", "--port", str(port)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def manage(data: Path, *job: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *job],
        cwd=ROOT,
        env=environment(data),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ADVICE_", "DATABASE_", "DJANGO_"))
    }
    return kept | {"ADVICE_DATA": str(data)} | more


def make_knowledge(data: Path) -> None:
    """Do what `make run` does before it serves."""
    manage(data, "migrate", "-v0")
    manage(data, "load_knowledge")
    manage(data, "collectstatic", "--noinput", "-v0")


@contextmanager
def served(knowledge: Path, data: Path, command: Sequence[str], port: int, **settings: str) -> Iterator[Site]:
    """Serve a copy of the knowledge; the server is ended in any case, and its log kept in `data`."""
    shutil.copytree(knowledge, data, dirs_exist_ok=True)
    log = data / "log"
    with log.open("wb") as file:
        process = psutil.Popen(
            command,
            cwd=ROOT,
            env=environment(data, **settings),
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        wait(port)
        yield Site(port, process, data, log)
    finally:
        end(process)


def wait(port: int, path: str = "/healthz") -> None:
    """Wait until the server answers."""
    until = time.monotonic() + STARTING
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path, headers={"Host": "localhost"})
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        if time.monotonic() > until:
            raise TimeoutError("The server does not answer.")
        time.sleep(0.1)


def end(process: psutil.Popen) -> None:
    """End a server and its workers, also those that do not end when they are asked to."""
    there = [process, *process.children(recursive=True)]
    process.send_signal(signal.SIGTERM)
    _gone, left = psutil.wait_procs(there, timeout=5)
    for one in left:
        one.kill()
    psutil.wait_procs(left)
