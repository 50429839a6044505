"""The rules of signing: who may sign which claim, what a verdict does, and which claim is next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from advice.claims import fidelity, readiness
from advice.claims.fidelity import SIGNABLE, Fidelity, FidelitySignature, Verdict
from advice.claims.models import AnchorState, Claim
from advice.history.revisions import revision
from advice.history.waiting import with_waiting
from advice.history.wording import worded_by
from advice.publication.models import Status
from advice.publication.publishing import Move, move

SIGN = "advice.add_fidelitysignature"
LOOKED_AT = 200
"""Claims in review among which the next one is sought; more than anybody's own."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why this person cannot sign this claim, in one sentence."""

    sentence: str


def refusal(claim: Claim, user: Any) -> Refusal | None:
    """What keeps `user` from signing `claim`; None where nothing does."""
    if not user.has_perm(SIGN):
        return Refusal(_("Claims are signed by curators."))
    if claim.status == Status.DRAFT:
        return Refusal(_("It is a draft; it is signed once it was sent to review."))
    if claim.status not in SIGNABLE:
        return Refusal(_("It is withdrawn; there is nothing to sign."))
    if claim.passage is None:
        return Refusal(
            _(
                "Its passage cannot be read here, so nobody can compare. Load the source’s text, or mend the anchor."
            )
        )
    if worded_by([claim])[claim.pk] == user.pk:
        return Refusal(_("You worded it last; somebody else signs it."))
    return None


def sign(claim: Claim, user: Any, verdict: str, note: str) -> FidelitySignature:
    """Sign `claim`, which the caller locked. What is not faithful goes from review back to its author."""
    made = FidelitySignature.objects.create(
        claim=claim,
        verdict=verdict,
        note="" if verdict == Verdict.FAITHFUL else note,
        signer=user,
        claim_text=claim.text,
        passage_sha256=claim.sha256,
    )
    if verdict != Verdict.FAITHFUL and claim.status == Status.IN_REVIEW:
        with revision(_("sent back: %(verdict)s") % {"verdict": made.get_verdict_display()}):
            move([claim], Move.BACK_TO_DRAFT)
        claim.status = Status.DRAFT
    return made


def publish_signed(claim: Claim, user: Any) -> str:
    """Publish a claim in review, which the caller locked; returns why not, or ""."""
    state, _last = fidelity.fidelity_of(claim)
    if state != Fidelity.FAITHFUL and not fidelity.may_waive(user):
        return fidelity.obstacle(state)
    lacking = readiness.obstacles(Claim.objects.filter(pk=claim.pk)).get(claim.pk)
    if lacking:
        return lacking
    reason = "" if state == Fidelity.FAITHFUL else _("published without a second person’s signature")
    with revision(reason):
        moved = move([claim], Move.PUBLISH)
    return "" if moved else _("somebody moved it meanwhile")


def next_to_sign(user: Any, after: Claim | None = None) -> Claim | None:
    """The claim in review that waits longest for a signature which `user` may give, `after` excepted."""
    return next(to_sign(user, after), None) if user.has_perm(SIGN) else None


def to_sign(user: Any, besides: Claim | None = None) -> Iterator[Claim]:
    """The claims in review that `user` may sign and nobody has, those that wait longest first. Two queries."""
    readable = Q(anchor_state__in=[AnchorState.EXACT, AnchorState.MOVED]) & ~Q(source__text="")
    waiting = fidelity.with_fidelity(Claim.objects.filter(readable, status=Status.IN_REVIEW))
    waiting = waiting.exclude(fidelity=Fidelity.FAITHFUL)
    if besides is not None:
        waiting = waiting.exclude(pk=besides.pk)
    found = list(
        with_waiting(waiting).only("text", "sha256", "key").order_by("waiting_since", "pk")[:LOOKED_AT]
    )
    people = worded_by(found)
    return (claim for claim in found if people[claim.pk] != user.pk)
