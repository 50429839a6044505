"""A page as it was survives being stored, and the code that comes after it."""

import json

import pytest

from advice.sharing.fetching import present
from advice.sharing.snapshots import dump, load
from tests import records

pytestmark = pytest.mark.django_db


def test_what_is_loaded_is_what_was_dumped(position):
    words = "Nobody told me that the advisor would leave."
    source = records.source(
        "A post", url="https://example.org/a", published_on="2020-02-03", text=words, length=len(words)
    )
    claim = records.claim(
        "It can end.",
        source=source,
        start=0,
        end=6,
        sha256="0" * 64,
        anchor_state="exact",
        about_from=1999,
        about_to=2001,
    )
    records.argument("It can end.", [claim], position=position)
    for subject in (position, position.question):
        content = present(subject)
        assert load(json.loads(json.dumps(dump(content)))) == content


def test_a_snapshot_of_an_older_version_is_read(position):
    """Fields that came later take their defaults, fields that went are passed over."""
    data = dump(present(position))
    for option in data["options"]:
        option.pop("gap")
        option["former"] = "field"
        for argument in option["material"]["arguments"]:
            argument.pop("order")
            for claim in argument["claims"]:
                claim["voice"].pop("path_label")
                claim["mood"] = "calm"
    content = load(data)
    assert content.title == "Should I do a PhD?"
    assert sum(1 for _ in content.arguments()) == 5
