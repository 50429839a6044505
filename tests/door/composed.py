"""What docker-compose.yml starts, its steps run natively: nginx as it ships, the container's command, PostgreSQL."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.door.proxy import proxy
from tests.door.site import Site, free_port, served
from tests.postgres import clear, start

WEB = ["sh", "deploy/web.sh"]
"""The command of the Dockerfile."""


@dataclass
class Composed:
    """The site, and the port of the proxy before it."""

    site: Site
    port: int


@contextmanager
def composed(folder: Path) -> Iterator[Composed]:
    """Start the three services with their data in `folder`, which has to be empty."""
    port = free_port()
    for name in ("empty", "web", "database"):
        (folder / name).mkdir()
    settings = {
        "DATABASE_URL": start(folder / "database" / "data"),
        "ADVICE_PROXY": "on",
        "PORT": str(port),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
    }
    try:
        with (
            served(folder / "empty", folder / "web", WEB, port, **settings) as site,
            proxy(port) as before,
        ):
            yield Composed(site, before.http)
    finally:
        clear(folder / "database")
