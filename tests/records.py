"""Makers of records for tests: each needs only what the test is about, the rest is plausible.

claim("Stipends are low.", topics=["pay"], speaker=person("Ada"))
"""

from itertools import count
from typing import Any

from advice.models import Argument, ArgumentClaim, Claim, Person, Position, Question, Situation, Source, Topic

numbers = count(1)


def person(name: str = "", **fields: Any) -> Person:
    number = next(numbers)
    values = {"slug": f"person-{number}", "name": name or f"Person {number}", "status": "published"}
    return Person.objects.create(**values | fields)


def source(title: str = "", **fields: Any) -> Source:
    number = next(numbers)
    values = {"slug": f"source-{number}", "title": title or f"Source {number}", "status": "published"}
    return Source.objects.create(**values | fields)


def topic(name: str = "", **fields: Any) -> Topic:
    number = next(numbers)
    name = name or f"Topic {number}"
    defaults = {"slug": name.lower().replace(" ", "-"), "status": "published"} | fields
    return Topic.objects.get_or_create(name=name, defaults=defaults)[0]


def situation(holds: str = "", **fields: Any) -> Situation:
    number = next(numbers)
    holds = holds or f"has property {number}"
    values = {
        "slug": f"situation-{number}",
        "question": f"Is it so that one {holds}?",
        "holds": holds,
        "lacks": f"not: {holds}",
        "status": "published",
    }
    return Situation.objects.create(**values | fields)


def claim(text: str = "", topics: list[str | Topic] | None = None, **fields: Any) -> Claim:
    number = next(numbers)
    values = {
        "key": f"claim-{number}",
        "text": text or f"Claim {number} says something.",
        "kind": "opinion",
        "status": "published",
    }
    if "source" not in fields:
        fields["source"] = source()
    if "speaker" not in fields:
        fields["speaker"] = person()
    record = Claim.objects.create(**values | fields)
    record.topics.add(*[topic(entry) if isinstance(entry, str) else entry for entry in topics or ["Pay"]])
    return record


def question(title: str = "", **fields: Any) -> Question:
    number = next(numbers)
    values = {"slug": f"question-{number}", "title": title or f"Question {number}?", "status": "published"}
    return Question.objects.create(**values | fields)


def position(title: str = "", **fields: Any) -> Position:
    number = next(numbers)
    values = {"slug": f"position-{number}", "title": title or f"Position {number}", "status": "published"}
    if "question" not in fields:
        fields["question"] = question()
    return Position.objects.create(**values | fields)


def argument(text: str = "", claims: list[Claim] | None = None, **fields: Any) -> Argument:
    number = next(numbers)
    values = {
        "key": f"argument-{number}",
        "text": text or f"Argument {number}",
        "stance": "pro",
        "status": "published",
    }
    if "position" not in fields:
        fields["position"] = position()
    if "topic" not in fields:
        fields["topic"] = topic("Pay")
    record = Argument.objects.create(**values | fields)
    for order, carrier in enumerate([claim()] if claims is None else claims):
        ArgumentClaim.objects.create(argument=record, claim=carrier, order=order)
    return record
