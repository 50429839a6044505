"""How many of the results have which topic, stance, kind …, counted from the entries' own words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils.functional import Promise

from advice.claims.models import ClaimKind, Situation, Topic
from advice.questions.models import Stance
from advice.search.filters import LETTERS, keys_of
from advice.search.models import FACET_MARK
from advice.search.prepared import Prepared
from advice.sources.models import Path, Source

SHOWN = ("topic", "stance", "kind", "source", "path", "situation", "year")
MOST_VALUES = 50
LABELS: dict[str, dict[str, str | Promise]] = {
    "stance": dict(Stance.choices),
    "kind": dict(ClaimKind.choices),
    "path": dict(Path.choices),
}
NAMES = {
    "topic": Prepared(
        lambda keys: Topic.objects.published().filter(pk__in=keys).values_list("pk", "slug", "name")
    ),
    "source": Prepared(
        lambda keys: Source.objects.published().filter(pk__in=keys).values_list("pk", "slug", "title")
    ),
    "situation": Prepared(
        lambda keys: Situation.objects.published().filter(pk__in=keys).values_list("pk", "slug", "holds")
    ),
}
FIELDS = {letter: field for field, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that results have: as it stands in the address, in words, and how many have it."""

    value: str
    label: str
    count: int
    selected: bool = False


Facets = dict[str, tuple[FacetValue, ...]]


def count(entries: Iterable[str]) -> Counter[str]:
    """How often each word stands in these `SearchEntry.facets`."""
    return Counter(" ".join(entries).split())


def voices(counted: Mapping[str, int]) -> int:
    """How many voices the counted entries have: people, and sources with an unnamed speaker."""
    return sum(1 for word in counted if word[1:2] in {"v", "u"})


def facets(counted: Counter[str], selected: Mapping[str, Iterable[str]]) -> Facets:
    """The values of each facet, the most frequent first; `selected` as they are in the facets.

    Needs a query for each facet of records that is not empty.
    """
    numbers: dict[str, Counter[str]] = {field: Counter() for field in SHOWN}
    for word, number in counted.items():
        field = FIELDS.get(word[1:2])
        if word.startswith(FACET_MARK) and field in numbers:
            numbers[field][word[2:]] = number
    return {
        field: tuple(_values(field, values, set(selected.get(field, ()))))
        for field, values in numbers.items()
    }


def _values(field: str, numbers: Counter[str], selected: set[str]) -> Iterable[FacetValue]:
    most = numbers.most_common(MOST_VALUES)
    described = _described(field, [value for value, _number in most])
    found = [
        FacetValue(*described[value], number, value in selected)
        for value, number in most
        if value in described
    ]
    if field == "year":
        return sorted(found, key=lambda entry: entry.value, reverse=True)
    return sorted(found, key=lambda entry: (-entry.count, entry.label))


def _described(field: str, values: list[str]) -> dict[str, tuple[str, str]]:
    """Value in the facets → value in the address, and label."""
    if field not in NAMES:
        return {value: (value, str(LABELS.get(field, {}).get(value, value))) for value in values}
    rows = NAMES[field].rows(connection, [int(value) for value in values])
    return {str(pk): (slug, label) for pk, slug, label in rows}


def label_of(field: str, value: str) -> str:
    """The label of a value as it stands in the address, itself where nothing is called so."""
    key = keys_of(field, [value]).get(value)
    described = _described(field, [str(key)]) if key is not None else {}
    return described[str(key)][1] if str(key) in described else value
