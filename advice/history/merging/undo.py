"""Take back a revision as a whole: every row that it wrote becomes what it was before."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from advice.history.merging.carrying_out import MergeError
from advice.history.models import tracked
from advice.history.revisions import revision
from advice.history.states import Values, kept_fields


def merged_in(record: Any) -> UUID | None:
    """The revision in which `record` was merged into another, None where it is not merged."""
    if record.merged_into_id is None:
        return None
    rows = type(record).history.filter(id=record.pk).order_by("-history_id")
    found = None
    for pointer, made in rows.values_list("merged_into_id", "revision"):
        if pointer is None:
            break
        found = made
    return found


def undo(record: Any) -> None:
    """Take back the merge of `record`, as one revision. Raises MergeError, changing nothing.

    Reports of readers have no history: they stay with the record that they moved to. What somebody
    changed since is never overwritten: then the merge is not taken back as a whole.
    """
    made = merged_in(record)
    if made is None:
        raise MergeError(_("It is not merged into anything."))
    with transaction.atomic(), revision(_("took back that it was merged")):
        new, changed, gone = [], [], []
        for model in tracked():
            for pk, first, last in _written(model, made):
                before, after = _before(model, pk, first), _values(last)
                row = model._base_manager.select_for_update().filter(pk=pk).first()
                if _now(row) != after:
                    told = _(
                        "“%(row)s” was changed since. Bring back versions one by one, from the histories."
                    )
                    raise MergeError(told % {"row": row or model._meta.verbose_name})
                if before is None:
                    new.append(row)
                elif row is None:
                    gone.append(model(pk=pk, **before))
                elif before != after:
                    changed.append((row, before))
        try:
            _write(new, changed, gone)
        except IntegrityError as error:
            raise MergeError(_("What it was before contradicts what is there now.")) from error


def _write(new: list[Any], changed: list[tuple[Any, Values]], gone: list[Any]) -> None:
    for row in filter(None, new):
        row.delete()
    for row, before in changed:
        for name, value in before.items():
            setattr(row, name, value)
        row.save()
    for row in gone:
        row.save(force_insert=True)


def _written(model: Any, made: UUID) -> list[tuple[int, Any, Any]]:
    """For each row that the revision wrote: its primary key, the first and the last line of its history there."""
    lines: dict[int, list[Any]] = {}
    for line in model.history.filter(revision=made).order_by("history_id"):
        lines.setdefault(line.id, []).append(line)
    return [(pk, found[0], found[-1]) for pk, found in sorted(lines.items())]


def _before(model: Any, pk: int, first: Any) -> Values | None:
    line = model.history.filter(id=pk, history_id__lt=first.history_id).order_by("-history_id").first()
    return None if line is None else _values(line)


def _values(line: Any) -> Values | None:
    if line.history_type == "-":
        return None
    return {one.attname: getattr(line, one.attname) for one in kept_fields(line.instance_type)}


def _now(row: Any) -> Values | None:
    return row and {one.attname: getattr(row, one.attname) for one in kept_fields(type(row))}
