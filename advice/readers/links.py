"""Addresses of links as they may stand in a mark: http, https and mailto, nothing else."""

import re
from urllib.parse import urlsplit

from advice.readers.limits import MAX_URL

_EDGES = re.compile(r"[\s\x00-\x20]+")
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+")
_SHORTENED = re.compile(r"(?:\.\.\.|…)$")


def link_address(href: str | None) -> str:
    """The address if it is one that a reader may follow, else an empty text."""
    address = _EDGES.sub("", href or "")
    if address.startswith("//"):
        address = f"https:{address}"
    if len(address) > MAX_URL:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and host and _HOST.fullmatch(host):
        return address
    if parts.scheme == "mailto" and "@" in parts.path:
        return address
    return ""


def is_shortened(text: str, address: str) -> bool:
    """Whether `text` is the beginning of `address` with dots for the rest, as forums print long links."""
    text = text.strip()
    match = _SHORTENED.search(text)
    if not match or match.start() < 8:
        return False
    return address.startswith(text[: match.start()]) or address.partition("://")[2].startswith(
        text[: match.start()]
    )
