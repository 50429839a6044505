"""manage.py load_claims: a foreign collection of claims, loaded in bulk and published."""

from argparse import ArgumentParser
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advice.management.progress import progress_bars
from advice.search.collection.lines import LineError, read
from advice.search.collection.loading import load


class Command(BaseCommand):
    help = (
        "Load a collection, one JSON object a line (id, text; optional: source, topics, stance, date, question, "
        "position), as published claims, all or nothing. A claim whose id is there already is left as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument(
            "--name", help="the collection's name, for claims without a source (the file's name)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        started = perf_counter()
        try:
            with path.open(encoding="utf-8-sig") as file:
                total = sum(1 for _line in file)
                file.seek(0)
                with progress_bars(total, "Loading claims", "Indexing") as (loading, indexing):
                    name = options["name"] or path.stem
                    added, there = load(read(file), name, loading=loading, indexing=indexing)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: {error}.") from error
        except LineError as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        seconds = perf_counter() - started
        self.stdout.write(
            f"{added} claims added, {there} were there already; {seconds:.1f} s, {added / seconds:.0f} a second."
        )
