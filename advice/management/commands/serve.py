"""manage.py serve: the production server, as `make run` and the container start it."""

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

THREADS = 4
"""Threads a worker: more would only wait for one another's turn at Python."""


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
        parser.add_argument("--workers", type=int, default=2, help="number of processes (2)")

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
        arguments = ["--interface", "wsgi", "--host", host, "--port", str(port)]
        arguments += ["--workers", str(options["workers"]), "--blocking-threads", str(THREADS)]
        arguments += ["--access-log"] if options["access_log"] else []
        arguments += ["--log-level", "warning", "advice.wsgi:application"]
        os.execv(sys.executable, [sys.executable, "-m", "granian", *arguments])  # noqa: S606 - fixed program
