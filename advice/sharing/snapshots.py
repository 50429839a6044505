"""A page as it was: `Content` to JSON and back.

Fields that a later version adds take their defaults, fields it drops are passed over, so that a snapshot
outlives the code that took it.
"""

from typing import Any

from cattrs.preconf.json import make_converter

from advice.sharing.content import Content

_CONVERTER = make_converter()


def dump(content: Content) -> dict[str, Any]:
    """JSON-ready data that holds all of `content`."""
    data: dict[str, Any] = _CONVERTER.unstructure(content)
    return data


def load(data: Any) -> Content:
    """What `dump` was given."""
    return _CONVERTER.structure(data, Content)
