"""A Hacker News item as JSON: of the Firebase API, and of Algolia's (item and search result)."""

import json
from collections.abc import Mapping
from typing import Any

from advice.readers.document import Document, ReadError
from advice.readers.hacker_news import item_document

FORMAT = "hacker_news_json"
_TYPES = {"story", "comment", "job", "poll", "pollopt"}
_MAX_BRACKETS = 200


def recognises(text: str) -> bool:
    return text.lstrip().startswith("{") and _item(text) is not None


def read(text: str, name: str = "") -> Document:
    item = _item(text)
    if item is None:
        raise ReadError("The JSON is not a Hacker News item.")
    return item_document(item, FORMAT)


def _item(text: str) -> dict[str, Any] | None:
    """The item with the keys of the Firebase API, or None where the text is something else."""
    try:
        value, end = json.JSONDecoder().raw_decode(text.strip())
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or text.strip()[end:].strip():
        return None
    if "objectID" in value and ("created_at_i" in value or "_tags" in value):
        return _search_result(value)
    if value.get("type") in _TYPES and "created_at_i" in value:
        return _algolia(value)
    if value.get("type") in _TYPES and {"id", "by", "time"} & value.keys():
        return value
    return None


def _algolia(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": value.get("id"),
        "by": value.get("author"),
        "time": value.get("created_at_i"),
        "type": value.get("type"),
        "title": value.get("title"),
        "text": value.get("text"),
        "parent": value.get("parent_id"),
    }


def _search_result(value: Mapping[str, Any]) -> dict[str, Any]:
    comment = bool(value.get("comment_text"))
    return _algolia(value) | {
        "id": value.get("objectID"),
        "type": "comment" if comment else "story",
        "text": value.get("comment_text") or value.get("story_text") or value.get("text"),
        "title": None if comment else value.get("title"),
    }
