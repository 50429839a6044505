"""Every bomb is read or refused within 5 seconds and 512 megabytes, and the worker lives on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.readers.bombs import BOMBS, cost
from tests.readers.reading import outline, post

ROOT = Path(__file__).parent.parent.parent
SECONDS = 5


@pytest.fixture(scope="module")
def costs() -> dict[str, tuple[str, float]]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.readers.bombs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert lines[-1:], run.stderr
    return {name: (outcome, seconds) for name, outcome, seconds in lines}


def test_the_worker_is_alive_after_all_of_them(costs):
    assert "alive" in costs
    assert len(costs) == len(BOMBS) + 1


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little(costs, name):
    assert costs[name][1] < SECONDS


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in BOMBS
        if name.startswith(("yaml depth", "yaml al", "yaml br", "toml")) and name != "toml dotted keys"
    ],
)
def test_front_matter_made_to_explode_is_refused(costs, name):
    assert costs[name][0].startswith("refused: The front matter")


@pytest.mark.parametrize("name", [name for name in BOMBS if name[0].isdigit()])
def test_the_bombs_that_are_known_by_name_are_refused(costs, name):
    assert costs[name][0].startswith("refused: The ")


@pytest.mark.parametrize(
    "name", ["html depth", "html open bold", "html spans", "markdown tags", "markdown inline tags"]
)
def test_depth_is_refused(costs, name):
    assert costs[name][0].startswith("refused")


def test_a_post_of_256_kilobytes_is_read():
    paragraph = (
        "I left the mill in *spring*, and [the guild](https://example.org/guild) paid **nothing** for it. "
        * 5
    )
    source = "\n\n".join(f"## Part {number}\n\n{paragraph}\n\n- one\n- two" for number in range(480))
    assert len(source) > 256 * 1024 * 0.9
    outcome, seconds = cost(f"---\ntitle: A post\n---\n\n{source}".encode())
    assert outcome.startswith("read")
    assert seconds < SECONDS
    assert len(post(source).blocks) == 480 * 4


def test_nothing_is_lost_at_any_depth_that_is_read():
    for depth in range(1, 11):
        assert "needle" in post("> " * depth + "needle").text
        assert "needle" in post("- " * depth + "needle").text
        nested = (
            "\n".join("    " * level + "- x" for level in range(depth)) + "\n" + "    " * depth + "- needle"
        )
        assert outline(post(nested))[-1] == (f"list_item{depth + 1}", "needle")
