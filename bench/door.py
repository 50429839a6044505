"""Attacks on a server of its own on loopback, and how a reader fares meanwhile: python -m bench.door [NAME…].

    --seconds 6       how long each attack goes on
    --before          against the settings of before the gateway, which do not hold
    --command "…"     against another server; {port} stands for the port
    --composed        against what docker-compose.yml starts, its steps run natively

Each attack gets a fresh server, or with --composed one server for all. The attacker and the reader have the same
address, except with --composed, as nginx counts by network.
"""

import argparse
import shlex
import tempfile
from pathlib import Path

from tests.door.attacks import ATTACKS
from tests.door.composed import composed
from tests.door.site import free_port, guarded, make_knowledge, served, unguarded
from tests.door.trial import attack


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", choices=[[], *ATTACKS], metavar="NAME", help=", ".join(ATTACKS))
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--before", action="store_true")
    parser.add_argument("--command")
    parser.add_argument("--composed", action="store_true")
    options = parser.parse_args()
    names = options.names or ATTACKS
    if options.composed:
        with tempfile.TemporaryDirectory() as folder, composed(Path(folder)) as running:
            for name in names:
                found = attack(running.site, name, options.seconds, running.port, "127.0.0.2")
                print(f"{name:20}{found}", flush=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        knowledge = Path(folder) / "knowledge"
        knowledge.mkdir()
        make_knowledge(knowledge)
        for number, name in enumerate(names):
            port = free_port()
            command = unguarded(port) if options.before else guarded(port)
            if options.command:
                command = shlex.split(options.command.format(port=port))
            with served(knowledge, Path(folder) / str(number), command, port) as site:
                print(f"{name:20}{attack(site, name, options.seconds)}", flush=True)


if __name__ == "__main__":
    main()
