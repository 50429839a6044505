"""Draft, in review, published, withdrawn: the moves between them, one at a time or many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction

from advice.publication.models import Mergeable, Publication, Status


class Move(StrEnum):
    """A change of status; `MOVES` says from where to where it leads."""

    SEND_TO_REVIEW = "send_to_review"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    BACK_TO_DRAFT = "back_to_draft"


@dataclass(frozen=True, slots=True)
class Rule:
    """From which statuses a move leads to which; `publishes` moves need the permission to publish."""

    since: frozenset[str]
    to: Status
    publishes: bool = False


MOVES = {
    Move.SEND_TO_REVIEW: Rule(frozenset({Status.DRAFT}), Status.IN_REVIEW),
    Move.PUBLISH: Rule(
        frozenset({Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN}), Status.PUBLISHED, publishes=True
    ),
    Move.WITHDRAW: Rule(frozenset({Status.PUBLISHED}), Status.WITHDRAWN, publishes=True),
    # What was public is never a draft again, so that its address keeps saying what became of it.
    Move.BACK_TO_DRAFT: Rule(frozenset({Status.IN_REVIEW}), Status.DRAFT),
}
PUBLIC_HISTORY = frozenset({Status.PUBLISHED, Status.WITHDRAWN})
"""Statuses of records that the public has seen: their addresses stay, and they are not deleted."""


OF_THE_STATUS = frozenset({"status", "withdrawn_reason", "replaced_by_id", "merged_into_id"})
"""Fields that go with the status: a version that is brought back leaves them as they are."""


def reachable(status: str, may_publish: bool) -> set[str]:
    """The statuses that one move leads to from `status`, and `status` itself."""
    return {status} | {
        rule.to for rule in MOVES.values() if status in rule.since and (may_publish or not rule.publishes)
    }


def move(
    records: Iterable[Publication], by: Move, noting: Mapping[str, Any] | None = None
) -> list[Publication]:
    """Apply the move to the records it applies to, and return those that changed.

    `noting` has what they take along, by field: the reason for which they are withdrawn.

    Each is locked, read again and saved by itself, so that whatever listens to saving hears of it, and
    a record that somebody else moved in between is left as it is.
    """
    rule = MOVES[by]
    moved = []
    with transaction.atomic():
        for record in records:
            model = type(record)
            current = model._default_manager.select_for_update(of=("self",)).filter(pk=record.pk).first()
            if current is None or current.status not in rule.since:
                continue
            current.status = rule.to
            noted = dict(noting or {})
            if rule.to == Status.PUBLISHED and isinstance(current, Mergeable):
                noted["merged_into"] = None  # what is public again leads nowhere else
            for name, value in noted.items():
                setattr(current, name, value)
            current.save(update_fields=["status", "changed_at", *noted])
            moved.append(current)
    return moved
