"""The knowledge as plain records: what the files hold, what the database holds, in one form.

A record is a dict of plain values without empty ones, so that two records are equal exactly when
they say the same. `status` stands only where it is not "published".
"""

import hashlib
import json
from datetime import date
from typing import Any

Record = dict[str, Any]
Key = tuple[str, str]
"""Kind and natural key, such as ("claim", "fan-2022-017") or ("argument", "question/position/key")."""
Records = dict[Key, Record]

FIELDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    kind: (frozenset(required.split()), frozenset(required.split()) | frozenset(optional.split()))
    for kind, required, optional in (
        ("person", "slug name path", "role standing interest url status merged_into"),
        ("topic", "slug name", "broader description labels misspellings scope_note status merged_into"),
        ("situation", "slug question holds lacks", "status"),
        (
            "source",
            "slug name kind",
            "author published_on url part_of part_of_url language summary document_sha256 length "
            "text_sha256 blocks set_aside status",
        ),
        (
            "claim",
            "key source text kind",
            "speaker reported about topics situations section passage status "
            "review_by withdrawn_on withdrawn_reason replaced_by merged_into",
        ),
        ("question", "slug title order", "lead status"),
        ("position", "question slug title place", "lead reversible deadline gap cruxes status"),
        ("argument", "question position key place stance topic text", "claims status"),
    )
}
"""For each kind, in the order of loading: the fields it must have and the fields it may have.

A source's title is its `name` here, as in schema.org's CreativeWork.
"""


class KnowledgeError(Exception):
    """The files cannot be loaded; the message says where and why in one sentence."""


def digest(record: Record) -> str:
    """SHA-256 of a record, the same for equal records."""
    return hashlib.sha256(json.dumps(record, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def compact(record: Record) -> Record:
    """The record without empty values: None, "", [], {} and False."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {}, False)}


def canonical(record: Record) -> Record:
    """The one form of a record: compact, though a place or an order of 0 is a value, and dates as text."""
    kept = compact(record)
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in record.items()
        if name in kept or name in {"place", "order"}
    }


def check_fields(kind: str, record: Any, where: str) -> None:
    """Raise KnowledgeError unless `record` has the fields of its kind and no other."""
    if not isinstance(record, dict):
        raise KnowledgeError(f"{where}: a {kind} must be a mapping of fields")
    required, allowed = FIELDS[kind]
    missing = sorted(required - record.keys())
    if missing:
        raise KnowledgeError(f"{where}: a {kind} lacks {', '.join(missing)}")
    unknown = sorted(str(name) for name in record.keys() - allowed)
    if unknown:
        raise KnowledgeError(f"{where}: a {kind} has no field {', '.join(unknown)}")
