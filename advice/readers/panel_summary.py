"""A summary of a video panel as plain text: sections on lines of their own, bullets, numbers on their own lines."""

import re
from collections.abc import Iterable
from datetime import date

from advice.readers.canonical import Body
from advice.readers.dates import parse_date_line
from advice.readers.document import BlockKind, Document, ReadError

FORMAT = "panel_summary"
_SECTIONS = {
    "tl;dr", "tldr", "briefing", "summary", "overview", "cornell notes", "notes", "review questions", "key points",
    "key takeaways", "takeaways", "key insights", "highlights", "topics", "mentioned", "quotes", "chapters",
    "timestamps", "transcript", "outline", "faq", "questions", "people", "companies", "resources", "references",
    "conclusion", "introduction", "background", "speakers", "panelists", "panellists", "participants", "glossary",
    "action items", "study questions", "main points", "key quotes", "people mentioned", "further reading",
}  # fmt: skip
_TELLING = {
    "tl;dr", "tldr", "briefing", "cornell notes", "review questions", "key points", "key takeaways", "key insights",
    "highlights", "topics", "mentioned", "chapters", "timestamps", "study questions", "people mentioned",
}  # fmt: skip
_LISTED = {
    "highlights", "key points", "key takeaways", "takeaways", "topics", "mentioned", "main points", "key quotes",
    "quotes", "key insights", "people", "companies", "speakers", "panelists", "participants", "people mentioned",
}  # fmt: skip
_QUESTIONED = {"cornell notes", "faq", "questions", "notes", "briefing"}
_BULLET = re.compile(r"\s*[•◦▪‣●○·*–-]\s+(?P<text>\S.*)")
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,3})[.)]\s+(?P<text>\S.*)")
_NUMBER_ALONE = re.compile(r"\s*(?P<number>\d{1,3})[.)]?(?:\s+(?P=number)[.)]?)?\s*")
_CHANNEL = re.compile(r"\s*(?P<name>\S.{0,80}?)\s*[·•|]\s*(?P<rest>.{0,40})")
_READING_TIME = re.compile(r"\s*\d+\s*min(?:ute)?s?\.?\s*(?:read|watch)?\s*", re.IGNORECASE)
_ADVERTS = re.compile(r"\bsign up free\b|^get ai summaries\b|^subscribe to\b.*\bnewsletter\b", re.IGNORECASE)
_BASED_ON = re.compile(r"Based on (?P<name>.{1,80}?)[’']s? video on (?P<site>\w+)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)]*$")
_HEADING_LENGTH = 200


def recognises(text: str) -> bool:
    """At least two headings that such summaries have, each alone on its line and without marks of Markdown."""
    lines = {line.strip().rstrip(":").lower() for line in text.splitlines() if len(line) < 60}
    based = bool(_BASED_ON.search(text[:4000]))
    return len(lines & _TELLING) >= 2 or (bool(lines & _SECTIONS) and based)


def is_panel_summary(headings: Iterable[str]) -> bool:
    """Whether the headings of a Markdown document are those of such a summary."""
    keys = {_key(heading) for heading in headings}
    return "cornell notes" in keys or len(keys & _TELLING) > 3


def read(text: str, name: str = "") -> Document:
    chunks = _chunks(text)
    first = next((index for index, lines in enumerate(chunks) if _key(lines[0]) in _SECTIONS), 0)
    top = _Top(chunks[:first])
    body = Body()
    for line in top.kept:
        body.add(BlockKind.PARAGRAPH, line)
    _Sections(body).add(chunks[first:])
    if not body.parts:
        raise ReadError("The summary has no text.")
    title = (
        top.title or next((part for part in body.parts if _key(part) not in _SECTIONS), body.parts[0])[:200]
    )
    return Document(
        format=FORMAT,
        sha256="",
        title=title,
        text=body.text,
        blocks=tuple(body.blocks),
        kind="panel_summary",
        published_on=top.date,
        part_of=top.channel,
        notes=(*top.notes, *body.notes),
    )


def _key(line: str) -> str:
    return line.strip().strip("#*:").strip().lower() if len(line) < 60 else ""


def _chunks(text: str) -> list[list[str]]:
    """Runs of lines between blank lines."""
    chunks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


