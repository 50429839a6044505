"""A Hacker News item as Python prints it: Item(by='…', time=1608852343, text='…&#x2F;…<p>…')."""

import ast
import re
from typing import Any

from advice.readers.document import Document, ReadError
from advice.readers.hacker_news import item_document

FORMAT = "hacker_news_item"
_START = re.compile(r"\s*Item\(\s*(?:\)|[a-z_]+\s*=)")
_STRING = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"", re.DOTALL)
# What stands between the strings of a printed item: names, numbers, and lists of them.
_SKELETON = re.compile(r"[\w\s=,.\[\]()-]*")
_NESTED = re.compile(r"[\[(]\s*[\[(]\s*[\[(]|-\s*-|\(\s*-|\d{40}")
_QUOTE = re.compile("['\"]")
_MAX_FIELDS = 100
_DAMAGED = "The printed Hacker News item is damaged: its fields are not plain values."
_KEYS = {"item_id": "id", "item_type": "type", "author": "by"}


def recognises(text: str) -> bool:
    return bool(_START.match(text))


def read(text: str, name: str = "") -> Document:
    return item_document(item_fields(text), FORMAT)


def item_fields(text: str) -> dict[str, Any]:
    """The keywords of a printed item, read as literals and never evaluated."""
    text = text.strip()
    bare = _without_strings(text)
    if bare is None or not _SKELETON.fullmatch(bare) or _NESTED.search(bare) or bare.count("=") > _MAX_FIELDS:
        raise ReadError(_DAMAGED)
    try:
        call = ast.parse(text, mode="eval").body
        if not isinstance(call, ast.Call) or call.args or not isinstance(call.func, ast.Name):
            raise ReadError(_DAMAGED)
        fields = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        raise ReadError(_DAMAGED) from None
    return {_KEYS.get(key, key): value for key, value in fields.items() if key}


def _without_strings(text: str) -> str | None:
    """What stands between the strings, or None where one has no end."""
    kept: list[str] = []
    at = 0
    while quote := _QUOTE.search(text, at):
        string = _STRING.match(text, quote.start())
        if not string or len(kept) > _MAX_FIELDS:
            return None
        kept.append(text[at : quote.start()])
        at = string.end()
    return "".join([*kept, text[at:]])
