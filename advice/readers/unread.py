"""Texts in forms that no reader here knows: refused by name rather than read wrong as plain text."""

import re

from advice.readers.document import ReadError

_FORMS = (
    (re.compile(r"\{\\rtf"), "RTF"),
    (re.compile(r"\\documentclass|\\begin\{document\}"), "LaTeX"),
    (
        re.compile(
            r"<\?xml(?![^<>]{0,300}\?>\s*<(?:!doctype\s+)?html\b)|<(?:rss|feed|opml|svg)\b", re.IGNORECASE
        ),
        "XML",
    ),
    (
        re.compile(
            r"(?:MIME-Version|From|Snapshot-Content-Location):[^\n]*\n(?:[^\n]+\n){0,20}?Content-Type: multipart/related",
            re.IGNORECASE,
        ),
        "a web archive (MHTML); saved as HTML only it can be read",
    ),
    (re.compile(r"Return-Path:|Delivered-To:|Received: from", re.IGNORECASE), "an e-mail with its headers"),
    (
        re.compile(
            r"#!/|<\?php\b|package \w+;|(?:import [^\n]{1,300}\n\s*){1,60}(?:[^\n]{0,500}\n){0,200}?export (?:default|async) function"
        ),
        "a program",
    ),
    (re.compile(r"#\+[A-Za-z_]{2,40}:"), "Org mode"),
    (re.compile(r"= [^\s=][^\n]{0,200}\n(?:[^\n]{0,300}\n){0,40}?(?::[\w-]{1,40}:|={2,5} \S)"), "AsciiDoc"),
    (
        re.compile(
            r"(?:[=~#*-]{3,}\n)?[^\n]{1,200}\n[=~#*-]{3,}\n\s{0,20}(?:[^\n]{0,300}\n){0,10}?"
            r":(?:date|authors?|category|tags|slug|summary|modified):[ \t]"
        ),
        "reStructuredText",
    ),
    (re.compile(r"-----BEGIN [A-Z ]+-----"), "a key or certificate"),
)
_JSON = re.compile(
    r"\{\s*\"[^\"\n]{0,200}\"\s*:|\{\s*\}|\[\s*(?:\{\s*\"|\"[^\"\n]{0,200}\"\s*[,\]]|-?\d+\s*,|\[\s*[\[\]{\"\d-])"
)


def refuse_unread(text: str) -> None:
    """Raise ReadError for a text in a known form that has no reader."""
    head = text.lstrip()
    for pattern, name in _FORMS:
        if pattern.match(head):
            raise ReadError(
                f"The file is {name}, which is not read here."
                if "can be read" not in name
                else f"The file is {name}."
            )
    if head[:1] in "{[" and _is_json(head):
        raise ReadError("The file is JSON, but not an item of Hacker News.")


def _is_json(head: str) -> bool:
    """JSON by its look; a whole parse could be made costly."""
    return bool(_JSON.match(head))
