"""Attacks on a server of its own on loopback, and how a reader fares meanwhile: python -m bench.door [NAME…].

    --seconds 6       how long each attack goes on
    --before          against the settings of before the gateway, which do not hold
    --command "…"     against another server; {port} stands for the port

Each attack gets a fresh server. The attacker and the reader have the same address.
"""

import argparse
import shlex
import tempfile
from pathlib import Path

from tests.door.attacks import ATTACKS
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
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        knowledge = Path(folder) / "knowledge"
        knowledge.mkdir()
        make_knowledge(knowledge)
        for number, name in enumerate(options.names or ATTACKS):
            port = free_port()
            command = unguarded(port) if options.before else guarded(port)
            if options.command:
                command = shlex.split(options.command.format(port=port))
            with served(knowledge, Path(folder) / str(number), command, port) as site:
                print(f"{name:20}{attack(site, name, options.seconds)}", flush=True)


if __name__ == "__main__":
    main()
