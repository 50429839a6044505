"""The one renderer: text, blocks, marks and highlights become escaped HTML.

A pure function over plain data. Blocks and marks are dicts as `dataclasses.asdict` makes them of
advice.readers.document's Block and Mark; offsets are code points into the text. No markup of a
document reaches a page as it came: each character of it is escaped, each element made here.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import TypedDict

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from advice.sources.inline import HIGHLIGHT, Highlight, Range, is_renderable, render_inline

RUNS = {"list_item", "quotation"}


class BlockData(TypedDict):
    kind: str
    start: int
    end: int
    level: int
    ordered: bool
    speaker: str | None


class MarkData(TypedDict):
    kind: str
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: its target on the page, its words and its level there (2 to 6)."""

    id: str
    title: str
    level: int
    start: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands on its own: a paragraph, a heading, a whole list, a whole quotation."""

    start: int
    end: int
    html: SafeString
    speaker: str | None
    section: Section | None = None


def render(
    text: str,
    blocks: Sequence[BlockData],
    marks: Iterable[MarkData] = (),
    highlights: Iterable[Highlight] = (),
    *,
    top_level: int = 2,
    speakers: Mapping[str, str] | None = None,
) -> SafeString:
    """The document as HTML. `speakers` gives the names to print for "asker" and "answerer"."""
    pieces = render_pieces(text, blocks, marks, highlights, top_level=top_level)
    parts = []
    for speaker, turn in groupby(pieces, key=lambda piece: piece.speaker):
        html = "".join(piece.html for piece in turn)
        parts.append(
            html
            if speaker is None
            else f'<div class="{turn_class(speaker)}"><p class="turn-speaker">'
            f"{escape(speaker_name(speaker, speakers))}</p>{html}</div>"
        )
    return mark_safe("".join(parts))  # noqa: S308 - made of escaped parts only


def render_pieces(
    text: str,
    blocks: Sequence[BlockData],
    marks: Iterable[MarkData] = (),
    highlights: Iterable[Highlight] = (),
    *,
    top_level: int = 2,
    frame: Callable[[int, SafeString], SafeString] | None = None,
) -> list[Piece]:
    """The pieces of the document in order; `top_level` is the level of its highest heading on the page.

    `frame` may put phrasing HTML around the words of each block, which it gets with the block's index.
    """
    ranges = _ranges_by_block(blocks, marks, highlights)
    sections = iter(outline(text, blocks, top_level=top_level))
    inline = [
        render_inline(text, block["start"], block["end"], ranges.get(index, ()))
        for index, block in enumerate(blocks)
    ]
    if frame is not None:
        inline = [frame(index, mark_safe(html)) for index, html in enumerate(inline)]  # noqa: S308
    pieces = []
    for run in _runs(blocks):
        first, last = blocks[run[0]], blocks[run[-1]]
        section = next(sections) if first["kind"] == "heading" else None
        if first["kind"] == "list_item":
            html = _list([(blocks[index], inline[index]) for index in run])
        else:
            html = _element(first["kind"], [inline[index] for index in run], section)
        pieces.append(
            Piece(first["start"], last["end"], mark_safe(html), first["speaker"], section)  # noqa: S308
        )
    return pieces


def outline(text: str, blocks: Iterable[BlockData], *, top_level: int = 2) -> list[Section]:
    """The headings, with levels that never skip one, whatever the document's own do."""
    sections: list[Section] = []
    open_levels: list[int] = []
    for block in blocks:
        if block["kind"] != "heading":
            continue
        while open_levels and open_levels[-1] >= block["level"]:
            open_levels.pop()
        open_levels.append(block["level"])
        level = min(top_level + len(open_levels) - 1, 6)
        title = text[block["start"] : block["end"]]
        sections.append(Section(f"section-{len(sections) + 1}", title, level, block["start"]))
    return sections


def turn_class(speaker: str | None) -> str:
    """The class of what one speaker says in a row."""
    if speaker is None:
        return ""
    return f"turn turn-{speaker}" if speaker in {"asker", "answerer"} else "turn"


def speaker_name(speaker: str, names: Mapping[str, str] | None = None) -> str:
    """The name to print above a turn: the one given, or the role in words."""
    roles = {"asker": _("The person asking"), "answerer": _("The person answering")}
    return (names or {}).get(speaker) or roles.get(speaker, speaker)


def _runs(blocks: Sequence[BlockData]) -> Iterator[list[int]]:
    """Indices of blocks that make one piece: items of a list and parts of a quotation belong together."""
    run: list[int] = []
    for index, block in enumerate(blocks):
        joins = run and block["kind"] in RUNS and _like(block, blocks[run[-1]])
        if run and not joins:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _like(block: BlockData, other: BlockData) -> bool:
    return (block["kind"], block["speaker"]) == (other["kind"], other["speaker"])


def _ranges_by_block(
    blocks: Sequence[BlockData], marks: Iterable[MarkData], highlights: Iterable[Highlight]
) -> dict[int, list[Range]]:
    """Marks and highlights, cut to the blocks they touch."""
    whole = [
        Range(mark["start"], mark["end"], mark["kind"], mark["value"])
        for mark in marks
        if is_renderable(mark["kind"], mark["value"])
    ]
    whole += [
        Range(one.start, one.end, HIGHLIGHT, one.key, one.label, number, css=one.css)
        for number, one in enumerate(highlights, 1)
    ]
    starts = [block["start"] for block in blocks]
    ranges: dict[int, list[Range]] = {}
    for one in whole:
        touched = []
        for index in range(max(bisect_right(starts, one.start) - 1, 0), len(blocks)):
            block = blocks[index]
            if block["start"] >= one.end:
                break
            if max(one.start, block["start"]) < min(one.end, block["end"]):
                touched.append(index)
        for index in touched:
            start, end = max(one.start, blocks[index]["start"]), min(one.end, blocks[index]["end"])
            begins, finishes = index == touched[0], index == touched[-1]
            piece = replace(one, start=start, end=end, begins=begins, finishes=finishes)
            ranges.setdefault(index, []).append(piece)
    return ranges


def _element(kind: str, contents: list[str], section: Section | None) -> str:
    if section is not None:
        return f'<h{section.level} id="{section.id}" dir="auto">{contents[0]}</h{section.level}>'
    paragraphs = "".join(f'<p dir="auto">{content}</p>' for content in contents)
    if kind == "quotation":
        return f"<blockquote>{paragraphs}</blockquote>"
    if kind == "code":
        return f'<pre dir="auto"><code>{contents[0]}</code></pre>'
    if kind == "figure":
        return f'<figure><figcaption dir="auto">{contents[0]}</figcaption></figure>'
    return paragraphs


def _list(items: list[tuple[BlockData, str]]) -> str:
    """Nested lists. An item can be one level deeper than the one before, never more."""
    parts: list[str] = []
    lists: list[str] = []
    for block, content in items:
        depth = min(max(block["level"], 1), len(lists) + 1)
        tag = "ol" if block["ordered"] else "ul"
        while len(lists) > depth or (len(lists) == depth and lists[-1] != tag):
            parts.append(f"</li></{lists.pop()}>")
        if len(lists) == depth:
            parts.append("</li>")
        else:
            lists.append(tag)
            parts.append(f"<{tag}>")
        parts.append(f'<li dir="auto">{content}')
    while lists:
        parts.append(f"</li></{lists.pop()}>")
    return "".join(parts)
