"""The page of a topic as data: where it is weighed, and what its claims say, by stance and source."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count, Exists, OuterRef, Value
from django.db.models.expressions import NegatedExpression
from django.utils.translation import gettext as _

from advice.claims.listing import (
    NEWEST_SOURCE_FIRST,
    SourceGroup,
    by_source,
    for_listing,
    published_arguments,
    with_words,
)
from advice.claims.models import Claim, ClaimQuerySet, LabelKind, Topic
from advice.claims.topic_tree import Node, topic_nodes
from advice.publication.paging import Chain, page_of

STANCES = ("pro", "con", "depends", "none")
CLAIMS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class StanceGroup:
    """Claims of one stance on the present page; `name` is pro, con, depends or none."""

    name: str
    title: str
    sources: list[SourceGroup]


@dataclass(frozen=True, slots=True)
class StanceCount:
    name: str
    title: str
    claims: int


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position in which the topic is a row, and how many arguments each side has there."""

    position: Any
    pro: int
    con: int
    depends: int


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    question: Any
    positions: list[PositionRow]


@dataclass(frozen=True, slots=True)
class TopicPage:
    topic: Topic
    labels: list[str]
    broader: Topic | None
    narrower: list[Node]
    questions: list[QuestionGroup]
    stance: str
    counts: list[StanceCount]
    total: int
    page: Page[Any]
    groups: list[StanceGroup]

    @property
    def query(self) -> str:
        """The query that asks for just this page: "?stance=con&page=2", or ""."""
        asked = {"stance": self.stance, "page": self.page.number if self.page.number > 1 else ""}
        return f"?{urlencode(said)}" if (said := {name: one for name, one in asked.items() if one}) else ""


def stance_title(name: str) -> str:
    """The heading of a group of claims."""
    return {
        "pro": _("For"),
        "con": _("Against"),
        "depends": _("It depends"),
        "none": _("Not weighed yet"),
    }[name]


def topic_page(topic: Topic, stance: str, number: int | None) -> TopicPage:
    """What the page of `topic` shows; `stance` is one of STANCES or "" for all. 404 beyond the last page."""
    claims = Claim.objects.published().filter(topics=topic)
    lengths = claims.aggregate(
        **{name: Count("pk", filter=_condition(name)) for name in STANCES}, total=Count("pk")
    )
    wanted = [stance] if stance else STANCES
    rows = [_rows(claims, name) for name in wanted]
    page = page_of(Chain(rows, [lengths[name] for name in wanted]), number, CLAIMS_ON_A_PAGE)
    return TopicPage(
        topic=topic,
        labels=list(topic.labels.filter(kind=LabelKind.ALTERNATIVE).values_list("label", flat=True)),
        broader=Topic.objects.published().filter(narrower=topic).first(),
        narrower=topic_nodes(Topic.objects.published().filter(broader=topic)),
        questions=_questions(topic),
        stance=stance,
        counts=[StanceCount(name, stance_title(name), lengths[name]) for name in STANCES if lengths[name]],
        total=lengths["total"],
        page=page,
        groups=_groups(list(page)),
    )


def _rows(claims: ClaimQuerySet, stance: str) -> Any:
    """Pairs (stance, key) of the claims that carry an argument of that stance, or of "none"."""
    found = claims.filter(_condition(stance)).order_by(*NEWEST_SOURCE_FIRST)
    return found.values_list(Value(stance), "pk")


def _condition(stance: str) -> Exists | NegatedExpression:
    arguments = published_arguments().filter(claims=OuterRef("pk"))
    return ~Exists(arguments) if stance == "none" else Exists(arguments.filter(stance=stance))


def _groups(rows: list[tuple[str, int]]) -> list[StanceGroup]:
    keys = [key for _stance, key in rows]
    claims = {
        claim.pk: claim for claim in with_words(for_listing(Claim.objects.published())).filter(pk__in=keys)
    }
    return [
        StanceGroup(
            stance, stance_title(stance), by_source(claims[key] for _stance, key in run if key in claims)
        )
        for stance, run in groupby(rows, key=lambda row: row[0])
    ]


def _questions(topic: Topic) -> list[QuestionGroup]:
    arguments = (
        published_arguments()
        .filter(topic=topic)
        .select_related("position__question")
        .order_by(
            "position__question__order", "position__question__slug", "position__order", "position__slug"
        )
    )
    positions = [
        _position_row(position, list(run))
        for position, run in groupby(arguments, key=lambda one: one.position)
    ]
    return [
        QuestionGroup(question, list(run))
        for question, run in groupby(positions, key=lambda row: row.position.question)
    ]


def _position_row(position: Any, arguments: list[Any]) -> PositionRow:
    stances = [argument.stance for argument in arguments]
    return PositionRow(position, *(stances.count(stance) for stance in ("pro", "con", "depends")))
