"""SHA-256 of texts, as lower-case hexadecimal."""

import hashlib


def text_sha256(text: str) -> str:
    """Digest of `text` in UTF-8: 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
