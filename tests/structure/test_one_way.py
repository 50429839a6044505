"""A stage imports those to its left, never to its right: the import statements are walked."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ADVICE = Path(__file__).parents[2] / "advice"
WAY = {
    "text": 0,
    "formats": 0,
    "publication": 0,
    "web": 0,
    "readers": 1,
    "accounts": 2,
    "sources": 3,
    "claims": 4,
    "questions": 5,
    "history": 6,
    "knowledge": 6,
    "search": 6,
    "sharing": 6,
    "api": 7,
    "admin": 7,
    "templatetags": 7,
    "management": 8,
}
"""A package may import itself and every package with a smaller number."""
NO_DJANGO = {"readers"}
PURE = {
    "claims/anchoring.py",
    "claims/coverage.py",
    "questions/procon.py",
    "search/query.py",
    *(f"sharing/{name}.py" for name in ("answers", "balance", "board", "changes", "content", "facts")),
}
MODELS_AVOID = re.compile(r"(advice\..*\b(views|forms|urls)\b)|(django\.(http|template|shortcuts|forms)\b)")


def modules(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ADVICE / package).rglob("*.py"))


def imports(source: str, package: str) -> Iterator[str]:
    """Absolute names of all that a module imports, at any depth, deferred imports included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield name
            yield from (f"{name}.{alias.name}" for alias in node.names)


def stages_imported(path: Path) -> set[str]:
    package = ".".join(["advice", *path.relative_to(ADVICE).parts[:-1]])
    names = (name.split(".") for name in imports(path.read_text(), package))
    return {parts[1] for parts in names if len(parts) > 1 and parts[0] == "advice"}


@pytest.mark.parametrize("stage", WAY)
def test_a_stage_imports_only_to_its_left(stage):
    for path in modules(stage):
        for other in stages_imported(path) & WAY.keys() - {stage}:
            assert WAY[other] < WAY[stage], (
                f"{path.relative_to(ADVICE)} imports {other}, which is to its right"
            )


def test_every_package_has_its_place():
    packages = {path.parent.name for path in ADVICE.glob("*/__init__.py")}
    assert packages - {"migrations"} == WAY.keys()


def test_readers_know_no_django():
    for path in modules(*NO_DJANGO):
        assert not [name for name in imports(path.read_text(), "") if name.split(".")[0] == "django"], path


def test_pure_modules_know_no_database():
    for name in PURE:
        path = ADVICE / name
        used = {name.split(".")[0] for name in imports(path.read_text(), "")}
        assert "django" not in used, path


def test_models_import_no_view_and_no_request():
    for path in ADVICE.glob("*/models.py"):
        for name in imports(path.read_text(), f"advice.{path.parent.name}"):
            assert not MODELS_AVOID.match(name), f"{path}: {name}"


def test_an_import_against_the_way_is_seen():
    source = "def later():\n    from ..questions import models\n"
    assert "advice.questions" in set(imports(source, "advice.sources"))
