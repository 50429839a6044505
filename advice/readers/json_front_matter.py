"""Markdown with a JSON object for front matter."""

from advice.readers.document import Document
from advice.readers.front_matter import FrontMatter, split_json
from advice.readers.markdown_text import markdown_to_body
from advice.readers.post import post

FORMAT = "json_front_matter"


def recognises(text: str) -> bool:
    return split_json(text) is not None


def read(text: str, name: str = "") -> Document:
    front = front_matter(text) or FrontMatter({}, text)
    return post(FORMAT, front.values, markdown_to_body(front.body), name, notes=front.notes)


def front_matter(text: str) -> FrontMatter | None:
    return split_json(text)
