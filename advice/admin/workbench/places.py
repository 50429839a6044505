"""Places in a text: the passage that a curator means, a word more or less, and what the text says of it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from advice.claims.pasting import PassageError, find_pasted

Span = tuple[int, int]
WORD = re.compile(r"\S+")
YEAR = re.compile(r"(?<![\w.,])(?:19[5-9]\d|20\d\d)(?![\w%]|[.,]\d)")
ADJUSTMENTS = ("start-earlier", "start-later", "end-earlier", "end-later")


def find_passage(text: str, words: str, near: Span | None = None) -> Span:
    """Where `words` stand; `near` is the span that was chosen, which decides between equal passages.

    Raises PassageError where they stand nowhere, or in several places and not once in `near`.
    """
    if near is not None:
        start, end = near
        if words.split() == text[start:end].split():
            return near
        try:
            inner = find_pasted(text[start:end], words)
        except PassageError:
            pass
        else:
            return start + inner[0], start + inner[1]
    return find_pasted(text, words)


def adjusted(text: str, span: Span, how: str) -> Span:
    """The span with one edge moved to the next word; the same one where there is no word to move to."""
    start, end = span
    low, high = max(0, start - 2_000), min(len(text), end + 2_000)
    words = [match.span() for match in WORD.finditer(text, low, high)]
    if how == "start-earlier":
        start = max((left for left, _right in words if left < start), default=start)
    elif how == "start-later":
        start = min((left for left, _right in words if start < left < end), default=start)
    elif how == "end-later":
        end = min((right for _left, right in words if right > end), default=end)
    elif how == "end-earlier":
        end = max((right for _left, right in words if start < right < end), default=end)
    return start, end


def block_at(blocks: Sequence[dict[str, Any]], place: int) -> int | None:
    """The index of the block that holds `place`; None between blocks."""
    index = bisect_right([block["start"] for block in blocks], place) - 1
    return index if index >= 0 and place < blocks[index]["end"] else None


def years_in(passage: str, published_on: date | None) -> Span | None:
    """The first and the last year that a passage names, where they are not just the year of its source."""
    years = sorted({int(match[0]) for match in YEAR.finditer(passage)})
    if not years or (published_on and years == [published_on.year]):
        return None
    return years[0], years[-1]


def side_by_side(former: str, present: str) -> tuple[list[tuple[bool, str]], list[tuple[bool, str]]]:
    """Both passages in runs of words, each with whether the other lacks it."""
    old, new = former.split(), present.split()
    left: list[tuple[bool, str]] = []
    right: list[tuple[bool, str]] = []
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, False).get_opcodes():
        if old_start < old_end:
            left.append((kind != "equal", " ".join(old[old_start:old_end])))
        if new_start < new_end:
            right.append((kind != "equal", " ".join(new[new_start:new_end])))
    return left, right
