"""Markdown below lines of keys and values, as Pelican and MultiMarkdown have it."""

from advice.readers.document import Document
from advice.readers.front_matter import FrontMatter, split_key_lines
from advice.readers.markdown_text import markdown_to_body
from advice.readers.post import post

FORMAT = "pelican"


def recognises(text: str) -> bool:
    return split_key_lines(text) is not None


def read(text: str, name: str = "") -> Document:
    front = front_matter(text) or FrontMatter({}, text)
    return post(FORMAT, front.values, markdown_to_body(front.body), name, notes=front.notes)


def front_matter(text: str) -> FrontMatter | None:
    return split_key_lines(text)
