"""An honest reader: opens pages one after the other and notes how long each takes."""

import http.client
import statistics
import threading
import time
from dataclasses import dataclass, field

PAGES = (
    "/",
    "/questions/phd-for-machine-learning/do-a-phd/",
    "/topics/",
    "/search/?q=salary",
    "/questions/phd-for-machine-learning/",
    "/people/",
)
GIVES_UP = 10
"""Seconds after which a reader has gone."""


@dataclass
class Read:
    """Seconds that each page took, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def at_95(self) -> float:
        """The 95th percentile in seconds; a page that never came counts as GIVES_UP."""
        return statistics.quantiles(self.seconds, n=20)[-1] if len(self.seconds) > 1 else float(GIVES_UP)

    def __str__(self) -> str:
        middle = statistics.median(self.seconds or [GIVES_UP])
        return f"{len(self.seconds)} pages, median {middle:.2f} s, 95 % {self.at_95:.2f} s, {len(self.faults)} faults"


def read(port: int, path: str, read: Read, source: str = "127.0.0.1") -> None:
    """Open one page over a connection of its own, as a first visit does."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=GIVES_UP, source_address=(source, 0))
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Host": "localhost"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            read.faults.append(f"{path}: {response.status}")
        read.seconds.append(time.monotonic() - began)
    except (OSError, http.client.HTTPException) as error:
        read.faults.append(f"{path}: {error!r}")
        read.seconds.append(float(GIVES_UP))
    finally:
        connection.close()


def read_until(port: int, over: threading.Event, source: str = "127.0.0.1", pause: float = 0.1) -> Read:
    """Read the pages in turn until `over` is set, and each of them once at least."""
    found = Read()
    number = 0
    while not over.is_set() or number < len(PAGES):
        read(port, PAGES[number % len(PAGES)], found, source)
        number += 1
        if found.faults and over.is_set():
            break
        time.sleep(pause)
    return found
