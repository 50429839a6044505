"""Find a passage in a text again. Pure functions over strings; offsets are code points, half open.

A place is trusted only where the words there have the digest, or are the words, of the passage
(Hypothesis, "Fuzzy anchoring"); whatever is found by likeness alone is `changed` and waits for a
curator.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz

from advice.claims.folding import folded_places

LIKENESS = 70.0
"""Least likeness, 0 to 100 (normalised indel similarity), of a passage that may be the changed one."""
CONTEXT = 64
"""Characters compared on each side when a passage occurs more than once."""
EDGE = 24
"""Characters of the old surroundings that are looked for at the edges of a changed passage."""
SENTENCE_ENDS = ".!?…"
PAUSES = ",;:"
CLOSING = SENTENCE_ENDS + "\"'”’»)]"
CLEARLY = 30.0
"""By how much the surroundings of another occurrence must fit better than those at the given place."""


class State(StrEnum):
    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHAN = "orphan"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Selector:
    """What is known of a passage: W3C TextPositionSelector, TextQuoteSelector and a digest, any part of them."""

    start: int | None = None
    end: int | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where the passage is now; `start` and `end` are None for an orphan."""

    state: State
    start: int | None = None
    end: int | None = None


ORPHAN = Location(State.ORPHAN)


def locate(text: str, selector: Selector) -> Location:
    """Find the passage of `selector` in `text`.

    `exact` at the given place (or anywhere, where none is given), `moved` where the same words stand
    elsewhere (or stand there too, and only elsewhere in their old surroundings), `changed` where only a similar passage was found, `unchecked` where there are offsets
    and nothing to check them by, else `orphan`.
    """
    selector = _whole(selector)
    start, end = selector.start, selector.end
    placed = start is not None and end is not None and 0 <= start < end <= len(text)
    here = placed and _is_passage(text[start:end], selector)
    if here and not (selector.exact and (selector.prefix or selector.suffix)):
        return Location(State.EXACT, start, end)
    occurrences = list(_occurrences(text, selector))
    if here and start is not None and end is not None:
        return _here_or_there(text, (start, end), occurrences, selector)
    if occurrences:
        best = _best(text, occurrences, selector)
        return Location(State.EXACT if start is None else State.MOVED, *best)
    if selector.exact:
        return _similar(text, selector)
    if placed and not selector.sha256:
        return Location(State.UNCHECKED, start, end)
    return ORPHAN


def _whole(selector: Selector) -> Selector:
    """With the words known, one end of the place tells the other."""
    start, end, length = selector.start, selector.end, len(selector.exact)
    if not length or (start is None) == (end is None):
        return selector
    if start is None and end is not None:
        return replace(selector, start=end - length)
    return replace(selector, end=(start or 0) + length)


def digest(passage: str) -> str:
    """SHA-256 of a passage in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(passage.encode("utf-8", "surrogatepass")).hexdigest()


def _is_passage(words: str, selector: Selector) -> bool:
    if selector.sha256:
        return digest(words) == selector.sha256
    return bool(selector.exact) and words == selector.exact


def _occurrences(text: str, selector: Selector) -> Iterator[tuple[int, int]]:
    """Every place where the very words of the passage stand."""
    if selector.exact:
        if selector.sha256 and digest(selector.exact) != selector.sha256:
            return
        at = text.find(selector.exact)
        while at >= 0:
            yield at, at + len(selector.exact)
            at = text.find(selector.exact, at + 1)
    elif selector.sha256 and selector.start is not None and selector.end is not None:
        yield from _digest_occurrences(text, selector.end - selector.start, selector.sha256)


def _digest_occurrences(text: str, length: int, sha256: str) -> Iterator[tuple[int, int]]:
    """Slide a window of `length` over `text`; passages begin and end at a word, which spares most digests."""
    if length <= 0:
        return
    for start in range(len(text) - length + 1):
        end = start + length
        if text[start].isspace() or text[end - 1].isspace():
            continue
        if digest(text[start:end]) == sha256:
            yield start, end


def _best(text: str, spans: Iterable[tuple[int, int]], selector: Selector) -> tuple[int, int]:
    """The span whose surroundings are most like the selector's, then the nearest to its start."""

    def rank(span: tuple[int, int]) -> tuple[float, int]:
        distance = abs(span[0] - selector.start) if selector.start is not None else span[0]
        return -_context_likeness(text, span, selector), distance

    return min(spans, key=rank)


