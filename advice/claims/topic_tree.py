"""Topics as a tree, with how many published claims each has."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from advice.claims.models import Claim, ClaimTopic, Topic


@dataclass
class Node:
    """A topic in the tree, how many published claims have it, and its narrower topics."""

    topic: Topic
    claims: int
    narrower: list["Node"] = field(default_factory=list)


def topic_nodes(topics: Iterable[Topic]) -> list[Node]:
    """A node for each of `topics`, their counts in one query, not yet put together."""
    found = list(topics)
    counts = dict(
        ClaimTopic.objects.filter(tag__in=found, content_object__in=Claim.objects.published())
        .values("tag")
        .annotate(claims=Count("pk"))
        .order_by()
        .values_list("tag", "claims")
    )
    return [Node(topic, counts.get(topic.pk, 0)) for topic in found]


def topic_tree() -> list[Node]:
    """Every published topic under its broader one; one whose broader topic is not public is a root."""
    nodes = topic_nodes(Topic.objects.published())
    by_key = {node.topic.pk: node for node in nodes}
    roots: list[Node] = []
    for node in nodes:
        above = by_key.get(node.topic.broader_id or 0)
        (above.narrower if above else roots).append(node)
    return roots
