"""What a record and its parts were at any moment, replayed from the rows of their histories."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import models

from advice.history.models import PARTS

Values = dict[str, Any]
"""A row as a dictionary from attribute name ("topic_id") to value; as the database has it."""
Model = type[models.Model]


@dataclass
class State:
    """A record (None before it was made and after it was deleted) and its parts, by model and primary key."""

    record: Values | None = None
    parts: dict[Model, dict[int, Values]] = field(default_factory=dict)

    def copy(self) -> "State":
        record = None if self.record is None else dict(self.record)
        return State(record, {part: dict(rows) for part, rows in self.parts.items()})


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one row: `before` is None where it is new, `after` where it is gone."""

    model: Model
    pk: int
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class Version:
    """What one revision did to a record, and the state after it."""

    revision: UUID
    at: datetime
    user: User | None
    reason: str
    steps: list[Step]
    state: State


def kept_fields(model: Model) -> "list[models.Field[Any, Any]]":
    """The fields that the history of `model` keeps, without its primary key."""
    return [one for one in model.history.model.tracked_fields if not one.primary_key]  # type: ignore[attr-defined]


def versions(model: Model, pk: int, until: Mapping[str, int] | None = None) -> list[Version]:
    """Every version of a record, the oldest first; revisions that changed nothing are left out.

    `until` ends it early: the last row to read of each history (see advice.history.tokens). One query
    for the record and one for each kind of part.
    """
    rows = sorted(_rows(model, pk, until), key=lambda row: (row.history_date, row.history_id))
    state = State(parts={part: {} for part in PARTS[model]})
    made = []
    for revision, written in groupby(rows, key=lambda row: row.revision):
        group = list(written)
        steps = _joined([_apply(state, model, row) for row in group])
        if steps:
            reason = next((row.history_change_reason for row in group if row.history_change_reason), "")
            last = group[-1]
            made.append(Version(revision, last.history_date, last.history_user, reason, steps, state.copy()))
    return made


def _rows(model: Model, pk: int, until: Mapping[str, int] | None) -> Iterable[Any]:
    for one, name in {model: "id", **PARTS[model]}.items():
        wanted: dict[str, Any] = {name: pk}
        if until is not None:
            wanted["history_id__lte"] = until.get(one._meta.model_name or "", 0)
        yield from one.history.select_related("history_user").filter(**wanted)  # type: ignore[attr-defined]


def _apply(state: State, model: Model, row: Any) -> Step:
    """Bring `state` to what it was after `row` was written."""
    of: Model = row.instance_type
    before = state.record if of is model else state.parts[of].get(row.id)
    after = None
    if row.history_type != "-":
        after = {one.attname: getattr(row, one.attname) for one in kept_fields(of)}
    if of is model:
        state.record = after
    elif after is not None:
        state.parts[of][row.id] = after
    else:
        state.parts[of].pop(row.id, None)
    return Step(of, row.id, before, after)


def _joined(steps: Iterable[Step]) -> list[Step]:
    """The steps of one revision, one for each row that differs in the end.

    A loader deletes the parts of a record and makes them anew: a new row that equals one that is gone
    is no change.
    """
    whole: dict[tuple[Model, int], Step] = {}
    for step in steps:
        first = whole.get((step.model, step.pk), step)
        whole[step.model, step.pk] = Step(step.model, step.pk, first.before, step.after)
    changed = [step for step in whole.values() if step.before != step.after]
    gone = [step for step in changed if step.after is None]
    for new in [step for step in changed if step.before is None]:
        twin = next((old for old in gone if (old.model, old.before) == (new.model, new.after)), None)
        if twin is not None:
            gone.remove(twin)
            changed.remove(twin)
            changed.remove(new)
    return changed


def rows_at(model: Model, name: str, value: int, until: int) -> dict[int, Values]:
    """The rows of `model` whose field `name` is `value`, as they were after the row `until` of its history."""
    rows: dict[int, Values] = {}
    history = model.history.filter(**{name: value}, history_id__lte=until)  # type: ignore[attr-defined]
    for row in history.order_by("history_id"):
        rows.pop(row.id, None)
        if row.history_type != "-":
            rows[row.id] = {one.attname: getattr(row, one.attname) for one in kept_fields(model)}
    return rows
