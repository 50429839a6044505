"""A site that no longer answers is ended, and one that answers is left alone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.door.proxy import free_ports

SUPERVISE = Path(__file__).parents[2] / "deploy" / "supervise.py"
SITE = """
import os, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        if os.path.exists(sys.argv[1] + "/stuck"):
            time.sleep(60)
        unwell = os.path.exists(sys.argv[1] + "/unwell") or self.headers["Host"] != "advice.example.org"
        self.send_response(503 if unwell else 200)
        self.end_headers()

ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Site).serve_forever()
"""


@contextmanager
def supervised(tmp_path: Path, code: str = SITE) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, str]]]:
    environment = os.environ | {
        "PORT": str(free_ports(1)[0]),
        "ADVICE_HOSTS": "advice.example.org,localhost",
        "SUPERVISE_PAUSE": "0.3",
    }
    command = [sys.executable, SUPERVISE, sys.executable, "-c", code, tmp_path]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        try:
            yield process, environment
        finally:
            process.terminate()


def check(environment: dict[str, str]) -> int:
    return subprocess.run([sys.executable, SUPERVISE, "--check"], env=environment).returncode


def wait_until_healthy(environment: dict[str, str]) -> None:
    for _ in range(100):
        if check(environment) == 0:
            return
        time.sleep(0.05)
    raise AssertionError("the site did not start")


def test_a_site_that_is_stuck_is_ended(tmp_path):
    with supervised(tmp_path) as (process, environment):
        wait_until_healthy(environment)
        time.sleep(1)
        (tmp_path / "stuck").touch()
        assert process.wait(60) == 1
        assert b"no answer to 6 checks in a row" in process.stderr.read()
        assert check(environment) == 1


def test_a_site_that_waits_for_its_database_is_unhealthy_and_left_alone(tmp_path):
    with supervised(tmp_path) as (process, environment):
        wait_until_healthy(environment)
        (tmp_path / "unwell").touch()
        time.sleep(3)
        assert check(environment) == 1
        assert process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_reaches_the_site(tmp_path, number):
    with supervised(tmp_path) as (process, environment):
        wait_until_healthy(environment)
        process.send_signal(number)
        assert process.wait(10) != 0
        assert check(environment) == 1


def test_the_status_of_a_site_that_ends_by_itself_is_kept(tmp_path):
    with supervised(tmp_path, "raise SystemExit(7)") as (process, _environment):
        assert process.wait(10) == 7
