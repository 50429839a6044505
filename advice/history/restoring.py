"""Bring a record back to a former version, or back at all after it was deleted."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from advice.claims.anchors import reanchor
from advice.claims.models import AnchorState, Claim
from advice.history.models import PARTS
from advice.history.revisions import revision
from advice.history.states import Model, Values, Version, kept_fields, versions
from advice.publication.models import Publication, Status
from advice.publication.publishing import OF_THE_STATUS, PUBLIC_HISTORY


class RestoreError(Exception):
    """The version cannot be brought back; the message is one sentence that says why."""


def last_state(model: Model, pk: int) -> Version | None:
    """The last version in which a deleted record was still there, None where there is none."""
    there = [version for version in versions(model, pk) if version.state.record is not None]
    return there[-1] if there else None


def restore(model: Model, pk: int, version: Version) -> models.Model:
    """Give the record and its parts the state they had after `version`, as a new version.

    The status stays what it is, since only moves change it; a record that was deleted comes back as a
    draft. An address that the public has seen stays too. Raises RestoreError where what the version
    refers to is gone, or where it would break a rule.
    """
    values = version.state.record
    if values is None:
        raise RestoreError(_("In this version the record was deleted."))
    reason = _("restored the version of %(at)s") % {"at": f"{version.at:%Y-%m-%d %H:%M}"}
    try:
        with revision(reason), transaction.atomic():
            found = model._base_manager.select_for_update().filter(pk=pk).first()
            record = _restore_record(model, pk, found, values)
            for part, name in PARTS[model].items():
                _restore_parts(part, name, record, version.state.parts[part])
            if isinstance(record, Claim) and record.source.text:
                reanchor(record.source)
    except ValidationError as error:
        raise RestoreError(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise RestoreError(_("The version contradicts what is there now.")) from error
    restored: models.Model = record
    return restored


def _restore_record(model: Model, pk: int, record: Any, values: Values) -> Any:
    values = dict(values)
    if record is None:
        record = model(pk=pk)
        if isinstance(record, Publication):
            values["status"] = Status.DRAFT
    elif isinstance(record, Publication):
        for name in OF_THE_STATUS:
            values.pop(name, None)
        if record.status in PUBLIC_HISTORY:
            for name in ("slug", "key"):
                values.pop(name, None)
    if isinstance(record, Claim):
        values["anchor_state"] = AnchorState.UNCHECKED  # checked again below, where the text is loaded
    return _save(record, values)


def _restore_parts(part: Model, name: str, record: Any, rows: dict[int, Values]) -> None:
    present = {row.pk: row for row in part._base_manager.select_for_update().filter(**{name: record})}
    for pk, row in present.items():
        if pk not in rows:
            row.delete()
    for pk, values in rows.items():
        row = present.get(pk) or part(pk=pk)
        if row._state.adding or any(getattr(row, field) != value for field, value in values.items()):
            _save(row, values)


def _save(row: Any, values: Values) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    _check_references(type(row), values)
    row.full_clean()
    row.save()
    return row


def _check_references(model: Model, values: Values) -> None:
    for one in _references(model):
        value = values.get(one.attname)
        if value is not None and not one.related_model._base_manager.filter(pk=value).exists():
            raise RestoreError(
                _("Its %(field)s is no longer there; bring that back first.") % {"field": one.verbose_name}
            )


def _references(model: Model) -> Iterable[Any]:
    return [one for one in kept_fields(model) if isinstance(one, models.ForeignKey)]
