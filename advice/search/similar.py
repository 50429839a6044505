"""Claims that say much the same as one claim, whoever says it."""

from django.db import connection

from advice.search.backends.contract import Plan, Sort, Text
from advice.search.engine import engine
from advice.search.fetching import load
from advice.search.marking import Marks
from advice.search.models import SearchEntry
from advice.search.results import Result
from advice.search.words import STOP_WORDS, stem, words

TELLING = 12
"""Words of a claim that are looked for, the rarest."""
AT_LEAST = 2
"""Of those, how many another claim must have: one word in common is no likeness."""


def similar(claim_id: int, limit: int = 5) -> tuple[Result, ...]:
    """At most `limit` other claims, the most alike first; none for a claim that is not public."""
    own = SearchEntry.objects.filter(pk=claim_id).values_list("claim_text", flat=True).first()
    if own is None:
        return ()
    present = engine(connection)
    stems = {stem(word): Text((word,)) for word in words(own) if word not in STOP_WORDS}
    common = present.common()
    known: dict[Text, float] = {text: common[word] for word, text in stems.items() if word in common}
    known |= present.frequencies([text for text in stems.values() if text not in known])
    shared = [text for text in stems.values() if known[text] > 1]
    rarest = tuple(sorted(shared, key=lambda text: known[text])[:TELLING])
    if not rarest:
        return ()
    plan = Plan(words=rarest)
    marks = Marks.of(plan)
    candidates = present.candidates(plan, known, Sort.RELEVANCE, 10 * limit)
    found = [(entry.claim_id, entry.voices) for entry in candidates if entry.claim_id != claim_id]
    alike = [result for result in load(found, marks) if _shares_enough(result.text, marks)]
    return tuple(alike[:limit])


def _shares_enough(text: str, marks: Marks) -> bool:
    return len({stem(word) for word in words(text)} & marks.stems) >= AT_LEAST
