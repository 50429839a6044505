"""The lines of a collection: one JSON object each. Pure.

    {"id": "42", "text": "Stipends are low.", "source": "A letter", "topics": ["pay"], "stance": "con",
     "date": "2020-05-01", "question": "Should I do a PhD?", "position": "Do a PhD"}

Only `id` and `text` are needed. Fields of other names are left alone.
"""

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

STANCES = {"pro": "pro", "for": "pro", "con": "con", "against": "con", "depends": "depends"}
LONGEST = {"id": 200, "source": 300, "question": 150, "position": 100}
LONGEST_TEXT = 100_000
LONGEST_TOPIC = 100
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
    """The claims, in order; empty lines are passed over. Raises LineError at the first that is refused."""
    for number, text in enumerate(lines, 1):
        if text.strip():
            try:
                yield _line(json.loads(text))
            except (ValueError, TypeError, RecursionError) as error:
                reason = "it is not JSON" if isinstance(error, json.JSONDecodeError) else str(error)
                raise LineError(f"Line {number}: {reason}.") from error


def _line(data: Any) -> Line:
    if not isinstance(data, dict):
        raise TypeError("it is no JSON object")
    identifier = data.get("id")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        data = data | {"id": str(identifier)}
    text = _text(data, "text", LONGEST_TEXT)
    if not _text(data, "id", LONGEST["id"]) or not text:
        raise ValueError("it needs an “id” and a “text”")
    topics = data.get("topics") or []
    if not isinstance(topics, list) or len(topics) > MOST_TOPICS:
        raise TypeError(f"“topics” is a list of at most {MOST_TOPICS} names")
    return Line(
        id=_text(data, "id", LONGEST["id"]),
        text=text,
        source=_text(data, "source", LONGEST["source"]),
        topics=tuple(
            dict.fromkeys(
                _text({"topics": topic}, "topics", LONGEST_TOPIC) for topic in topics if topic != ""
            )
        ),
        stance=_stance(data.get("stance")),
        date=_date(data.get("date")),
        question=_text(data, "question", LONGEST["question"]),
        position=_text(data, "position", LONGEST["position"]),
    )


def _text(data: dict[str, Any], name: str, longest: int) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"“{name}” is no text")
    value = value.strip()
    if len(value) > longest:
        raise ValueError(f"“{name}” is longer than {longest} characters")
    if _UNSTORABLE.search(value):
        raise ValueError(f"“{name}” has a character that no text can have")
    return value


def _stance(value: Any) -> str:
    if value is None or value == "":
        return ""
    stance = STANCES.get(value.lower()) if isinstance(value, str) else None
    if stance is None:
        raise ValueError("“stance” is pro, con or depends")
    return stance


def _date(value: Any) -> datetime.date | None:
    if not value:
        return None
    try:
        return datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ValueError("“date” is no date such as 2020-05-01") from None
