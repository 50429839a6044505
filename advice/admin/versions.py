"""The tokens of many records at once: the same as `advice.history.tokens.token`, in a query for each kind of part."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max

from advice.history.tokens import Model, parts_of

MOST = 5_000
"""Ids in one query; SQLite has a limit."""


def tokens(model: Model, pks: Sequence[int]) -> dict[int, str]:
    """By primary key, the token for the state of each record."""
    parts: dict[int, list[str]] = {pk: [] for pk in pks}
    for one, name in {model: "id", **parts_of(model)}.items():
        last: dict[int, int] = {}
        for at in range(0, len(pks), MOST):
            rows: Any = one.history.filter(**{f"{name}__in": pks[at : at + MOST]})  # type: ignore[attr-defined]
            last |= dict(rows.order_by().values_list(name).annotate(last=Max("history_id")))
        for pk in pks:
            parts[pk].append(f"{one._meta.model_name}-{last.get(pk, 0)}")
    return {pk: ".".join(found) for pk, found in parts.items()}
