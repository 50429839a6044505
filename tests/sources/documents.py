"""Documents for tests, as plain data: `document("# Pay", "It is low.", "- one")`, and sources that have them."""

from typing import Any

from advice.models import Claim, Source
from advice.text.digests import text_sha256
from tests import records

PREFIXES = {"- ": ("list_item", 1), "  - ": ("list_item", 2), "> ": ("quotation", 0), "    ": ("code", 0)}


def document(*paragraphs: str) -> tuple[str, list[dict[str, Any]]]:
    """Text and blocks. A prefix tells the kind: "# ", "- ", "  - ", "1. ", "> ", four spaces, "Q: ", "A: "."""
    texts, blocks, start = [], [], 0
    for paragraph in paragraphs:
        speaker = {"Q: ": "asker", "A: ": "answerer"}.get(paragraph[:3])
        words = paragraph[3:] if speaker else paragraph
        kind, level, words = _kind(words)
        blocks.append(block(kind, start, start + len(words), level, speaker=speaker))
        blocks[-1]["ordered"] = paragraph.startswith("1. ")
        texts.append(words)
        start += len(words) + 2
    return "\n\n".join(texts), blocks


def block(kind: str, start: int, end: int, level: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "start": start,
        "end": end,
        "level": level,
        "ordered": False,
        "speaker": None,
    } | more


def mark(kind: str, text: str, words: str, value: str = "") -> dict[str, Any]:
    start = text.index(words)
    return {"kind": kind, "start": start, "end": start + len(words), "value": value}


def _kind(words: str) -> tuple[str, int, str]:
    if words.startswith("#"):
        hashes, words = words.split(" ", 1)
        return "heading", len(hashes), words
    if words.startswith("1. "):
        return "list_item", 1, words[3:]
    for prefix, (kind, level) in PREFIXES.items():
        if words.startswith(prefix):
            return kind, level, words.removeprefix(prefix)
    return "paragraph", 0, words


def loaded_source(*paragraphs: str, marks: tuple[dict[str, Any], ...] = (), **fields: Any) -> Source:
    """A published source with its text, as ingest leaves it."""
    text, blocks = document(*paragraphs)
    return records.source(text=text, blocks=blocks, marks=list(marks), length=len(text), **fields)


def claim_on(source: Source, words: str, text: str = "", **fields: Any) -> Claim:
    """A claim whose passage is the first place of `words` in the source."""
    start = source.text.index(words)
    anchor = {
        "start": start,
        "end": start + len(words),
        "sha256": text_sha256(words),
        "anchor_state": "exact",
    }
    return records.claim(text, source=source, **anchor | fields)
