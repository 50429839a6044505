"""manage.py serve: the production server, as `make run` and the container start it."""

import os
import resource
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

WORKERS = 2
HEAD_BYTES = 16_384
HEAD_SECONDS = 10
"""Seconds in which the head of a request has to arrive, from the connection or the last answer on; silence counts."""
CONNECTIONS = 4_096
"""Open connections of a process; further ones wait in the backlog."""
OTHER_FILES = 512
"""Open files of a process besides its connections: databases, temporary files, code."""
BACKLOG = 2_048
ENDING_SECONDS = 20
"""Seconds that a process has to end its requests; containers and systemd give 30."""


def granian(
    host: str,
    port: int,
    workers: int = WORKERS,
    connections: int = CONNECTIONS,
    *,
    options: Sequence[str] = (),
) -> list[str]:
    """Return the command that serves the site on `host` and `port` within limits, with further `options`.

    HTTP/1.1 alone: truncated streams of HTTP/2 make this server stop answering (granian 2.8.7 and 2.8.9).
    """
    arguments = {
        "host": host,
        "port": port,
        "workers": workers,
        "interface": "asginl",
        "http": 1,
        "http1-buffer-size": HEAD_BYTES,
        "http1-header-read-timeout": HEAD_SECONDS * 1000,
        "backpressure": connections,
        "backlog": BACKLOG,
        "workers-kill-timeout": ENDING_SECONDS,
        "log-level": "warning",
    }
    named = [text for name, value in arguments.items() for text in (f"--{name}", str(value))]
    flags = ["--no-ws", "--respawn-failed-workers"]
    return [sys.executable, "-m", "granian", *named, *flags, *options, "advice.asgi:application"]


def allow_connections() -> int:
    """Raise the bound on open files as far as needed; return how many connections a process may have then."""
    wanted = CONNECTIONS + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return CONNECTIONS
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(most - OTHER_FILES, 1)


def check_free(host: str, port: int) -> None:
    """Raises CommandError where nothing can listen there.

    Granian's processes share one port, so it would also share it with another site that is still running,
    and every other request would be answered by that one.
    """
    if not 0 < port < 2**16:
        raise CommandError(f"Cannot listen on port {port}: ports go from 1 to 65535.")
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
    except (OSError, OverflowError) as error:
        raise CommandError(
            f"Cannot listen on {host}:{port} ({error}). Is the site running already? PORT=… takes another port."
        ) from error


class Command(BaseCommand):
    help = "Serve the site with Granian, a few processes on one address."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument(
            "--port", type=int, default=settings.PORT, help="port to listen on (PORT, else 8000)"
        )
        parser.add_argument("--workers", type=int, default=WORKERS, help=f"number of processes ({WORKERS})")
        parser.add_argument(
            "--access-log",
            action="store_true",
            help="write a line for each request, share links without token",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        check_free(host, port)
        self.stdout.write(f"The site is on http://{host}:{port} (stop it with Ctrl-C)")
        self.stdout.flush()
        flags = ["--access-log"] if options["access_log"] else []
        command = granian(host, port, options["workers"], allow_connections(), options=flags)
        os.execv(command[0], command)  # noqa: S606 - fixed program
