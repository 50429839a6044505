"""A collection that every machine has: python -m bench.known_items FOLDER

The documentation of Python's own library. The first line of a docstring asks for the rest of it, which is one
claim; the others are the haystack. Known items say little about the order of several good answers, but
there are hundreds of them, and nobody here wrote them.
"""

import contextlib
import importlib
import inspect
import io
import json
import random
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ASKED = 400
LEFT_OUT = {"antigravity", "this", "idlelib", "test", "turtledemo", "lib2to3"}


def documented() -> Iterator[tuple[str, Any]]:
    """Name and object of what the modules of the library define."""
    for name in sorted(sys.stdlib_module_names - LEFT_OUT):
        if name.startswith("_"):
            continue
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                module = importlib.import_module(name)
        except Exception:  # noqa: S112 - a module of another system
            continue
        for member, found in sorted(vars(module).items()):
            if callable(found) and getattr(found, "__module__", name) == name:
                yield f"{name}-{member}", found
                if inspect.isclass(found):
                    for method, function in vars(found).items():
                        if callable(function) and not method.startswith("__"):
                            yield f"{name}-{member}-{method}", function


def items() -> list[tuple[str, str, str]]:
    """Identifier, first line and rest of each docstring that has both, in words."""
    found: dict[str, tuple[str, str, str]] = {}
    for name, documented_object in documented():
        first, _, rest = (inspect.getdoc(documented_object) or "").partition("\n\n")
        first, rest = " ".join(first.split()), " ".join(rest.split())
        if 20 < len(first) < 150 and len(rest) > 80 and not set(first) & set("(="):
            found.setdefault(rest, (name, first, rest))
    return sorted(found.values())


def main(folder: Path) -> None:
    warnings.simplefilter("ignore")
    folder.mkdir(parents=True, exist_ok=True)
    found = items()
    random.Random(1).shuffle(found)
    asked = found[:ASKED]
    _write(folder / "claims.jsonl", (json.dumps({"id": name, "text": rest}) for name, _first, rest in found))
    _write(
        folder / "queries.jsonl", (json.dumps({"id": name, "text": first}) for name, first, _rest in asked)
    )
    _write(folder / "qrels", (f"{name} 0 {name} 1" for name, _first, _rest in asked))
    print(f"{len(found)} claims, {len(asked)} queries")


def _write(path: Path, lines: Iterator[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
