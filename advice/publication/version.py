"""The version of the code, so that a page kept by an older one is not shown by a newer one."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _version() -> str:
    """Digest over the code, the templates and the static files, as names, sizes and times."""
    digest = hashlib.sha256()
    for folder in ("advice", "templates", "static"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                about = path.stat()
                digest.update(f"{path.relative_to(ROOT)} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


VERSION = _version()
