"""Install nginx where that can be done, and say loudly where it cannot: python -m tests.door.install"""

import os
import shutil
import subprocess
import sys

PACKAGES = ["nginx-light", "gettext-base"]
PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"])
"""Debian keeps nginx where only root's PATH leads."""


def nginx() -> str | None:
    """Return the path of an nginx that can be configured here, or None."""
    named = os.environ.get("NGINX") or shutil.which("nginx", path=PATH)
    return named if shutil.which("envsubst") else None


def main() -> None:
    if nginx():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing nginx for the tests of the proxy", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], **quiet)
    if not nginx():
        print(
            "\n*** nginx or envsubst is missing, so the tests of the proxy WILL NOT RUN.\n"
            f"*** Install them (Debian, Ubuntu: apt-get install {' '.join(PACKAGES)})"
            " or name one: NGINX=/path make test\n",
            file=sys.stderr,
            flush=True,
        )


if __name__ == "__main__":
    main()
