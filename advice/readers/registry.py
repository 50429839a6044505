"""Picks the reader by what is in the file, never by what the file is called."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, cast

from advice.readers import (
    hacker_news_item,
    hacker_news_json,
    hexo,
    html_page,
    hugo,
    invariants,
    jekyll,
    json_front_matter,
    markdown_plain,
    nikola,
    panel_summary,
    pelican,
    plain_text,
    wordpress_blocks,
)
from advice.readers.decoding import decode
from advice.readers.document import Document, ReadError
from advice.readers.limits import MAX_AUTHOR, MAX_CHARACTERS, MAX_PART_OF, MAX_SOURCE_URL, MAX_TITLE
from advice.readers.unread import refuse_unread


class Reader(Protocol):
    FORMAT: str

    def recognises(self, text: str) -> bool: ...
    def read(self, text: str, name: str = "") -> Document: ...


# The first that recognises a text reads it: the most telling forms come first, plain text takes the rest.
READERS = cast(
    Sequence[Reader],
    (
        hacker_news_item,
        hacker_news_json,
        html_page,
        wordpress_blocks,
        jekyll,
        hugo,
        json_front_matter,
        nikola,
        hexo,
        pelican,
        panel_summary,
        markdown_plain,
        plain_text,
    ),
)
# These take any text, so what has a known form and no reader must be refused first.
LENIENT = cast(Sequence[Reader], (panel_summary, markdown_plain, plain_text))


def read(data: bytes, name: str = "") -> Document:
    """The document in `data`. `name`, its file name, serves only for a date that is nowhere else.

    Raises ReadError with one sentence where the document can't be read right.
    """
    text, notes = decode(data)
    if not text.strip():
        raise ReadError("The file is empty.")
    if len(text) > MAX_CHARACTERS and not html_page.recognises(text):
        raise ReadError(f"The document has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read.")
    reader = next(reader for reader in READERS if reader.recognises(text))
    if reader in LENIENT:
        refuse_unread(text)
    document = reader.read(text, name)
    if not document.blocks:
        raise ReadError("The document has no text.")
    document = _fitted(document)
    document = replace(
        document,
        sha256=hashlib.sha256(data).hexdigest(),
        notes=tuple(dict.fromkeys((*notes, *document.notes))),
    )
    invariants.check(document)
    return document


def _fitted(document: Document) -> Document:
    """The document with its title, author and addresses no longer than a record can hold, and notes of what was cut."""
    notes = list(document.notes)
    fields = {"title": MAX_TITLE, "author": MAX_AUTHOR, "part_of": MAX_PART_OF}
    cut: dict[str, str] = {}
    for field, most in fields.items():
        value = getattr(document, field) or ""
        if len(value) > most:
            cut[field] = value[: most - 1].rstrip() + "…"
            notes.append(f"The {field.replace('_', ' ')} was cut at {most} characters.")
    document = replace(document, **cut)  # type: ignore[arg-type]
    if document.url and len(document.url) > MAX_SOURCE_URL:
        notes.append("The address was left out, because it is too long.")
        document = replace(document, url=None)
    return replace(document, notes=tuple(notes))
