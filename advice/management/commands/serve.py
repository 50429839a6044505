"""manage.py serve: the production server, as `make run` and the container start it."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

THREADS = 4
"""Threads a worker: more would only wait for one another's turn at Python."""


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
        self.stdout.write(f"The site is on http://{host}:{port} (stop it with Ctrl-C)")
        self.stdout.flush()
        arguments = ["--interface", "wsgi", "--host", host, "--port", str(port)]
        arguments += ["--workers", str(options["workers"]), "--blocking-threads", str(THREADS)]
        arguments += ["--access-log"] if options["access_log"] else []
        arguments += ["--log-level", "warning", "advice.wsgi:application"]
        os.execv(sys.executable, [sys.executable, "-m", "granian", *arguments])  # noqa: S606 - fixed program
