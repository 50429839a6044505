"""The best entries of a plan: found by the engine, the first of them ranked with care."""

from django.db import connection
from django.db.models.functions import Substr

from advice.search.backends.contract import Candidate, Engine, Frequencies, Plan, Sort
from advice.search.counting import frequencies, in_claims
from advice.search.definitions import WORDS
from advice.search.models import SearchEntry
from advice.search.narrowing import tiers
from advice.search.prepared import Prepared
from advice.search.ranking import Entry, ranked, terms
from advice.search.vocabulary import Vocabulary

MOST = 1_000
"""Results that are counted and can be paged to; beyond, it is "over 1,000"."""
RANKED = 200
"""Of those, how many are ranked with care; the others follow in the engine's order."""
LONGEST = 4_000
"""Characters of a column that are ranked."""
ENTRIES = Prepared(
    lambda keys: SearchEntry.objects.filter(pk__in=keys).values_list(
        "pk", *(Substr(column, 1, LONGEST) for column in WORDS)
    )
)


def best(
    present: Engine, plan: Plan, known: Frequencies, sort: Sort, vocabulary: Vocabulary
) -> list[Candidate]:
    """The best MOST + 1 entries; `known` are frequencies that need not be counted again."""
    known = frequencies(present, plan.texts, vocabulary, known)
    if plan.words and not any(known[text] for text in plan.words):
        return []
    found: dict[int, Candidate] = {}
    for tier in tiers(plan, known):
        known = frequencies(present, tier.texts, vocabulary, known)
        candidates = present.candidates(tier, known, sort, MOST + 1)
        if sort == Sort.RELEVANCE:
            candidates = _ranked(present, tier, known, candidates, vocabulary)
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
    present: Engine, plan: Plan, known: Frequencies, candidates: list[Candidate], vocabulary: Vocabulary
) -> list[Candidate]:
    """The candidates, the first of them ranked with care."""
    candidates.sort(key=_merit)
    if not plan.texts or not candidates:
        return candidates
    of_plan = {text: known[text] for text in plan.texts}
    looked_for = terms(plan, in_claims(present, of_plan), vocabulary.synonyms)
    first = {candidate.claim_id: candidate for candidate in candidates[:RANKED]}
    entries = [
        Entry(claim, tuple(columns), _quality(first[claim]))
        for claim, *columns in ENTRIES.rows(connection, list(first))
    ]
    return [
        *(first[claim] for claim in ranked(entries, looked_for, vocabulary.indexed)),
        *candidates[RANKED:],
    ]


def _merit(candidate: Candidate) -> tuple[float, int]:
    """Best first, by the engine's score."""
    return -float(candidate.score) * _quality(candidate), candidate.claim_id


def _quality(candidate: Candidate) -> float:
    """A little for what is first-hand or said by several voices."""
    return 1 + 0.03 * candidate.first_hand + 0.02 * min(candidate.voices - 1, 4)
