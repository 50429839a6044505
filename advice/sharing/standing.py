"""What of a page is public still, and why not: what `changes` cannot find out from two pages."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from advice.claims.models import Claim, Situation, Topic
from advice.publication.models import Status
from advice.questions.models import Argument, Position, Question
from advice.sharing.content import Content
from advice.sharing.facts import Entity, facts
from advice.sources.models import Person, Source

NAMED: dict[str, tuple[QuerySet, str]] = {
    "question": (Question.objects.published(), "slug"),
    "position": (Position.objects.published(), "pk"),
    "topic": (Topic.objects.published(), "slug"),
    "claim": (Claim.objects.published(), "key"),
    "person": (Person.objects.published(), "slug"),
    "source": (Source.objects.published(), "slug"),
    "situation": (Situation.objects.published(), "slug"),
}


def still_public(then: Content) -> frozenset[Entity]:
    """The records of `then` that the public sees now, on this page or elsewhere."""
    names: dict[str, set[str]] = defaultdict(set)
    for kind, name, *_rest in facts(then):
        names[kind].add(name)
    found: set[Entity] = set()
    for kind, (records, field) in NAMED.items():
        matches = records.filter(**{f"{field}__in": names[kind]})
        found |= {(kind, str(name)) for name in matches.values_list(field, flat=True)}
    arguments = Argument.objects.published().filter(position__in=map(int, names["argument"]))
    found |= {("argument", str(pk), key) for pk, key in arguments.values_list("position", "key")}
    return frozenset(found)


def causes(gone: Iterable[Entity]) -> dict[Entity, str]:
    """Why each of `gone` was withdrawn; "" where its curators gave no reason, which only claims have."""
    keys = [name for kind, name, *_rest in gone if kind == "claim"]
    withdrawn = Claim.objects.filter(key__in=keys, status=Status.WITHDRAWN)
    reasons = dict(withdrawn.values_list("key", "withdrawn_reason"))
    return {entity: reasons.get(entity[1], "") if entity[0] == "claim" else "" for entity in gone}
