"""Which characters the canonical text may hold, and how white space in it is squeezed."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

# Zero-width and directional characters, soft hyphens, noncharacters and every control but line feed and tab.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800]")
# Joiners shape Arabic, Indic and emoji sequences; between Latin letters and before white space they are only noise.
_JOINER = re.compile(
    "(?<![\u0600-\u1fff\u2190-\u2bff\ua000-\uffef\U00010000-\U0010ffff])[\u200c\u200d]|[\u200c\u200d]+(?=\\s|$)"
)
_RUN = re.compile(r"\s+")
_TAIL = 40


def clean_characters(text: str) -> str:
    """Line breaks as line feeds, spaces as spaces, nothing invisible, NFC. Keeps tabs and runs of spaces."""
    text = _LINE_BREAK.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACE.sub(" ", text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINER.sub("", text)
    return unicodedata.normalize("NFC", text)


def squeeze(raw: str, cuts: Sequence[int] = ()) -> tuple[str, list[int]]:
    """`raw` as one line of canonical text, and where each of the offsets `cuts` into `raw` comes to lie in it.

    Normalising a whole text and mapping offsets through it takes care: a mark may begin between a letter
    and the accent that joins it, so each piece between two cuts is normalised with the end of the last.
    """
    if not cuts:
        return _RUN.sub(" ", clean_characters(raw)).strip(), []
    edges = sorted({0, len(raw), *(min(max(cut, 0), len(raw)) for cut in cuts)})
    out = ""
    parts: list[str] = []
    size = 0
    places = [0]
    for start, end in pairwise(edges):
        piece = _RUN.sub(" ", clean_characters(raw[start:end]))
        if (size == 0 and not out) or out.endswith(" "):
            piece = piece.removeprefix(" ")
        joined = unicodedata.normalize("NFC", out + piece)
        keep = max(len(joined) - _TAIL, 0)
        parts.append(joined[:keep])
        size += keep
        out = joined[keep:]
        places.append(size + len(out))
    text = "".join([*parts, out]).rstrip()
    return text, [min(places[bisect_right(edges, cut) - 1], len(text)) for cut in cuts]


def squeeze_code(raw: str) -> str:
    """Code as canonical text: its own line breaks and indentation, without blank lines at the edges."""
    lines = [line.rstrip() for line in clean_characters(raw.expandtabs(4)).split("\n")]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        lines.pop()
    filled = [line for line in lines if line]
    indent = min((len(line) - len(line.lstrip()) for line in filled), default=0)
    return "\n".join(line[indent:] for line in lines).strip()
