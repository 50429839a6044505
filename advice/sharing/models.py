"""ShareLink, how the mentor set its page up, and what the mentee answered.

Arguments and situations are named by position and key, not by row: a name survives rewording, and a page
kept as it was may speak of an argument that is no longer there.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.questions.models import Position, Question
from advice.sharing.tokens import new_reference
from advice.sources.models import SHA256

LIFETIME = timedelta(days=90)
WESTMOST = timedelta(hours=12)
"""How long a day goes on somewhere after it is over in UTC."""
LABEL_LENGTH = 80
NOTE_LENGTH = 5000
LINE_LENGTH = 200
WORDS_LENGTH = 500
UNDECIDED, STRONGEST = 0, 2
WEIGHTS = (1, 2, 3)


class State(models.TextChoices):
    """What the mentor sees of a link. Nothing is stored: the times of the link say it."""

    NOT_OPENED = "not_opened", _("not opened")
    OPENED = "opened", _("opened")
    ANSWERED = "answered", _("answered")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def of(self, owner: User) -> Self:
        """The links of one mentor; nobody else's ever leave the database on a mentor's page."""
        return self.filter(owner=owner).select_related("question", "position__question").defer("snapshot")


def end_of(day: date) -> datetime:
    """The moment at which `day` is over for everybody, so that a date needs no time zone beside it."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC) + WESTMOST


def in_ninety_days() -> datetime:
    return end_of(timezone.localdate() + LIFETIME)


class ShareLink(models.Model):
    """An unguessable link through which a mentor hands one question or position to one mentee.

    `frozen` pages are shown from `snapshot`, which holds the page as it was (advice/sharing/snapshots.py).
    """

    reference = models.CharField(
        _("reference"), max_length=12, unique=True, default=new_reference, editable=False
    )
    token_sha256 = models.CharField(
        _("digest of the token"), max_length=64, unique=True, editable=False, validators=[SHA256]
    )
    owner = models.ForeignKey(User, models.CASCADE, related_name="share_links", verbose_name=_("mentor"))
    question = models.ForeignKey(
        Question,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="share_links",
        verbose_name=_("question"),
    )
    position = models.ForeignKey(
        Position,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="share_links",
        verbose_name=_("position"),
    )
    label = models.CharField(_("label"), max_length=LABEL_LENGTH)
    note = models.TextField(_("note"), max_length=NOTE_LENGTH, blank=True)
    frozen = models.BooleanField(_("frozen"), default=False)
    snapshot = models.JSONField(_("page as it was"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"), default=in_ninety_days)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    opened_at = models.DateTimeField(_("first opened"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["-created_at", "reference"]
        permissions = [("oversee_sharelink", "Can see the share links of others, which leaves a trace")]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, position=None) | Q(question=None, position__isnull=False),
                name="share_link_of_question_or_position",
            ),
            models.CheckConstraint(condition=Q(token_sha256__length=64), name="share_link_keeps_a_digest"),
            models.CheckConstraint(
                condition=Q(frozen=True, snapshot__isnull=False) | Q(frozen=False, snapshot=None),
                name="share_link_frozen_has_snapshot",
            ),
            models.CheckConstraint(condition=Q(label__length__gt=0), name="share_link_has_label"),
            models.CheckConstraint(condition=Q(note__length__lte=NOTE_LENGTH), name="share_link_note_length"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="share_link_expires_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(opened_at__isnull=False),
                name="share_link_opened_before_answered",
            ),
        ]

    def __str__(self) -> str:
        # Lists of related records show this to whoever deletes one: neither label nor note.
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("share", args=[self.reference])

    @property
    def subject(self) -> Question | Position:
        """What is handed over."""
        record = self.position or self.question
        assert record is not None  # noqa: S101 - the database holds one of the two
        return record

    @property
    def about(self) -> Question:
        """The question that the page belongs to."""
        return self.position.question if self.position else self.subject  # type: ignore[return-value]

    @property
    def expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def last_day(self) -> date:
        """The day until the end of which the link works, wherever somebody is."""
        return timezone.localdate(self.expires_at - WESTMOST - timedelta(seconds=1))

    @property
    def open(self) -> bool:
        """Whether the link still leads anywhere."""
        return self.revoked_at is None and not self.expired

    @property
    def state(self) -> State:
        if self.revoked_at:
            return State.REVOKED
        if self.expired:
            return State.EXPIRED
        if self.answered_at:
            return State.ANSWERED
        return State.OPENED if self.opened_at else State.NOT_OPENED


