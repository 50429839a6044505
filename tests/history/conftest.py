"""Revisions for tests: each `with` is what one request would write."""

import pytest

from advice.history.revisions import revision
from advice.history.states import versions


@pytest.fixture
def once():
    return revision


@pytest.fixture
def history():
    """The versions of a record, the oldest first."""
    return lambda record: versions(type(record), record.pk)
