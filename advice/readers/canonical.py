"""Builds the canonical text: blocks one blank line apart, with the marks inside each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from advice.readers.characters import squeeze, squeeze_code
from advice.readers.document import Block, BlockKind, Mark, MarkKind, ReadError
from advice.readers.limits import MAX_BLOCKS, MAX_MARKS, MAX_TEXT

BETWEEN = "\n\n"


@dataclass(slots=True)
class Body:
    """Text, blocks and marks as they grow; `notes` tells what was left out on the way."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    size: int = 0

    @property
    def text(self) -> str:
        return BETWEEN.join(self.parts)

    def add(
        self,
        kind: BlockKind,
        raw: str,
        marks: Sequence[Mark] = (),
        *,
        level: int = 0,
        ordered: bool = False,
        speaker: str | None = None,
    ) -> None:
        """Append a block; `marks` have offsets into `raw`. White space alone makes no block."""
        if kind == BlockKind.CODE:
            text, placed = squeeze_code(raw), []
        else:
            text, cuts = squeeze(raw, [cut for mark in marks for cut in (mark.start, mark.end)])
            placed = _placed(text, marks, cuts)
        if not text:
            return
        start = self.size + len(BETWEEN) * bool(self.parts)
        self.size = start + len(text)
        self.parts.append(text)
        self.blocks.append(Block(kind, start, self.size, level, ordered, speaker))
        self.marks += [
            Mark(mark.kind, start + mark.start, start + mark.end, mark.value)
            for mark in placed
            if not _redundant(kind, mark, len(text))
        ]
        if self.size > MAX_TEXT or len(self.blocks) > MAX_BLOCKS or len(self.marks) > MAX_MARKS:
            raise ReadError("The document is too large to be one post.")

    def without_first(self) -> "Body":
        """The same without its first block (a heading that only repeats the title)."""
        if len(self.parts) < 2:
            return self
        shift = self.blocks[1].start
        return Body(
            self.parts[1:],
            [
                Block(old.kind, old.start - shift, old.end - shift, old.level, old.ordered, old.speaker)
                for old in self.blocks[1:]
            ],
            [
                Mark(old.kind, old.start - shift, old.end - shift, old.value)
                for old in self.marks
                if old.start >= shift
            ],
            self.notes,
            self.size - shift,
        )


def _placed(text: str, marks: Sequence[Mark], cuts: Sequence[int]) -> list[Mark]:
    """Marks moved to where `squeeze` put their ends, without white space at the edges, in order."""
    placed = []
    for mark, start, end in zip(marks, cuts[::2], cuts[1::2], strict=True):
        covered = text[start:end]
        start += len(covered) - len(covered.lstrip())
        end = start + len(covered.strip())
        if end > start:
            placed.append(Mark(mark.kind, start, end, mark.value))
    return sorted(set(placed), key=lambda mark: (mark.start, -mark.end, mark.kind, mark.value))


def _redundant(kind: BlockKind, mark: Mark, length: int) -> bool:
    """A heading is strong already."""
    whole = mark.start == 0 and mark.end == length
    return kind == BlockKind.HEADING and whole and mark.kind in {MarkKind.STRONG, MarkKind.EMPHASIS}
