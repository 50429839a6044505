"""manage.py ingest: read documents and load their texts into their sources."""

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import track

from advice.history.revisions import revision
from advice.management.tables import print_table
from advice.readers.decoding import refuse_size
from advice.readers.document import ReadError
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
        parser.add_argument(
            "--report",
            type=Path,
            metavar="FILE.jsonl",
            help="write a JSON object a line for each document, as soon as it is done: path, result, reason, "
            "source, title, date, kind, characters, digest, notes",
        )

    @revision("a text was loaded")
    def handle(self, *args: Any, **options: Any) -> None:
        files = list(_files(options["paths"]))
        into = _source(options["source"], [path for path, _name in files])
        shown = track(files, "Reading", disable=len(files) < MANY or not self.stderr.isatty())
        with ExitStack() as stack:
            report = stack.enter_context(_opened(options["report"])) if options["report"] else None
            counts = dict.fromkeys(Result, 0)
            rows = []  # not the outcomes: thousands of texts would fill the memory
            for outcome in _ingest_files(shown, into, report):
                counts[outcome.result] += 1
                rows.append(_row(outcome))
        print_table(self.stdout, ["document", "result", "source", "format", "characters", ""], rows)
        self.stdout.write(", ".join(f"{number} {result}" for result, number in counts.items()))
        if counts[Result.REFUSED]:
            raise CommandError("Some documents were refused; the reasons stand in the table.")


def _files(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with the name that may tell its day: its path within the folder, or its own name."""
    for path in paths:
        if path.is_dir():
            for entry in sorted(path.rglob("*")):
                inner = entry.relative_to(path)
                if entry.is_file() and not any(part.startswith(".") for part in inner.parts):
                    yield entry, inner.as_posix()
        else:
            yield path, path.name


def _source(slug: str | None, files: list[Path]) -> Source | None:
    if slug is None:
        return None
    if len(files) != 1:
        raise CommandError("--source takes exactly one document.")
    source = Source.objects.filter(slug=slug).first()
    if source is None:
        raise CommandError(f"There is no source “{slug}”.")
    return source


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"The report cannot be written to {path}: {error.strerror}.") from error


def _ingest_files(
    files: Iterable[tuple[Path, str]], into: Source | None, report: IO[str] | None
) -> Iterator[Outcome]:
    for path, name in files:
        data = None
        try:
            refuse_size(path.stat().st_size)
            data = path.read_bytes()
        except ReadError as error:
            outcome = Outcome(name, Result.REFUSED, reason=str(error))
        except OSError as error:
            outcome = Outcome(name, Result.REFUSED, reason=f"The file cannot be read: {error.strerror}.")
        else:
            outcome = ingest(data, name, into)
        if report:
            line = {"path": _storable(str(path)), **outcome.report()}
            if data is not None:
                line["digest"] = hashlib.sha256(data).hexdigest()
            report.write(json.dumps(line, ensure_ascii=False) + "\n")
            report.flush()
        yield outcome


def _storable(path: str) -> str:
    """A path as text; bytes of a name that are no UTF-8 are shown as such."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _row(outcome: Outcome) -> tuple[object, ...]:
    document = outcome.document
    note = outcome.reason or ("new draft" if outcome.created else "")
    if outcome.namesake:
        note += f"; {outcome.namesake.slug} has the same title, see --source"
    return (
        outcome.name,
        outcome.result.value,
        outcome.source.slug if outcome.source else "",
        document.format if document else "",
        len(document.text) if document else "",
        note,
    )
