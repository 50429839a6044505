"""Positions side by side, as data: considerations as rows, the strongest argument either way in each cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from advice.questions.material import STANCES, Material, Topic
from advice.questions.procon import Answers, Page, Point, lay_out
from advice.questions.voices import tally


@dataclass(frozen=True, slots=True)
class Choice:
    """A position as a column; `key` tells the columns apart."""

    key: str
    title: str
    url: str
    material: Material
    reversible: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    choice: Choice
    page: Page


@dataclass(frozen=True, slots=True)
class Strongest:
    """The argument with most voices on one side of a cell, and how many more stand there."""

    stance: str
    point: Point
    more: int


@dataclass(frozen=True, slots=True)
class Cell:
    choice: Choice
    sides: tuple[Strongest, ...]


@dataclass(frozen=True, slots=True)
class Line:
    topic: Topic
    cells: tuple[Cell, ...]

    @property
    def silent(self) -> list[Choice]:
        """Positions to which nobody speaks here."""
        return [cell.choice for cell in self.cells if not cell.sides]


@dataclass(frozen=True, slots=True)
class Comparison:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def compare(choices: Sequence[Choice], answers: Answers | None = None) -> Comparison:
    """`choices` side by side for a reader who gave `answers`.

    What tells most of them apart comes first: considerations by how many positions they are spoken to, then by voices.
    """
    columns = tuple(Column(choice, lay_out(choice.material, answers)) for choice in choices)
    rows = [{row.topic: row for row in column.page.rows} for column in columns]
    topics = dict.fromkeys(topic for column in rows for topic in column)

    def spoken_to(topic: Topic) -> int:
        return sum(topic in column for column in rows)

    def voices(topic: Topic) -> int:
        return tally(claim for column in rows if topic in column for claim in column[topic].applying).count

    def cell(topic: Topic, index: int) -> Cell:
        row = rows[index].get(topic)
        return Cell(columns[index].choice, _strongest(row.points) if row else ())

    return Comparison(
        columns,
        tuple(
            Line(topic, tuple(cell(topic, index) for index in range(len(columns))))
            for topic in sorted(
                topics, key=lambda topic: (-spoken_to(topic), -voices(topic), topic.name.casefold())
            )
        ),
    )


def _strongest(points: Iterable[Point]) -> tuple[Strongest, ...]:
    """One argument for each stance that has any; the points of a stance come strongest first."""
    by_stance: dict[str, list[Point]] = {}
    for point in points:
        by_stance.setdefault(point.argument.stance, []).append(point)
    return tuple(
        Strongest(stance, by_stance[stance][0], len(by_stance[stance]) - 1)
        for stance in STANCES
        if stance in by_stance
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """What the curators state about each position, as a line of its own."""

    label: str | Promise
    cells: tuple[tuple[Column, str], ...]


def facts(comparison: Comparison) -> list[Fact]:
    """What can be undone and what has a deadline; a line that no position fills is left out."""
    lines = [
        Fact(_("Reversible"), tuple((column, column.choice.reversible) for column in comparison.columns)),
        Fact(_("Deadline"), tuple((column, column.choice.deadline) for column in comparison.columns)),
    ]
    return [line for line in lines if any(words for _column, words in line.cells)]
