"""The small picture of who stands on a side: one mark for one person, rows filled from the left."""

from dataclasses import dataclass

from advice.questions.voices import Tally, path_of

STEP = 18
PER_ROW = 14


@dataclass(frozen=True, slots=True)
class Mark:
    """A person: which path, and where the mark stands, in units of the picture."""

    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    marks: tuple[Mark, ...]
    width: int
    height: int


def draw(tally: Tally) -> Picture:
    """One mark for each voice, in the order of the tally (by path)."""
    marks = tuple(
        Mark(path_of(voice), STEP * (index % PER_ROW), STEP * (index // PER_ROW))
        for index, voice in enumerate(tally.voices)
    )
    columns, rows = min(len(marks), PER_ROW), -(-len(marks) // PER_ROW)
    return Picture(marks, STEP * columns, STEP * rows)
