"""Topic, Situation and Claim: what a source says, what it is about, and on what it depends."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from advice.claims.anchoring import State
from advice.claims.claim_queryset import ClaimQuerySet as ClaimQuerySet
from advice.publication.models import Mergeable, Publication, PublicationQuerySet, Status
from advice.sources.models import SHA256, Person, Source

CLAIM_LENGTH = 300
REASON_LENGTH = 300
TAKEN_PARAMETERS = {"sort", "open", "position"}
"""Parameters of pages that a reader's answers stand beside; no situation may be called so."""


class Topic(Mergeable, TagBase):  # type: ignore[django-manager-missing]
    """A consideration, as a SKOS concept: preferred label (`name`), other labels, broader topic."""

    description = models.TextField(_("description"), blank=True, help_text=_("One paragraph."))
    broader = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader topic"),
    )
    scope_note = models.CharField(
        _("scope note"),
        max_length=300,
        blank=True,
        help_text=_("What belongs here and what does not; why a topic with few claims exists."),
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(broader=F("pk")), name="topic_is_not_its_own_broader"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


class LabelKind(models.TextChoices):
    ALTERNATIVE = "alternative", _("other label")
    HIDDEN = "hidden", _("misspelling")


class TopicLabel(models.Model):
    """Another word for a topic (SKOS altLabel), or a misspelling that search knows (hiddenLabel)."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="labels", verbose_name=_("topic"))
    label = models.CharField(_("label"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=11, choices=LabelKind, default=LabelKind.ALTERNATIVE)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["kind", "label"]
        constraints = [
            models.CheckConstraint(condition=Q(label__length__gt=0), name="label_is_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=LabelKind.values), name="label_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.label


class Situation(Publication):
    """What a claim can depend on, as a question that a reader answers yes or no."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    question = models.CharField(
        _("question"), max_length=150, help_text=_("To the reader: “Do you want to become a professor?”")
    )
    holds = models.CharField(
        _("if yes"),
        max_length=100,
        help_text=_("Of somebody for whom it holds: “wants to become a professor”."),
    )
    lacks = models.CharField(
        _("if no"), max_length=100, help_text=_("Of somebody for whom it does not: “has no graduate degree”.")
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("situation")
        verbose_name_plural = _("situations")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.question

    def clean(self) -> None:
        if self.slug in TAKEN_PARAMETERS:
            raise ValidationError({"slug": _("Pages have a parameter of that name; choose another address.")})


class ClaimKind(models.TextChoices):
    EXPERIENCE = "experience", _("first-hand experience")
    OBSERVATION = "observation", _("observation")
    ADVICE = "advice", _("advice")
    OPINION = "opinion", _("opinion")
    FIGURE = "figure", _("figure")


class AnchorState(models.TextChoices):
    EXACT = State.EXACT.value, _("exact")
    MOVED = State.MOVED.value, _("moved")
    CHANGED = State.CHANGED.value, _("changed")
    ORPHAN = State.ORPHAN.value, _("orphan")
    UNCHECKED = State.UNCHECKED.value, _("unchecked")


class Claim(Mergeable):  # type: ignore[django-manager-missing]
    """One statement of one source, in the curators' own words, and the anchor of its passage.

    The anchor is `start` and `end`, code points into the source's text, and `sha256` of the passage.
    """

    key = models.CharField(
        _("key"),
        max_length=100,
        unique=True,
        help_text=_("Permanent name in addresses and fixtures; survives rewording."),
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="claims", verbose_name=_("source"))
    text = models.CharField(
        _("claim"),
        max_length=CLAIM_LENGTH,
        help_text=_("One statement in own words, understood without its context."),
    )
    kind = models.CharField(_("kind"), max_length=11, choices=ClaimKind)
    speaker = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("speaker"),
        help_text=_("Who asserts it."),
    )
    reported = models.BooleanField(
        _("reported"), default=False, help_text=_("The author passes on somebody else's view.")
    )
    about_from = models.PositiveSmallIntegerField(
        _("speaks of, from year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
        help_text=_("Where the time it speaks of differs from the date of the source."),
    )
    about_to = models.PositiveSmallIntegerField(
        _("to year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    section = models.CharField(_("section"), max_length=200, blank=True)
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    sha256 = models.CharField(_("digest of the passage"), max_length=64, blank=True, validators=[SHA256])
    anchor_state = models.CharField(
        _("anchor"), max_length=9, choices=AnchorState, default=AnchorState.UNCHECKED, db_index=True
    )
    former_passage = models.TextField(
        _("former passage"),
        blank=True,
        editable=False,
        help_text=_("The words as they were, kept where the present text no longer has them."),
    )
    external_id = models.CharField(
        _("foreign identifier"), max_length=200, null=True, blank=True, unique=True
    )
    review_by = models.DateField(
        _("review by"), null=True, blank=True, help_text=_("The day by which somebody looks at it again.")
    )
    withdrawn_reason = models.CharField(
        _("why it was withdrawn"),
        max_length=REASON_LENGTH,
        blank=True,
        help_text=_("In own words; the address of a withdrawn claim shows nothing else of it."),
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
        help_text=_("The claim that says it better, where there is one."),
    )
    # Written by triggers (advice/claims/withdrawal_triggers.py), whichever way the status is set.
    published_at = models.DateTimeField(
        _("first published"), null=True, blank=True, editable=False, db_index=True
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    topics = TaggableManager(
        _("topics"),
        through="advice.ClaimTopic",
        related_name="claims",
        blank=True,
        help_text=_("One to three."),
    )
    situations = models.ManyToManyField(
        Situation, through="advice.ClaimSituation", related_name="claims", verbose_name=_("situations")
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["source_id", "start", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(text__length__gt=0) & Q(text__length__lte=CLAIM_LENGTH), name="claim_length"
            ),
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="claim_kind_is_known"),
            models.CheckConstraint(
                condition=Q(start=None, end=None, sha256="")
                | Q(start__isnull=False, end__gt=F("start"), sha256__length=64),
                name="claim_anchor_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(anchor_state__in=AnchorState.values), name="claim_anchor_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(about_from=None, about_to=None) | Q(about_to__gte=F("about_from")),
                name="claim_years_in_order",
            ),
            models.CheckConstraint(condition=~Q(replaced_by=F("pk")), name="claim_does_not_replace_itself"),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.status == Status.WITHDRAWN and self.published_at and not self.withdrawn_reason.strip():
            raise ValidationError(
                {
                    "withdrawn_reason": _(
                        "Say why it is withdrawn; its address will show that to whoever comes."
                    )
                }
            )

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.key])

    @property
    def has_anchor(self) -> bool:
        return self.start is not None

    @property
    def passage(self) -> str | None:
        """The words of the source, or None where they are not loaded or not found."""
        if self.anchor_state not in {AnchorState.EXACT, AnchorState.MOVED} or not self.source.text:
            return None
        return self.source.text[self.start : self.end]


class ClaimTopic(ItemBase):
    """A claim's tag."""

    tag = models.ForeignKey(Topic, models.PROTECT, related_name="items", verbose_name=_("topic"))
    content_object = models.ForeignKey(
        Claim, models.CASCADE, related_name="topic_items", verbose_name=_("claim")
    )

    objects: models.Manager["ClaimTopic"] = models.Manager()

    class Meta:
        verbose_name = _("topic of a claim")
        verbose_name_plural = _("topics of claims")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="claim_topic_once")]