class Treatment(models.TextChoices):
    """What the mentor did with an argument; without a row it stands where it stands."""

    PINNED = "pinned", _("pinned")
    LEFT_OUT = "left_out", _("left out")


class ArrangedArgument(models.Model):
    """An argument that the mentor pinned, with a line of their own, or left out."""

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="arranged", verbose_name=_("link"))
    position = models.ForeignKey(Position, models.PROTECT, related_name="+", verbose_name=_("position"))
    argument = models.SlugField(_("argument"), max_length=80)
    treatment = models.CharField(_("treatment"), max_length=8, choices=Treatment)
    line = models.CharField(_("line"), max_length=LINE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("arranged argument")
        verbose_name_plural = _("arranged arguments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["link", "position", "argument"], name="arranged_argument_once"),
            models.CheckConstraint(
                condition=Q(treatment=Treatment.PINNED) | Q(treatment=Treatment.LEFT_OUT, line=""),
                name="arranged_argument_line_is_of_a_pin",
            ),
        ]

    def __str__(self) -> str:
        return self.argument


class PresetSituation(models.Model):
    """What the mentor already knows of the mentee: where their page begins."""

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="presets", verbose_name=_("link"))
    situation = models.SlugField(_("situation"), max_length=80)
    holds = models.BooleanField(_("holds"))

    class Meta:
        verbose_name = _("preset situation")
        verbose_name_plural = _("preset situations")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["link", "situation"], name="preset_situation_once")]

    def __str__(self) -> str:
        return self.situation


def _leaning(side: str) -> models.CheckConstraint:
    """Either between clearly against (−2) and clearly for (2), 0 undecided; or the position leant to."""
    value = f"leaning_{side}"
    between = {f"{value}__gte": -STRONGEST, f"{value}__lte": STRONGEST}
    return models.CheckConstraint(
        condition=Q(**{value: None}) | Q(**between, **{f"{value}_to": None}), name=f"answers_{value}"
    )


class Answers(models.Model):
    """What the mentee said. A link has at most two: their own, and the copy they sent to the mentor.

    Only the copy is ever shown to the mentor, so that what is entered afterwards stays with the mentee.
    """

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="answers", verbose_name=_("link"))
    sent = models.BooleanField(_("sent to the mentor"), default=False)
    leaning_before = models.SmallIntegerField(_("leaning before reading"), null=True, blank=True)
    leaning_before_to = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+")
    leaning_after = models.SmallIntegerField(_("leaning after reading"), null=True, blank=True)
    leaning_after_to = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("answers")
        verbose_name_plural = _("answers")
        ordering = ["link", "sent"]
        constraints = [
            models.UniqueConstraint(fields=["link", "sent"], name="answers_own_and_sent"),
            _leaning("before"),
            _leaning("after"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Reaction(models.TextChoices):
    """What an argument is to the mentee."""

    MATTERS = "matters", _("matters to me")
    NOT_ME = "not_me", _("not me")
    QUESTION = "question", _("question")


class Mark(models.Model):
    """The mentee's reaction to one argument; what matters has a weight."""

    answers = models.ForeignKey(Answers, models.CASCADE, related_name="marks", verbose_name=_("answers"))
    position = models.ForeignKey(Position, models.PROTECT, related_name="+", verbose_name=_("position"))
    argument = models.SlugField(_("argument"), max_length=80)
    reaction = models.CharField(_("reaction"), max_length=8, choices=Reaction)
    words = models.CharField(_("words"), max_length=WORDS_LENGTH, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), null=True, blank=True)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["answers", "position", "argument"], name="mark_once"),
            models.CheckConstraint(
                # A comparison with NULL is neither true nor false, and a CHECK lets that pass.
                condition=Q(reaction=Reaction.MATTERS, weight__isnull=False, weight__in=WEIGHTS)
                | Q(reaction__in=[Reaction.NOT_ME, Reaction.QUESTION], weight=None),
                name="mark_weighs_what_matters",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class StatedSituation(models.Model):
    """The mentee's situation, as they stated it."""

    answers = models.ForeignKey(Answers, models.CASCADE, related_name="situations", verbose_name=_("answers"))
    situation = models.SlugField(_("situation"), max_length=80)
    holds = models.BooleanField(_("holds"))

    class Meta:
        verbose_name = _("stated situation")
        verbose_name_plural = _("stated situations")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["answers", "situation"], name="stated_situation_once")]

    def __str__(self) -> str:
        return str(self.pk)
