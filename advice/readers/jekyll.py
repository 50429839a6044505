"""Markdown with YAML front matter between three-dash lines, as Jekyll and many others have it."""

from advice.readers.document import Document
from advice.readers.front_matter import FrontMatter, split_fenced
from advice.readers.front_matter_yaml import read_yaml
from advice.readers.markdown_text import markdown_to_body
from advice.readers.post import post

FORMAT = "jekyll"


def recognises(text: str) -> bool:
    return split_fenced(text, "---") is not None


def read(text: str, name: str = "") -> Document:
    front = front_matter(text) or FrontMatter({}, text)
    return post(FORMAT, front.values, markdown_to_body(front.body), name, notes=front.notes)


def front_matter(text: str) -> FrontMatter | None:
    found = split_fenced(text, "---")
    return read_yaml(*found) if found else None
