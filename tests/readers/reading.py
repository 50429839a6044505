"""Short ways to look at a document."""

from pathlib import Path

from advice.readers.document import Document
from advice.readers.registry import read

SAMPLES = Path(__file__).parent.parent / "samples"


def sample(name: str) -> Document:
    return read((SAMPLES / name).read_bytes())


def outline(document: Document) -> list[tuple[str, str]]:
    """Kind (with the level of a heading or list item, # where ordered) and text of each block."""
    return [
        (
            f"{block.kind}{block.level or ''}{'#' if block.ordered else ''}",
            document.text[block.start : block.end],
        )
        for block in document.blocks
    ]


def texts(document: Document) -> list[str]:
    return [text for _, text in outline(document)]


def marked(document: Document, kind: str) -> list[str]:
    """The words under each mark of a kind; a link with its address."""
    return [
        document.text[mark.start : mark.end] + (f" {mark.value}" if mark.value else "")
        for mark in document.marks
        if mark.kind == kind
    ]


def post(body: str, front: str = "title: A post") -> Document:
    """A post with YAML front matter around `body`."""
    return read(f"---\n{front}\n---\n\n{body}\n".encode())