def _here_or_there(
    text: str, here: tuple[int, int], occurrences: list[tuple[int, int]], selector: Selector
) -> Location:
    """An edit can bring another occurrence of the same words to the very place of the passage."""
    there = _best(text, occurrences, selector) if occurrences else here
    gain = _context_likeness(text, there, selector) - _context_likeness(text, here, selector)
    return Location(State.MOVED, *there) if gain > CLEARLY else Location(State.EXACT, *here)


def _context_likeness(text: str, span: tuple[int, int], selector: Selector) -> float:
    start, end = span
    likeness = 0.0
    if selector.prefix:
        prefix = selector.prefix[-CONTEXT:]
        likeness += fuzz.ratio(prefix, text[max(0, start - len(prefix)) : start])
    if selector.suffix:
        suffix = selector.suffix[:CONTEXT]
        likeness += fuzz.ratio(suffix, text[end : end + len(suffix)])
    return likeness


def _similar(text: str, selector: Selector) -> Location:
    """The passage most like the one that is gone, from word to word; orphan below `LIKENESS`."""
    exact = selector.exact
    if not text:
        return ORPHAN
    folded = list(folded_places(text, exact))
    if folded:
        return Location(State.CHANGED, *_best(text, folded, selector))
    alignment = fuzz.partial_ratio_alignment(exact, text, score_cutoff=LIKENESS * 0.8)
    if alignment is None or len(exact) > len(text) * 2:
        return ORPHAN
    # The window has the length of the old passage; the new one may be longer or shorter, so look
    # around it for the first and the last words that both share.
    margin = len(exact) // 2 + 16
    window_start = max(0, alignment.dest_start - margin)
    window = text[window_start : alignment.dest_end + margin]
    matches = [
        match
        for match in SequenceMatcher(None, exact, window, autojunk=False).get_matching_blocks()
        if match.size >= min(4, len(exact))
    ]
    if not matches:
        return ORPHAN
    start = window_start + matches[0].b - matches[0].a
    end = window_start + matches[-1].b + matches[-1].size
    end += len(exact) - (matches[-1].a + matches[-1].size)
    start, end = _to_words(text, max(0, start), min(len(text), end))
    while end > start and text[end - 1] in PAUSES and exact[-1] not in PAUSES:
        end -= 1
    start, end = _to_edges(text, (start, end), selector, margin)
    if start >= end or fuzz.ratio(exact, text[start:end]) < LIKENESS:
        return ORPHAN
    return Location(State.CHANGED, start, end)


def _to_edges(text: str, span: tuple[int, int], selector: Selector, margin: int) -> tuple[int, int]:
    """Bring the edges to the old surroundings, else the end to the end of its sentence where the passage had one.

    An edge moves by at most `margin`, and not at all where the span would be no longer like the passage.
    """
    start, end = span
    exact = selector.exact
    if prefix := selector.prefix[-EDGE:]:
        at = text.rfind(prefix, max(0, start - margin - EDGE), start + margin)
        start = _like(text, (at + len(prefix), end), exact, start) if at >= 0 else start
    if suffix := selector.suffix[:EDGE]:
        at = text.find(suffix, max(start + 1, end - margin), end + margin + EDGE)
        if at >= 0:
            return start, _like(text, (start, at), exact, end, last=True)
    if exact[-1] in SENTENCE_ENDS and text[end - 1] not in SENTENCE_ENDS:
        line = text[end : end + margin].split("\n", 1)[0]
        ends = [index for index, character in enumerate(line) if character in SENTENCE_ENDS]
        if ends:
            end = _like(text, (start, end + ends[0] + 1), exact, end, last=True)
    if not exact[-1].isalnum():
        while end < len(text) and text[end] in CLOSING:
            end += 1
    return start, end


def _like(text: str, span: tuple[int, int], exact: str, edge: int, last: bool = False) -> int:
    """The first or the last edge of `span`, without white space; `edge` where the span is not like the passage."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end or fuzz.ratio(exact, text[start:end]) < LIKENESS:
        return edge
    return end if last else start


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span that begins or ends within a word to the whole word; drop white space at its edges."""
    while 0 < start < len(text) and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
