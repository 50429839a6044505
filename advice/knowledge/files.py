"""The files: people.yaml, topics.yaml, situations.yaml, sources/SLUG.yaml and questions/SLUG.yaml.

One writer, so that exporting twice gives the same bytes. A source's file holds its claims in the
order of the text, a question's file its positions and their arguments in the order of the page.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from advice.knowledge.records import Key, KnowledgeError, Record, Records, canonical, check_fields

FLAT = {"people": "person", "topics": "topic", "situations": "situation"}
WIDTH = 110
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Inline(list[Any]):
    """A list that is written on one line."""


class _InlineMap(dict[str, Any]):
    """A mapping that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes lists of records indented, short lists on one line, and never an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.add_representer(
    _Inline, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)
_Dumper.add_representer(
    _InlineMap,
    lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True),
)


def read_folder(folder: Path) -> Records:
    """Every record of the files in `folder`, keyed by kind and natural key.

    Raises KnowledgeError, naming file and record, for what is no YAML, lacks a field or comes twice.
    """
    records: Records = {}
    if not folder.is_dir():
        raise KnowledgeError(f"{folder} is not a folder")
    for name, kind in FLAT.items():
        path = folder / f"{name}.yaml"
        if path.exists():
            for record in _sequence(_load(path), path.name):
                _add(records, kind, record, path.name)
    for path in sorted((folder / "sources").glob("*.yaml")):
        _read_source(records, _load(path), f"sources/{path.name}")
    for path in sorted((folder / "questions").glob("*.yaml")):
        _read_question(records, _load(path), f"questions/{path.name}")
    return records


def _read_source(records: Records, source: Any, where: str) -> None:
    claims = _sequence(source.pop("claims", []) if isinstance(source, dict) else [], where)
    _add(records, "source", source, where)
    for claim in claims:
        _add(records, "claim", _with(claim, where, source=source["slug"]), where)


def _read_question(records: Records, question: Any, where: str) -> None:
    positions = _sequence(question.pop("positions", []) if isinstance(question, dict) else [], where)
    _add(records, "question", question, where)
    for place, position in enumerate(positions):
        arguments = _sequence(position.pop("arguments", []) if isinstance(position, dict) else [], where)
        _add(records, "position", _with(position, where, question=question["slug"], place=place), where)
        names = {"question": question["slug"], "position": position["slug"]}
        for number, argument in enumerate(arguments):
            _add(records, "argument", _with(argument, where, **names, place=number), where)


def write_folder(folder: Path, records: Records) -> list[Path]:
    """Write `records` as files, the same bytes for the same records; remove files that hold none of them.

    Returns the paths whose content changed.
    """
    contents = {folder / f"{name}.yaml": list(_of(records, kind)) for name, kind in FLAT.items()}
    documents: dict[Path, Any] = {path: entries for path, entries in contents.items() if entries}
    for source in _of(records, "source"):
        documents[folder / "sources" / f"{source['slug']}.yaml"] = _source_file(records, source)
    for question in _of(records, "question"):
        documents[folder / "questions" / f"{question['slug']}.yaml"] = _question_file(records, question)
    changed = []
    for path, document in documents.items():
        text = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            changed.append(path)
    for path in [*folder.glob("sources/*.yaml"), *folder.glob("questions/*.yaml")]:
        if path not in documents:
            path.unlink()
            changed.append(path)
    return changed


def _source_file(records: Records, source: Record) -> Record:
    written = dict(source)
    if "blocks" in written:
        written["blocks"] = [_Inline(block) for block in written["blocks"]]
    if "set_aside" in written:
        written["set_aside"] = [_InlineMap(block) for block in written["set_aside"]]
    claims = [claim for claim in _of(records, "claim") if claim["source"] == source["slug"]]
    claims.sort(key=lambda claim: (claim.get("passage", {}).get("start", 1 << 40), claim["key"]))
    written["claims"] = [_claim(claim) for claim in claims]
    return written


def _claim(claim: Record) -> Record:
    written = {name: value for name, value in claim.items() if name != "source"}
    for name in ("about", "topics"):
        if name in written:
            written[name] = _Inline(written[name])
    for name in ("situations", "passage"):
        if name in written:
            written[name] = _InlineMap(written[name])
    return written


def _question_file(records: Records, question: Record) -> Record:
    positions = []
    for position in sorted(_of(records, "position"), key=lambda record: record["place"]):
        if position["question"] != question["slug"]:
            continue
        arguments = [
            _without(argument, "question", "position", "place")
            for argument in sorted(_of(records, "argument"), key=lambda record: record["place"])
            if (argument["question"], argument["position"]) == (question["slug"], position["slug"])
        ]
        for argument in arguments:
            if "claims" in argument:
                argument["claims"] = _Inline(argument["claims"])
        positions.append(_without(position, "question", "place") | {"arguments": arguments})
    return {**question, "positions": positions}


def natural_key(kind: str, record: Record) -> Key:
    """Kind and the name by which records of that kind refer to it."""
    if kind == "position":
        return kind, f"{record['question']}/{record['slug']}"
    if kind == "argument":
        return kind, f"{record['question']}/{record['position']}/{record['key']}"
    return kind, str(record["key"] if kind == "claim" else record["slug"])


def _load(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(), Loader=LOADER)  # noqa: S506 - a safe loader, in C where there is one
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise KnowledgeError(f"{path.name} cannot be read: {' '.join(str(error).split())}") from error


def _add(records: Records, kind: str, record: Any, where: str) -> None:
    check_fields(kind, record, where)
    key = natural_key(kind, record)
    if key in records:
        raise KnowledgeError(f"{where}: the {kind} {key[1]} comes twice")
    records[key] = canonical(record)


def _of(records: Records, kind: str) -> Iterator[Record]:
    return (records[key] for key in sorted(key for key in records if key[0] == kind))


def _sequence(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise KnowledgeError(f"{where}: a list of records is expected")
    return value


def _with(record: Any, where: str, **names: Any) -> Record:
    if not isinstance(record, dict):
        raise KnowledgeError(f"{where}: a mapping of fields is expected")
    return {**record, **names}


def _without(record: Record, *names: str) -> Record:
    return {name: value for name, value in record.items() if name not in names}
