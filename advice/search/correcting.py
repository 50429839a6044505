"""Mistyped words: what was meant, from the words that the index has."""

from collections.abc import Iterable

from advice.search.backends.contract import Engine, Frequencies, Text
from advice.search.counting import frequencies
from advice.search.query import Query, Word
from advice.search.spelling import SHORTEST
from advice.search.vocabulary import LONGEST_WORD, Vocabulary

LONGEST_APART, MOST_APART = 24, 8
"""Letters of a word that is taken apart, and how many words of a query are."""
SHORTEST_PART = 3
"""Letters before which a word that was written as one is taken apart by a hyphen: "e-mail"."""


def corrected(
    query: Query, looked_for: tuple[Word, ...], known: Frequencies, engine: Engine, vocabulary: Vocabulary
) -> str | None:
    """The query with the words that nobody wrote replaced, None where there is nothing to replace.

    A word is replaced only by one that the index has now, or by two that stand there next to one another.
    """
    unknown = [
        word.text
        for word in looked_for
        if word.end
        and not word.prefix
        and word.text.isalpha()
        and SHORTEST <= len(word.text) <= LONGEST_WORD
        and known.get(Text((word.text,))) == 0
    ]
    if not unknown:
        return None
    proposals = {word: vocabulary.nearest(word) for word in unknown}
    near_ones = [Text((near,)) for nearest in proposals.values() for near in nearest]
    written = frequencies(engine, near_ones, vocabulary, known)
    replacements = {
        word: near[0]
        for word in unknown
        if (near := [proposal for proposal in proposals[word] if written[Text((proposal,))]])
    }
    replacements |= _taken_apart([word for word in unknown if word not in replacements], engine)
    return query.replaced(replacements) if replacements else None


def _taken_apart(found: Iterable[str], engine: Engine) -> dict[str, str]:
    """The words that are written apart in the index: "machinelearning" → "machine learning", "email" → "e-mail"."""
    pairs = {
        word: [Text((word[:cut], word[cut:])) for cut in range(1, len(word) - 1)]
        for word in list(found)[:MOST_APART]
        if len(word) <= LONGEST_APART
    }
    written = engine.frequencies([pair for apart in pairs.values() for pair in apart])
    best = {word: max(apart, key=lambda pair: written[pair]) for word, apart in pairs.items()}
    return {
        word: (" " if len(pair.words[0]) >= SHORTEST_PART else "-").join(pair.words)
        for word, pair in best.items()
        if written[pair]
    }
