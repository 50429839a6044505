"""A strict reading of rendered HTML: well-formed, of known elements only, taken apart into blocks."""

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "li", "pre", "figcaption", *HEADINGS}
WRAPPERS = {"div", "ul", "ol", "blockquote", "figure"}
ATTRIBUTES = {
    "a": {"href", "rel", "class", "data-number", "aria-label"},
    "mark": {"id", "data-passage"},
    "div": {"class"},
    "p": {"class", "dir"},
    **{tag: {"dir"} for tag in ("li", "pre", "figcaption")},
    **{tag: {"id", "dir"} for tag in HEADINGS},
    **{tag: set() for tag in ("em", "strong", "code", "ul", "ol", "blockquote", "figure")},
}


@dataclass
class Block:
    tag: str
    text: str = ""


class Strict(HTMLParser):
    """Raises AssertionError on whatever the renderer must never make."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.within: list[Block] = []
        self.blocks: list[Block] = []
        self.speakers: list[str] = []
        self.targets: list[str] = []
        self.references: list[str] = []
        self.links: list[str] = []
        self._marked: dict[str, str] = {}

    def marked(self, key: str) -> str:
        """The words inside the marks of one highlight."""
        return self._marked.get(key, "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        outer = [name for name, _ in self.open]
        assert tag in ATTRIBUTES, tag
        assert set(values) <= ATTRIBUTES[tag], (tag, values)
        assert len(values) == len(attrs)
        assert not (tag == "a" and "a" in outer), "a link inside a link"
        assert tag != "li" or outer[-1] in {"ul", "ol"}
        assert not (outer and outer[-1] in {"ul", "ol"}) or tag == "li"
        assert not (tag in BLOCKS | WRAPPERS and set(outer) & (BLOCKS - {"li"})), f"<{tag}> inside {outer}"
        self.open.append((tag, values))
        if tag in BLOCKS:
            self.within.append(Block(tag))
            if values.get("class") != "turn-speaker":
                self.blocks.append(self.within[-1])
        if tag == "mark" and "id" in values:
            self.targets.append(values["id"])
        if values.get("class") == "passage-reference":
            assert values["href"].startswith("#note-")
            self.references.append(values["aria-label"])
        elif tag == "a":
            self.links.append(values["href"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        opened, values = self.open.pop()
        assert opened == tag
        if tag in BLOCKS:
            block = self.within.pop()
            if values.get("class") == "turn-speaker":
                self.speakers.append(block.text)

    def handle_data(self, data: str) -> None:
        assert self.within, f"{data!r} stands outside of every block"
        assert "passage-reference" not in {values.get("class") for _, values in self.open}
        self.within[-1].text += data
        for key in {unquote(values["data-passage"]) for tag, values in self.open if tag == "mark"}:
            self._marked[key] = self._marked.get(key, "") + data

    def refuse(self, data: str) -> None:
        raise AssertionError(f"{data!r} is markup of no known kind")

    handle_comment = handle_decl = handle_pi = unknown_decl = refuse


def parse(html: str) -> Strict:
    parser = Strict()
    parser.feed(html)
    parser.close()
    assert not parser.open, parser.open
    return parser
