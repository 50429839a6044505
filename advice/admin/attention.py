"""What needs a curator's attention, counted; each line leads to the list it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from advice.admin.arguments import ArgumentMissing
from advice.admin.questions import PositionMissing
from advice.admin.review import counts, kinds_for, sent_back
from advice.claims.claim_queryset import OF_PUBLIC_RECORDS
from advice.claims.coverage import Account
from advice.claims.fidelity import Fidelity
from advice.claims.mined import coverage_of
from advice.claims.models import AnchorState
from advice.history.models import PARTS
from advice.history.states import Model, kept_fields
from advice.models import Argument, Claim, Position, Question, Source, Topic
from advice.publication.models import Status

SOURCES = 50
"""Sources looked through for blocks that nobody has mined, the newest first."""
LATEST = 12
ALIVE = [Status.DRAFT.value, Status.IN_REVIEW.value, Status.PUBLISHED.value]


@dataclass(frozen=True, slots=True)
class Task:
    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Unmined:
    """A source with blocks of which nothing became: neither claims nor set aside."""

    source: Source
    open: int
    blocks: int
    address: str


@dataclass(frozen=True, slots=True)
class Latest:
    """One revision; `name` is a record that it changed, and `others` whether it changed more."""

    at: datetime
    user: User | None
    reason: str
    name: str
    kind: str
    address: str
    others: bool


def tasks(user: User | AnonymousUser) -> list[Task]:
    """What is missing or astray, for somebody with the permissions of `user`; one query for each kind."""
    found = []
    for model, label, query, condition in _kinds():
        if not user.has_perm(f"advice.view_{model._meta.model_name}"):
            continue
        # What was withdrawn, or merged into another, waits for nobody.
        count = model._default_manager.filter(condition, status__in=ALIVE).count()
        if count:
            found.append(Task(label, count, _list_of(model, f"{query}&status__in={','.join(ALIVE)}")))
    return found


def waiting(user: User | AnonymousUser) -> list[Task]:
    """What the review queue holds for this person, and what came back from it; one query for each kind."""
    kinds = kinds_for(user)
    numbers = counts(kinds)
    address = reverse("review")
    found = [
        Task(str(kind.label), numbers[kind.name], f"{address}?kind={kind.name}")
        for kind in kinds
        if numbers[kind.name]
    ]
    if user.has_perm("advice.change_claim") and (back := sent_back().order_by().count()):
        query = f"status__exact={Status.DRAFT}&fidelity={Fidelity.DOUBTED}"
        found.append(Task(_("claims sent back, to be reworded"), back, _list_of(Claim, query)))
    return found


def _list_of(model: Model, query: str) -> str:
    return f"{reverse(f'admin:advice_{model._meta.model_name}_changelist')}?{query}"


def _kinds() -> Iterable[tuple[Model, str, str, Any]]:
    for state, label in (
        (AnchorState.ORPHAN, _("claims whose passage is gone")),
        (AnchorState.CHANGED, _("claims whose passage changed, to confirm")),
        (AnchorState.MOVED, _("claims whose passage moved")),
    ):
        yield Claim, label, f"anchor_state__exact={state}", Q(anchor_state=state)
    yield Claim, _("claims without a passage"), "missing=passage", Q(start=None)
    yield Claim, _("claims without a topic"), "missing=topics", Q(topic_items=None)
    yield Claim, _("claims that no argument uses"), "missing=arguments", Q(support=None)
    yield (
        Claim,
        _("published claims that do not show, as their source or speaker is not published"),
        "missing=public",
        Q(status=Status.PUBLISHED) & ~OF_PUBLIC_RECORDS,
    )
    yield Topic, _("topics without claims"), "missing=claims", Q(items=None)
    yield Source, _("sources without claims"), "missing=claims", Q(claims=None)
    yield Source, _("sources whose text is not loaded"), "text=not-loaded", Q(text="")
    yield (
        Argument,
        _("arguments without a published claim"),
        "missing=published",
        ArgumentMissing.gaps["published"][1],
    )
    for side, label in (
        ("pro", _("positions with nothing for them")),
        ("con", _("positions with nothing against them")),
    ):
        yield Position, label, f"missing={side}", PositionMissing.gaps[side][1]
    yield Question, _("questions without positions"), "missing=positions", Q(positions=None)


def unmined() -> list[Unmined]:
    """The sources with blocks to mine, the most open ones first. Three queries."""
    claims = Claim.objects.only("source", "start", "end", "key", "status", "anchor_state")
    sources = (
        Source.objects.exclude(blocks=[])
        .exclude(status=Status.WITHDRAWN)
        .defer("text", "marks")
        .order_by("-created_at", "-pk")
        .prefetch_related(Prefetch("claims", claims), "set_aside__repeats")[:SOURCES]
    )
    found = []
    for source in sources:
        covered = coverage_of(source)
        left = sum(block.account is Account.OPEN for block in covered)
        if left:
            address = reverse("workbench", args=[source.slug])
            found.append(Unmined(source, left, len(covered), address))
    return sorted(found, key=lambda one: -one.open)


def latest() -> list[Latest]:
    """The last changes of records, whoever made them; one query for each kind of record."""
    rows = []
    for model in PARTS:
        fields = [one.attname for one in kept_fields(model)]
        history = model.history.select_related("history_user").order_by("-history_date", "-history_id")  # type: ignore[attr-defined]
        for row in history[:LATEST]:
            record = model(pk=row.id, **{name: getattr(row, name) for name in fields})
            rows.append((row, model, str(record)))
    rows.sort(key=lambda entry: entry[0].history_date, reverse=True)
    found = []
    for _revision, group in groupby(rows, key=lambda entry: entry[0].revision):
        entries = list(group)
        row, model, name = entries[0]
        found.append(
            Latest(
                row.history_date,
                row.history_user,
                next((one.history_change_reason for one, *_rest in entries if one.history_change_reason), ""),
                name,
                str(model._meta.verbose_name),
                reverse(f"admin:advice_{model._meta.model_name}_history", args=[row.id]),
                len({(model, one.id) for one, model, _name in entries}) > 1,
            )
        )
    return found[:LATEST]
