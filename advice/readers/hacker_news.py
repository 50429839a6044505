"""What the printed and the JSON forms of a Hacker News item have in common."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from advice.readers.canonical import Body
from advice.readers.characters import squeeze
from advice.readers.dates import unix_date
from advice.readers.document import BlockKind, Document, ReadError
from advice.readers.html_text import html_to_body

_ADDRESS = "https://news.ycombinator.com/item?id="
_QUOTE = re.compile(r"(<p>|^)\s*(?:&gt;|>)\s*(?:&gt;|>)?\s?(.*?)(?=<p>|$)", re.IGNORECASE | re.DOTALL)


def item_document(item: Mapping[str, Any], format_name: str) -> Document:
    """The document of an item with the keys of the Firebase API: by, id, parent, text, time, title, type."""
    text, title = _text(item, "text"), squeeze(html.unescape(_text(item, "title")))[0]
    if item.get("deleted") or item.get("dead"):
        raise ReadError("The Hacker News item was deleted or flagged; it has no text to read.")
    if not text.strip():
        raise ReadError("The Hacker News item has no text of its own.")
    comment = item.get("type") == "comment" or (not item.get("type") and item.get("parent") is not None)
    author = squeeze(_text(item, "by"))[0] or None
    body = fragment(text)
    if not title:
        title = f"Comment by {author} on Hacker News" if author else "Comment on Hacker News"
    parent, number = _number(item.get("parent")), _number(item.get("id"))
    return Document(
        format=format_name,
        sha256="",
        title=title,
        text=body.text,
        blocks=tuple(body.blocks),
        marks=tuple(body.marks),
        kind="comment" if comment else "post",
        author=author,
        published_on=unix_date(item.get("time")),
        url=f"{_ADDRESS}{number}" if number else None,
        part_of="Hacker News",
        part_of_url=f"{_ADDRESS}{parent}" if parent else "https://news.ycombinator.com/",
        notes=tuple(body.notes),
    )


def fragment(text: str) -> Body:
    """The HTML of a comment; paragraphs that begin with > are quotations, as the site's users have it."""
    body = html_to_body(_QUOTE.sub(r"\1<blockquote>\2</blockquote>", text))
    body.blocks = [
        replace(block, kind=BlockKind.PARAGRAPH) if block.kind == BlockKind.HEADING else block
        for block in body.blocks
    ]
    return body


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ReadError(f"The Hacker News item has a {key} that is not text.")
    return value


def _number(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**15:
        return value
    return None
