"""Find a passage in a text again. Pure functions over strings; offsets are code points, half open.

A place is trusted only where the words there have the digest, or are the words, of the passage
(Hypothesis, "Fuzzy anchoring"); whatever is found by likeness alone is `changed` and waits for a
curator.
"""

import hashlib
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from advice.claims.edges import begins_word, ends_word
from advice.claims.folding import folded_places
from advice.claims.likeness import context, similar

CLEARLY = 30.0
"""By how much the surroundings of another occurrence must fit better than those at the given place."""
MANY = 2_000
"""Of so many occurrences the surroundings are compared character by character."""
MAX_HASHED = 300_000_000
"""Characters hashed in search of a digest."""


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
        yield from _digest_occurrences(text, selector)


def _digest_occurrences(text: str, selector: Selector) -> Iterator[tuple[int, int]]:
    """Slide a window over `text`, the nearest first; passages begin and end at a word, which spares most digests.

    A window within a word counts only where no other has the digest. What may be hashed in all is bounded.
    """
    start, end = selector.start or 0, selector.end or 0
    length = end - start
    if not 0 < length <= len(text):
        return
    spans = [(at, at + length) for at in range(len(text) - length + 1)]
    whole = [span for span in spans if begins_word(text, span[0]) and ends_word(text, span[1])]
    bare = [(at, to) for at, to in spans if not (text[at].isspace() or text[to - 1].isspace())]
    windows = MAX_HASHED // length
    for candidates in (whole, bare):
        nearest = heapq.nsmallest(windows, candidates, key=lambda span: abs(span[0] - start))
        found = [span for span in nearest if digest(text[span[0] : span[1]]) == selector.sha256]
        if found:
            yield from found
            return


def _best(text: str, spans: Iterable[tuple[int, int]], selector: Selector) -> tuple[int, int]:
    """The span whose surroundings are most like the selector's, then the nearest to its start."""

    def distance(span: tuple[int, int]) -> int:
        return abs(span[0] - selector.start) if selector.start is not None else span[0]

    def rank(span: tuple[int, int]) -> tuple[float, int]:
        return -_around(text, span, selector), distance(span)

    spans = list(spans)
    if len(spans) > MANY:
        alike = [span for span in spans if _is_surrounded(text, span, selector)]
        spans = heapq.nsmallest(MANY, alike or spans, key=distance)
    return min(spans, key=rank)


def _is_surrounded(text: str, span: tuple[int, int], selector: Selector) -> bool:
    start, end = span
    return text.endswith(selector.prefix, 0, start) and text.startswith(selector.suffix, end)


def _here_or_there(
    text: str, here: tuple[int, int], occurrences: list[tuple[int, int]], selector: Selector
) -> Location:
    """An edit can bring another occurrence of the same words to the very place of the passage."""
    there = _best(text, occurrences, selector) if occurrences else here
    gain = _around(text, there, selector) - _around(text, here, selector)
    return Location(State.MOVED, *there) if gain > CLEARLY else Location(State.EXACT, *here)


def _around(text: str, span: tuple[int, int], selector: Selector) -> float:
    return context(text, span, selector.prefix, selector.suffix)


def _similar(text: str, selector: Selector) -> Location:
    """The same words otherwise written, else the passage most like the one that is gone."""
    folded = list(folded_places(text, selector.exact))
    span = (
        _best(text, folded, selector)
        if folded
        else similar(text, selector.exact, selector.prefix, selector.suffix, selector.start)
    )
    return Location(State.CHANGED, *span) if span else ORPHAN
