"""The review queue: everything that waits for a curator, whatever kind it is, those that wait longest first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import count
from typing import Any

from django import forms
from django.db.models import F, Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.claims import fidelity
from advice.claims.fidelity import Fidelity, FidelitySignature
from advice.claims.reports import ClaimReport
from advice.history.waiting import with_waiting
from advice.history.wording import worded_by
from advice.models import Argument, Claim, Person, Position, Question, Situation, Source, Topic
from advice.publication.models import Status

ON_A_PAGE = 40
PAGES = 100
SIGNED = {"claims", "lapsed"}
"""Kinds for which somebody other than their author is wanted."""
WITHOUT_TEXTS = ("source__text", "source__marks", "source__blocks")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that waits: what it is called, which records they are and since when, and where one acts."""

    name: str
    label: Any
    model: type[Model]
    records: Callable[[], QuerySet[Any]]
    since: str
    place: str
    act: Any


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue; `own` where this person worded it, so that somebody else signs."""

    kind: Kind
    since: datetime
    text: str
    told: str
    address: str
    own: bool = False


class QueueForm(forms.Form):
    kind = forms.CharField(required=False, max_length=20)
    page = forms.IntegerField(required=False, min_value=1, max_value=PAGES)


def _in_review(model: Any) -> Callable[[], QuerySet[Any]]:
    return lambda: with_waiting(model.objects.filter(status=Status.IN_REVIEW))


def unsigned() -> QuerySet[Claim]:
    """Claims in review that wait for a second person."""
    return fidelity.with_fidelity(_in_review(Claim)()).exclude(fidelity=Fidelity.FAITHFUL)


def signed() -> QuerySet[Claim]:
    """Claims in review that only need to be published."""
    return fidelity.with_fidelity(_in_review(Claim)()).filter(fidelity=Fidelity.FAITHFUL)


def lapsed() -> QuerySet[Claim]:
    """Public claims that were reworded since they were signed, or found wanting."""
    signed_ever = FidelitySignature.objects.values("claim")  # few beside all that came from the files
    public = fidelity.with_fidelity(Claim.objects.filter(status=Status.PUBLISHED, pk__in=signed_ever))
    return public.filter(fidelity__in=[Fidelity.LAPSED, Fidelity.DOUBTED])


def due() -> QuerySet[Claim]:
    """Claims whose day to be looked at again has come."""
    return Claim.objects.due(timezone.localdate())


def sent_back() -> QuerySet[Claim]:
    """Drafts that a second person found wanting and that nobody has reworded since."""
    drafts = fidelity.with_fidelity(Claim.objects.filter(status=Status.DRAFT))
    return drafts.filter(fidelity=Fidelity.DOUBTED)


OTHERS = (Source, Person, Topic, Situation, Question, Position)
KINDS = (
    Kind(
        "claims",
        gettext_lazy("claims to sign"),
        Claim,
        unsigned,
        "waiting_since",
        "admin:advice_claim_fidelity",
        gettext_lazy("Compare and sign"),
    ),
    Kind(
        "signed",
        gettext_lazy("signed claims to publish"),
        Claim,
        signed,
        "waiting_since",
        "admin:advice_claim_fidelity",
        gettext_lazy("Publish"),
    ),
    Kind(
        "arguments",
        gettext_lazy("arguments in review"),
        Argument,
        _in_review(Argument),
        "waiting_since",
        "admin:advice_argument_change",
        gettext_lazy("Look and publish"),
    ),
    Kind(
        "reports",
        gettext_lazy("reports by readers"),
        ClaimReport,
        lambda: ClaimReport.objects.open(),
        "created_at",
        "admin:advice_claimreport_change",
        gettext_lazy("Read and answer"),
    ),
    Kind(
        "lapsed",
        gettext_lazy("public claims whose signature does not stand"),
        Claim,
        lapsed,
        "changed_at",
        "admin:advice_claim_fidelity",
        gettext_lazy("Compare and sign"),
    ),
    Kind(
        "due",
        gettext_lazy("claims due for review"),
        Claim,
        due,
        "review_by",
        "admin:advice_claim_change",
        gettext_lazy("Look again"),
    ),
    *(
        Kind(
            f"{model._meta.model_name}s",
            format_lazy(gettext_lazy("{names} in review"), names=model._meta.verbose_name_plural),
            model,
            _in_review(model),
            "waiting_since",
            f"admin:advice_{model._meta.model_name}_change",
            gettext_lazy("Look and publish"),
        )
        for model in OTHERS
    ),
)


def kinds_for(user: Any) -> list[Kind]:
    """The kinds that this person may see."""
    return [kind for kind in KINDS if user.has_perm(f"advice.view_{kind.model._meta.model_name}")]


def counts(kinds: list[Kind]) -> dict[str, int]:
    """How many of each kind wait; one query each."""
    return {kind.name: kind.records().order_by().count() for kind in kinds}


def queue(user: Any, kinds: list[Kind], page: int) -> list[Waiting]:
    """A page of what waits. One query for each kind, and one for each kind that is on the page."""
    last = page * ON_A_PAGE
    order = count()
    found: list[tuple[datetime, int, Kind, int]] = []
    for kind in kinds:
        rows = kind.records().order_by(F(kind.since), "pk").values_list("pk", kind.since)[:last]
        found += [(_moment(since), next(order), kind, pk) for pk, since in rows]
    shown = sorted(found, key=lambda one: one[:2])[last - ON_A_PAGE : last]
    records = {kind.name: _read(kind, [pk for *_rest, other, pk in shown if other is kind]) for kind in kinds}
    claims = [one for kind in kinds if kind.model is Claim for one in records[kind.name].values()]
    own = {pk for pk, person in worded_by(claims).items() if person == user.pk} if claims else set()
    return [
        _line(kind, since, records[kind.name][pk], pk in own)
        for since, _number, kind, pk in shown
        if pk in records[kind.name]
    ]


def _read(kind: Kind, pks: list[int]) -> dict[int, Any]:
    if not pks:
        return {}
    records: Any = kind.model._default_manager.all()
    if kind.model is Claim:
        records = records.select_related("source", "speaker").defer(*WITHOUT_TEXTS)
    elif kind.model is Argument:
        records = records.select_related("position__question")
    elif kind.model is Position:
        records = records.select_related("question")
    elif kind.model is Source:
        records = records.defer("text", "marks", "blocks")
    return dict(records.in_bulk(pks))


def _line(kind: Kind, since: datetime, record: Any, own: bool) -> Waiting:
    address = reverse(kind.place, args=[record.pk])
    return Waiting(kind, since, str(record), _told(kind, record), address, own and kind.name in SIGNED)


def _told(kind: Kind, record: Any) -> str:
    """Where it belongs, or what somebody says of it."""
    if isinstance(record, ClaimReport):
        return Truncator(record.words).chars(120)
    if isinstance(record, Claim):
        return f"{record.source} · {record.speaker or _('nobody named')}"
    if isinstance(record, Argument):
        return f"{record.get_stance_display()} · {record.position.question} {record.position}"
    if isinstance(record, Position):
        return str(record.question)
    return str(record._meta.verbose_name)


def _moment(since: Any) -> datetime:
    """A day counts from its beginning."""
    if isinstance(since, datetime):
        return since
    return datetime.combine(since, time(), tzinfo=UTC)
