"""HTML to canonical text with blocks and marks, in one pass and without recursion.

What a browser would not show as text (scripts, forms, embeds) is left out and noted. A tag that HTML
does not know and that is never closed is somebody's placeholder, such as <name of the company>, and
stays in the text.
"""

import html
import re
from collections.abc import Callable

from advice.readers import html_names as names
from advice.readers.canonical import Body
from advice.readers.characters import squeeze
from advice.readers.document import BlockKind, Mark, MarkKind, ReadError
from advice.readers.html_parsing import TolerantParser
from advice.readers.html_run import Element, Run
from advice.readers.limits import MAX_DEPTH
from advice.readers.links import link_address
from advice.readers.omissions import Omissions

Voices = Callable[[str, str | None], str | None]
_END_TAG = re.compile(r"</([a-zA-Z][^\s/>]*)")
_MARKS = {
    "a": MarkKind.LINK,
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "dfn": MarkKind.EMPHASIS,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
}
_CONTEXTS = {
    "pre": BlockKind.CODE,
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTATION,
    "figure": BlockKind.FIGURE,
    "figcaption": BlockKind.FIGURE,
    **dict.fromkeys(names.HEADINGS, BlockKind.HEADING),
}
_MAX_TAGS = 150_000
_HEADING_LENGTH = 120


def html_to_body(source: str, voices: Voices | None = None, omissions: Omissions | None = None) -> Body:
    """Canonical text of an HTML fragment; `voices` says after each comment who speaks from there on."""
    if source.count("<") > _MAX_TAGS or source.count("=") > _MAX_TAGS:
        raise ReadError("The document has more markup than a post needs.")
    closed = frozenset(name.lower() for name in _END_TAG.findall(source))
    parser = _Converter(closed, voices, omissions or Omissions())
    parser.feed(source)
    parser.close()
    return parser.finish()


