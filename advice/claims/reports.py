"""ClaimReport: what a reader found wrong with a claim. Never public; curators work through them as a queue."""

from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.claims.models import CLAIM_LENGTH, Claim
from advice.publication.models import Edition

WORDS_LENGTH = 1000
NOTE_LENGTH = 300


class ReportKind(models.TextChoices):
    NOT_SAID = "not_said", _("The passage does not say this")
    OUTDATED = "outdated", _("It is out of date")
    TYPO = "typo", _("There is a mistake in the spelling or a link")
    OTHER = "other", _("Something else")


class ReportQuerySet(models.QuerySet["ClaimReport"]):
    def open(self) -> Self:
        """Reports that nobody has dealt with yet."""
        return self.filter(closed_at=None)


class ClaimReport(models.Model):
    """A reader's report, with the claim as it read then; `claim` is None once the claim is gone."""

    claim = models.ForeignKey(
        Claim, models.SET_NULL, null=True, editable=False, related_name="reports", verbose_name=_("claim")
    )
    claim_key = models.CharField(_("key of the claim"), max_length=100, editable=False)
    claim_text = models.CharField(_("claim as it read"), max_length=CLAIM_LENGTH, editable=False)
    edition = models.PositiveBigIntegerField(_("edition"), editable=False)
    kind = models.CharField(_("what is wrong"), max_length=8, choices=ReportKind, editable=False)
    words = models.TextField(_("in the reader’s words"), max_length=WORDS_LENGTH, editable=False)
    email = models.EmailField(
        _("address for an answer"),
        blank=True,
        editable=False,
        help_text=_("Kept until the report is closed, and erased then."),
    )
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False, db_index=True)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("closed by"),
    )
    note = models.CharField(_("what came of it"), max_length=NOTE_LENGTH, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report on a claim")
        verbose_name_plural = _("reports on claims")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(words__length__gt=0) & Q(words__length__lte=WORDS_LENGTH), name="report_length"
            ),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="report_kind_is_known"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | (~Q(note="") & Q(email="")), name="report_closed_with_a_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_key}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


def file_report(claim: Claim, kind: str, words: str, email: str) -> ClaimReport:
    """Keep a report on `claim` as it reads now."""
    return ClaimReport.objects.create(
        claim=claim,
        claim_key=claim.key,
        claim_text=claim.text,
        edition=Edition.current(),
        kind=kind,
        words=words,
        email=email,
    )


@transaction.atomic
def close(reports: models.QuerySet[ClaimReport], user_id: int | None, note: str) -> list[ClaimReport]:
    """Close those that are still open, and return them. The reader's address is erased."""
    found = list(reports.filter(closed_at=None).order_by("pk").select_for_update(of=("self",)))
    ClaimReport.objects.filter(pk__in=[report.pk for report in found]).update(
        closed_at=timezone.now(), closed_by=user_id, note=note, email=""
    )
    return found
