"""Markdown below Nikola's lines of metadata: `.. title: …`, within a comment or bare."""

import re

from advice.readers.document import Document
from advice.readers.front_matter import FrontMatter, notes_of_twins
from advice.readers.limits import MAX_FRONT_MATTER
from advice.readers.markdown_text import markdown_to_body
from advice.readers.post import post

FORMAT = "nikola"
_LINE = re.compile(r"\.\.[ \t]+(?P<key>[A-Za-z][\w-]{0,40}):[ \t]*(?P<value>[^\n]*)")


def recognises(text: str) -> bool:
    return front_matter(text) is not None


def read(text: str, name: str = "") -> Document:
    front = front_matter(text) or FrontMatter({}, text)
    return post(FORMAT, front.values, markdown_to_body(front.body), name, notes=front.notes)


def front_matter(text: str) -> FrontMatter | None:
    head = text.lstrip()
    within = head.startswith("<!--")
    rest = head[4:].lstrip() if within else head
    if not rest.startswith(".. "):
        return None
    values: dict[str, str] = {}
    keys: list[str] = []
    size = 0
    for line in rest.split("\n"):
        found = _LINE.fullmatch(line.strip())
        if not found and line.strip():
            break
        size += len(line) + 1
        if found:
            keys.append(found["key"])
            values.setdefault(found["key"], found["value"].strip())
        elif not within:
            break
    if "title" not in values or size > MAX_FRONT_MATTER:
        return None
    body = rest[size:]
    if within and body.lstrip().startswith("-->"):
        body = body.lstrip()[3:]
    return FrontMatter(dict(values), body, notes_of_twins(keys, "first"))