class _Converter(TolerantParser):
    def __init__(self, closed: frozenset[str], voices: Voices | None, omissions: Omissions) -> None:
        super().__init__()
        self.closed = closed
        self.voices = voices
        self.body = Body()
        self.omissions = omissions
        self.stack: list[Element] = []
        self.run = Run()
        self.figures: list[str] = []
        self.speaker: str | None = None
        self.skipped = ""
        self.skip_depth = 0
        self.heading_level = 1

    def set_cdata_mode(self, elem: str, **options: bool) -> None:
        if elem.lower() in self.closed:
            super().set_cdata_mode(elem, **options)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.skip_depth and (tag in names.SKIPPED or tag not in names.KNOWN):
            values = dict(attrs)
            if values.get("alt") and tag not in names.KNOWN:
                self.image(values)  # a component of some site that shows a picture
            else:
                self.omit(tag, values)
            return
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skip_depth:
            self.skip_depth += tag == self.skipped
            return
        if tag not in names.KNOWN or (tag in names.SKIPPED and tag not in names.EMBEDS):
            if tag not in self.closed:
                self.handle_data(html.unescape(self.get_starttag_text() or ""))
                return
            if tag not in names.KNOWN:
                return
        values = dict(attrs)
        if tag in names.SKIPPED:
            self.omit(tag, values)
            if tag in self.closed:
                self.skipped, self.skip_depth = tag, 1
        elif tag in names.BLOCKS:
            self.open_block(tag)
        elif tag in _MARKS or tag in {"sup", "sub"}:
            if tag == "a":
                self.close_inline("a")
            mark = _MARKS.get(tag)
            value = link_address(values.get("href")) if tag == "a" else ""
            self.push(Element(tag, None if tag == "a" and not value else mark, value))
        else:
            self.insert(tag, values)

    def insert(self, tag: str, values: dict[str, str | None]) -> None:
        """Elements that stand for themselves."""
        if tag == "br":
            self.run.breaks += 1
            if any(element.tag == "pre" for element in self.stack):
                self.run.write("\n")
            elif self.run.breaks > 1:
                self.flush()
            else:
                self.run.write(" ")
        elif tag == "img":
            self.image(values)
        elif tag == "embed":
            self.omit(tag, values)
        elif tag == "q":
            self.run.write("“")

    def handle_endtag(self, tag: str) -> None:
        if self.skip_depth:
            self.skip_depth -= tag == self.skipped
            return
        if tag == "q":
            self.run.write("”")
        elif tag in names.BLOCKS:
            self.close_block(tag)
        elif tag in _MARKS or tag in {"sup", "sub"}:
            self.close_inline(tag)

    def handle_data(self, data: str) -> None:
        if not self.skip_depth:
            self.run.write(data)

    def handle_comment(self, data: str) -> None:
        if self.voices and not self.skip_depth:
            self.flush()
            self.speaker = self.voices(data.strip(), self.speaker)

    def omit(self, tag: str, values: dict[str, str | None]) -> None:
        if tag in names.EMBEDS:
            self.omissions.embed(values.get("src") or values.get("data"))
        elif tag not in names.KNOWN:
            self.omissions.embed(f"//{tag}")

    def image(self, values: dict[str, str | None]) -> None:
        alt = squeeze(values.get("alt") or "")[0]
        emoji = "emoji" in (values.get("class") or "") or (0 < len(alt) < 5 and not alt.isascii())
        if alt and emoji:
            self.handle_data(alt)
        elif alt:
            self.figures.append(alt)
        elif values.get("width") not in {"0", "1"}:
            self.omissions.image()

    def push(self, element: Element) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise ReadError(f"The document nests its markup more than {MAX_DEPTH} levels deep.")
        self.run.open(element)
        self.stack.append(element)

    def open_block(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.close_sibling(tag)
            if self.run.has_words:
                self.run.write(" | ")
            self.push(Element(tag))
            return
        self.flush()
        if tag in names.CLOSES_PARAGRAPH:
            blocks = [element.tag for element in self.stack if element.tag in names.BLOCKS]
            if blocks and blocks[-1] == "p":
                self.close_block("p")
        self.close_sibling(tag)
        if tag not in names.VOID:
            self.push(Element(tag))

    def close_sibling(self, tag: str) -> None:
        siblings, walls = names.CLOSES_SIBLING.get(tag, (frozenset[str](), frozenset[str]()))
        for element in reversed(self.stack):
            if element.tag in walls:
                return
            if element.tag in siblings:
                self.close_block(element.tag)
                return

    def close_block(self, tag: str) -> None:
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index].tag == tag:
                break
        else:
            if tag == "p":
                self.flush()
            return
        if tag not in {"td", "th"}:
            self.flush()
        for element in self.stack[index:]:
            self.run.close(element)
        del self.stack[index:]

    def close_inline(self, tag: str) -> None:
        for index in range(len(self.stack) - 1, -1, -1):
            element = self.stack[index]
            if element.tag == tag:
                del self.stack[index]
                self.run.rewrite(element)
                self.run.close(element)
                return
            if element.tag in names.BLOCKS:
                return

    def flush(self) -> None:
        """End the block that is being gathered; marks that are still open go on in the next one."""
        raw, marks = self.run.take(self.stack)
        if raw.strip():
            self.add(raw, marks)
        for alt in self.figures:
            if alt not in self.body.parts[-1:]:
                self.body.add(BlockKind.FIGURE, alt, speaker=self.speaker)
        self.figures = []

    def add(self, raw: str, marks: list[Mark]) -> None:
        kind, element = BlockKind.PARAGRAPH, None
        for element in reversed(self.stack):
            if element.tag in _CONTEXTS:
                kind = _CONTEXTS[element.tag]
                break
        lists = [entry.tag for entry in self.stack if entry.tag in names.LISTS]
        level, ordered = 0, False
        if kind == BlockKind.HEADING and element:
            level = self.heading_level = names.HEADINGS[element.tag]
        elif kind == BlockKind.LIST_ITEM and element:
            level, ordered = max(len(lists), 1), lists[-1:] == ["ol"]
            if element.filled:
                kind, ordered = BlockKind.PARAGRAPH, False
            element.filled = True
        elif kind == BlockKind.PARAGRAPH and _is_bold_heading(raw, marks):
            kind, level = BlockKind.HEADING, min(self.heading_level + 1, 6)
        self.body.add(kind, raw, marks, level=level, ordered=ordered, speaker=self.speaker)

    def finish(self) -> Body:
        self.flush()
        self.body.notes += self.omissions.notes()
        return self.body


def _is_bold_heading(raw: str, marks: list[Mark]) -> bool:
    """A short paragraph all in bold type, not a sentence, is what many authors use for a heading."""
    text = raw.strip()
    if len(text) > _HEADING_LENGTH or text.endswith((".", ",", ";", "…")):
        return False
    covered = sum(len(raw[mark.start : mark.end].strip()) for mark in marks if mark.kind == MarkKind.STRONG)
    return covered >= len(text)
