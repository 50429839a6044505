"""What docker-compose.yml starts holds under attacks from one machine, its steps run natively.

nginx with the shipped configuration, the container's own command behind it, PostgreSQL behind that. The
reader has another address than the attacker, as nginx counts by network.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.door.attacks import ATTACKS
from tests.door.install import nginx
from tests.door.proxy import proxy
from tests.door.site import Site, free_port, served
from tests.door.trial import attack, holds
from tests.postgres import clear, start

SECONDS = 4
READER = "127.0.0.2"
WEB = ["sh", "deploy/web.sh"]
"""The command of the Dockerfile."""


@dataclass
class Composed:
    site: Site
    port: int


@pytest.fixture(scope="module")
def composed(tmp_path_factory) -> Iterator[Composed]:
    """The three services of docker-compose.yml."""
    folder, port = tmp_path_factory.mktemp("composed"), free_port()
    settings = {
        "DATABASE_URL": start(folder / "data"),
        "ADVICE_PROXY": "on",
        "PORT": str(port),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
    }
    try:
        empty = tmp_path_factory.mktemp("empty")
        with (
            served(empty, tmp_path_factory.mktemp("web"), WEB, port, **settings) as site,
            proxy(port) as before,
        ):
            yield Composed(site, before.http)
    finally:
        clear(folder)


@pytest.mark.skipif(not nginx(), reason="no nginx on this machine, which `make test` could not install")
@pytest.mark.parametrize("name", ATTACKS)
def test_a_reader_is_answered_during_an_attack_and_after_it(composed, name):
    holds(attack(composed.site, name, SECONDS, composed.port, READER))
