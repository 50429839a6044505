"""manage.py rebuild_search: the index made anew from the records."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from advice.claims.models import Claim
from advice.management.progress import progress_bar
from advice.search.rebuilding import rebuild


class Command(BaseCommand):
    help = (
        "Make the index of search anew, all or nothing. It is never needed for what is written to be found."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        started = perf_counter()
        with progress_bar("Indexing claims", Claim.objects.count()) as progress:
            entries = rebuild(progress=progress)
        self.stdout.write(f"{entries} published claims indexed in {perf_counter() - started:.1f} s.")
