"""The page of a person as data: what they say, by question, and their claims that no argument uses."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page
from django.db.models import BigIntegerField, Exists, OuterRef, Value

from advice.claims.listing import (
    NEWEST_SOURCE_FIRST,
    SourceGroup,
    by_source,
    for_listing,
    published_arguments,
)
from advice.claims.models import Claim
from advice.publication.paging import Chain, page_of
from advice.sources.listing import published_sources
from advice.sources.models import Person, Source

CLAIMS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ArgumentGroup:
    """An argument and those claims of the person that carry it."""

    argument: Any
    claims: list[Claim]


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    question: Any
    arguments: list[ArgumentGroup]


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: Person
    sources: list[Source]
    total: int
    page: Page[Any]
    questions: list[QuestionGroup]
    others: list[SourceGroup]


def person_page(person: Person, number: int | None) -> PersonPage:
    """What the page of `person` shows; 404 where page `number` is beyond the last."""
    claims = Claim.objects.published().filter(speaker=person)
    weighed = (
        published_arguments()
        .filter(claims__in=claims)
        .order_by(
            "position__question__order",
            "position__question__slug",
            "position__order",
            "position__slug",
            "order",
            "key",
            "claims__pk",
        )
        .values_list("pk", "claims__pk")
    )
    others = (
        claims.filter(~Exists(published_arguments().filter(claims=OuterRef("pk"))))
        .order_by(*NEWEST_SOURCE_FIRST)
        .values_list(Value(None, BigIntegerField()), "pk")
    )
    page = page_of(Chain([weighed, others]), number, CLAIMS_ON_A_PAGE)
    rows = list(page)
    found = {
        claim.pk: claim
        for claim in for_listing(Claim.objects.published().filter(pk__in=[key for _argument, key in rows]))
    }
    weighed_here = [(found[key], argument) for argument, key in rows if argument and key in found]
    return PersonPage(
        person=person,
        sources=list(published_sources().filter(author=person)),
        total=claims.count(),
        page=page,
        questions=_questions(weighed_here),
        others=by_source(found[key] for argument, key in rows if not argument and key in found),
    )


def _questions(rows: list[tuple[Claim, int]]) -> list[QuestionGroup]:
    """Claims under the arguments that they carry, arguments under their questions."""
    pairs = [(argument, claim) for claim, key in rows for argument in _argument(claim, key)]
    arguments = [
        ArgumentGroup(argument, [claim for _argument, claim in run])
        for argument, run in groupby(pairs, key=lambda pair: pair[0])
    ]
    return [
        QuestionGroup(question, list(run))
        for question, run in groupby(arguments, key=lambda group: group.argument.position.question)
    ]


def _argument(claim: Any, key: int) -> list[Any]:
    return [argument for argument in claim.shown_arguments if argument.pk == key]
