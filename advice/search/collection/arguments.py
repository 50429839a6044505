"""The stances of a collection: a stance belongs to an argument, so claims that have one get arguments.

The question is the line's own, else one named after the collection; the position is the line's own, else
its first topic. An argument carries a handful of claims, so that no page of it is endless.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.models import Count
from django.utils import timezone

from advice.publication.models import Status
from advice.questions.models import Argument, ArgumentClaim, Position, Question, Stance
from advice.search.collection.keys import slug
from advice.search.collection.lines import Line
from advice.search.collection.rows import Rows
from advice.search.collection.topics import Topics

CARRIED = 25
"""Claims of one argument."""
REST = "Other"
ARGUMENT_FIELDS = (
    "status",
    "created_at",
    "changed_at",
    "position",
    "key",
    "text",
    "stance",
    "topic",
    "order",
)


class Arguments:
    """Gives each claim with a stance its argument."""

    def __init__(self, collection: str, topics: Topics, using: str) -> None:
        connection: Any = connections[using]
        self._collection = collection
        self._using = using
        self._topics = topics
        self._arguments = Rows(connection, Argument, ARGUMENT_FIELDS)
        self._links = Rows(connection, ArgumentClaim, ("argument", "claim", "order"))
        self._positions: dict[tuple[str, str], int] = {}
        self._open: dict[tuple[str, str, str, str], tuple[int, int]] = {}
        self._numbers: dict[int, int] = {}

    def add(self, claims: Iterable[tuple[int, Line]]) -> None:
        """Tie claims, given by primary key, to their arguments."""
        claims = list(claims)
        if not claims:
            return
        self._make_positions(line for _claim, line in claims)
        kinds = [(self._title(line), *_answer(line), line.stance) for _claim, line in claims]
        arguments, links = [], []
        for (claim, _line), kind in zip(claims, kinds, strict=True):
            argument, carried = self._open.get(kind, (0, CARRIED))
            if carried == CARRIED:
                argument, row = self._argument(*kind)
                arguments.append(row)
                carried = 0
            links.append((argument, claim, carried))
            self._open[kind] = (argument, carried + 1)
        self._arguments.add(arguments)
        numbers = self._links.keys(len(links))
        self._links.add((number, *link) for number, link in zip(numbers, links, strict=True))

    def _argument(
        self, question: str, position: str, topic: str, stance: str
    ) -> tuple[int, tuple[object, ...]]:
        """A new argument: its primary key and its row."""
        parent = self._positions[question, position]
        key = self._arguments.key()
        self._numbers[parent] += 1
        number, now = self._numbers[parent], timezone.now()
        text = f"{Stance(stance).label}, {number}".capitalize()
        status, order = Status.PUBLISHED.value, min(number, 30_000)
        name = f"argument-{number}"
        return key, (key, status, now, now, parent, name, text, stance, next(self._topics.of([topic])), order)

    def _make_positions(self, lines: Iterable[Line]) -> None:
        """Make the questions, positions and the topic of the rest, where they are not there."""
        wanted = {(self._title(line), _answer(line)[0]) for line in lines} - self._positions.keys()
        self._topics.make([REST])
        questions = self._questions({title for title, _position in wanted})
        positions = Position.objects.using(self._using)
        there = positions.filter(question__in=questions.values()).values_list("question_id", "slug", "pk")
        keys = {(question, name): pk for question, name, pk in there}
        new = [
            Position(question_id=questions[title], slug=slug(name), title=name[:100], status=Status.PUBLISHED)
            for title, name in sorted(wanted)
            if (questions[title], slug(name)) not in keys
        ]
        keys |= {(made.question_id, made.slug): made.pk for made in positions.bulk_create(new)}
        for title, name in wanted:
            self._positions[title, name] = keys[questions[title], slug(name)]
        arguments = Argument.objects.using(self._using).filter(position__in=keys.values())
        counted = arguments.order_by().values_list("position").annotate(Count("pk"))
        self._numbers |= {pk: 0 for pk in keys.values() if pk not in self._numbers} | {
            pk: number for pk, number in counted if pk not in self._numbers
        }

    def _questions(self, titles: set[str]) -> dict[str, int]:
        """The primary keys of the questions with these titles."""
        questions = Question.objects.using(self._using)
        slugs = {slug(title): title for title in titles}
        keys = {slugs[name]: pk for name, pk in questions.filter(slug__in=slugs).values_list("slug", "pk")}
        new = [
            Question(slug=slug(title), title=title[:150], status=Status.PUBLISHED)
            for title in sorted(titles - keys.keys())
        ]
        return keys | {slugs[made.slug]: made.pk for made in questions.bulk_create(new)}

    def _title(self, line: Line) -> str:
        return line.question or self._collection


def _answer(line: Line) -> tuple[str, str]:
    """The position, and the topic of its argument."""
    topic = line.topics[0] if line.topics else REST
    return line.position or topic, topic
