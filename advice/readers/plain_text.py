"""Plain text, the last resort: paragraphs between blank lines, or one a line."""

import re
from dataclasses import replace
from datetime import date

from advice.readers.canonical import Body
from advice.readers.dates import parse_date_line
from advice.readers.document import BlockKind, Document
from advice.readers.post import post

FORMAT = "text"
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_BULLET = re.compile(r"\s*(?:[•◦▪‣●○·–*-]|(?P<number>\d{1,3}[.)]))\s+(?P<text>\S.*)")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)]*$")
_BY_LINE = re.compile(
    r"(?:by|author:|written by)\s+(?P<name>[A-Z][\w.'’-]*(?:\s+[\w.'’-]+){0,4})", re.IGNORECASE
)
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s+[\w.'’-]+){0,4}")
_BY = re.compile(r"(?:by|author:|written by)\s+", re.IGNORECASE)
_GAP = re.compile(r"\s+on\s+|\s*[|·•,–—]\s*|\s+-\s+")
_LAST_BY = re.compile(r"[\s|·•,–—-]*\bby\s+", re.IGNORECASE)
_TITLE_LENGTH = 120
_WRAPPED_WIDTH = 100
_HEAD_LINES = 6


def recognises(text: str) -> bool:
    return True


def read(text: str, name: str = "") -> Document:
    body = Body()
    chunks = [chunk.split("\n") for chunk in _PARAGRAPHS.split(text.strip())]
    for index, lines in enumerate(chunks):
        if _is_heading(lines[0], first=index == 0 and len(lines) == 1 and len(chunks) > 1):
            body.add(BlockKind.HEADING, lines.pop(0), level=1 if index == 0 else 2)
        if lines:
            _add(body, lines)
    return with_head(post(FORMAT, {}, body, name), text)


def with_head(document: Document, text: str) -> Document:
    """The document with a date and an author that stand on lines of their own among its first lines."""
    lines = [line.strip().strip("*_#").strip() for line in text.strip().split("\n") if line.strip()][
        :_HEAD_LINES
    ]
    for line in lines:
        day, author = _day_and_name(line)
        if day and document.published_on in {None, day}:
            document = replace(document, published_on=day, author=document.author or author)
            continue
        if document.published_on is None:
            document = replace(document, published_on=parse_date_line(line))
        if document.author is None and (by := _BY_LINE.fullmatch(line)):
            document = replace(document, author=by["name"])
    return document


def _day_and_name(line: str) -> tuple[date | None, str]:
    """The day and the name on a line such as “3 May 2021 by Ada” or “By Ada on 3 May 2021”, which has nothing else."""
    if len(line) > _TITLE_LENGTH:
        return None, ""
    if by := _BY.match(line):
        rest = line[by.end() :]
        for gap in _GAP.finditer(rest):
            day = parse_date_line(rest[gap.end() :])
            if day and _NAME.fullmatch(rest[: gap.start()]):
                return day, rest[: gap.start()]
        return None, ""
    by = _LAST_BY.search(line)
    if by and (day := parse_date_line(line[: by.start()])) and _NAME.fullmatch(line[by.end() :]):
        return day, line[by.end() :].rstrip(".")
    return None, ""


def _is_heading(line: str, first: bool) -> bool:
    line = line.strip()
    if len(line) > _TITLE_LENGTH or _SENTENCE_END.search(line.rstrip("?!")) or _BULLET.match(line):
        return False
    return first or (line.isupper() and len(line) > 3)


def _add(body: Body, lines: list[str]) -> None:
    """A chunk of lines: list items where they begin with bullets, else one paragraph or one a line."""
    wide = max(map(len, lines)) > _WRAPPED_WIDTH and all(
        _SENTENCE_END.search(line.rstrip()) for line in lines
    )
    own_lines = wide or all(parse_date_line(line) or _BY_LINE.fullmatch(line.strip()) for line in lines)
    items: list[tuple[str, str]] = []
    for line in lines:
        bullet = _BULLET.fullmatch(line)
        if bullet and (len(lines) > 1 or bullet["number"] is None):
            items.append(("ordered" if bullet["number"] else "bullet", bullet["text"]))
        elif not items or own_lines:
            items.append(("paragraph", line))
        else:
            items[-1] = (items[-1][0], f"{items[-1][1]} {line}")
    for kind, item in items:
        if kind == "paragraph":
            body.add(BlockKind.PARAGRAPH, item)
        else:
            body.add(BlockKind.LIST_ITEM, item, level=1, ordered=kind == "ordered")
