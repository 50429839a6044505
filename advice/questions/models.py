"""Question, Position and Argument: a decision, its answers, and what speaks for and against each."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advice.claims.models import Claim, Topic
from advice.publication.models import Publication, PublicationQuerySet, Status


class Question(Publication):
    """A decision that somebody faces."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("question"), max_length=150, help_text=_("As a person asks it."))
    lead = models.TextField(_("lead"), max_length=2000, blank=True, help_text=_("One paragraph, Markdown."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["order", "slug"]
        constraints = [models.CheckConstraint(condition=Q(title__length__gt=0), name="question_has_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("question", args=[self.slug])


class PositionQuerySet(PublicationQuerySet["Position"]):
    def published(self) -> Self:
        """Published positions of published questions."""
        return super().published().filter(question__status=Status.PUBLISHED)


class Position(Publication):
    """One possible answer to a question."""

    question = models.ForeignKey(
        Question, models.PROTECT, related_name="positions", verbose_name=_("question")
    )
    slug = models.SlugField(_("address"), max_length=80)
    title = models.CharField(_("position"), max_length=100, help_text=_("Beginning with a verb: “Do a PhD”."))
    lead = models.TextField(_("lead"), max_length=2000, blank=True, help_text=_("One paragraph, Markdown."))
    reversible = models.CharField(
        _("reversible"), max_length=300, blank=True, help_text=_("What can be undone, and how.")
    )
    deadline = models.CharField(
        _("deadline"), max_length=300, blank=True, help_text=_("What must be decided by when.")
    )
    gap = models.CharField(
        _("gap"),
        max_length=300,
        blank=True,
        help_text=_("What no source speaks to, where a side has no argument."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["question", "order", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["question", "slug"], name="position_once"),
            models.CheckConstraint(condition=Q(title__length__gt=0), name="position_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("position", args=[self.question.slug, self.slug])


class Stance(models.TextChoices):
    PRO = "pro", _("for")
    CON = "con", _("against")
    DEPENDS = "depends", _("it depends")


class ArgumentQuerySet(PublicationQuerySet["Argument"]):
    def published(self) -> Self:
        """Published arguments of published positions and questions, on published topics, that a published claim carries."""
        # Asked of each argument and of each of its claims, not of a list of all: search asks it at every change.
        public = Exists(Claim.objects.published().filter(pk=OuterRef("claim")))
        return (
            super()
            .published()
            .filter(
                Exists(ArgumentClaim.objects.filter(public, argument=OuterRef("pk"))),
                position__status=Status.PUBLISHED,
                position__question__status=Status.PUBLISHED,
                topic__status=Status.PUBLISHED,
            )
        )


class Argument(Publication):
    """A point for, against or conditional on a position. The stance is here, never on a claim."""

    position = models.ForeignKey(
        Position, models.PROTECT, related_name="arguments", verbose_name=_("position")
    )
    key = models.SlugField(
        _("key"), max_length=80, help_text=_("Its anchor on the page; survives rewording.")
    )
    text = models.CharField(_("argument"), max_length=200, help_text=_("One line."))
    stance = models.CharField(_("stance"), max_length=7, choices=Stance)
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        related_name="arguments",
        verbose_name=_("consideration"),
        help_text=_("The row it stands in."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    claims = models.ManyToManyField(
        Claim, through="advice.ArgumentClaim", related_name="arguments", verbose_name=_("claims")
    )

    objects = ArgumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("argument")
        verbose_name_plural = _("arguments")
        ordering = ["position", "order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["position", "key"], name="argument_once"),
            models.CheckConstraint(condition=Q(text__length__gt=0), name="argument_has_text"),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="argument_stance_is_known"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{self.position.get_absolute_url()}#{self.key}"


class ArgumentClaim(models.Model):
    """A claim that carries an argument."""

    argument = models.ForeignKey(Argument, models.CASCADE, related_name="support", verbose_name=_("argument"))
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="support", verbose_name=_("claim"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("claim of an argument")
        verbose_name_plural = _("claims of an argument")
        ordering = ["argument", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["argument", "claim"], name="argument_claim_once")]

    def __str__(self) -> str:
        return str(self.claim)


class CruxKind(models.TextChoices):
    FACT = "fact", _("in fact")
    VALUE = "value", _("in value")
    CIRCUMSTANCE = "circumstance", _("in circumstance")


class Crux(models.Model):
    """Why the two sides of one consideration differ."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="cruxes", verbose_name=_("position"))
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="cruxes", verbose_name=_("consideration"))
    kind = models.CharField(_("differ"), max_length=12, choices=CruxKind)
    text = models.CharField(_("explanation"), max_length=300)

    class Meta:
        verbose_name = _("crux")
        verbose_name_plural = _("cruxes")
        ordering = ["position", "topic__name"]
        constraints = [
            models.UniqueConstraint(fields=["position", "topic"], name="crux_once"),
            models.CheckConstraint(condition=Q(kind__in=CruxKind.values), name="crux_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.text
