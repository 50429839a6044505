"""Search: one call for the page, the API and whoever else asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter

from django.db import connection

from advice.search.backends.contract import Plan, Sort, Tags, Text
from advice.search.best import MOST, best
from advice.search.correcting import corrected
from advice.search.counting import frequencies
from advice.search.engine import engine
from advice.search.facets import count, facets, voices
from advice.search.fetching import load
from advice.search.filters import LETTERS, keys_of, tags
from advice.search.marking import Marks
from advice.search.planning import planned
from advice.search.query import parse
from advice.search.results import Results
from advice.search.suggesting import nearest_topics
from advice.search.vocabulary import vocabulary

SEVERAL = ("topic", "stance", "situation", "person")
"""Facets of which a claim can have several values: asked for two, it must have both."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What is asked: the query as typed, and per facet the chosen values as they stand in the address."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    literal: bool = False
    """Do not correct what may be mistyped."""


def search(parameters: Parameters, limit: int = 20, offset: int = 0) -> Results:
    """The results from `offset`, at most `limit`. Any query is valid; so is an empty one, which finds all."""
    started = perf_counter()
    keys = {
        name: keys_of(name, values)
        for name, values in parameters.chosen.items()
        if name in LETTERS and values
    }
    chosen = _chosen(parameters.chosen, keys)
    present = engine(connection)
    written = vocabulary()
    query = parse(parameters.q)
    asked = planned(query, chosen)
    known = frequencies(present, asked.plan.texts, written)
    instead = None if parameters.literal else corrected(query, asked.words, known, present, written)
    if instead is not None:
        asked = planned(parse(instead), chosen)
        known = frequencies(present, asked.plan.texts, written, known)
    plan = asked.plan
    candidates = best(present, plan, known, parameters.sort, written)
    loosened = False
    if not candidates and (loose := _loose(plan)):
        candidates = best(present, loose, known, parameters.sort, written)
        loosened, plan = bool(candidates), loose if candidates else plan
    found, more = candidates[:MOST], len(candidates) > MOST
    counted = count(candidate.facets for candidate in found)
    page = [(candidate.claim_id, candidate.voices) for candidate in found[offset : offset + limit]]
    return Results(
        count=len(found),
        more=more,
        voices=voices(counted),
        facets=facets(counted, {name: map(str, known.values()) for name, known in keys.items()}),
        results=load(page, Marks.of(plan)),
        corrected=instead if found else None,
        unknown=tuple(f"{condition.field}:{condition.value}" for condition in asked.unknown),
        loosened=loosened,
        suggestions=() if found else nearest_topics(parameters.q),
        took_ms=round((perf_counter() - started) * 1000, 1),
    )


def _chosen(chosen: Mapping[str, tuple[str, ...]], keys: Mapping[str, Mapping[str, object]]) -> list[Tags]:
    found = []
    for name, values in chosen.items():
        if name not in LETTERS or not values:
            continue
        # A value that no record has is a condition that nothing meets.
        each = [tags(name, [keys[name].get(value, 0)]) for value in values]
        together = Tags(tuple(word for tag in each for word in tag.words))
        found += each if name in SEVERAL else [together]
    return found


def _loose(plan: Plan) -> Plan | None:
    """The plan with the words of its phrases in the place of the phrases; None where it has none."""
    phrases = [item for group in plan.required for item in group if isinstance(item, Text)]
    if not phrases:
        return None
    rest = tuple(
        group for group in plan.required if not any(isinstance(condition, Text) for condition in group)
    )
    single = tuple(Text((word,)) for phrase in phrases for word in phrase.words)
    texts = tuple(text for text in plan.optional if len(text.words) == 1)
    return Plan(words=single + texts, required=rest, excluded=plan.excluded)
