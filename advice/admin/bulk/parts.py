"""Topics and situations of a claim as cells: slugs, and slugs with yes or no."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from advice.admin.bulk.cells import yes_or_no
from advice.claims.models import Claim, ClaimSituation, ClaimTopic, Situation, Topic


class PartsError(ValueError):
    """The cell is refused; the message is one sentence."""


@dataclass(frozen=True)
class Parts:
    """Topics, the main one first, and answers by the slug of their situation."""

    topics: tuple[str, ...] = ()
    situations: dict[str, bool] = field(default_factory=dict)

    def as_cells(self) -> dict[str, str]:
        answers = (f"{slug}={'yes' if answer else 'no'}" for slug, answer in sorted(self.situations.items()))
        return {"topics": " ".join(self.topics), "situations": " ".join(answers)}


class Known:
    """Topics and situations by slug, each looked up once."""

    def __init__(self) -> None:
        self.found: dict[tuple[type[Model], str], Any] = {}

    def __call__(self, model: type[Model], slug: str) -> Any:
        if (model, slug) not in self.found:
            self.found[model, slug] = model._default_manager.filter(slug=slug).first()
        if self.found[model, slug] is None:
            told = {"what": model._meta.verbose_name, "slug": slug[:80]}
            raise PartsError(_("There is no %(what)s “%(slug)s”.") % told)
        return self.found[model, slug]


def parts_of(claim: Claim) -> Parts:
    """The parts of a stored claim; reads `topic_items__tag` and `conditions__situation`, which may be prefetched."""
    return Parts(
        tuple(item.tag.slug for item in claim.topic_items.all()),
        {one.situation.slug: one.answer for one in claim.conditions.all()},
    )


def read_parts(parts: Parts, name: str, cell: str, known: Known) -> Parts:
    """`parts` with the topics or the situations that a cell names. Raises PartsError."""
    words = cell.replace(",", " ").replace(";", " ").split()
    if name == "topics":
        slugs = list(dict.fromkeys(words))
        for slug in slugs:
            known(Topic, slug)
        return replace(parts, topics=tuple(slugs))
    answers: dict[str, bool] = {}
    for word in words:
        slug, equals, answer = word.partition("=")
        if not equals or slug in answers:
            raise PartsError(
                _("“%(word)s”: write each situation once, as slug=yes or slug=no.") % {"word": word[:80]}
            )
        try:
            answers[slug] = yes_or_no(answer)
        except ValueError as error:
            raise PartsError(str(error)) from error
    for slug in answers:
        known(Situation, slug)
    return replace(parts, situations=answers)


def set_parts(claim: Claim, parts: Parts, known: Known) -> None:
    """Store the parts; rows that are right already stay, so that their history does."""
    rows = list(claim.topic_items.select_related("tag").order_by("pk"))
    kept = [row.tag.slug for row in rows if row.tag.slug in parts.topics]
    in_order = list(parts.topics[: len(kept)]) == kept
    for row in rows:
        if not in_order or row.tag.slug not in parts.topics:
            row.delete()
    for slug in parts.topics:
        if not in_order or slug not in kept:
            ClaimTopic.objects.create(content_object=claim, tag=known(Topic, slug))
    present = {one.situation.slug: one for one in claim.conditions.select_related("situation")}
    for slug, condition in present.items():
        if slug not in parts.situations:
            condition.delete()
        elif condition.answer != parts.situations[slug]:
            condition.answer = parts.situations[slug]
            condition.save()
    for slug, answer in parts.situations.items():
        if slug not in present:
            ClaimSituation.objects.create(claim=claim, situation=known(Situation, slug), answer=answer)
