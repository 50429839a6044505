"""manage.py anchor: find the passages of a batch of cases, so that the algorithm can be held against others."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from advice.claims.anchoring import Selector, locate

FIELDS = {"start": int, "end": int, "exact": str, "prefix": str, "suffix": str, "sha256": str}
NAMED = {"type", "conformsTo"}
"""What a W3C selector says beside that."""


class NoCaseError(Exception):
    """What is wrong with a line, as a sentence."""


class Command(BaseCommand):
    help = (
        "Read a JSON object a line, {id, text, selector: {any of start, end, exact, prefix, suffix, sha256}}, and "
        "print {id, start, end, state} a line; offsets are code points, null for an orphan. A line that is no case "
        "is answered with state null and an error; the others are answered all the same."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        wrong: list[str] = []
        try:
            with options["file"].open(encoding="utf-8-sig") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        self.stdout.write(json.dumps(_answer(line, number, wrong)))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        if wrong:
            raise CommandError("\n".join(wrong))


def _answer(line: str, number: int, wrong: list[str]) -> dict[str, Any]:
    """What became of a case. What is wrong with the line is added to `wrong`."""
    case: Any = None
    try:
        case = _parsed(line)
        if not isinstance(case, dict):
            raise NoCaseError("a case is an object with id, text and selector.")
        if not isinstance(case.get("text"), str):
            raise NoCaseError("text must be a text.")
        location = locate(case["text"], _selector(case.get("selector")))
    except NoCaseError as error:
        wrong.append(f"Line {number}: {error}")
        key = case.get("id") if isinstance(case, dict) else None
        return {"id": key, "start": None, "end": None, "state": None, "error": wrong[-1]}
    return {"id": case.get("id"), "start": location.start, "end": location.end, "state": location.state.value}


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise NoCaseError("it is no JSON.") from None


def _selector(given: Any) -> Selector:
    """The selector of a case; raises NoCaseError with a sentence where it is none."""
    if given is not None and not isinstance(given, dict):
        raise NoCaseError("selector must be an object.")
    values = {name: value for name, value in (given or {}).items() if value is not None and name not in NAMED}
    if unknown := sorted(values.keys() - FIELDS.keys()):
        raise NoCaseError(f"a selector has no {unknown[0]}.")
    for name, value in values.items():
        kind = FIELDS[name]
        if isinstance(value, bool) or not isinstance(value, kind):
            raise NoCaseError(f"{name} must be {'a whole number' if kind is int else 'a text'}.")
    return Selector(**values)
