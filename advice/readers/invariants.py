"""What holds for every document, whichever reader made it."""

import unicodedata

from advice.readers.canonical import BETWEEN
from advice.readers.characters import clean_characters
from advice.readers.document import Document, MarkKind
from advice.readers.links import link_address


def check(document: Document) -> None:
    """Raise ValueError where a reader broke the contract of advice.readers.document."""
    text, blocks = document.text, document.blocks
    _require(bool(blocks), "a document has a block")
    _require(bool(document.title.strip()), "a document has a title")
    _require(
        BETWEEN.join(text[block.start : block.end] for block in blocks) == text, "the blocks make up the text"
    )
    for block in blocks:
        part = text[block.start : block.end]
        _require(
            bool(part) and part == part.strip(), "a block is not empty and has no white space at its edges"
        )
    _require(unicodedata.is_normalized("NFC", text), "the text is NFC")
    _require("\t" not in text and clean_characters(text) == text, "the text has no invisible characters")
    at = 0
    for mark in sorted(document.marks, key=lambda mark: mark.start):
        while at < len(blocks) and blocks[at].end < mark.end:
            at += 1
        _require(
            at < len(blocks) and blocks[at].start <= mark.start < mark.end <= blocks[at].end,
            "a mark lies within one block",
        )
        if mark.kind == MarkKind.LINK:
            _require(link_address(mark.value) == mark.value != "", "a link is http, https or mailto")


def _require(condition: bool, contract: str) -> None:
    if not condition:
        raise ValueError(f"a reader broke its contract: {contract}")
