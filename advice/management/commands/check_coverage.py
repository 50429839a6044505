"""manage.py check_coverage: every block of every source, claimed or set aside."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advice.claims.coverage import Account, share
from advice.claims.mined import coverage_of
from advice.management.tables import print_table
from advice.sources.models import Source


class Command(BaseCommand):
    help = (
        "Print for each source what became of its blocks: claimed (an anchor overlaps it), set aside with a reason, "
        "or open. Exit with 1 where something is open."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="*", metavar="SOURCE", help="only these; each block is listed")

    def handle(self, *args: Any, **options: Any) -> None:
        sources = Source.objects.order_by("slug").prefetch_related("claims", "set_aside__repeats")
        if options["sources"]:
            sources = sources.filter(slug__in=options["sources"])
            missing = set(options["sources"]) - {source.slug for source in sources}
            if missing:
                raise CommandError(f"There is no source “{min(missing)}”.")
        rows, open_blocks = [], 0
        for source in sources:
            covered = coverage_of(source)
            counts = {account: sum(block.account is account for block in covered) for account in Account}
            open_blocks += counts[Account.OPEN]
            rows.append([source.slug, len(covered), *counts.values(), f"{share(covered):.0%}"])
            for block in covered if options["sources"] else []:
                place = f"{block.start}–{block.end}"
                self.stdout.write(
                    f"{place:>13}  {block.kind:10}  {block.account:9}  {', '.join(block.labels)}"
                )
        print_table(
            self.stdout, ["source", "blocks", *(account.value for account in Account), "covered"], rows
        )
        if open_blocks:
            raise CommandError(f"{open_blocks} blocks are neither claimed nor set aside.")
