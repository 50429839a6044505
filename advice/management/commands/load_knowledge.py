"""manage.py load_knowledge: the files of a folder into the database."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from advice.history.revisions import revision
from advice.knowledge.files import read_folder
from advice.knowledge.load import Difference, Prefer, Report, compare_with_database, load
from advice.knowledge.records import KnowledgeError
from advice.search.rebuilding import indexing
from advice.sources.ingest import Result, ingest

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Load people, topics, situations, sources with their claims, and questions from readable files. Running it "
        "again changes nothing. What a curator changed in the database is kept, and listed, unless you say "
        "--take files."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument(
            "--take",
            choices=[prefer.value for prefer in Prefer],
            help="which version holds where a curator's change and the files differ (asked on a terminal)",
        )

    @revision("loaded from the files")
    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            files = read_folder(folder)
            expected = compare_with_database(files)
            prefer = Prefer(options["take"]) if options["take"] else self.ask(expected)
            with indexing(len(expected.added) + len(expected.changed)):
                report = load(files, prefer)
        except KnowledgeError as error:
            raise CommandError(str(error)) from error
        self.print_report(report, prefer)
        self.load_texts(folder / "documents")

    def ask(self, report: Report) -> Prefer:
        """On a terminal, ask which version holds; elsewhere the database's does."""
        conflicts = [difference for difference in report.differs if difference.files_changed]
        if not conflicts or not (sys.stdin.isatty() and self.stdout.isatty()):
            return Prefer.DATABASE
        self.list_differences(conflicts)
        answer = input("Take the files' version of these? Your changes there would be lost. [y/N] ")
        return Prefer.FILES if answer.strip().lower() in {"y", "yes"} else Prefer.DATABASE

    def print_report(self, report: Report, prefer: Prefer) -> None:
        edited = [difference for difference in report.differs if not difference.files_changed]
        conflicts = [difference for difference in report.differs if difference.files_changed]
        self.stdout.write(
            f"Knowledge: {len(report.added)} added, {len(report.changed)} changed, "
            f"{len(report.withdrawn)} withdrawn, {len(report.unchanged)} unchanged"
        )
        if prefer is Prefer.FILES and report.differs:
            self.stdout.write(
                f"{len(report.differs)} records that were edited here were taken from the files:"
            )
            self.list_differences(report.differs)
            return
        if edited:
            self.stdout.write(f"{len(edited)} records were edited here and stay as they are.")
        if conflicts:
            self.stdout.write(
                f"{len(conflicts)} records differ, and the database's version was kept; "
                "say --take files to take the files' version:"
            )
            self.list_differences(conflicts)

    def list_differences(self, differences: list[Difference]) -> None:
        for difference in differences[:SHOWN]:
            what = (
                ", ".join(difference.fields()) if difference.in_files is not None else "gone from the files"
            )
            self.stdout.write(f"  {difference.key[0]} {difference.key[1]}: {what}")
        if len(differences) > SHOWN:
            self.stdout.write(f"  and {len(differences) - SHOWN} more")

    def load_texts(self, folder: Path) -> None:
        """The texts that the project itself wrote lie beside the records, so that a fresh site shows passages."""
        for path in sorted(folder.glob("*")):
            outcome = ingest(path.read_bytes(), path.name)
            if outcome.result is Result.REFUSED:
                raise CommandError(f"{path.name}: {outcome.reason}")
