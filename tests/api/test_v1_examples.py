"""The commands of docs/api.md, run against the knowledge that the site comes with; its answers have the shape it shows."""

import json
import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

from advice.publication.shapes import SHAPES
from tests.api.v1_knowledge import BASE, knowledge

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
SITE = "http://127.0.0.1:8000"
COMMANDS = re.findall(r"^    (curl .*)$", PAGE, re.MULTILINE)
BLOCKS = [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)]


def addresses(*, wrong: bool) -> list[str]:
    found = [shlex.split(command)[-1] for command in COMMANDS]
    assert all(address.startswith(f"{SITE}/") for address in found)
    of_the_api = [address for address in found if address.startswith(f"{SITE}{BASE}/")]
    return [address.removeprefix(SITE) for address in of_the_api if ("limit=1000" in address) == wrong]


def pages() -> list[str]:
    """The addresses of pages in other shapes."""
    found = [shlex.split(command)[-1].removeprefix(SITE) for command in COMMANDS]
    return [address for address in found if not address.startswith(f"{BASE}/")]


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
    for address in pages():
        assert client.get(address).status_code == 200, address


def test_every_kind_of_page_and_every_shape_has_its_command():
    assert sorted(address.split("/")[1].partition(".")[0] for address in pages()) == [
        "claims",
        "questions",
        "questions",
        "sources",
        "topics",
    ]
    assert {urlsplit(address).path.rpartition(".")[2] for address in pages()} == SHAPES.keys()
    for suffix in SHAPES:
        assert f"| `.{suffix}` |" in PAGE


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
