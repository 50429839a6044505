"""The edges of a changed passage: at words, where its old surroundings begin, else where its sentence does."""

import re

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

LIKE = 70.0
"""Least likeness, 0 to 100, that a span keeps when an edge is moved."""
EDGE = 24
"""Characters of the old surroundings that are looked for at the edges."""
MARGIN = 400
"""Farthest that an edge is moved, in characters."""
SENTENCE_ENDS = ".!?…"
PAUSES = ",;:"
CLOSING = SENTENCE_ENDS + "\"'”’»)]"
_SENTENCE_END = re.compile(r"[.!?…](?=[\"'”’»)\]]*(?:\s|$))")
_AGREED = 8
_WHOLE = 600
_NEAR = 300
_WIDE = "\u2e80"

Span = tuple[int, int]


def refined(text: str, words: str, start: int) -> Span:
    """The span of whole words that takes the fewest edits to become `words`, near where they might begin."""
    margin = _margin(words)
    start = min(max(start, 0), len(text))
    end = min(start + len(words), len(text))
    whole = len(words) <= _WHOLE
    for _ in range(2):
        fixed = end if whole else min(start + _NEAR, end)
        begins = [at for at in _around(start, margin, 0, fixed - 1) if begins_word(text, at)]
        head = words if whole else words[:_NEAR]
        start = _cheapest([(_edits(head, text[at:fixed]), abs(at - start), at) for at in begins], start)
        fixed = start if whole else max(end - _NEAR, start)
        ends = [at for at in _around(end, margin, fixed + 1, len(text)) if ends_word(text, at)]
        tail = words if whole else words[-_NEAR:]
        end = _cheapest([(_edits(tail, text[fixed:at]), abs(at - end), at) for at in ends], end)
    while end > start and text[end - 1] in PAUSES and words[-1] not in PAUSES:
        end -= 1
    return trimmed(text, start, end)


def fitted(text: str, span: Span, words: str, before: str, after: str) -> Span:
    """`span` brought to its old surroundings, else to where the sentence begins and ends if the passage did so.

    An edge moves by at most the margin, and not at all where the span would be no longer like the passage.
    """
    start, end = span
    if start >= end:
        return span
    margin = _margin(words)
    start = _first_edge(text, span, words, before[-EDGE:], margin)
    end = _last_edge(text, (start, end), words, after[:EDGE], margin)
    return start, end


def trimmed(text: str, start: int, end: int) -> Span:
    """Without white space at the edges."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _first_edge(text: str, span: Span, words: str, prefix: str, margin: int) -> int:
    start, end = span
    if prefix and (at := text.rfind(prefix, max(0, start - margin - EDGE), start + margin)) >= 0:
        return _like(text, (at + len(prefix), end), words, start)
    first = words.split(maxsplit=1)[0]
    if not words[0].isupper() or text[start : start + len(first)].casefold() == first.casefold():
        return start
    line = max(text.rfind("\n", 0, start) + 1, start - margin)
    begins = [at for at in range(line, start) if _begins_sentence(text, at)]
    return _like(text, (begins[-1], end), words, start) if begins else start


def _last_edge(text: str, span: Span, words: str, suffix: str, margin: int) -> int:
    start, end = span
    if suffix and (at := text.find(suffix, max(start + 1, end - margin), end + margin + EDGE)) >= 0:
        return _like(text, (start, at), words, end, last=True)
    if words[-1] in SENTENCE_ENDS and (last := _sentence_end(text, span, words, margin)):
        end = _like(text, (start, last), words, end, last=True)
    if not words[-1].isalnum():
        while end < len(text) and text[end] in CLOSING:
            end += 1
    return end


def _sentence_end(text: str, span: Span, words: str, margin: int) -> int:
    """Where the sentence ends in which both still agree; 0 where they agree to the end, or it has none."""
    start, end = span
    begin = max(start, end - _NEAR)
    tail = words[-_NEAR:]
    blocks = LCSseq.editops(tail, text[begin:end]).as_matching_blocks()
    agreed = next((block for block in reversed(blocks) if block.size >= _AGREED), None)
    if agreed is None or agreed.a + agreed.size == len(tail):
        return 0
    place = begin + agreed.b + agreed.size
    found = _SENTENCE_END.search(text, place - 1, place + margin)
    return found.end() if found and "\n" not in text[place : found.start()] else 0


def _like(text: str, span: Span, words: str, edge: int, last: bool = False) -> int:
    """The first or the last edge of `span`, without white space; `edge` where the span is not like the passage."""
    start, end = trimmed(text, *span)
    if start >= end or fuzz.ratio(words, text[start:end]) < LIKE:
        return edge
    return end if last else start


def _margin(words: str) -> int:
    return min(len(words) // 2 + 16, MARGIN)


def _around(place: int, margin: int, least: int, most: int) -> range:
    return range(max(place - margin, least), min(place + margin, most) + 1)


def _edits(words: str, now: str) -> int:
    return Levenshtein.distance(words, now)


def _cheapest(places: list[tuple[int, int, int]], place: int) -> int:
    """The place of fewest edits, of those the nearest; `place` where there is none."""
    return min(places, default=(0, 0, place))[2]


def begins_word(text: str, at: int) -> bool:
    return at < len(text) and not text[at].isspace() and not (at and _joined(text[at - 1], text[at]))


def ends_word(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and not (at < len(text) and _joined(text[at - 1], text[at]))


def _joined(one: str, other: str) -> bool:
    """Whether two characters belong to one word; scripts that have no spaces have no such words."""
    return one.isalnum() and other.isalnum() and (one < _WIDE or other < _WIDE)


def _begins_sentence(text: str, at: int) -> bool:
    if not begins_word(text, at):
        return False
    before = text[:at].rstrip() if at < 2 else text[max(0, at - 3) : at].rstrip()
    return at == 0 or text[at - 1] == "\n" or (text[at - 1].isspace() and before[-1:] in CLOSING)
