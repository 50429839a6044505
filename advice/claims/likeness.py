"""Find what an edit has left of a passage: the words most like it, from word to word.

Where in the text to look is told by short runs of characters that both share and that lie on one diagonal, so that
the cost grows with the length of the text and not with that of the passage (the seeds of sequence alignment). What
is found there is weighed as Hypothesis weighs it: half by its words, the rest by what stands around it, and nearness
breaks ties.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from advice.claims.edges import MARGIN, fitted, refined, trimmed
from advice.claims.folding import small

LIKENESS = 70.0
"""Least likeness, 0 to 100 (normalised indel similarity), of a passage that may be the changed one."""
IN_PLACE = 60.0
"""The same where what stands around it is what stood around the passage."""
ELSEWHERE = 85.0
"""The same where the old surroundings now stand side by side: the passage was taken out there."""
PIECE = 80.0
"""Likeness of the shorter of the two to a part of the longer, for a passage cut or lengthened in its old place."""
CONTEXT = 64
"""Characters compared on each side."""
_WORTH_FITTING = 50.0
_FRAME = 24
_LEAST_FRAME = 8
_LEAST_PIECE = 12
_LONGEST_PIECE = 2_000
_PLACES = 12
_COMMON = 2_000
_FAINT = 0.2
_WEIGHTS = (50, 20, 20, 2)


def similar(
    text: str, words: str, before: str = "", after: str = "", near: int | None = None
) -> tuple[int, int] | None:
    """The span of `text` most like `words`, or None where nothing is like enough.

    `before` and `after` stood around the passage, which began at about `near`.
    """
    words = words.strip()
    if not words or not text:
        return None
    framed = list(_framed(text, len(words), before, after))
    least = ELSEWHERE if any(start >= end for start, end in framed) else LIKENESS
    # A passage may have been set in other letters; no edge depends on that.
    plain, wanted = small(text), small(words)
    spans = {refined(plain, wanted, start) for start in _places(plain, wanted)}
    spans = {
        fitted(text, span, words, before, after)
        for span in spans
        if fuzz.ratio(wanted, plain[slice(*span)]) >= _WORTH_FITTING
    }
    before, after = small(before), small(after)
    found = [
        span for span in spans if _is_like(plain, span, wanted, least, context(plain, span, before, after))
    ]
    found += [(start, end) for start, end in framed if start < end and _derives(wanted, plain[start:end])]
    return max(sorted(found), key=lambda span: _score(plain, span, wanted, before, after, near), default=None)


def context(text: str, span: tuple[int, int], before: str, after: str) -> float:
    """How like, 0 to 100 for each side that is known, what stands around `span` is to `before` and `after`."""
    start, end = span
    likeness = 0.0
    if before := before[-CONTEXT:]:
        likeness += fuzz.ratio(before, text[max(0, start - len(before)) : start])
    if after := after[:CONTEXT]:
        likeness += fuzz.ratio(after, text[end : end + len(after)])
    return likeness


def _score(text: str, span: tuple[int, int], words: str, before: str, after: str, near: int | None) -> float:
    start, end = span
    parts = (
        fuzz.ratio(words, text[start:end]),
        context(text, span, before, "") if before else 100.0,
        context(text, span, "", after) if after else 100.0,
        100.0 - 100.0 * min(abs(start - near) / len(text), 1.0) if near is not None else 100.0,
    )
    return sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))


def _is_like(text: str, span: tuple[int, int], words: str, least: float, around: float) -> bool:
    start, end = span
    if start >= end:
        return False
    likeness = fuzz.ratio(words, text[start:end])
    return likeness >= least or (least == LIKENESS and likeness >= IN_PLACE and around >= 2 * PIECE)


def _framed(text: str, length: int, before: str, after: str) -> Iterator[tuple[int, int]]:
    """What stands now between the old surroundings; an empty span where they stand side by side."""
    head, tail = before[-_FRAME:].strip(), after[:_FRAME].strip()
    if min(len(head), len(tail)) < _LEAST_FRAME:
        return
    at = text.find(head)
    for _ in range(_PLACES):
        if at < 0:
            return
        start = at + len(head)
        end = text.find(tail, start, start + 3 * length + CONTEXT + len(tail))
        if end >= 0:
            yield trimmed(text, start, end)
        at = text.find(head, at + 1)


def _derives(words: str, now: str) -> bool:
    """Whether what stands in the passage's old place is still that passage, edited, cut or lengthened."""
    if fuzz.ratio(words, now) >= IN_PLACE:
        return True
    shorter, longer = sorted((words, now), key=len)
    if len(shorter) < _LEAST_PIECE or len(longer) > _LONGEST_PIECE:
        return False
    return fuzz.partial_ratio(shorter, longer) >= PIECE


def _places(text: str, words: str) -> list[int]:
    """Where the passage may begin: the diagonals with the most, and the rarest, runs of characters of both."""
    size = 5 if len(words) >= 40 else 3 if len(words) >= 12 else 2
    offsets: dict[str, list[int]] = defaultdict(list)
    for offset in range(max(len(words) - size + 1, 1)):
        offsets[words[offset : offset + size]].append(offset)
    hits = [at for at in range(len(text) - size + 1) if text[at : at + size] in offsets]
    counts = Counter(text[at : at + size] for at in hits)
    width = max(min(len(words) // 4, MARGIN), 8)
    weights: dict[int, float] = defaultdict(float)
    moments: dict[int, float] = defaultdict(float)
    for at in hits:
        run = text[at : at + size]
        if counts[run] > _COMMON:
            continue
        for offset in offsets[run][:4]:
            diagonal = at - offset
            weights[diagonal // width] += 1 / counts[run]
            moments[diagonal // width] += diagonal / counts[run]
    return _heaviest(weights, moments)


def _heaviest(weights: dict[int, float], moments: dict[int, float]) -> list[int]:
    """The mean diagonals of the heaviest pairs of neighbouring buckets."""
    pairs = {bucket: weights[bucket] + weights.get(bucket + 1, 0.0) for bucket in list(weights)}
    chosen: list[int] = []
    for bucket in sorted(pairs, key=lambda bucket: (-pairs[bucket], bucket)):
        if len(chosen) == _PLACES or (chosen and pairs[bucket] < _FAINT * pairs[chosen[0]]):
            break
        if not {bucket - 1, bucket, bucket + 1} & set(chosen):
            chosen.append(bucket)
    return [round((moments[one] + moments.get(one + 1, 0.0)) / pairs[one]) for one in chosen]
