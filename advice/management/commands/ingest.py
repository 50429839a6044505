"""manage.py ingest: read documents and load their texts into their sources."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import track

from advice.history.revisions import revision
from advice.management.tables import print_table
from advice.sources.ingest import Outcome, Result, ingest
from advice.sources.models import Source

MANY = 20
"""From so many documents on there is a progress bar."""


class Command(BaseCommand):
    help = (
        "Read documents (files, or every file of a folder) and load their texts. Each document makes or finds "
        "its source and is loaded whole or not at all; running it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE|FOLDER")
        parser.add_argument("--source", metavar="SLUG", help="load the one document into this source")

    @revision("a text was loaded")
    def handle(self, *args: Any, **options: Any) -> None:
        files = list(_files(options["paths"]))
        into = _source(options["source"], files)
        shown = track(files, "Reading", disable=len(files) < MANY or not self.stderr.isatty())
        outcomes = [_ingest_file(path, into) for path in shown]
        print_table(
            self.stdout, ["document", "result", "source", "format", "characters", ""], map(_row, outcomes)
        )
        counts = {result: sum(outcome.result is result for outcome in outcomes) for result in Result}
        self.stdout.write(", ".join(f"{number} {result}" for result, number in counts.items()))
        if counts[Result.REFUSED]:
            raise CommandError("Some documents were refused; the reasons stand in the table.")


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(entry for entry in path.rglob("*") if entry.is_file() and entry.name[0] != ".")
        else:
            yield path


def _source(slug: str | None, files: list[Path]) -> Source | None:
    if slug is None:
        return None
    if len(files) != 1:
        raise CommandError("--source takes exactly one document.")
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        raise CommandError(f"There is no source “{slug}”.")
    return source


def _ingest_file(path: Path, into: Source | None) -> Outcome:
    try:
        data = path.read_bytes()
    except OSError as error:
        return Outcome(str(path), Result.REFUSED, reason=f"The file cannot be read: {error.strerror}.")
    return ingest(data, path.name, into)


def _row(outcome: Outcome) -> tuple[object, ...]:
    document = outcome.document
    note = outcome.reason or ("new draft" if outcome.created else "")
    return (
        Path(outcome.name).name,
        outcome.result.value,
        outcome.source.slug if outcome.source else "",
        document.format if document else "",
        len(document.text) if document else "",
        note,
    )
