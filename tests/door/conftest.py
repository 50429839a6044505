"""The knowledge once, and a server for each trial. Without nginx its tests are left out, and the run says so."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.door.install import nginx
from tests.door.site import Site, free_port, guarded, make_knowledge, served


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here and item.path.name.startswith("test_proxy") and not nginx():
            reason = (
                "no nginx on this machine, which `make test` could not install: apt-get install nginx-light"
            )
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory) -> Path:
    """The data folder that `make run` makes before it serves."""
    folder = tmp_path_factory.mktemp("knowledge")
    make_knowledge(folder)
    return folder


@pytest.fixture
def serve(knowledge, tmp_path) -> Iterator[Callable[..., Site]]:
    """Start a server; it ends with the test."""
    with ExitStack() as running:

        def start(command: Callable[[int], list[str]] = guarded, **settings: str) -> Site:
            port = free_port()
            return running.enter_context(
                served(knowledge, tmp_path / str(port), command(port), port, **settings)
            )

        yield start
