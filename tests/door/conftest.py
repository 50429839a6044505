"""nginx as it ships. Without nginx these tests are left out, and the run says so."""

from pathlib import Path

import pytest

from tests.door.install import nginx

NEED_NGINX = {"test_proxy.py", "test_proxy_http2.py", "test_proxy_limits.py", "test_proxy_log.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here and item.path.name in NEED_NGINX and not nginx():
            reason = (
                "no nginx on this machine, which `make test` could not install: apt-get install nginx-light"
            )
            item.add_marker(pytest.mark.skip(reason=reason))
