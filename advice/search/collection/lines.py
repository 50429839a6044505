"""The lines of a collection: one JSON object each. Pure.

    {"id": "42", "text": "Stipends are low.", "source": "A letter", "topics": ["pay"], "stance": "con",
     "date": "2020-05-01", "question": "Should I do a PhD?", "position": "Do a PhD"}

Only `id` and `text` are needed; null and "" are as if a field were not there, and fields of other names are left
alone. Where names are too long for this site, their beginning stands for them.
"""

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

STANCES = {
    "pro": ("pro", "for", "support", "supports", "supporting", "1"),
    "con": ("con", "against", "oppose", "opposes", "opposing", "attack", "undermine", "-1"),
    "depends": ("depends", "neutral", "0"),
}
STANCE_OF = {word: stance for stance, said in STANCES.items() for word in said}
LONGEST_ID = 200
LONGEST = {"source": 300, "question": 150, "position": 100, "topics": 100}
LONGEST_TEXT = 100_000
MOST_TOPICS = 20
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class LineError(Exception):
    """A line is refused; the message is one sentence that says which and why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim of a collection."""

    id: str
    text: str
    source: str = ""
    topics: tuple[str, ...] = ()
    stance: str = ""
    date: datetime.date | None = None
    question: str = ""
    position: str = ""

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None


def read(lines: Iterable[str]) -> Iterator[Line]:
    """The claims, in order; empty lines and lines whose text is empty are passed over.

    Raises LineError at the first line that is refused.
    """
    for number, text in enumerate(lines, 1):
        if text.strip():
            try:
                line = _line(json.loads(text))
            except (ValueError, TypeError, RecursionError) as error:
                reason = "it is not JSON" if isinstance(error, json.JSONDecodeError) else str(error)
                raise LineError(f"Line {number}: {reason}.") from error
            if line.text:
                yield line


def _line(data: Any) -> Line:
    if not isinstance(data, dict):
        raise TypeError("it is no JSON object")
    identifier = _text("id", _number_as_text(data.get("id")))
    if not identifier or "text" not in data:
        raise ValueError("it needs an “id” and a “text”")
    if len(identifier) > LONGEST_ID:
        raise ValueError(f"“id” is longer than {LONGEST_ID} characters")
    text = _text("text", data["text"])
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"“text” is longer than {LONGEST_TEXT} characters")
    return Line(
        id=identifier,
        text=text,
        source=_name("source", data.get("source")),
        topics=_topics(data.get("topics")),
        stance=_stance(data.get("stance")),
        date=_date(data.get("date")),
        question=_name("question", data.get("question")),
        position=_name("position", data.get("position")),
    )


def _number_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _text(field: str, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"“{field}” is no text")
    value = value.strip()
    if _UNSTORABLE.search(value):
        raise ValueError(f"“{field}” has a character that no text can have")
    return value


def _name(field: str, value: Any) -> str:
    name = _text(field, _number_as_text(value))
    longest = LONGEST[field]
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def _topics(value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    if len(names) > MOST_TOPICS:
        raise ValueError(f"“topics” are more than {MOST_TOPICS}")
    return tuple(dict.fromkeys(name for one in names if (name := _name("topics", one))))


def _stance(value: Any) -> str:
    said = _text("stance", _number_as_text(value)).lower()
    if said and said not in STANCE_OF:
        raise ValueError("“stance” is pro, con or depends")
    return STANCE_OF.get(said, "")


def _date(value: Any) -> datetime.date | None:
    """A year or a month stands for its first day."""
    if value is None or value == "":
        return None
    said = str(value)
    try:
        return datetime.date.fromisoformat(
            f"{said}-01-01"[:10] if len(said) < len("2020-05-01") else said[:10]
        )
    except ValueError:
        raise ValueError("“date” is no date such as 2020-05-01") from None
