"""What the home page and the list of questions show."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from advice.claims.models import Claim, Topic
from advice.claims.topic_tree import Node, topic_nodes
from advice.publication.models import PublicationQuerySet
from advice.questions.gathering import gather
from advice.questions.models import Argument, Position, Question
from advice.questions.procon import Point, Row, lay_out
from advice.sources.models import Person, Source


def questions_with_positions() -> PublicationQuerySet[Question]:
    """Published questions with `shown_positions`, each of these with the number of its `shown_arguments`."""
    counted = Count("arguments", filter=Q(arguments__in=Argument.objects.published()))
    positions = Position.objects.published().select_related("question").annotate(shown_arguments=counted)
    return Question.objects.published().prefetch_related(
        Prefetch("positions", positions, to_attr="shown_positions")
    )


@dataclass(frozen=True, slots=True)
class Example:
    """One consideration of one position, so that a newcomer sees what the pages are like."""

    position: Position
    row: Row
    arguments: int

    @property
    def sides(self) -> tuple[Point, Point]:
        return self.row.pro[0], self.row.con[0]


def example() -> Example | None:
    """The consideration with most voices that has both sides, of the first position of the first question."""
    position = (
        Position.objects.published()
        .select_related("question")
        .order_by("question__order", "question__slug", "order", "slug")
        .first()
    )
    if position is None:
        return None
    page = lay_out(gather([position], passages=False)[position.pk])
    row = next((row for row in page.rows if row.pro and row.con), None)
    return Example(position, row, page.arguments) if row else None


def topics_with_claims() -> list[Node]:
    """Published topics that any published claim has, those with most claims first."""
    nodes = [node for node in topic_nodes(Topic.objects.published()) if node.claims]
    return sorted(nodes, key=lambda node: (-node.claims, node.topic.name.casefold()))


def new_sources(limit: int = 5) -> QuerySet[Source]:
    """The published sources that came in last, with the number of their `shown_claims`."""
    counted = Count("claims", filter=Q(claims__in=Claim.objects.published()))
    return (
        Source.objects.published()
        .defer("text", "marks", "blocks")
        .prefetch_related(Prefetch("author", Person.objects.published()))
        .annotate(shown_claims=counted)
        .order_by("-created_at", "slug")[:limit]
    )
