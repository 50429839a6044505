"""Finds front matter at the head of a document: between fences, as a JSON object, or as lines of keys and values."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from advice.readers.document import ReadError
from advice.readers.limits import MAX_FRONT_MATTER

YAML_LINE = re.compile(r"\s*(?:\"[^\"\n]+\"|'[^'\n]+'|[\w.-][\w .-]{0,80}?)\s*:(?:\s|$)")
TOML_LINE = re.compile(r"\s*[\w\"'-][\w\"'.-]*\s*=\s*\S|\s*\[[^\]\n]+\]\s*$")
_MAX_BITS = 4_000
_FENCE_END = {
    "---": re.compile(r"(?:---|\.\.\.)\s*"),
    "+++": re.compile(r"\+\+\+\s*"),
    ";;;": re.compile(r";;;\s*"),
}
_KEY_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)\s*:[ \t]*(?P<value>.*)")
_KEY_LINE_KEYS = {
    "title", "date", "modified", "author", "authors", "category", "tags", "slug", "summary", "status", "lang",
    "translation", "save_as", "url", "template", "keywords", "description", "subtitle", "permalink", "canonical_url",
    "published", "updated", "layout", "cover", "header_cover",
}  # fmt: skip


@dataclass(slots=True)
class FrontMatter:
    """`values` as written: strings, lists and mappings of them."""

    values: dict[str, Any]
    body: str
    notes: list[str] = field(default_factory=list)


def split_fenced(text: str, fence: str) -> tuple[str, str] | None:
    """Front matter between lines of `fence` at the head of the text, and the body; None if there is none."""
    first, _, rest = text.lstrip().partition("\n")
    if first.rstrip() != fence:
        return None
    size = 0
    lines: list[str] = []
    for line in rest.split("\n"):
        size += len(line) + 1
        if _FENCE_END[fence].fullmatch(line):
            found = fence != "---" or any(map(_is_entry, lines)) or not any(lines)
            return ("\n".join(lines), rest[size:]) if found else None
        if size > MAX_FRONT_MATTER:
            break
        lines.append(line)
    if fence != "---" or (lines and _is_entry(lines[0])):
        reason = "is longer than 64 kilobytes" if size > MAX_FRONT_MATTER else "has no end"
        raise ReadError(f"The front matter {reason}.")
    return None


def _is_entry(line: str) -> bool:
    return bool(YAML_LINE.match(line) or TOML_LINE.match(line))


def split_json(text: str) -> FrontMatter | None:
    """A JSON object at the head of the text (or between ;;; lines), and the body; None if there is none."""
    if fenced := split_fenced(text, ";;;"):
        text = (
            f"{{{fenced[0]}}}\n{fenced[1]}" if not fenced[0].lstrip().startswith("{") else "\n".join(fenced)
        )
    head = text.lstrip()
    if not head.startswith("{"):
        return None
    pairs: list[tuple[str, Any]] = []

    def made(found: list[tuple[str, Any]]) -> dict[str, Any]:
        pairs[:] = found  # those of the outermost object come last
        return dict(found)

    try:
        values, end = json.JSONDecoder(object_pairs_hook=made).raw_decode(head)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or end > MAX_FRONT_MATTER or not head[end:].strip():
        return None
    if head[end : end + 1] not in {"", "\n", " ", "\t"}:
        return None
    return FrontMatter(as_written(values), head[end:], notes_of_twins([key for key, _value in pairs]))


def notes_of_twins(keys: Iterable[str], counts: str = "last") -> list[str]:
    """A sentence for each key that occurs more than once, and which of its values counts."""
    counted = Counter(keys)
    return [
        f"The key “{key[:60]}” occurs twice; the {counts} one counts." for key in counted if counted[key] > 1
    ]


def split_key_lines(text: str) -> FrontMatter | None:
    """Lines such as `Title: …` and `Date: …` above the first blank line, as Pelican has them; None if there are none."""
    values: dict[str, Any] = {}
    keys: list[str] = []
    key, size = "", 0
    head = text.lstrip()
    for line in head.split("\n"):
        if not line.strip():
            break
        size += len(line) + 1
        match = _KEY_LINE.fullmatch(line)
        if match and match["key"].lower() in _KEY_LINE_KEYS:
            key = match["key"].lower()
            keys.append(key)
            values.setdefault(key, match["value"].strip())
        elif key and line[:1].isspace():
            values[key] = f"{values[key]} {line.strip()}".strip()
        elif match and values:
            key = match["key"].lower()
            keys.append(key)
            values.setdefault(key, match["value"].strip())
        else:
            return None
    if "title" not in values or size > MAX_FRONT_MATTER:
        return None
    return FrontMatter(values, head[size:], notes_of_twins(keys, "first"))


def as_written(value: Any) -> Any:
    """Dates, numbers and truth values as text, so that all kinds of front matter give the same."""
    if isinstance(value, dict):
        return {str(key): as_written(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [as_written(entry) for entry in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        raise ReadError("The front matter has a number of more digits than any post needs.")
    return "" if value is None else str(value)


def first_found(text: str, *readers: Callable[[str], FrontMatter | None]) -> FrontMatter:
    """What the first of the readers finds, else the whole text as a body."""
    return next((found for reader in readers if (found := reader(text))), FrontMatter({}, text))