class ClaimSituation(models.Model):
    """For which answer to a situation's question the claim holds."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="conditions", verbose_name=_("claim"))
    situation = models.ForeignKey(
        Situation, models.PROTECT, related_name="conditions", verbose_name=_("situation")
    )
    answer = models.BooleanField(_("holds if"), choices=[(True, _("yes")), (False, _("no"))], default=True)

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["situation__slug"]
        constraints = [models.UniqueConstraint(fields=["claim", "situation"], name="claim_situation_once")]

    def __str__(self) -> str:
        return self.situation.holds if self.answer else self.situation.lacks


class SetAsideReason(models.TextChoices):
    BIOGRAPHY = "biography", _("biography")
    NAVIGATION = "navigation", _("navigation")
    GREETING = "greeting", _("greeting")
    REPEATS = "repeats", _("repeats a claim")
    FIGURE_OR_EMBED = "figure_or_embed", _("figure or embed")


class SetAside(models.Model):
    """A block of a source that carries no claim, and why: so that coverage leaves nothing unaccounted."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="set_aside", verbose_name=_("source"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    sha256 = models.CharField(_("digest"), max_length=64, validators=[SHA256])
    reason = models.CharField(_("reason"), max_length=15, choices=SetAsideReason)
    repeats = models.ForeignKey(
        Claim,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="repeated_in",
        verbose_name=_("repeats claim"),
    )

    class Meta:
        verbose_name = _("block set aside")
        verbose_name_plural = _("blocks set aside")
        ordering = ["source", "start"]
        constraints = [
            models.UniqueConstraint(fields=["source", "start"], name="set_aside_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="set_aside_span"),
            models.CheckConstraint(
                condition=Q(reason__in=SetAsideReason.values), name="set_aside_reason_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}: {self.get_reason_display()}"
