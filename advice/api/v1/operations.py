"""The operations of the API: the search, lists, and single records."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from advice.api.v1 import answers, departed, fetching
from advice.api.v1.describing import Describer, root_of
from advice.api.v1.describing_results import search_answer
from advice.api.v1.parameters import Key, ListQuery, SearchQuery, Slug
from advice.claims.models import Topic
from advice.claims.withdrawal import GONE
from advice.search.searching import search
from advice.sources.models import Person

router = Router(exclude_unset=True)
MOVED = 301


def reading(
    path: str, answer: type[answers.Answer], summary: str, tag: str, ended: tuple[int, ...] = ()
) -> Callable[..., Any]:
    """A GET operation: 200 with `answer`, 304 where the reader has it, or an error in one sentence.

    `ended` has the further statuses of a record that is not public any more: 301, 410.
    """
    missing: dict[int, Any] = {404: answers.Error} if "{" in path else {}
    missing |= {status: None if status == MOVED else answers.Error for status in ended}
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


@reading("/claims/{key}", answers.Claim, "Read a claim", "Claims", (MOVED, GONE))
def read_claim(request: HttpRequest, key: Path[Key]) -> answers.Claim | HttpResponse:
    """A claim that became part of another leads there; one that was withdrawn is gone, and says why."""
    record = fetching.claims().filter(key=key).first()
    return Describer(request).claims([record])[0] if record else departed.withdrawn(request, key)


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


@reading("/topics/{slug:slug}", answers.Topic, "Read a topic", "Topics", (MOVED,))
def read_topic(request: HttpRequest, slug: Path[Slug]) -> answers.Topic | HttpResponse:
    """A topic that became part of another leads there."""
    record = fetching.topics().filter(slug=slug).first()
    if record is None:
        return departed.led_on(request, Topic, "read_topic", "slug", slug)
    return Describer(request).topics([record])[0]


@reading("/people", answers.People, "List the people", "People")
def list_people(request: HttpRequest, asked: Query[ListQuery]) -> answers.People:
    records = fetching.people()
    return answers.People(
        count=fetching.count(records), results=Describer(request).people(asked.part(records))
    )


@reading("/people/{slug:slug}", answers.Person, "Read a person", "People", (MOVED,))
def read_person(request: HttpRequest, slug: Path[Slug]) -> answers.Person | HttpResponse:
    """A person who turned out to be another one leads there."""
    record = fetching.people().filter(slug=slug).first()
    if record is None:
        return departed.led_on(request, Person, "read_person", "slug", slug)
    return Describer(request).people([record])[0]


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
