"""A passage with some of the text around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from advice.sources.inline import Highlight
from advice.sources.rendering import BlockData, MarkData, render

REACH = 280
"""Characters shown on each side of a passage, cut at a word."""
LEAST = 80
"""Characters that a cut block beside the passage must have left to be worth showing."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """HTML of the passage, marked, in its surroundings; whether text of a block is left out before or after."""

    html: SafeString
    cut_before: bool
    cut_after: bool


def excerpt(
    text: str,
    blocks: Sequence[BlockData],
    marks: Iterable[MarkData],
    highlight: Highlight,
    *,
    reach: int = REACH,
    top_level: int = 3,
) -> Excerpt:
    """The passage of `highlight` and up to `reach` characters on each side, within its section."""
    left, right = _bounds(text, blocks, highlight, reach)
    shown: list[BlockData] = []
    cut_before = cut_after = False
    for block in blocks:
        start, end = max(block["start"], left), min(block["end"], right)
        apart = end <= highlight.start or start >= highlight.end
        if start < end and not (apart and end - start < min(LEAST, block["end"] - block["start"])):
            cut_before = cut_before or start > block["start"]
            cut_after = cut_after or end < block["end"]
            shown.append({**block, "start": start, "end": end})
    html = render(text, shown, marks, [highlight], top_level=top_level)
    return Excerpt(html, cut_before, cut_after)


def _bounds(text: str, blocks: Iterable[BlockData], passage: Highlight, reach: int) -> tuple[int, int]:
    """Where the excerpt begins and ends: at a word, and not beyond the headings around the passage."""
    first, last = 0, len(text)
    for block in blocks:
        if block["kind"] == "heading" and block["end"] <= passage.start:
            first = block["end"]
        elif block["kind"] == "heading" and block["start"] >= passage.end:
            last = block["start"]
            break
    left, right = max(passage.start - reach, first), min(passage.end + reach, last)
    while first < left < passage.start and not text[left - 1].isspace():
        left += 1
    while passage.end < right < last and not text[right].isspace():
        right -= 1
    return left, right
