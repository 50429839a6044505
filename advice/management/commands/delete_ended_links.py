"""manage.py delete_ended_links: what two people said to each other is not kept for ever."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from advice.sharing.making import delete_ended

USUAL = 180


class Command(BaseCommand):
    help = "Delete share links, with notes and answers, that expired or were revoked some days ago."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=USUAL, help=f"days since the link ended ({USUAL})")

    def handle(self, *args: Any, **options: Any) -> None:
        number = delete_ended(before=timezone.now() - timedelta(days=max(options["days"], 0)))
        self.stdout.write(f"{number} links deleted")
