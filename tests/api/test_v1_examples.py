"""The commands of docs/api.md, run against the knowledge that the site comes with; its answers have the shape it shows."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.api.v1_knowledge import BASE, knowledge

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
SITE = "http://127.0.0.1:8000"
COMMANDS = re.findall(r"^    (curl .*)$", PAGE, re.MULTILINE)
BLOCKS = [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)]


def addresses(*, wrong: bool) -> list[str]:
    found = [shlex.split(command)[-1] for command in COMMANDS]
    assert all(address.startswith(f"{SITE}{BASE}/") for address in found)
    return [address.removeprefix(SITE) for address in found if ("limit=1000" in address) == wrong]


def shape(value: Any) -> Any:
    """The names of the fields, at any depth; of lists that of their first entry."""
    if isinstance(value, dict):
        return {name: shape(entry) for name, entry in value.items() if name != "facets"}
    return [shape(entry) for entry in value[:1]] if isinstance(value, list) else None


def test_every_command_answers_something(client):
    call_command("load_knowledge", verbosity=0)
    for address in addresses(wrong=False):
        response = client.get(address)
        assert response.status_code == 200, address
        assert response.json().get("count") != 0, address


def test_every_kind_of_address_has_its_command(client):
    run = "\n".join(addresses(wrong=False))
    for path in client.get(f"{BASE}/openapi.json").json()["paths"]:
        pattern = re.sub(r"\\\{[a-z]+\\\}", "[^/?]+", re.escape(path))
        assert re.search(rf"^{pattern}(\?|$)", run, re.MULTILINE), path


def test_the_answers_are_as_shown(client):
    knowledge()
    example, error = BLOCKS
    answer = client.get(f"{BASE}/search?q=beginners").json()
    assert shape(answer) == shape(example)
    assert answer["facets"].keys() == example["facets"].keys()
    assert answer["facets"]["topic"] == example["facets"]["topic"]
    (address,) = addresses(wrong=True)
    assert client.get(address).json() == error


def test_the_pages_it_names_are_there(client):
    named = set(re.findall(rf"<{SITE}([^>]+)>", PAGE))
    assert named == {f"{BASE}/docs", f"{BASE}/openapi.json"}
    assert {client.get(path).status_code for path in named} == {200}
