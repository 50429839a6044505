"""Markdown below YAML that only a line of three dashes ends, as older Hexo has it."""

from advice.readers.document import Document
from advice.readers.front_matter import YAML_LINE, FrontMatter
from advice.readers.front_matter_yaml import read_yaml
from advice.readers.limits import MAX_FRONT_MATTER
from advice.readers.markdown_text import markdown_to_body
from advice.readers.post import post

FORMAT = "hexo"
_FIRST = ("title:", "layout:", "date:", "author:", "tags:", "categories:", "id:", "permalink:")


def recognises(text: str) -> bool:
    return _split(text) is not None


def read(text: str, name: str = "") -> Document:
    front = front_matter(text) or FrontMatter({}, text)
    return post(FORMAT, front.values, markdown_to_body(front.body), name, notes=front.notes)


def front_matter(text: str) -> FrontMatter | None:
    found = _split(text)
    return read_yaml(*found) if found else None


def _split(text: str) -> tuple[str, str] | None:
    """Lines of keys from the very first one on, two at least, to the dashes; and the body."""
    head = text.lstrip()
    if not head.lower().startswith(_FIRST):
        return None
    size = 0
    lines: list[str] = []
    for line in head.split("\n"):
        size += len(line) + 1
        if line.rstrip() == "---":
            titled = any(one.lower().startswith("title:") for one in lines)
            return ("\n".join(lines), head[size:]) if titled and len(lines) > 1 else None
        inner = line[:1].isspace() or line.startswith(("-", "#"))
        if size > MAX_FRONT_MATTER or not (inner or YAML_LINE.match(line)) or not line.strip():
            return None
        lines.append(line)
    return None
