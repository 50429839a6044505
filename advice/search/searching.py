"""Search: one call for the page, the API and whoever else asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter

from django.db import connection
from django.db.models.functions import Substr

from advice.search.backends.contract import (
    SCAN,
    Candidate,
    Engine,
    Frequencies,
    Plan,
    Sort,
    Tags,
    Text,
)
from advice.search.correcting import corrected
from advice.search.definitions import WORDS
from advice.search.engine import engine
from advice.search.facets import count, facets, voices
from advice.search.fetching import load
from advice.search.filters import LETTERS, keys_of, tags
from advice.search.marking import Marks
from advice.search.models import SearchEntry
from advice.search.narrowing import tiers
from advice.search.planning import planned
from advice.search.prepared import Prepared
from advice.search.query import parse
from advice.search.ranking import Entry, in_claim, ranked, terms
from advice.search.results import Results
from advice.search.suggesting import nearest_topics
from advice.search.vocabulary import vocabulary

RANKED = 200
"""Of the candidates that an engine finds, those that are ranked with care."""
MOST = 1_000
"""Results that are counted and can be paged to; beyond, it is "over 1,000"."""
LONGEST = 4_000
"""Characters of a column that are ranked."""
ENTRIES = Prepared(
    lambda keys: SearchEntry.objects.filter(pk__in=keys).values_list(
        "pk", *(Substr(column, 1, LONGEST) for column in WORDS)
    )
)
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
    chosen = _chosen(parameters.chosen)
    present = engine(connection)
    query = parse(parameters.q)
    asked = planned(query, chosen)
    frequencies = present.frequencies(asked.plan.texts)
    instead = None if parameters.literal else corrected(query, asked.words, frequencies, present)
    if instead is not None:
        asked = planned(parse(instead), chosen)
        frequencies = present.frequencies(asked.plan.texts)
    plan = asked.plan
    candidates = _best(present, plan, frequencies, parameters.sort)
    loosened = False
    if not candidates and (loose := _loose(plan)):
        candidates = _best(present, loose, present.frequencies(loose.texts), parameters.sort)
        loosened, plan = bool(candidates), loose if candidates else plan
    found, more = candidates[:MOST], len(candidates) > MOST
    counted = count(candidate.facets for candidate in found)
    page = [(candidate.claim_id, candidate.voices) for candidate in found[offset : offset + limit]]
    return Results(
        count=len(found),
        more=more,
        voices=voices(counted),
        facets=facets(counted, parameters.chosen),
        results=load(page, Marks.of(plan)),
        corrected=instead if found else None,
        unknown=tuple(f"{condition.field}:{condition.value}" for condition in asked.unknown),
        loosened=loosened,
        suggestions=() if found else nearest_topics(parameters.q),
        took_ms=round((perf_counter() - started) * 1000, 1),
    )


def _chosen(chosen: Mapping[str, tuple[str, ...]]) -> list[Tags]:
    found = []
    for name, values in chosen.items():
        if name not in LETTERS or not values:
            continue
        keys = keys_of(name, values)
        # A value that no record has is a condition that nothing meets.
        each = [tags(name, [keys.get(value, 0)]) for value in values]
        together = Tags(tuple(word for tag in each for word in tag.words))
        found += each if name in SEVERAL else [together]
    return found


def _best(present: Engine, plan: Plan, frequencies: Frequencies, sort: Sort) -> list[Candidate]:
    """The best MOST + 1 entries."""
    found: dict[int, Candidate] = {}
    for tier in tiers(plan, frequencies):
        missing = {text for text in tier.texts if text not in frequencies}
        known = {**frequencies, **present.frequencies(tuple(missing))} if missing else frequencies
        candidates = present.candidates(tier, known, sort, MOST + 1)
        if sort == Sort.RELEVANCE:
            candidates = _ranked(present, tier, known, candidates)
        for candidate in candidates:
            found.setdefault(candidate.claim_id, candidate)
        if len(found) > MOST:
            break
    ordered = list(found.values())
    if sort == Sort.NEWEST:
        ordered.sort(key=lambda entry: (-entry.published_on.toordinal(), entry.claim_id))
    elif sort == Sort.VOICES:
        ordered.sort(key=lambda entry: (-entry.voices, entry.claim_id))
    return ordered[: MOST + 1]


def _ranked(
    present: Engine, plan: Plan, frequencies: Frequencies, candidates: list[Candidate]
) -> list[Candidate]:
    """The candidates, the first of them ranked with care."""
    candidates.sort(key=_merit)
    if not plan.texts or not candidates:
        return candidates
    few = [text for text in plan.texts if len(text.words) == 1 and frequencies[text] <= SCAN]
    within = present.frequencies([in_claim(text) for text in few])
    known = vocabulary()
    looked_for = terms(plan, {**frequencies, **within}, known.indexed, known.synonyms)
    first = {candidate.claim_id: candidate for candidate in candidates[:RANKED]}
    entries = [
        Entry(claim, tuple(columns), _quality(first[claim]))
        for claim, *columns in ENTRIES.rows(connection, list(first))
    ]
    return [*(first[claim] for claim in ranked(entries, looked_for)), *candidates[RANKED:]]


def _merit(candidate: Candidate) -> tuple[float, int]:
    """Best first, by the engine's score."""
    return -float(candidate.score) * _quality(candidate), candidate.claim_id


def _quality(candidate: Candidate) -> float:
    """A little for what is first-hand or said by several voices."""
    return 1 + 0.03 * candidate.first_hand + 0.02 * min(candidate.voices - 1, 4)


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
