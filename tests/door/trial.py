"""A trial: an attack on a site, and a reader during and after it."""

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.door.reader import Read, read_until
from tests.door.site import ROOT, Site

ALREADY = threading.Event()
ALREADY.set()
WARMING = 10
"""Rounds of reading before an attack: every process of a site that has been up for a while has its templates loaded."""
LATEST = 45
"""Seconds after which an attack that does not end by itself is ended."""


SLOWEST = 2.0
"""Seconds in which 95 % of a reader's pages have to be there."""


@dataclass
class Trial:
    """How a reader fared while an attack went on and after it, and what the site spent on it."""

    during: Read
    after: Read
    seen: dict[str, int]
    processor: float
    memory: int
    logged: int

    def __str__(self) -> str:
        return (
            f"during: {self.during}; after: {self.after}; {self.processor:.1f} s of the processor, "
            f"{self.memory / 1e6:+.0f} MB, {self.logged} bytes of log; the attacker saw {self.seen}"
        )


def attack(
    site: Site, name: str, seconds: float, port: int | None = None, source: str = "127.0.0.1"
) -> Trial:
    """Attack `port`, or else the site's own, from 127.0.0.1 for some seconds, and read there from `source`."""
    port = port or site.port
    read_until(
        port, ALREADY, source, pause=0
    )  # a site that has been up for a while has its code and templates
    processor, memory, logged = site.seconds_of_the_processor, site.memory, site.log.stat().st_size
    over = threading.Event()
    command = [sys.executable, "-m", "tests.door.attacks", name, str(port), str(seconds)]
    with ThreadPoolExecutor(1) as threads:
        attacker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        reading = threads.submit(read_until, port, over, source)
        try:
            said, _ = attacker.communicate(timeout=seconds + LATEST)
        except subprocess.TimeoutExpired:
            attacker.kill()
            said, _ = attacker.communicate()
        over.set()
        during = reading.result()
    return Trial(
        during,
        read_until(port, over, source),
        json.loads(said or "{}"),
        site.seconds_of_the_processor - processor,
        site.memory - memory,
        site.log.stat().st_size - logged,
    )


def holds(trial: Trial) -> None:
    """Assert that the reader was answered in time during the attack and after it."""
    assert trial.seen, "the attack did not happen"
    assert not trial.during.faults, trial
    assert not trial.after.faults, trial
    assert trial.during.at_95 < SLOWEST, trial
    assert trial.after.at_95 < SLOWEST, trial
