"""Names in addresses for what a collection brings."""

import re
from hashlib import sha256

from django.utils.text import slugify

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


def claim_key(identifier: str) -> str:
    """The key of a claim: its foreign identifier where that can stand in an address, else its digest."""
    return f"x-{identifier}" if _PLAIN.fullmatch(identifier) else f"xh-{_digest(identifier)}"


def slug(name: str) -> str:
    """An address for `name`: readable, and different for different names."""
    plain = slugify(name)[:50].strip("-")
    return plain if plain == name else f"{plain or 'x'}-{_digest(name)[:10]}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]
