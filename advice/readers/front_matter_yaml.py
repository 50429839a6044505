"""YAML front matter: scalars stay the text that was written, within bounds.

BaseLoader makes a title such as 2:0, `no` or 1e3 no number, and lets a date keep its day. libyaml's C loader
is not used: nesting can crash it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from advice.readers.document import ReadError
from advice.readers.front_matter import TOML_LINE, YAML_LINE, FrontMatter, notes_of_twins
from advice.readers.front_matter_toml import read_toml

_MAX_DEPTH = 12
_MAX_NODES = 3_000
_YAML_TAGS = "tag:yaml.org,2002:"
_TOML_KEY = re.compile(r"[\w-]+\s*=\s*[\"'\[{\d]")
_TOO_MUCH = "The front matter is nested too deeply or has too many entries."


def read_yaml(source: str, body: str) -> FrontMatter:
    """YAML front matter; where it is not valid YAML, its lines are read one by one, with a note."""
    lines = [line for line in source.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if lines and all(TOML_LINE.match(line) and not YAML_LINE.match(line) for line in lines):
        found = read_toml(source, body)
        found.notes.append("The front matter is TOML between the marks of YAML; it was read as TOML.")
        return found
    notes: list[str] = []
    try:
        keys = list(_top_keys(yaml.parse(source, Loader=yaml.BaseLoader)))
        values: Any = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes texts only
        notes += notes_of_twins(keys)
    except RecursionError:
        raise ReadError(_TOO_MUCH) from None
    except (yaml.YAMLError, ValueError):
        values = _lines(source)
        notes = ["The front matter is not valid YAML; its lines were read one by one."]
    if values in (None, ""):
        values = {}
    if not isinstance(values, dict):
        raise ReadError("The front matter is not a list of keys and values.")
    return FrontMatter({str(key): value for key, value in values.items()}, body, notes)


def _top_keys(events: Iterable[yaml.Event]) -> Iterator[str]:
    """The keys of the outermost mapping. Refuses aliases, nesting and masses of nodes before anything is built.

    Raises ValueError where YAML would take words for its own: the “&c” or “!so” that a title begins with, and the
    `title = "a` of a line of TOML with a colon in it.
    """
    depth = nodes = at_top = 0
    swallowed = False
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise ReadError("The front matter uses YAML aliases, which can expand without end.")
        if depth == 1 and isinstance(event, yaml.NodeEvent):
            at_top += 1
            if at_top % 2 and isinstance(event, yaml.ScalarEvent):
                swallowed |= bool(_TOML_KEY.match(event.value))
                yield event.value
            swallowed |= isinstance(event, yaml.ScalarEvent) and bool(
                event.anchor or (event.tag and not event.tag.startswith(_YAML_TAGS))
            )
        nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH or nodes > _MAX_NODES:
            raise ReadError(_TOO_MUCH)
    if swallowed:
        raise ValueError


def _lines(source: str) -> dict[str, Any]:
    """Keys and values of lines such as `title: A: B`, which YAML refuses; what is indented belongs to the key above."""
    values: dict[str, Any] = {}
    key = ""
    for line in source.split("\n"):
        match = re.match(r"([\w-][\w .-]{0,60}?)\s*:(?:\s+(.*))?$", line)
        if match:
            key, value = match[1], (match[2] or "").strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in value[1:-1]:
                value = value[1:-1]
            values[key] = value
        elif key and (item := re.match(r"\s*-\s+(.*)", line)):
            values[key] = [*(values[key] if isinstance(values[key], list) else []), item[1].strip(" \"'")]
        elif key and line[:1].isspace() and line.strip() and isinstance(values[key], str):
            values[key] = f"{values[key]} {line.strip()}".strip()
        elif TOML_LINE.match(line) and not line.lstrip().startswith("["):
            key = ""
            values |= _toml_line(line)
    return values


def _toml_line(line: str) -> dict[str, Any]:
    """The key and value of a line that is TOML in the midst of YAML; {} where it is not."""
    try:
        return read_toml(line, "").values
    except ReadError:
        return {}
