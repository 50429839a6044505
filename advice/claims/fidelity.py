"""FidelitySignature: a second person's word on whether a claim says what its passage says, and no more.

A signature is given for a wording and a passage and stands as long as both are the same; nobody has to
take it back. Signatures are added and never changed: the last one counts.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advice.claims.models import CLAIM_LENGTH, AnchorState, Claim
from advice.publication.models import Status
from advice.sources.models import SHA256

NOTE_LENGTH = 300
WAIVE = "advice.waive_fidelitysignature"
"""The permission to publish a claim that nobody has signed."""
ELSEWHERE = (AnchorState.CHANGED, AnchorState.ORPHAN)
"""States of an anchor whose digest is that of a passage which the text no longer has."""
SIGNABLE = (Status.IN_REVIEW, Status.PUBLISHED)


class Verdict(models.TextChoices):
    FAITHFUL = "faithful", gettext_lazy("faithful")
    BROADER = "broader", gettext_lazy("broader")
    STRONGER = "stronger", gettext_lazy("stronger")
    WRONG = "wrong", gettext_lazy("wrong")


class Fidelity(models.TextChoices):
    """What the signatures of a claim come to."""

    UNSIGNED = "unsigned", gettext_lazy("not signed")
    FAITHFUL = "faithful", gettext_lazy("signed faithful")
    DOUBTED = "doubted", gettext_lazy("found not faithful")
    LAPSED = "lapsed", gettext_lazy("signature lapsed")


class FidelitySignature(models.Model):
    """Who found what, when, and for which wording and passage; `note` says what is wrong."""

    claim = models.ForeignKey(
        Claim, models.CASCADE, related_name="signatures", verbose_name=gettext_lazy("claim")
    )
    verdict = models.CharField(gettext_lazy("verdict"), max_length=8, choices=Verdict)
    note = models.CharField(gettext_lazy("note"), max_length=NOTE_LENGTH, blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=gettext_lazy("signed by"),
    )
    signed_at = models.DateTimeField(gettext_lazy("signed"), auto_now_add=True)
    claim_text = models.CharField(gettext_lazy("claim as it read"), max_length=CLAIM_LENGTH)
    passage_sha256 = models.CharField(
        gettext_lazy("digest of the passage"), max_length=64, validators=[SHA256]
    )

    class Meta:
        verbose_name = gettext_lazy("signature of fidelity")
        verbose_name_plural = gettext_lazy("signatures of fidelity")
        ordering = ["-pk"]
        permissions = [("waive_fidelitysignature", "Can publish a claim that no second person signed")]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="verdict_is_known"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.FAITHFUL) | ~Q(note=""), name="verdict_against_has_a_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.get_verdict_display()}"

    def stands_for(self, claim: Claim) -> bool:
        """Whether the claim and its passage are still those that were signed."""
        same = (self.claim_text, self.passage_sha256) == (claim.text, claim.sha256)
        return same and claim.anchor_state not in ELSEWHERE


def with_fidelity(claims: QuerySet[Any]) -> QuerySet[Any]:
    """Each claim with `fidelity`, a value of `Fidelity`; three subqueries of one index lookup each."""
    last = FidelitySignature.objects.filter(claim=OuterRef("pk")).order_by("-pk")
    signed = {
        "signed_verdict": Subquery(last.values("verdict")[:1]),
        "signed_text": Subquery(last.values("claim_text")[:1]),
        "signed_sha256": Subquery(last.values("passage_sha256")[:1]),
    }
    stands = Q(signed_text=F("text"), signed_sha256=F("sha256")) & ~Q(anchor_state__in=ELSEWHERE)
    state = Case(
        When(stands & Q(signed_verdict=Verdict.FAITHFUL), then=Value(Fidelity.FAITHFUL.value)),
        When(stands, then=Value(Fidelity.DOUBTED.value)),
        # Who reworded a claim that was found wanting starts anew; what was faithful has something to lose.
        When(signed_verdict=Verdict.FAITHFUL, then=Value(Fidelity.LAPSED.value)),
        default=Value(Fidelity.UNSIGNED.value),
        output_field=models.CharField(),
    )
    return claims.alias(**signed).annotate(fidelity=state)


def fidelity_of(claim: Claim) -> tuple[Fidelity, FidelitySignature | None]:
    """The same for one claim as it stands in memory, and its last signature."""
    last = claim.signatures.select_related("signer").first() if claim.pk else None
    if last is None:
        return Fidelity.UNSIGNED, None
    faithful = last.verdict == Verdict.FAITHFUL
    if last.stands_for(claim):
        return (Fidelity.FAITHFUL if faithful else Fidelity.DOUBTED), last
    return (Fidelity.LAPSED if faithful else Fidelity.UNSIGNED), last


def may_waive(user: Any) -> bool:
    """Whether this person publishes without a second one: an administrator, or anybody where a setting says so."""
    return not settings.TWO_PERSONS or user.has_perm(WAIVE)


def obstacles(claims: QuerySet[Claim]) -> dict[int, str]:
    """By primary key, why a claim lacks the signature without which it is not published."""
    unsigned = with_fidelity(claims.order_by()).exclude(fidelity=Fidelity.FAITHFUL)
    return {pk: obstacle(Fidelity(state)) for pk, state in unsigned.values_list("pk", "fidelity")}


def obstacle(state: Fidelity) -> str:
    """The clause that says so; "" where nothing is in the way."""
    return {
        Fidelity.UNSIGNED: _("no second person has signed that it is faithful"),
        Fidelity.DOUBTED: _("a second person found that it is not faithful"),
        Fidelity.LAPSED: _("it was reworded since it was signed"),
        Fidelity.FAITHFUL: "",
    }[state]
