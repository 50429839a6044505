"""manage.py export_knowledge: the database as the files of a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from advice.knowledge.files import write_folder
from advice.knowledge.stored import stored_records


class Command(BaseCommand):
    help = "Write the knowledge as readable files, the same bytes for the same knowledge. Texts of sources stay out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args: Any, **options: Any) -> None:
        records = stored_records()
        if not records:
            raise CommandError("The database holds no knowledge; exporting it would empty the folder.")
        changed = write_folder(options["folder"], records)
        for path in changed:
            self.stdout.write(str(path.relative_to(options["folder"])))
        self.stdout.write(f"{len(changed)} files changed")
