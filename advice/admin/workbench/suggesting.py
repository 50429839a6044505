"""What may help while a claim is written: topics, claims that say the same, arguments it might carry."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from advice.accounts.groups import publish_permission
from advice.claims.models import Claim, Topic
from advice.publication.models import Status
from advice.publication.publishing import PUBLIC_HISTORY
from advice.questions.models import Argument
from advice.search.searching import Parameters, search
from advice.search.words import STOP_WORDS, stem, words
from advice.sources.models import Source

MOST = 6
RECENT = 500
"""Claims of other sources that are not published, and so in no index, which are compared; the newest."""
ARGUMENTS = 300
LIKE = 0.3
"""Least likeness (Dice coefficient of the stems, 0 to 1) of a claim that is shown as similar."""
DESCRIBED = 0.8
"""Weight of a rare word that the description of a topic shares with the claim."""
SAME = 0.6
"""Likeness from which on a claim probably says the same."""


@dataclass(frozen=True, slots=True)
class TopicSuggestion:
    id: int
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A claim like the one that is written; `same` where it probably says the same."""

    key: str
    text: str
    status: str
    source: str
    url: str
    same: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """An argument that the claim might carry; `open` where this person may add the claim to it."""

    id: int
    text: str
    stance: str
    stance_label: str
    position: str
    url: str
    open: bool


@dataclass(frozen=True, slots=True)
class Suggestions:
    topics: list[TopicSuggestion] = field(default_factory=list)
    similar: list[Similar] = field(default_factory=list)
    arguments: list[Carried] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def stems(text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice coefficient, 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


class TopicNames:
    """Every topic with all its names, read once: finds the one that is meant, and those that a text is about."""

    def __init__(self) -> None:
        self.topics = list(Topic.objects.exclude(status=Status.WITHDRAWN).prefetch_related("labels"))
        self._named: dict[str, Topic] = {}
        for topic in self.topics:
            for label in topic.labels.all():
                self._named.setdefault(label.label.casefold(), topic)
        self._named |= {topic.name.casefold(): topic for topic in self.topics}
        self._described = {
            topic.pk: stems(f"{topic.name} {topic.description} {topic.scope_note}") for topic in self.topics
        }
        self._described_in = Counter(word for found in self._described.values() for word in found)

    def find(self, name: str) -> Topic | None:
        """The topic of that name, other label or misspelling."""
        return self._named.get(" ".join(name.split()).casefold())

    def about(self, text: str, passage: str, votes: Iterable[int] = ()) -> list[Topic]:
        """The best first; `votes` are ids of topics that similar claims have."""
        written, read = stems(text), stems(passage)
        scores: dict[int, float] = {}
        for name, topic in self._named.items():
            wanted = stems(name)
            if not wanted:
                continue
            score = (2 * len(wanted & written) + len(wanted & read)) / (2 * len(wanted))
            if not wanted <= (written | read):
                score /= 3
            scores[topic.pk] = max(scores.get(topic.pk, 0.0), score)
        for pk, described in self._described.items():
            # A word that few topics are described with says more than one that many are.
            rare = sum(1 / self._described_in[word] for word in described & written)
            scores[pk] = scores.get(pk, 0.0) + DESCRIBED * min(rare, 2.0)
        for pk in votes:
            scores[pk] = scores.get(pk, 0.0) + 0.4
        ranked = sorted(self.topics, key=lambda topic: (-scores.get(topic.pk, 0.0), topic.name))
        return [topic for topic in ranked[:MOST] if scores.get(topic.pk, 0.0) >= 0.4]


def suggest(
    source: Source,
    user: AbstractBaseUser | AnonymousUser,
    names: TopicNames,
    text: str,
    passage: str = "",
    besides: str = "",
    chosen: Sequence[str] = (),
) -> Suggestions:
    """What may help with a claim of `source` that says `text`; `besides` is the key of the claim itself.

    `chosen` has the names of topics that it was given already: their arguments come into question too.
    """
    like = _similar(source, text or passage[:300], besides)
    votes = [item.tag_id for _score, claim in like for item in claim.topic_items.all()]
    topics = names.about(text, passage, votes)
    given = [topic for topic in map(names.find, chosen) if topic is not None]
    return Suggestions(
        topics=[
            TopicSuggestion(one.pk, one.name, Truncator(one.scope_note or one.description).chars(140))
            for one in topics
        ],
        similar=[_described(claim, score) for score, claim in like] if text else [],
        arguments=_arguments(user, text or passage, [*given, *topics], [claim for _score, claim in like]),
    )


def _similar(source: Source, text: str, besides: str) -> list[tuple[float, Claim]]:
    wanted = stems(text)
    if not wanted:
        return []
    found = search(Parameters(q=" ".join(words(text)), literal=True), limit=20).results
    others = Claim.objects.exclude(key=besides).exclude(status=Status.WITHDRAWN)
    unpublished = others.exclude(status=Status.PUBLISHED).exclude(source=source).order_by("-pk")
    near = others.filter(Q(source=source) | Q(key__in=[result.id for result in found]))
    texts = dict(unpublished.values_list("pk", "text")[:RECENT]) | dict(near.values_list("pk", "text"))
    scored = sorted(((likeness(wanted, stems(one)), -pk) for pk, one in texts.items()), reverse=True)
    best = {-pk: score for score, pk in scored[:MOST] if score >= LIKE}
    claims = (
        Claim.objects.select_related("source")
        .defer("source__text", "source__marks", "source__blocks")
        .prefetch_related("topic_items")
        .in_bulk(list(best))
    )
    return [(score, claims[pk]) for pk, score in best.items() if pk in claims]


def _described(claim: Claim, score: float) -> Similar:
    url = f"{reverse('workbench', args=[claim.source.slug])}?claim={claim.key}#panel"
    status = str(claim.get_status_display())
    return Similar(claim.key, claim.text, status, claim.source.title, url, score >= SAME)


def _arguments(user: Any, text: str, topics: Sequence[Topic], like: Sequence[Claim]) -> list[Carried]:
    wanted = stems(text)
    if not wanted:
        return []
    ours = Q(topic__in=topics) | Q(support__claim__in=like)
    offered = Argument.objects.exclude(status=Status.WITHDRAWN).filter(ours).distinct()
    main = {topic.pk for topic in topics[:1]}
    carried = set(Argument.objects.filter(support__claim__in=like).values_list("pk", flat=True)[:ARGUMENTS])
    scored = [
        (
            likeness(wanted, stems(one.text)) + 0.3 * (one.pk in carried) + 0.1 * (one.topic_id in main),
            -one.pk,
            one,
        )
        for one in offered.select_related("position__question").order_by("pk")[:ARGUMENTS]
    ]
    best = sorted(scored, key=lambda entry: entry[:2], reverse=True)[:MOST]
    return [
        Carried(
            one.pk,
            one.text,
            one.stance,
            str(one.get_stance_display()),
            f"{one.position.question.title} {one.position.title}",
            reverse("admin:advice_argument_change", args=[one.pk]),
            may_carry(user, one),
        )
        for score, _pk, one in best
        if score >= 0.2
    ]


def may_carry(user: Any, argument: Argument) -> bool:
    """Whether this person may add claims to the argument: what is or was public needs the right to publish."""
    if not user.has_perm("advice.change_argument"):
        return False
    return argument.status not in PUBLIC_HISTORY or user.has_perm(publish_permission(Argument))
