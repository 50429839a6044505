"""A text without what editors and exports change unasked: kinds of white space, quotation marks and dashes, NFC and NFD.

What is found in a folded text is where the passage stands, and still not the same words: a curator confirms it.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache

_SAME = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_PIECE = re.compile(rf"\s+|[^\s{_DROPPED}][\u0300-\u036f]*|[{_DROPPED}]+")


def folded_places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Every span of `text` that is `words` once both are folded."""
    wanted = fold(words)[0].strip(" ")
    if not wanted:
        return
    folded, starts, ends = fold(text)
    at = folded.find(wanted)
    while at >= 0:
        yield starts[at], ends[at + len(wanted) - 1]
        at = folded.find(wanted, at + 1)


@lru_cache(maxsize=2)
def fold(text: str) -> tuple[str, "array[int]", "array[int]"]:
    """The folded text, and for each of its characters where its origin begins and ends in `text`."""
    out: list[str] = []
    starts, ends = array("L"), array("L")
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece[0] in _DROPPED:
            continue
        plain = " " if piece[0].isspace() else _SAME.get(piece) or unicodedata.normalize("NFC", piece)
        for character in plain:
            out.append(character)
            starts.append(match.start())
            ends.append(match.end())
    return "".join(out), starts, ends


def small(text: str) -> str:
    """In small letters, each in its place; one that would become two stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
