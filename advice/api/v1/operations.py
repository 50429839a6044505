"""The operations of the API: the search, lists, and single records."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from advice.api.v1 import answers, fetching
from advice.api.v1.describing import Describer, root_of
from advice.api.v1.describing_results import search_answer
from advice.api.v1.parameters import Key, ListQuery, SearchQuery, Slug
from advice.search.searching import search

router = Router(exclude_unset=True)


def reading(path: str, answer: type[answers.Answer], summary: str, tag: str) -> Callable[..., Any]:
    """A GET operation: 200 with `answer`, 304 where the reader has it, or an error in one sentence."""
    missing = {404: answers.Error} if "{" in path else {}
    return router.get(
        path,
        response={200: answer, 304: None, 400: answers.Error, **missing},
        summary=summary,
        tags=[tag],
    )


@reading("/search", answers.Search, "Search the claims", "Search")
def search_claims(request: HttpRequest, asked: Query[SearchQuery]) -> answers.Search:
    """Claims with any of the words, those with more and rarer words first, and what they are about.

    Every query is valid. The count and the facets are of all results, of the best 1,000 where there are more.
    """
    found = search(asked.parameters(), asked.limit, asked.offset)
    return search_answer(found, root_of(request))


@reading("/claims", answers.Claims, "List the claims", "Claims")
def list_claims(request: HttpRequest, asked: Query[ListQuery]) -> answers.Claims:
    records = fetching.claims()
    return answers.Claims(
        count=fetching.count(records), results=Describer(request).claims(asked.part(records))
    )


@reading("/claims/{key}", answers.Claim, "Read a claim", "Claims")
def read_claim(request: HttpRequest, key: Path[Key]) -> answers.Claim:
    return Describer(request).claims([get_object_or_404(fetching.claims(), key=key)])[0]


@reading("/sources", answers.Sources, "List the sources", "Sources")
def list_sources(request: HttpRequest, asked: Query[ListQuery]) -> answers.Sources:
    records = fetching.sources()
    return answers.Sources(
        count=fetching.count(records), results=Describer(request).sources(asked.part(records))
    )


@reading("/sources/{slug:slug}", answers.Source, "Read a source", "Sources")
def read_source(request: HttpRequest, slug: Path[Slug]) -> answers.Source:
    """What is known of it. Its text belongs to its author and is not told; its claims are found by search."""
    return Describer(request).sources([get_object_or_404(fetching.sources(), slug=slug)])[0]


@reading("/topics", answers.Topics, "List the topics", "Topics")
def list_topics(request: HttpRequest, asked: Query[ListQuery]) -> answers.Topics:
    records = fetching.topics()
    return answers.Topics(
        count=fetching.count(records), results=Describer(request).topics(asked.part(records))
    )


@reading("/topics/{slug:slug}", answers.Topic, "Read a topic", "Topics")
def read_topic(request: HttpRequest, slug: Path[Slug]) -> answers.Topic:
    return Describer(request).topics([get_object_or_404(fetching.topics(), slug=slug)])[0]


@reading("/people", answers.People, "List the people", "People")
def list_people(request: HttpRequest, asked: Query[ListQuery]) -> answers.People:
    records = fetching.people()
    return answers.People(
        count=fetching.count(records), results=Describer(request).people(asked.part(records))
    )


@reading("/people/{slug:slug}", answers.Person, "Read a person", "People")
def read_person(request: HttpRequest, slug: Path[Slug]) -> answers.Person:
    return Describer(request).people([get_object_or_404(fetching.people(), slug=slug)])[0]


@reading("/questions", answers.Questions, "List the questions", "Questions")
def list_questions(request: HttpRequest, asked: Query[ListQuery]) -> answers.Questions:
    records = fetching.questions()
    return answers.Questions(
        count=fetching.count(records), results=Describer(request).questions(asked.part(records))
    )


@reading("/questions/{slug:slug}", answers.Question, "Read a question", "Questions")
def read_question(request: HttpRequest, slug: Path[Slug]) -> answers.Question:
    return Describer(request).questions([get_object_or_404(fetching.questions(), slug=slug)])[0]


@reading("/positions", answers.Positions, "List the positions of all questions", "Questions")
def list_positions(request: HttpRequest, asked: Query[ListQuery]) -> answers.Positions:
    records = fetching.positions()
    return answers.Positions(
        count=fetching.count(records), results=Describer(request).positions(asked.part(records))
    )


@reading("/questions/{slug:slug}/{slug:position}", answers.WeighedPosition, "Weigh a position", "Questions")
def read_position(request: HttpRequest, slug: Path[Slug], position: Path[Slug]) -> answers.WeighedPosition:
    """What speaks for and against it, in the order of its page."""
    record = get_object_or_404(fetching.positions(), question__slug=slug, slug=position)
    return Describer(request).weighed(record)
