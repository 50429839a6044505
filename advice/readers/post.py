"""The document of a post: a body with what its front matter says."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from advice.readers.canonical import Body
from advice.readers.document import BlockKind, Document, ReadError
from advice.readers.metadata import read_metadata, refuse_others_than_posts

_TITLE_FROM_TEXT = 80
_SUFFIX = re.compile(r"(?:\.[A-Za-z]{1,9}){1,2}$")
_DAY_FIRST = re.compile(r"^(?:19|20)\d{2}[-_.]\d{1,2}[-_.]\d{1,2}[-_. ]*")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_NO_NAMES = {"index", "readme", "post", "page", "content", "text", "document", "untitled"}
_STUB_LENGTH = 250
_STUB = re.compile(
    r"\b(?:(?:has|have) (?:been )?moved\b|moved (?:permanently )?(?:to|here)\b|redirect(?:ing|ed|s)?\b|now lives (?:at|on)\b)",
    re.IGNORECASE,
)


def post(
    format_name: str,
    values: Mapping[str, Any],
    body: Body,
    name: str = "",
    *,
    kind: str = "post",
    notes: Sequence[str] = (),
) -> Document:
    refuse_others_than_posts(values)
    metadata = read_metadata(values, name)
    title, said = metadata.title, list(metadata.notes)
    if all(block.kind == BlockKind.FIGURE for block in body.blocks):
        raise ReadError("The document has no text" + (" below its front matter." if values else "."))
    if body.size < _STUB_LENGTH and _STUB.search(body.text):
        raise ReadError("The document only says that the post is at another address.")
    if not title:
        title = heading_of(body)
        said.append("It has no title of its own; the first heading stands for one.")
    if not title:
        title = title_in_name(name)
        said[-1] = "It has no title of its own; the name of the file stands for one."
    if not title:
        title = first_words(body)
        said[-1] = "It has no title of its own; the first words stand for one."
    first = body.blocks[0]
    if first.kind == BlockKind.HEADING and body.parts[0].casefold() == title.casefold():
        body = body.without_first()
        if first.level == 1 and not metadata.title:
            said.pop()
    return Document(
        format=format_name,
        sha256="",
        title=title,
        text=body.text,
        blocks=tuple(body.blocks),
        marks=tuple(body.marks),
        kind=kind,
        author=metadata.author,
        published_on=metadata.published_on,
        url=metadata.url,
        language=metadata.language,
        notes=(*notes, *said, *body.notes),
    )


def heading_of(body: Body) -> str:
    """The first heading of the first level, else a heading above all text."""
    for block, part in zip(body.blocks, body.parts, strict=True):
        if block.kind == BlockKind.HEADING and block.level == 1:
            return part
    return body.parts[0] if body.blocks[0].kind == BlockKind.HEADING else ""


def title_in_name(name: str) -> str:
    """The words of a file's name such as 2021-05-03-leaving-the-mill.md, or of its folder's; empty for fewer than two."""
    parts = [part for part in name.replace("\\", "/").split("/") if part]
    parts[-1:] = [_SUFFIX.sub("", part) for part in parts[-1:]]
    if parts and parts[-1].lower() in _NO_NAMES:
        parts.pop()
    words = re.sub(r"[\s_-]+", " ", _DAY_FIRST.sub("", parts[-1])).strip() if parts else ""
    if len(_WORDS.findall(words)) < 2 or re.search(r"\d{4,}", words):
        return ""
    return words[:1].upper() + words[1:]


def first_words(body: Body) -> str:
    words = body.parts[0].replace("\n", " ")
    if len(words) <= _TITLE_FROM_TEXT:
        return words
    return words[: _TITLE_FROM_TEXT - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"
