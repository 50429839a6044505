"""What docker-compose.yml starts holds under attacks from one machine.

The reader has another address than the attacker, as nginx counts by network.
"""

from collections.abc import Iterator

import pytest

from tests.door.attacks import ATTACKS
from tests.door.composed import Composed, composed
from tests.door.install import nginx
from tests.door.trial import attack, holds

SECONDS = 4
READER = "127.0.0.2"


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Composed]:
    with composed(tmp_path_factory.mktemp("composed")) as services:
        yield services


@pytest.mark.skipif(not nginx(), reason="no nginx on this machine, which `make test` could not install")
@pytest.mark.parametrize("name", ATTACKS)
def test_a_reader_is_answered_during_an_attack_and_after_it(running, name):
    holds(attack(running.site, name, SECONDS, running.port, READER))
