"""The index of search: one disposable row for each published claim, kept by the database itself.

The rows are a function of the records (advice/search/definitions.py), which triggers apply within the
transaction of every change. Nothing else writes here, and `rebuild_search` can make all of it anew.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from advice.claims.models import Claim

FACET_MARK = "\ue000"
"""Begins every word of `facets`: a private character, which no word of a query can contain."""


class SearchEntry(models.Model):
    """What one published claim is found by.

    `claim_text` is the whole passage where the claim is but its beginning, as of a long foreign text.
    `facets` holds words such as "<mark>t12" (topic 12), "<mark>kadvice", "<mark>y2022", which are indexed
    like words of text, so that a filter is one more word to match; `Facet` lists their letters.
    """

    claim = models.OneToOneField(
        Claim,
        # The triggers remove the row of a claim that is gone, whoever deletes it.
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="search_entry",
        verbose_name=_("claim"),
    )
    claim_text = models.TextField(_("claim"))
    labels = models.TextField(_("topics"), help_text=_("Names and other labels, misspellings included."))
    arguments = models.TextField(_("arguments"), help_text=_("With the questions and positions they serve."))
    context = models.TextField(_("context"), help_text=_("Source, speaker, section, passage."))
    facets = models.TextField(_("facets"))
    published_on = models.DateField(
        _("published on"), help_text=_("The first day of the year 1 where unknown.")
    )
    first_hand = models.BooleanField(_("first-hand"))
    voices = models.PositiveIntegerField(_("voices"), help_text=_("On the arguments that it carries."))
    edition = models.PositiveBigIntegerField(_("edition"), db_index=True)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [
            models.Index(fields=["-published_on", "claim"], name="search_newest"),
            models.Index(fields=["-voices", "claim"], name="search_voices"),
        ]

    def __str__(self) -> str:
        return self.claim_text


class SearchTotals(models.Model):
    """A single row: how much is indexed, and by which definition."""

    entries = models.BigIntegerField(_("entries"), default=0)
    characters = models.BigIntegerField(_("characters"), default=0)
    words_edition = models.PositiveBigIntegerField(
        _("edition of the words"), default=0, help_text=_("The last whose entries are counted in SearchWord.")
    )
    definition = models.CharField(_("digest of the definition"), max_length=64, default="")

    class Meta:
        verbose_name = _("totals of the index")
        verbose_name_plural = _("totals of the index")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="search_totals_is_one_row")]

    def __str__(self) -> str:
        return str(self.entries)


class SearchWord(models.Model):
    """A word as it is written in the entries, counted when the index was last made anew.

    What mistyped words are compared with; words of later entries are read from the entries themselves.
    """

    word = models.CharField(_("word"), max_length=64, primary_key=True)
    entries = models.PositiveIntegerField(_("entries"))

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")

    def __str__(self) -> str:
        return self.word
