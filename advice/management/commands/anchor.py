"""manage.py anchor: find the passages of a batch of cases, so that the algorithm can be held against others."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advice.claims.anchoring import Selector, locate

FIELDS = {"start": int, "end": int, "exact": str, "prefix": str, "suffix": str, "sha256": str}


class Command(BaseCommand):
    help = (
        "Read a JSON object a line, {id, text, selector: {any of start, end, exact, prefix, suffix, sha256}}, and "
        "print {id, start, end, state} a line; offsets are code points, null for an orphan."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        self.stdout.write(_answer(line, number))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error


def _answer(line: str, number: int) -> str:
    try:
        case = json.loads(line)
        text, given = case["text"], case.get("selector") or {}
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(
            f"Line {number} is no case: a JSON object with text and selector is expected."
        ) from error
    unknown = sorted(set(given) - FIELDS.keys())
    if unknown:
        raise CommandError(f"Line {number}: a selector has no {unknown[0]}.")
    for name, kind in FIELDS.items():
        if given.get(name) is not None and (
            not isinstance(given[name], kind) or isinstance(given[name], bool)
        ):
            raise CommandError(f"Line {number}: {name} must be {'a number' if kind is int else 'a text'}.")
    if not isinstance(text, str):
        raise CommandError(f"Line {number}: text must be a text.")
    location = locate(text, Selector(**{name: value for name, value in given.items() if value is not None}))
    return json.dumps(
        {"id": case.get("id"), "start": location.start, "end": location.end, "state": location.state.value}
    )
