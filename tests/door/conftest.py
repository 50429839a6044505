"""The knowledge once, and a server for each trial."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.door.site import Site, free_port, guarded, make_knowledge, served


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
