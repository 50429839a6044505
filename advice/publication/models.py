"""The status that every record of the knowledge has, and the number of the edition."""

from typing import Self, TypeVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


Record = TypeVar("Record", bound="models.Model", covariant=True)


class PublicationQuerySet(models.QuerySet[Record]):
    """Querysets of records with a status. A stage whose records depend on others narrows `published`."""

    def published(self) -> Self:
        """The records that the public may see: the one place that decides it."""
        return self.filter(status=Status.PUBLISHED)


class Publication(models.Model):
    """A record with a status. What `published()` leaves out is on no public surface."""

    status = models.CharField(
        _("status"),
        max_length=9,
        choices=Status,
        default=Status.DRAFT,
        db_index=True,
        help_text=_("Only what is published shows in public."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True


class Mergeable(Publication):
    """A record of which there may turn out to be two: what became part of another leads there."""

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )

    class Meta:
        abstract = True


class Edition(models.Model):
    """A single row with a number that rises in the transaction of every change to the knowledge.

    Triggers raise it (advice/publication/triggers.py), so that no way of writing can forget to.
    """

    number = models.PositiveBigIntegerField(_("number"), default=1)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="edition_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The number of the present edition, read from the database.

        Every public request asks, so it is asked without building a query first.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM advice_edition WHERE id = 1")
            return int(cursor.fetchone()[0])
