"""Markdown without front matter."""

import re

from advice.readers.document import BlockKind, Document
from advice.readers.markdown_text import markdown_to_body
from advice.readers.panel_summary import is_panel_summary
from advice.readers.plain_text import with_head
from advice.readers.post import post

FORMAT = "markdown"
_SIGNS = (
    re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE),
    re.compile(r"^[^\s=-][^\n]*\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
    re.compile(r"\[[^\]\n]{1,300}\]\((?:https?:|mailto:|/|#)[^)\s]{1,2000}\)"),
    re.compile(r"(?<![\w*])\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?![\w*])"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])\*(?![\w*])"),
    re.compile(r"(?<!\w)_(?=[^\s_])[^_\n]{1,200}(?<=[^\s_])_(?!\w)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^ {0,3}>[ \t]?\S", re.MULTILINE),
    re.compile(r"^ {0,3}[-*+] +\S", re.MULTILINE),
    re.compile(r"<(?:p|br|a|em|strong|blockquote|h[1-6]|ul|ol|div|img)\b[^<>]{0,2000}>", re.IGNORECASE),
)


def recognises(text: str) -> bool:
    return any(sign.search(text) for sign in _SIGNS)


def read(text: str, name: str = "") -> Document:
    body = markdown_to_body(text)
    headings = [
        part for block, part in zip(body.blocks, body.parts, strict=True) if block.kind == BlockKind.HEADING
    ]
    kind = "panel_summary" if is_panel_summary(headings) else "post"
    return with_head(post(FORMAT, {}, body, name, kind=kind), text)
