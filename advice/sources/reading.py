"""The reading page as data: the document in rows with notes beside it, and its table of contents.

A row holds pieces of the document and the notes of the passages that begin in them. A row ends where
its notes are no taller than its text, so that each note stands beside its passage and the text has no
holes; where claims are dense, a few pieces share a row. Pure functions: heights are estimates.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Generic, Protocol, TypeVar

from advice.sources.rendering import Piece, Section

TEXT_LINE = 62
"""Characters in a line of text."""
NOTE_LINE = 47
"""Characters in a line of a note."""
NOTE_LINE_HEIGHT = 0.68
"""Height of a line of a note, in lines of text."""
NOTE_SPACE = 0.4
"""Height of what a note has besides its words, in lines of text."""
MOST_PIECES = 4
"""Pieces in a row; beyond, on a phone, notes would follow too far from their passages."""


class Placed(Protocol):
    """Something with a place in the text and words: a claim with an anchor."""

    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
    @property
    def text(self) -> str: ...


Note = TypeVar("Note", bound=Placed)


@dataclass
class Row(Generic[Note]):
    """Pieces of the document side by side with the notes of the passages that begin in them."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass
class Turn(Generic[Note]):
    """What one speaker says in a row; the whole document where it has one voice (`speaker` None)."""

    speaker: str | None
    rows: list[Row[Note]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: a section, how many claims begin in it, and where they lie."""

    id: str
    title: str
    depth: int
    length: int
    claims: int
    spans: tuple[tuple[int, int], ...]


def turns(pieces: Sequence[Piece], notes: Iterable[Note]) -> list[Turn[Note]]:
    """The document in turns and rows; every note is in exactly one row."""
    starts = [piece.start for piece in pieces]
    beside: dict[int, list[Note]] = {}
    for note in sorted(notes, key=_place):
        beside.setdefault(max(bisect_right(starts, note.start or 0) - 1, 0), []).append(note)
    numbered = enumerate(pieces)
    return [
        Turn(speaker, _rows([(piece, beside.get(index, [])) for index, piece in turn]))
        for speaker, turn in groupby(numbered, key=lambda one: one[1].speaker)
    ]


def contents(
    sections: Sequence[Section], length: int, notes: Iterable[Placed], beginning: str
) -> list[Entry]:
    """The table of contents of a text of `length`; what precedes the first heading is called `beginning`."""
    bounds = [section.start for section in sections] + [length]
    heads = [(section.id, section.title, section.level) for section in sections]
    if not sections or sections[0].start > 0:
        bounds.insert(0, 0)
        heads.insert(0, ("text", beginning, min((section.level for section in sections), default=2)))
    spans = sorted((note.start or 0, note.end or 0) for note in notes)
    entries = []
    for (name, title, level), (start, end) in zip(heads, pairwise(bounds), strict=True):
        inside = [span for span in spans if start <= span[0] < end]
        local = tuple((left - start, min(right, end) - left) for left, right in inside)
        entries.append(Entry(name, title, level - 2, end - start, len(inside), local))
    return entries


def share_mined(spans: Iterable[tuple[int, int]], length: int) -> int:
    """Percent of a text of `length` that lies in at least one span."""
    covered = reached = 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return round(100 * covered / length) if length else 0


def _rows(pieces: Iterable[tuple[Piece, list[Note]]]) -> list[Row[Note]]:
    rows: list[Row[Note]] = []
    overhang = 0.0
    for piece, notes in pieces:
        if not rows or _may_end(rows[-1], overhang, piece):
            rows.append(Row())
            overhang = 0.0
        rows[-1].pieces.append(piece)
        rows[-1].notes += notes
        overhang += sum(map(_note_height, notes)) - _text_height(piece)
    return rows


def _may_end(row: Row[Note], overhang: float, following: Piece) -> bool:
    if row.pieces[-1].section:
        return False
    return following.section is not None or overhang <= 0 or len(row.pieces) >= MOST_PIECES


def _text_height(piece: Piece) -> float:
    return 1 - (piece.start - piece.end) // TEXT_LINE


def _note_height(note: Placed) -> float:
    return NOTE_SPACE - (-len(note.text) // NOTE_LINE) * NOTE_LINE_HEIGHT


def _place(note: Placed) -> tuple[int, int]:
    return note.start or 0, note.end or 0
