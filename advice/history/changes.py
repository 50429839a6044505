"""The steps of a version as a person reads them: which field, what it said, what it says."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advice.history.models import PARTS
from advice.history.states import Model, Step, Values, kept_fields
from advice.sources.models import SHA256

DIGEST = 12
"""Characters of a digest that are shown: enough to see whether two are the same."""
LONG = 40
"""Characters from which on a change is shown word by word."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words: `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line: `words` shows a long text before and after in one; otherwise `before` and `after` are shown."""

    label: str
    before: str
    after: str
    words: tuple[Words, ...] = ()


Names = dict[tuple[Model, Any], str]


def names_in(steps: Iterable[Step]) -> Names:
    """What the records are called that the steps refer to; one query for each kind of record."""
    wanted: dict[Model, set[Any]] = defaultdict(set)
    for step in steps:
        for values in (step.before, step.after):
            for one in _references(step.model) if values else ():
                value = (values or {})[one.attname]
                if value is not None:
                    wanted[one.related_model].add(value)
    return {
        (model, pk): str(record)
        for model, pks in wanted.items()
        for pk, record in model._base_manager.in_bulk(pks).items()
    }


def changes(record: Model, steps: Iterable[Step], names: Names) -> list[Change]:
    """One line for each field of the record that changed, and for each of its parts."""
    lines: list[Change] = []
    for step in steps:
        if step.model is record:
            lines += _of_record(step, names)
        else:
            label = capfirst(step.model._meta.verbose_name or "")
            lines.append(
                _line(label, _row(record, step, step.before, names), _row(record, step, step.after, names))
            )
    return lines


def shown(one: "models.Field[Any, Any]", value: Any, names: Names) -> str:
    """A value of a field in words; "" for none."""
    if value is None or value == "":
        return ""
    if isinstance(one, models.ForeignKey):
        return names.get((one.related_model, value)) or _("(gone: no. %(pk)s)") % {"pk": value}
    if one.flatchoices:
        return str(dict(one.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if SHA256 in one.validators:
        return f"{value[:DIGEST]}…"
    return str(value)


def _of_record(step: Step, names: Names) -> list[Change]:
    if step.after is None:
        return []  # deleted: the version itself says so
    lines = []
    for one in kept_fields(step.model):
        before = shown(one, step.before[one.attname], names) if step.before else ""
        after = shown(one, step.after[one.attname], names)
        if before != after:
            lines.append(_line(capfirst(one.verbose_name), before, after))
    return lines


def _row(record: Model, step: Step, values: Values | None, names: Names) -> str:
    if values is None:
        return ""
    owner = PARTS[record].get(step.model)
    texts = [shown(one, values[one.attname], names) for one in kept_fields(step.model) if one.name != owner]
    return ", ".join(text for text in texts if text and text != "0")


def _line(label: Any, before: str, after: str) -> Change:
    if not (before and after and max(len(before), len(after)) >= LONG):
        return Change(str(label), before, after)
    return Change(str(label), before, after, tuple(_words(before, after)))


def _words(before: str, after: str) -> Iterable[Words]:
    old, new = before.split(), after.split()
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            yield Words("same", " ".join(old[old_start:old_end]))
            continue
        if old_start < old_end:
            yield Words("gone", " ".join(old[old_start:old_end]))
        if new_start < new_end:
            yield Words("new", " ".join(new[new_start:new_end]))


def _references(model: Model) -> list[Any]:
    return [one for one in kept_fields(model) if isinstance(one, models.ForeignKey)]