class _Top:
    """What stands above the first section: title, channel, reading time, adverts, a line on the video."""

    def __init__(self, chunks: list[list[str]]) -> None:
        lines = [line.strip() for chunk in chunks for line in chunk]
        self.title = ""
        self.channel: str | None = None
        self.date: date | None = None
        self.kept: list[str] = []
        self.notes: list[str] = []
        adverts = [line for line in lines if _ADVERTS.search(line)]
        if adverts:
            self.notes.append(f"Left out an advertisement of the site ({adverts[0][:60]}).")
        lines = [line for line in lines if line not in adverts and not _READING_TIME.fullmatch(line)]
        self._title(lines)
        for line in lines:
            self._line(line)
        if self.channel:
            self.kept = [line for line in self.kept if line != self.channel]

    def _title(self, lines: list[str]) -> None:
        thumbnails = {line.removesuffix(" thumbnail") for line in lines if line.endswith(" thumbnail")}
        repeated = [line for line in lines if line in thumbnails]
        candidates = repeated or [line for line in lines if not _BASED_ON.match(line)]
        self.title = candidates[0] if candidates else ""

    def _line(self, line: str) -> None:
        if line in {self.title, f"{self.title} thumbnail"}:
            return
        if based := _BASED_ON.match(line):
            self.channel = self.channel or based["name"]
            self.kept.append(line)
        elif (channel := _CHANNEL.fullmatch(line)) and not _SENTENCE_END.search(channel["name"]):
            self.channel = channel["name"]
            self.date = self.date or parse_date_line(channel["rest"])
        elif day := parse_date_line(line):
            self.date = day
        else:
            self.kept.append(line)


class _Sections:
    """Adds the chunks below the first heading to the body."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.section = ""

    def add(self, chunks: list[list[str]]) -> None:
        number_waits = False
        for index, lines in enumerate(chunks):
            follows = chunks[index + 1] if index + 1 < len(chunks) else []
            if number_waits:
                self.body.add(BlockKind.LIST_ITEM, " ".join(lines), level=1, ordered=True)
                number_waits = False
            elif len(lines) == 1 and _NUMBER_ALONE.fullmatch(lines[0]) and follows:
                number_waits = True
            elif _key(lines[0]) in _SECTIONS:
                self.section = _key(lines[0])
                self.body.add(BlockKind.HEADING, lines[0].strip().strip("#*").strip(), level=2)
                if lines[1:]:
                    self.lines(lines[1:])
            elif self.is_question(lines, follows):
                self.body.add(BlockKind.HEADING, lines[0], level=3)
            else:
                self.lines(lines)

    def is_question(self, lines: list[str], follows: list[str]) -> bool:
        """A question alone between blank lines, answered by the paragraph below it."""
        return (
            len(lines) == 1
            and lines[0].rstrip().endswith("?")
            and len(lines[0]) <= _HEADING_LENGTH
            and bool(follows)
            and not _BULLET.match(lines[0])
            and not _NUMBERED.match(lines[0])
            and not follows[0].rstrip().endswith("?")
            and _key(follows[0]) not in _SECTIONS
            and self.section not in _LISTED
        )

    def lines(self, lines: list[str]) -> None:
        """A chunk that is no heading: list items, or a paragraph whose lines may be wrapped."""
        items: list[tuple[str, str]] = []
        for line in lines:
            if bullet := _BULLET.fullmatch(line):
                items.append(("bullet", bullet["text"]))
            elif numbered := _NUMBERED.fullmatch(line):
                items.append(("number", numbered["text"]))
            elif not items or self.stands_alone(lines):
                items.append(("line", line))
            else:
                items[-1] = (items[-1][0], f"{items[-1][1]} {line}")
        for kind, text in items:
            if kind == "line" and self.section not in _LISTED:
                self.body.add(BlockKind.PARAGRAPH, text)
            else:
                self.body.add(BlockKind.LIST_ITEM, text, level=1, ordered=kind == "number")

    def stands_alone(self, lines: list[str]) -> bool:
        """Whether each line is a sentence or an entry of its own rather than a line wrapped at some width."""
        return all(_SENTENCE_END.search(line.rstrip()) for line in lines) or (
            self.section in _LISTED and all(len(line) < 60 for line in lines)
        )
