"""What somebody may mean who has typed so much: topics, questions, people and claims."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from advice.claims.models import Claim, LabelKind, Topic, TopicLabel
from advice.questions.models import Question
from advice.search.backends.contract import Plan, Sort, Text
from advice.search.counting import frequencies
from advice.search.engine import engine
from advice.search.narrowing import tiers
from advice.search.planning import planned
from advice.search.query import LONGEST_QUERY, parse
from advice.search.results import TopicLink
from advice.search.vocabulary import vocabulary
from advice.sources.models import Person

SHORTEST = 2
"""Letters from which on there are suggestions."""
MOST = {"topic": 3, "question": 2, "person": 2, "claim": 3}
KINDS: dict[str, str | Promise] = {
    "topic": _("Topic"),
    "question": _("Question"),
    "person": _("Person"),
    "claim": _("Claim"),
}
ALIKE = 72
"""Of 100: from which on a label is offered for words that nothing has."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page to go to: what it is, its title, and its path."""

    kind: str
    label: str
    url: str


def suggest(text: str) -> list[Suggestion]:
    """Pages for what is typed so far; nothing for less than two letters."""
    text = " ".join(text[:LONGEST_QUERY].split())
    if len(text) < SHORTEST:
        return []
    return [
        *_records("topic", _topics(text)),
        *_records("question", _containing(Question.objects.published(), "title", text)),
        *_records("person", _containing(Person.objects.published(), "name", text)),
        *_records("claim", _claims(text)),
    ]


def nearest_topics(text: str) -> tuple[TopicLink, ...]:
    """Topics whose labels look like `text`, for a search that found nothing."""
    topics = {topic.pk: topic for topic in Topic.objects.published()}
    labels = TopicLabel.objects.exclude(kind=LabelKind.HIDDEN).filter(topic__in=topics)
    named = [(label, pk) for label, pk in labels.values_list("label", "topic_id")]
    named += [(topic.name, pk) for pk, topic in topics.items()]
    alike = process.extract(
        text[:LONGEST_QUERY].casefold(),
        [label.casefold() for label, _pk in named],
        scorer=fuzz.WRatio,
        score_cutoff=ALIKE,
        limit=20,
    )
    found = dict.fromkeys(named[place][1] for _label, _score, place in alike)
    return tuple(
        TopicLink(topics[pk].slug, topics[pk].name, topics[pk].get_absolute_url()) for pk in islice(found, 5)
    )


def _records(kind: str, records: Any) -> Iterator[Suggestion]:
    for record in islice(records, MOST[kind]):
        yield Suggestion(kind, str(record), record.get_absolute_url())


def _topics(text: str) -> QuerySet[Topic]:
    named = Q(name__icontains=text) | Q(labels__label__istartswith=text)
    return Topic.objects.published().filter(named).distinct().order_by("name")[: MOST["topic"]]


def _containing(records: QuerySet[Any], field: str, text: str) -> QuerySet[Any]:
    return records.filter(**{f"{field}__icontains": text}).order_by(field, "pk")[: MOST["person"]]


def _claims(text: str) -> list[Claim]:
    """The best claims, where the last word may still be going on."""
    plan = _going_on(planned(parse(text)).plan)
    if not plan.words:
        return []
    present = engine(connection)
    written = vocabulary()
    known = frequencies(present, plan.texts, written)
    first = tiers(plan, known)[0]
    known = frequencies(present, first.texts, written, known)
    found = [entry.claim_id for entry in present.candidates(first, known, Sort.RELEVANCE, MOST["claim"])]
    claims = Claim.objects.published().in_bulk(found)
    return [claims[pk] for pk in found if pk in claims]


def _going_on(plan: Plan) -> Plan:
    if not plan.words:
        return plan
    last = plan.words[-1]
    return replace(plan, words=(*plan.words, Text(last.words, prefix=True)), nearby=())
