"""Install Chromium where that can be done, and say loudly where it cannot: python -m tests.browser.install"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Path of a Chromium on this machine, or of the one that CHROMIUM names."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> None:
    if chromium():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], **quiet)
    if not chromium():
        print(
            "\n*** Chromium is missing, so the browser tests WILL NOT RUN.\n"
            "*** Install it (Debian, Ubuntu: apt-get install chromium) or name one: CHROMIUM=/path make test\n",
            file=sys.stderr,
            flush=True,
        )


if __name__ == "__main__":
    main()
