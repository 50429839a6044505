"""The query parameters that pages of questions know: those of their forms, and the slug of each situation."""

from typing import cast

from django.core.cache import caches
from django.forms import ChoiceField

from advice.claims.models import Situation
from advice.publication.parameters import Fields
from advice.questions.forms import ANSWERS, OWN_FIELDS, CompareForm, ProConForm

ANSWER = ChoiceField(choices=ANSWERS, required=False)


def of_position(edition: int) -> Fields:
    """Return what the pro/con page knows."""
    return {**ProConForm.base_fields, **_situations(edition)}


def of_question(edition: int) -> Fields:
    """Return what the page of positions side by side knows."""
    return {**CompareForm.base_fields, **_situations(edition)}


def _situations(edition: int) -> Fields:
    """Return a field for each situation; a process asks the database for them once in an edition."""
    slugs = cast("list[str]", caches["pages"].get_or_set(f"situations-{edition}", _slugs))
    return dict.fromkeys(slugs, ANSWER)


def _slugs() -> list[str]:
    slugs = Situation.objects.published().values_list("slug", flat=True)
    return [slug for slug in slugs if slug not in OWN_FIELDS]
