"""From what a filter says ("topic:salary", ?topic=pay) to the words of the facets that it stands for."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.text import slugify

from advice.claims.models import Situation, Topic
from advice.publication.models import Mergeable
from advice.search.backends.contract import Tags
from advice.search.models import FACET_MARK
from advice.search.query import Filter
from advice.sources.models import Person, Source

LETTERS = {
    "topic": "t",
    "stance": "x",
    "kind": "k",
    "source": "s",
    "path": "p",
    "situation": "i",
    "year": "y",
    "person": "v",
}
"""Field → the letter that begins its words in `SearchEntry.facets`."""
MOST = 50
"""Records that one value can stand for."""
RECORDS: dict[str, type[Model]] = {
    "topic": Topic,
    "source": Source,
    "situation": Situation,
    "person": Person,
}


def tags(field: str, values: Sequence[object]) -> Tags:
    """The words of the facets for these values: primary keys of records, or the values themselves."""
    return Tags(tuple(f"{FACET_MARK}{LETTERS[field]}{value}" for value in values))


def resolve(condition: Filter) -> Tags | None:
    """What a typed filter stands for, None where there is no such record."""
    if condition.field == "year":
        return tags("year", condition.years)
    if condition.field not in RECORDS:
        return tags(condition.field, [condition.value])
    found = list(_matching(condition.field, condition.value)[:MOST])
    return tags(condition.field, found) if found else None


def _matching(field: str, value: str) -> QuerySet[Any, Any]:
    """Primary keys of the published records that a typed value names, by address if it is one."""
    records: QuerySet[Any, Any] = RECORDS[field].objects.published().order_by("pk")  # type: ignore[attr-defined]
    slug = slugify(value)
    exact = records.filter(slug=slug).values_list("pk", flat=True)
    if exact:
        return exact
    named: Q = {
        "topic": Q(name__istartswith=value) | Q(labels__label__istartswith=value),
        "source": Q(title__icontains=value),
        "situation": Q(holds__icontains=value) | Q(question__icontains=value),
        "person": Q(name__icontains=value),
    }[field]
    if issubclass(RECORDS[field], Mergeable):
        named |= Q(merged_from__slug=slug)
    return records.filter(named).values_list("pk", flat=True).distinct()


def keys_of(field: str, slugs: Sequence[str]) -> dict[str, object]:
    """The value that each slug has in the facets; a slug without a published record is left out.

    The slug of what was merged into another stands for the one that stays, as its address leads there.
    """
    if field not in RECORDS:
        return {slug: slug for slug in slugs}
    records: QuerySet[Any, Any] = RECORDS[field].objects.published()  # type: ignore[attr-defined]
    found = dict(records.filter(slug__in=slugs).values_list("slug", "pk"))
    missing = [slug for slug in slugs if slug not in found]
    if missing and issubclass(RECORDS[field], Mergeable):
        found |= dict(records.filter(merged_from__slug__in=missing).values_list("merged_from__slug", "pk"))
    return found
