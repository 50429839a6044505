"""manage.py check_anchors: the state of every anchor, and failure on an orphan."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advice.claims.anchors import check
from advice.claims.models import AnchorState, Claim
from advice.management.tables import print_table


class Command(BaseCommand):
    help = "Hold every anchor against the text of its source; exit with 1 where a passage can't be found any more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="*", metavar="SOURCE", help="only these sources")
        parser.add_argument(
            "--strict", action="store_true", help="fail unless every anchor is verified: exact or moved"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        claims = Claim.objects.select_related("source").order_by("source__slug", "start", "key")
        if options["sources"]:
            claims = claims.filter(source__slug__in=options["sources"])
        checked = check(claims)
        per_source: dict[str, Counter[str]] = {}
        for entry in checked:
            per_source.setdefault(entry.claim.source.slug, Counter())[entry.state] += 1
        print_table(
            self.stdout,
            ["source", *AnchorState.values],
            [[slug, *(counts[state] for state in AnchorState.values)] for slug, counts in per_source.items()],
        )
        bad = {AnchorState.ORPHAN, AnchorState.CHANGED}
        if options["strict"]:
            bad.add(AnchorState.UNCHECKED)
        problems = [entry for entry in checked if entry.state in bad]
        for entry in problems:
            self.stdout.write(f"{entry.claim.key}: {entry.state.label}")
        orphans = sum(entry.state == AnchorState.ORPHAN for entry in checked)
        if orphans or (options["strict"] and problems):
            raise CommandError(
                f"{len(problems)} of {len(checked)} anchors need a curator, {orphans} are orphans."
            )
        self.stdout.write(f"{len(checked)} anchors checked, no orphan.")
