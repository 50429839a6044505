"""A token for the state of a record that somebody looks at, so that nobody overwrites another's change unseen."""

import re
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Max

from advice.history.models import PARTS

Model = type[models.Model]
PART = re.compile(r"([a-z]{1,40})-([0-9]{1,18})")


def parts_of(model: Model, also: Iterable[tuple[Model, str]] = ()) -> dict[Model, str]:
    """The parts of a record, and what a form shows beside them (an admin's inlines)."""
    return PARTS[model] | dict(also)


def token(model: Model, pk: int, also: Iterable[tuple[Model, str]] = ()) -> str:
    """The last row of each history that a form of this record shows: "claim-17.claimtopic-40".

    One query for the record and one for each kind of part.
    """
    last: dict[str, int] = {}
    for one, name in {model: "id", **parts_of(model, also)}.items():
        rows: Any = one.history.filter(**{name: pk})  # type: ignore[attr-defined]
        last[one._meta.model_name or ""] = rows.aggregate(last=Max("history_id"))["last"] or 0
    return ".".join(f"{name}-{number}" for name, number in last.items())


def parse(text: str) -> dict[str, int]:
    """The parts of a token by the model's name; {} for what is no token."""
    matches = [PART.fullmatch(part) for part in text[:500].split(".")]
    return {match[1]: int(match[2]) for match in matches if match} if all(matches) else {}
