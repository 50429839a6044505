"""The site is started once: a port that another one listens on is not shared in silence."""

import os
import socket
import subprocess
import sys

import pytest
from django.core.management.base import CommandError

from advice.management.commands.serve import check_free


def test_a_port_that_is_taken_is_refused_and_free_once_it_is_not():
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"127.0.0.1:{port}.*PORT="):
            check_free("127.0.0.1", port)
    check_free("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port"), [("127.0.0.1", 70_000), ("no such host", 8000), ("192.0.2.1", 8000)]
)
def test_an_address_that_is_none_is_refused(host, port):
    with pytest.raises(CommandError, match="Cannot listen"):
        check_free(host, port)


@pytest.mark.parametrize(
    ("soft", "hard", "connections"), [(256, 1_024, 512), (256, 8_192, 4_096), (256, 400, 1)]
)
def test_a_process_has_as_many_connections_as_it_may_have_open_files(soft, hard, connections):
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}));"
        "from advice.management.commands.serve import allow_connections;"
        "print(allow_connections(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "advice.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    found, files = map(int, run.stdout.split())
    assert found == connections
    assert found == 1 or found + 512 <= files
