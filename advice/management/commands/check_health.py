"""manage.py check_health: ask the running site whether it answers; for a container's health check."""

import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Exit with 0 if the site on this machine answers /healthz within two seconds, else with 1."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        # The site answers only to its own names, so the request says one of them.
        request = urllib.request.Request(
            f"http://127.0.0.1:{options['port']}/healthz", headers={"Host": settings.ALLOWED_HOSTS[0]}
        )
        try:
            with urllib.request.urlopen(request, timeout=2):  # noqa: S310 - a fixed http address
                self.stdout.write("The site answers.")
        except (urllib.error.URLError, OSError) as error:
            raise CommandError(f"The site does not answer: {error}") from error
