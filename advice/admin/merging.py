"""Three versions of a form: as it was opened, as the record is now, and as it was typed.

What only the other person changed is taken over, what was typed is kept, and both are told. Works on
the data of the form, so that the form afterwards shows the outcome and can be saved as it stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from advice.admin.selects import is_id
from advice.history.states import Model, Values

MOST_ROWS = 1_000
DELETE = "DELETE"
Data = dict[str, list[str]]
"""What a browser sends for one record or one row: field name to values."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in three versions, as text; `typed` is whether the person at the form changed it too."""

    label: str
    opened: str
    now: str
    mine: str
    typed: bool


@dataclass
class Merged:
    """The data of the form afterwards, and what the other person had changed."""

    data: QueryDict
    differences: list[Difference] = field(default_factory=list)


def merge_fields(
    fields: Mapping[str, forms.Field], model: Model, base: Values, now: Values, sent: Data
) -> tuple[Data, list[Difference]]:
    """Merge the fields of one record or row. Values that are no column of `model` are lists of ids."""
    merged = dict(sent)
    differences = []
    for name, one in fields.items():
        key = _column(model, name)
        if key not in now or base.get(key) == now[key]:
            continue
        typed = one.has_changed(base.get(key), _data(one, name, sent))
        agree = not one.has_changed(now[key], _data(one, name, sent))
        mine = _told(one, _data(one, name, sent))
        if not typed:
            merged[name] = _as_sent(one, now[key])
        if not agree:
            label = capfirst(str(one.label or name))
            differences.append(
                Difference(label, _told(one, base.get(key)), _told(one, now[key]), mine, typed)
            )
    return merged, differences


def merge_rows(
    formset: Any, base: dict[int, Values], now: dict[int, Values], post: QueryDict
) -> tuple[list[tuple[int | None, Data]], list[Difference]]:
    """Merge the rows of a formset: those that exist first, each with its primary key, then the new ones."""
    fields = {name: one for name, one in formset.form.base_fields.items() if name != "id"}
    model: Model = formset.model
    name = capfirst(str(model._meta.verbose_name))
    kept: list[tuple[int | None, Data]] = []
    new: list[tuple[int | None, Data]] = []
    differences: list[Difference] = []
    seen = set()
    for sent in _sent_rows(formset.get_default_prefix(), post):
        text = sent.pop("id", [""])[0]
        pk = int(text) if is_id(text) else None
        if pk is None:
            new.append((None, sent))
        elif pk in now:
            seen.add(pk)
            merged, found = merge_fields(fields, model, base.get(pk, {}), now[pk], sent)
            kept.append((pk, merged))
            row = _summary(fields, model, now[pk])
            differences += [
                Difference(f"{name} “{row}”: {one.label}", one.opened, one.now, one.mine, one.typed)
                for one in found
            ]
        else:
            old = base.get(pk, {})
            typed = any(
                one.has_changed(old.get(_column(model, key)), _data(one, key, sent))
                for key, one in fields.items()
            )
            if typed:
                new.append((None, sent))
            if pk in base:
                row = _summary(fields, model, old)
                differences.append(Difference(name, row, _("deleted"), row if typed else "", typed))
    for pk in now.keys() - seen - base.keys():
        kept.append((pk, {key: _as_sent(one, now[pk][_column(model, key)]) for key, one in fields.items()}))
        differences.append(Difference(name, "", _summary(fields, model, now[pk]), "", False))
    return kept + new, differences


def write_rows(prefix: str, rows: list[tuple[int | None, Data]], data: QueryDict) -> None:
    """Put the rows into the data of the whole form, numbered anew."""
    for key in [key for key in data if key.startswith(f"{prefix}-")]:
        if not key.endswith(("-MIN_NUM_FORMS", "-MAX_NUM_FORMS")):
            del data[key]
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{prefix}-INITIAL_FORMS"] = str(sum(pk is not None for pk, _sent in rows))
    for number, (pk, sent) in enumerate(rows):
        data[f"{prefix}-{number}-id"] = "" if pk is None else str(pk)
        for name, values in sent.items():
            data.setlist(f"{prefix}-{number}-{name}", values)


def _sent_rows(prefix: str, post: QueryDict) -> Iterable[Data]:
    total = post.get(f"{prefix}-TOTAL_FORMS", "0")
    rows: dict[int, Data] = {}
    for key, values in post.lists():
        if not key.startswith(f"{prefix}-"):
            continue
        number, _dash, name = key[len(prefix) + 1 :].partition("-")
        if name and is_id(number) and int(number) < MOST_ROWS:
            rows.setdefault(int(number), {})[name] = [str(value) for value in values]
    count = int(total) if is_id(total) else 0
    return [rows[number] for number in sorted(rows) if number < count]


def _column(model: Model, name: str) -> str:
    """The key of a form's field in the values of a row: "speaker" is "speaker_id" there."""
    for one in model._meta.concrete_fields:
        if one.name == name:
            return one.attname
    return name


def _data(one: forms.Field, name: str, sent: Data) -> Any:
    """What the field would take from the form, line breaks as the database has them."""
    query = QueryDict(mutable=True)
    for key, values in sent.items():
        query.setlist(key, [value.replace("\r\n", "\n") for value in values])
    return one.widget.value_from_datadict(query, {}, name)


def _as_sent(one: forms.Field, value: Any) -> list[str]:
    """A value as a browser would send it."""
    if isinstance(one, forms.BooleanField):
        return ["on"] if value else []
    if isinstance(value, (list, tuple)):
        return [str(item) for item in value]
    return ["" if value is None else str(value)]


def _told(one: forms.Field, value: Any) -> str:
    """A value in words, wherever it came from."""
    if value is None or value in ("", []):
        return ""
    if isinstance(one, forms.ModelMultipleChoiceField):
        ids = [item for item in value if is_id(item)]
        return (
            ", ".join(sorted(map(str, one.queryset.filter(pk__in=ids)))) if one.queryset is not None else ""
        )
    if isinstance(one, forms.ModelChoiceField):
        found = one.queryset.filter(pk=value).first() if one.queryset is not None and is_id(value) else None
        return str(found or value)
    if isinstance(one, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(one, forms.ChoiceField):
        return str(dict(one.choices).get(value, value))  # type: ignore[arg-type]
    return str(value)


def _summary(fields: Mapping[str, forms.Field], model: Model, values: Values) -> str:
    texts = [
        _told(one, values.get(_column(model, name)))
        for name, one in fields.items()
        if isinstance(model._meta.get_field(name), (models.CharField, models.ForeignKey))
    ]
    return ", ".join(text for text in texts if text)
