"""The signing key: given by the environment, or made on first run and kept beside the data."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

MINIMUM = 50


class SecretKeyError(Exception):
    """The key is unusable; the message is one sentence for the person who starts the site."""


def secret_key(given: str, path: Path) -> str:
    """Return `given`, else the key kept in `path`, making one on first run (mode 0600).

    Raises SecretKeyError when the key is shorter than 50 characters.
    """
    if given:
        key, origin = given, "ADVICE_SECRET_KEY"
    else:
        _make_once(path)
        key, origin = path.read_text().strip(), str(path)
    if len(key) < MINIMUM:
        raise SecretKeyError(f"{origin} holds a key of {len(key)} characters; it needs {MINIMUM}")
    return key


def _make_once(path: Path) -> None:
    """Write a new key unless there is one. Whole or not at all: several workers start at once."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{get_random_secret_key()}{get_random_secret_key()}\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
