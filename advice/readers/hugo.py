"""Markdown with TOML front matter between +++ lines, as Hugo has it."""

from advice.readers.document import Document
from advice.readers.front_matter import FrontMatter, split_fenced
from advice.readers.front_matter_toml import read_toml
from advice.readers.markdown_text import markdown_to_body
from advice.readers.post import post

FORMAT = "hugo"


def recognises(text: str) -> bool:
    return split_fenced(text, "+++") is not None


def read(text: str, name: str = "") -> Document:
    front = front_matter(text) or FrontMatter({}, text)
    return post(FORMAT, front.values, markdown_to_body(front.body), name, notes=front.notes)


def front_matter(text: str) -> FrontMatter | None:
    found = split_fenced(text, "+++")
    return read_toml(*found) if found else None
