"""manage.py check_search: whether index and records agree, and failure where they do not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advice.claims.models import Claim
from advice.management.progress import progress_bar
from advice.search.models import SearchTotals
from advice.search.rebuilding import problems


class Command(BaseCommand):
    help = "Hold the index of search against the records; exit with 1 where they differ."

    def handle(self, *args: Any, **options: Any) -> None:
        with progress_bar("Checking claims", Claim.objects.count()) as progress:
            found = problems(progress=progress)
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError("Index and records differ; manage.py rebuild_search makes the index anew.")
        self.stdout.write(f"Index and records agree on {SearchTotals.objects.get()} published claims.")
