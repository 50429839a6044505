"""The words of one block with marks and highlights, as escaped HTML.

Ranges may nest, cross and repeat. They are sorted (earlier start, then longer, first), and at every
edge the elements that end are closed together with those inside them, which open again at once.
A link is never split, so that it stays one stop for the keyboard: what crosses it is split instead.
"""

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

HIGHLIGHT = "highlight"
LINK = "link"
TAGS = {"emphasis": "em", "strong": "strong", "code": "code"}
RANKS = {kind: rank for rank, kind in enumerate((HIGHLIGHT, LINK, *TAGS))}
SCHEMES = ("http://", "https://", "mailto:")


class Highlight(NamedTuple):
    """A passage to mark. `key` makes its target, `label` says where its link leads ("" for no link)."""

    start: int
    end: int
    key: str
    label: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A mark or highlight, cut to one block. `begins` and `finishes` are false where the cut is."""

    start: int
    end: int
    kind: str
    value: str = ""
    label: str = ""
    number: int = 0
    begins: bool = True
    finishes: bool = True
    css: str = ""

    @property
    def order(self) -> tuple[int, int, int, int]:
        return self.start, -self.end, RANKS[self.kind], self.number


def passage_id(key: str) -> str:
    """The target of a claim's passage in the reading page: `passage-<key>`, percent-encoded where need be."""
    return f"passage-{quote(key, safe='')}"


def is_renderable(kind: str, value: str) -> bool:
    """Whether a mark is of a known kind and, if a link, leads where a link may lead."""
    return kind in TAGS or (kind == LINK and value.lower().startswith(SCHEMES))


def render_inline(text: str, start: int, end: int, ranges: Iterable[Range]) -> str:
    """The code points `start` to `end` of `text` as HTML; every range lies within them."""
    entering: dict[int, list[Range]] = {}
    leaving: dict[int, list[Range]] = {}
    for piece in _without_crossed_links(list(ranges)):
        entering.setdefault(piece.start, []).append(piece)
        leaving.setdefault(piece.end, []).append(piece)
    edges = sorted({start, end, *entering, *leaving})
    parts: list[str] = []
    active: list[Range] = []
    opened: list[Range] = []
    references: list[Range] = []
    for edge, following in pairwise([*edges, end]):
        for piece in leaving.get(edge, ()):
            active.remove(piece)
            if piece.kind == HIGHLIGHT and piece.finishes and piece.label:
                references.append(piece)
        for piece in entering.get(edge, ()):
            insort(active, piece, key=lambda one: one.order)
        kept = _common(opened, active)
        parts += [_closing(piece) for piece in reversed(opened[kept:])]
        if not any(piece.kind == LINK for piece in opened[:kept]):
            parts += [_reference(piece) for piece in sorted(references, key=lambda one: one.number)]
            references = []
        parts += [_opening(piece, again=piece.start != edge) for piece in active[kept:]]
        opened = list(active)
        parts.append(escape(text[edge:following]))
    return "".join(parts)


def _without_crossed_links(ranges: list[Range]) -> list[Range]:
    """Links that do not overlap, the first one wins, and everything that crosses a link cut at its edge."""
    links: list[Range] = []
    for link in sorted((piece for piece in ranges if piece.kind == LINK), key=lambda one: one.order):
        if not links or link.start >= links[-1].end:
            links.append(link)
    pieces = list(links)
    for piece in ranges:
        if piece.kind != LINK:
            pieces += _cut(piece, links)
    return pieces


def _cut(piece: Range, links: Sequence[Range]) -> list[Range]:
    edges = {
        edge
        for link in links
        if (link.start < piece.start < link.end < piece.end)
        or (piece.start < link.start < piece.end < link.end)
        for edge in (link.start, link.end)
        if piece.start < edge < piece.end
    }
    bounds = [piece.start, *sorted(edges), piece.end]
    return [
        replace(
            piece,
            start=left,
            end=right,
            begins=piece.begins and left == piece.start,
            finishes=piece.finishes and right == piece.end,
        )
        for left, right in pairwise(bounds)
    ]


def _common(one: Sequence[Range], other: Sequence[Range]) -> int:
    """How many ranges both stacks begin with."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _opening(piece: Range, *, again: bool) -> str:
    if piece.kind == HIGHLIGHT:
        target = f' id="{passage_id(piece.value)}"' if piece.begins and not again else ""
        css = f' class="{escape(piece.css)}"' if piece.css else ""
        return f'<mark{target}{css} data-passage="{quote(piece.value, safe="")}">'
    if piece.kind == LINK:
        return f'<a href="{escape(piece.value)}" rel="nofollow noopener">'
    return f"<{TAGS[piece.kind]}>"


def _closing(piece: Range) -> str:
    if piece.kind == HIGHLIGHT:
        return "</mark>"
    return "</a>" if piece.kind == LINK else f"</{TAGS[piece.kind]}>"


def _reference(piece: Range) -> str:
    """The link from a passage to its claim. The figure is drawn by the style sheet: it is not the author's."""
    key = quote(piece.value, safe="")
    label = escape(piece.label)
    return f'<a class="passage-reference" href="#note-{key}" data-number="{piece.number}" aria-label="{label}"></a>'
