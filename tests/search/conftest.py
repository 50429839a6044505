"""Every test starts without what the process learned from the tests before, which took back what they wrote."""

import pytest

from advice.search import vocabulary


@pytest.fixture(autouse=True)
def _nothing_known():
    vocabulary.forget()
