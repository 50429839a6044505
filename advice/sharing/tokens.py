"""Tokens of share links: 256 random bits in an address, of which only the digest is kept."""

import secrets

from advice.text.digests import text_sha256

BYTES = 32
TOKEN = r"[A-Za-z0-9_-]{43}"  # noqa: S105 - what tokens look like, not one
"""What a token looks like: 32 bytes in base64url without padding."""
REFERENCE = r"[a-z0-9]{12}"
"""What the name of a link looks like. It tells links apart and opens nothing."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_token() -> str:
    """A token that nobody can guess, to be shown once and never stored."""
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """What is stored of `token`. A plain digest is enough, as the token itself is random."""
    return text_sha256(token)


def new_reference() -> str:
    """A name for a link, without letters that are mistaken for one another."""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))
