"""What every reader yields: canonical plain text with stand-off blocks and marks.

The text is NFC, has no control character but the line feed and no white space at the edge of a
block; runs of white space inside a block are one space (code keeps its own). Blocks follow one
another, separated by one blank line ("\\n\\n"), so that the text alone can be read aloud.
All offsets are code points into the text, half open, as in the W3C TextPositionSelector.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ReadError(Exception):
    """The document is refused; the message is one sentence that says why, for the person who brought it."""


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    CODE = "code"
    FIGURE = "figure"


class MarkKind(StrEnum):
    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading (`level` 1 to 6), list item (`level` 1 is the outermost) or the like.

    A paragraph with a `level` goes on with the list item of that level above it. A figure's text is what
    describes it: its caption or the text that stands for a picture.
    `speaker` names who speaks in a conversation: "asker" or "answerer", or None in a text of one voice.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    ordered: bool = False
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline mark; `value` is the address of a link (http, https or mailto only), else empty."""

    kind: MarkKind
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document. `kind` is a value of advice.sources.models.SourceKind; `sha256` is of the file's bytes.

    `notes` are sentences for the curator: what was left out or guessed. Readers leave `sha256` empty; the
    registry fills it in and checks what is promised here (advice.readers.invariants).
    """

    format: str
    sha256: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    kind: str = "post"
    author: str | None = None
    published_on: date | None = None
    url: str | None = None
    part_of: str | None = None
    part_of_url: str | None = None
    language: str = "en"
    notes: tuple[str, ...] = field(default=())
