"""Run the proxy as it ships, without privileges, on free ports of this machine.

From a shell, before a site that listens on port 8000: python -m tests.door.proxy 8000
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.door.install import nginx

DEPLOY = Path(__file__).parents[2] / "deploy" / "nginx"
HOSTS = ("localhost", "127.0.0.1", "advice.example.org")
UNPRIVILEGED = "www-data"
PATIENCE = 10


@dataclass(frozen=True)
class Proxy:
    http: int
    https: int
    folder: Path

    @property
    def access_log(self) -> Path:
        return self.folder / "access.log"

    @property
    def error_log(self) -> Path:
        return self.folder / "error.log"


@contextmanager
def proxy(
    upstream_port: int, *, tls: bool = False, hosts: Sequence[str] = HOSTS, behind: str = ""
) -> Iterator[Proxy]:
    """Run nginx before `upstream_port` until the block ends.

    `tls` adds HTTPS with a certificate that is its own authority. `behind` names the networks of another proxy.
    """
    with tempfile.TemporaryDirectory(prefix="advice-tests-proxy-") as name:
        folder = Path(name)
        http, https, health = free_ports(3)
        running = Proxy(http, https, folder)
        if tls:
            make_certificate(folder)
        render(
            folder / "conf",
            PROXY_HOSTS=",".join(hosts),
            PROXY_TLS="on" if tls else "off",
            PROXY_UPSTREAM=f"127.0.0.1:{upstream_port}",
            PROXY_BEHIND=behind,
            PROXY_LISTEN="127.0.0.1",
            PROXY_HTTP_PORT=str(http),
            PROXY_HTTPS_PORT=str(https),
            PROXY_HEALTH_PORT=str(health),
            **places(folder),
        )
        give_away(folder)
        command = [str(nginx()), "-c", str(folder / "conf" / "nginx.conf"), "-g", "daemon off;"]
        with (folder / "start.log").open("w") as output, started(command, output) as process:
            wait_for(health, process, folder)
            yield running


def places(folder: Path) -> dict[str, str]:
    """Return the settings that keep everything nginx reads and writes in `folder`."""
    return {
        "PROXY_CERTIFICATE": str(folder / "certificate"),
        "PROXY_WEBROOT": str(folder / "webroot"),
        "PROXY_PID": str(folder / "pid"),
        "PROXY_TEMP": str(folder / "temp"),
        "PROXY_LOG": str(folder / "access.log"),
        "PROXY_ERROR_LOG": str(folder / "error.log"),
    }


def render(folder: Path, **settings: str) -> None:
    """Write the shipped configuration into `folder`. Raises CalledProcessError where a setting is wrong."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PROXY_")}
    (folder.parent / "temp").mkdir(exist_ok=True)
    (folder.parent / "webroot").mkdir(exist_ok=True)
    subprocess.run(
        [DEPLOY / "render.sh", folder], env=clean | settings, check=True, capture_output=True, text=True
    )


def make_certificate(folder: Path) -> None:
    certificate = folder / "certificate"
    certificate.mkdir()
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    name, names = "advice.example.org", "subjectAltName=DNS:advice.example.org"
    files = ["-keyout", certificate / "privkey.pem", "-out", certificate / "fullchain.pem"]
    subprocess.run(
        ["openssl", "req", "-x509", "-days", "2", "-subj", f"/CN={name}", "-addext", names, *key, *files],
        check=True,
        capture_output=True,
    )


def free_ports(number: int) -> list[int]:
    """Return ports that are free at this moment."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def give_away(folder: Path) -> None:
    """Give the folder to the user that nginx will run as, where that is another one than this process's."""
    if os.geteuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            shutil.chown(path, UNPRIVILEGED, UNPRIVILEGED)


@contextmanager
def started(command: list[str], output) -> Iterator[subprocess.Popen[bytes]]:
    unprivileged = {}
    if os.geteuid() == 0:
        user = pwd.getpwnam(UNPRIVILEGED)
        unprivileged = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    with subprocess.Popen(command, stdout=output, stderr=output, **unprivileged) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until something accepts connections on the port. Raises RuntimeError where the process ends first."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"nginx did not start: {(folder / 'start.log').read_text()}")


def main() -> None:
    tls = "--tls" in sys.argv
    ports = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    with proxy(ports[0], tls=tls) as running:
        print(f"http://localhost:{running.http}" + (f" https://localhost:{running.https}" if tls else ""))
        print(f"Logs are in {running.folder} (stop with Ctrl-C)", flush=True)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            signal.pause()


if __name__ == "__main__":
    main()
