"""How commands print: a table on a terminal that keeps to its width, plain lines elsewhere."""

from collections.abc import Iterable, Sequence
from typing import IO, cast

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.table import Table


def print_table(out: OutputWrapper, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print `rows` under `headings`. Cells are data: no markup in them is interpreted."""
    table = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    width = None if out.isatty() else 160
    Console(file=cast("IO[str]", out), markup=False, highlight=False, emoji=False, width=width).print(table)


def _plain(cell: object) -> str:
    """Control characters of a file name or a title would steer the terminal."""
    return "".join(character if character.isprintable() else "�" for character in str(cell))
