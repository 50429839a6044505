"""Person and Source: who says it, and where it stands."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advice.publication.models import Mergeable, Publication, PublicationQuerySet

models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)

SHA256 = RegexValidator(r"\A[0-9a-f]{64}\Z", _("A SHA-256 digest has 64 hexadecimal digits."))


class Path(models.TextChoices):
    """How somebody relates to the PhD, as far as a source says."""

    FINISHED = "finished", _("finished a PhD")
    DOING = "doing", _("doing a PhD")
    LEFT = "left", _("left a PhD")
    NEVER = "never", _("never started a PhD")
    UNKNOWN = "unknown", _("path unknown")


class SourceKind(models.TextChoices):
    POST = "post", _("post")
    COMMENT = "comment", _("comment")
    PANEL_SUMMARY = "panel_summary", _("panel summary")
    EMAIL_EXCHANGE = "email_exchange", _("e-mail exchange")


class Person(Mergeable):
    """Who wrote a source or speaks in it; a role where the source gives no name."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    is_role = models.BooleanField(
        _("role"), default=False, help_text=_("The source gives a role (a panelist, a reader), not a name.")
    )
    standing = models.CharField(
        _("standing"), max_length=300, blank=True, help_text=_("What they did, in the curators' words.")
    )
    path = models.CharField(_("path"), max_length=8, choices=Path, default=Path.UNKNOWN)
    interest = models.CharField(
        _("interest"),
        max_length=300,
        blank=True,
        help_text=_("What they have at stake, as far as the source itself says."),
    )
    url = models.URLField(_("web address"), max_length=500, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(name__length__gt=0), name="person_has_name"),
            models.CheckConstraint(condition=Q(path__in=Path.values), name="person_path_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.slug])


class Source(Publication):
    """One post, comment, panel summary or e-mail exchange; its text only where somebody loaded it.

    `text` is the canonical plain text of the document and `marks` and `blocks` its stand-off markup
    (see advice.readers.document); offsets everywhere are code points into `text`. `length` and
    `text_sha256` describe the text that the anchors of the claims were made against and stay when
    no text is loaded.
    """

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=14, choices=SourceKind, default=SourceKind.POST)
    author = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="sources", verbose_name=_("author")
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    url = models.URLField(
        _("original"),
        max_length=500,
        null=True,
        blank=True,
        unique=True,
        help_text=_("Normalised on saving."),
    )
    part_of = models.CharField(
        _("part of"), max_length=200, blank=True, help_text=_("The site, thread or series it appeared in.")
    )
    part_of_url = models.URLField(_("address of that"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=35, default="en")
    summary = models.CharField(
        _("summary"), max_length=500, blank=True, help_text=_("What it is about, in the curators' words.")
    )
    document_sha256 = models.CharField(
        _("digest of the document"),
        max_length=64,
        null=True,
        blank=True,
        unique=True,
        validators=[SHA256],
        help_text=_("SHA-256 of the file; finds the source where the document names no address."),
    )
    format = models.CharField(_("format"), max_length=40, blank=True, editable=False)
    text = models.TextField(_("text"), blank=True, editable=False)
    marks = models.JSONField(_("marks"), default=list, blank=True, editable=False)
    blocks = models.JSONField(_("blocks"), default=list, blank=True, editable=False)
    length = models.PositiveIntegerField(_("characters"), null=True, blank=True, editable=False)
    text_sha256 = models.CharField(
        _("digest of the text"), max_length=64, blank=True, editable=False, validators=[SHA256]
    )
    loaded_at = models.DateTimeField(_("text loaded"), null=True, blank=True, editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-published_on", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(title__length__gt=0), name="source_has_title"),
            models.CheckConstraint(condition=Q(kind__in=SourceKind.values), name="source_kind_is_known"),
            models.CheckConstraint(
                condition=Q(text="") | Q(length=Length("text")), name="source_length_is_that_of_its_text"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    @property
    def has_text(self) -> bool:
        return bool(self.text)
