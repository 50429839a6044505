"""Load the files into the database: idempotent, whole or not at all, and never over a curator's change in silence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction

from advice.knowledge.models import LoadedRecord
from advice.knowledge.records import FIELDS, Key, KnowledgeError, Record, Records, digest
from advice.knowledge.store import check_anchors, link_merge, link_repeats, link_replacement, store, withdraw
from advice.knowledge.stored import stored_records
from advice.publication.models import Status

MERGEABLE = {"person", "topic", "claim"}
"""Kinds of which one may become part of another."""


class Prefer(StrEnum):
    """What holds where the files and a curator's change differ."""

    DATABASE = "database"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that a curator changed in the database since it was loaded, and both versions of it.

    `files_changed` where the files say something new too, so that somebody has to choose.
    """

    key: Key
    in_files: Record | None
    in_database: Record
    files_changed: bool

    def fields(self) -> list[str]:
        """The names of the fields that differ."""
        files = self.in_files or {}
        names = dict.fromkeys([*files, *self.in_database])
        return [name for name in names if files.get(name) != self.in_database.get(name)]


@dataclass(slots=True)
class Report:
    """What loading did: the keys added, changed and withdrawn, and what differs and was left or taken."""

    added: list[Key] = field(default_factory=list)
    changed: list[Key] = field(default_factory=list)
    withdrawn: list[Key] = field(default_factory=list)
    differs: list[Difference] = field(default_factory=list)
    unchanged: list[Key] = field(default_factory=list)


def compare(files: Records, stored: Records, loaded: Mapping[Key, str]) -> Report:
    """What loading `files` would do to a database that holds `stored`. Pure.

    `loaded` has the digest of each record as it was last loaded: a stored record with another digest
    was changed by a curator.
    """
    report = Report()
    for key, record in files.items():
        current = stored.get(key)
        if current is None:
            report.added.append(key)
        elif current == record:
            report.unchanged.append(key)
        elif loaded.get(key) == digest(current):
            report.changed.append(key)
        else:
            report.differs.append(Difference(key, record, current, loaded.get(key) != digest(record)))
    for key, sha256 in loaded.items():
        current = stored.get(key)
        if key in files or current is None or current.get("status") == Status.WITHDRAWN:
            continue
        if digest(current) == sha256:
            report.withdrawn.append(key)
        else:
            report.differs.append(Difference(key, None, current, files_changed=True))
    return report


def compare_with_database(files: Records) -> Report:
    """What loading `files` would do now."""
    return compare(files, stored_records(), _loaded())


@transaction.atomic
def load(files: Records, prefer: Prefer = Prefer.DATABASE) -> Report:
    """Bring the database to what `files` say, and report it. Raises KnowledgeError, changing nothing.

    Where a curator changed a record in the database, `prefer` says which version holds; either way
    the report lists it.
    """
    loaded = _loaded()
    stored = stored_records()
    report = compare(files, stored, loaded)
    taken = [difference.key for difference in report.differs if prefer is Prefer.FILES]
    to_store = [key for key in [*report.added, *report.changed, *taken] if key in files]
    to_withdraw = [*report.withdrawn, *(key for key in taken if key not in files)]
    for key in _in_order(to_store, files):
        store(key, files[key])
    for key in to_withdraw:
        withdraw(key)
    touched = {files[key]["source"] for key in to_store if key[0] == "claim"}
    for key in to_store:
        if key[0] == "source":
            link_repeats(files[key])
            touched.add(key[1])
        elif key[0] == "claim":
            link_replacement(files[key])
        if key[0] in MERGEABLE and ("merged_into" in files[key] or key in stored):
            link_merge(key, files[key])
    check_anchors(touched)
    _remember(files, [*to_store, *(key for key in report.unchanged if key not in loaded)], to_withdraw)
    return report


def _loaded() -> dict[Key, str]:
    return {(row.kind, row.key): row.sha256 for row in LoadedRecord.objects.all()}


def _in_order(keys: Iterable[Key], files: Records) -> list[Key]:
    """Kinds in the order of FIELDS, and broader topics before narrower ones."""
    kinds = list(FIELDS)
    return sorted(keys, key=lambda key: (kinds.index(key[0]), _depth(key, files)))


def _depth(key: Key, files: Records) -> int:
    """How many broader topics the files name above a topic; 0 for all else. Raises on a circle."""
    seen: list[Key] = []
    while key[0] == "topic" and key in files and files[key].get("broader"):
        seen.append(key)
        key = ("topic", files[key]["broader"])
        if key in seen:
            raise KnowledgeError(f"topic {key[1]} is broader than itself")
    return len(seen)


def _remember(files: Records, stored: Iterable[Key], withdrawn: Iterable[Key]) -> None:
    """Keep the digests of what was stored, as the database has it now."""
    LoadedRecord.objects.bulk_create(
        [
            LoadedRecord(kind=kind, key=name, sha256=digest(files[kind, name]))
            for kind, name in dict.fromkeys(stored)
        ],
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["sha256"],
    )
    for kind, name in withdrawn:
        LoadedRecord.objects.filter(kind=kind, key=name).delete()
