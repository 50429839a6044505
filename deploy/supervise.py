"""Run the site and end it once it stops answering, so that a restart policy starts it anew.

python deploy/supervise.py COMMAND…    run the command and ask the site every ten seconds whether it answers
python deploy/supervise.py --check     ask once, for a container's health check: exit with 0 or 1

Docker restarts a container that ends, and not one that is only unhealthy. This uses the standard library alone: a
check takes some 50 ms of a processor. `manage.py check_health` loads the site first and takes more than a second.
PORT and ADVICE_HOSTS say where to ask and with which host name.
"""

import http.client
import os
import signal
import subprocess
import sys
import time
from types import FrameType

PAUSE = float(os.environ.get("SUPERVISE_PAUSE", "10"))
"""Seconds between two checks."""
FAILURES = 6
"""Checks in a row that may fail before the site is ended."""
BEGINNING = 300
"""Seconds that the site may take for its first answer, which a migration of a large database needs."""
WAIT = min(5, PAUSE)
"""Seconds that an answer may take."""
ENDING = 15
"""Seconds for an orderly end; after that the process is killed."""


def health() -> int | None:
    """Return the status of the site's health check, or None where it does not answer."""
    host = os.environ.get("ADVICE_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=WAIT)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def supervise(command: list[str]) -> int:
    """Return the command's status, or 1 where it had to be ended."""
    with subprocess.Popen(command) as process:

        def pass_on(_number: int, _frame: FrameType | None) -> None:
            # Always this one: a program that a shell started in the background ignores SIGINT.
            process.terminate()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, pass_on)
        failures, began, has_answered = 0, time.monotonic(), False
        while True:
            try:
                return process.wait(PAUSE)
            except subprocess.TimeoutExpired:
                pass
            # A site that says 503 is alive and waits for its database: to end it would not help.
            if health():
                failures, has_answered = 0, True
            elif has_answered or time.monotonic() - began > BEGINNING:
                failures += 1
            if failures >= FAILURES:
                print(
                    f"supervise: no answer to {failures} checks in a row, so the site is ended",
                    file=sys.stderr,
                )
                return end(process)


def end(process: subprocess.Popen[bytes]) -> int:
    process.terminate()
    try:
        process.wait(ENDING)
    except subprocess.TimeoutExpired:
        process.kill()
    return 1


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if health() == http.client.OK else 1)
    status = supervise(sys.argv[1:])
    # A command that a signal ended has a negative status; shells say it as 128 and the signal's number.
    sys.exit(status if status >= 0 else 128 - status)
