"""The reading page of a source put together: the document, or the outline where its text is not loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from advice.sources.inline import Highlight
from advice.sources.models import Source
from advice.sources.reading import Entry, contents, share_mined, turns
from advice.sources.rendering import outline, render_pieces, speaker_name, turn_class


@dataclass(frozen=True, slots=True)
class Note:
    """A claim in the margin, numbered in the order of the passages; `speaker` where it is another than before."""

    number: int
    claim: Any
    speaker: Any = None

    @property
    def start(self) -> int:
        return self.claim.start

    @property
    def end(self) -> int:
        return self.claim.end

    @property
    def text(self) -> str:
        return self.claim.text


@dataclass(frozen=True, slots=True)
class NamedTurn:
    """A turn and what to call its speaker ("" in a text of one voice)."""

    name: str
    css: str
    rows: Any


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section whose text is not shown: its title and its claims."""

    id: str
    title: str
    claims: list[Any]


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """`turns` where there is text; `sections` holds the claims that stand beside no passage."""

    source: Source
    total: int
    passages: int
    mined: int
    turns: list[NamedTurn]
    contents: list[Entry]
    longest: int
    sections: list[OutlineSection]


def reading_page(source: Source, claims: Sequence[Any]) -> ReadingPage:
    """What the page of `source` shows; `claims` are its published ones, in the order of their passages."""
    placed = [claim for claim in claims if claim.passage is not None]
    before = [source.author_id, *(claim.speaker_id for claim in placed)]
    notes = [
        Note(number, claim, claim.speaker if claim.speaker_id != speaker else None)
        for number, (claim, speaker) in enumerate(zip(placed, before, strict=False), 1)
    ]
    entries = contents(
        outline(source.text, source.blocks if source.text else []), len(source.text), notes, _("Beginning")
    )
    return ReadingPage(
        source=source,
        total=len(claims),
        passages=len(notes),
        mined=share_mined([(note.start, note.end) for note in notes], len(source.text)),
        # Without its text a source still has its blocks, as offsets for coverage; they show nothing.
        turns=_turns(source, notes) if source.text else [],
        contents=entries if source.text else [],
        longest=max((entry.length for entry in entries), default=0),
        sections=_sections([claim for claim in claims if claim.passage is None]),
    )


def _turns(source: Source, notes: list[Note]) -> list[NamedTurn]:
    highlights = [
        Highlight(note.start, note.end, note.claim.key, _("Claim {number}").format(number=note.number))
        for note in notes
    ]
    pieces = render_pieces(source.text, source.blocks, source.marks, highlights)
    names = {"answerer": source.author.name} if source.author else {}
    return [
        NamedTurn(
            speaker_name(turn.speaker, names) if turn.speaker else "", turn_class(turn.speaker), turn.rows
        )
        for turn in turns(pieces, notes)
    ]


def _sections(claims: Sequence[Any]) -> list[OutlineSection]:
    """Claims by the section they name, sections in the order of their first claim."""
    by_title: dict[str, list[Any]] = {}
    for claim in claims:
        by_title.setdefault(claim.section, []).append(claim)
    return [
        OutlineSection(f"part-{number}", title, found)
        for number, (title, found) in enumerate(by_title.items(), 1)
    ]
